import { Global, Module } from '@nestjs/common';
import { AuditLog, AuditSealer } from '@sunshine/audit';
import { BUS_STRATEGY, ENV, Health, READ_WAITER, REFUSAL_LOG, SERVICE, Time, type ServiceDefinition } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { BusServer } from './bus-server.js';
import { Commands } from './commands.js';
import { busConfig } from './config.js';
import { HeldMessages } from './held.js';
import { allSources } from './sources.js';
import { Waiters } from './waiters.js';

/** The bus and the audit of one service, global in its Nest application; the host gives its definition and connects `BUS_STRATEGY`. */
@Global()
@Module({
  providers: [
    {
      provide: BusServer,
      inject: [DataSource, Time, ENV, Health, SERVICE],
      useFactory: (
        ds: DataSource,
        time: Time,
        env: NodeJS.ProcessEnv,
        health: Health,
        { name, schema, sources: read }: ServiceDefinition,
      ) => {
        const sources = allSources.filter((source) => read.some((each) => each === source.name));
        const bus = new BusServer({ ds, time, self: { name, schema }, sources, config: busConfig(env) });
        health.register('bus', async () => bus.problem());
        return bus;
      },
    },
    { provide: BUS_STRATEGY, useExisting: BusServer },
    {
      provide: Commands,
      inject: [DataSource, BusServer, SERVICE],
      useFactory: (ds: DataSource, bus: BusServer, { name }: ServiceDefinition) => new Commands(ds, bus, name),
    },
    { provide: Waiters, inject: [BusServer], useFactory: (bus: BusServer) => bus.waiters },
    { provide: READ_WAITER, useExisting: Waiters },
    { provide: HeldMessages, inject: [BusServer], useFactory: (bus: BusServer) => bus.held },
    { provide: AuditLog, inject: [DataSource], useFactory: (ds: DataSource) => new AuditLog(ds) },
    { provide: REFUSAL_LOG, useExisting: AuditLog },
    {
      provide: AuditSealer,
      inject: [DataSource, Time, ENV, Health, SERVICE],
      useFactory: (ds: DataSource, time: Time, env: NodeJS.ProcessEnv, health: Health, def: ServiceDefinition) => {
        const sealer = new AuditSealer(ds, def, time, env);
        health.warn('audit', async () => sealer.problem());
        return sealer;
      },
    },
  ],
  exports: [BusServer, BUS_STRATEGY, Commands, Waiters, READ_WAITER, HeldMessages, AuditLog, REFUSAL_LOG, AuditSealer],
})
export class MessagingModule {}
