import 'reflect-metadata';
import { Catch, Controller, Global, Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { describe, expect, it } from '@jest/globals';
import type { Envelope } from '@sunshine/events';
import { BUS_STRATEGY, ENV, Health, SERVICE, Time } from '@sunshine/platform';
import { cleanUp, databases } from '@sunshine/testing';
import { DataSource } from 'typeorm';
import { BusContext, BusServer, Commands, HeldMessages, MessagingModule, busFigures, messagingMigrations } from '../src/index.js';
import { Seen1700000000900, Ticked, act, see, until } from './world.js';

@Injectable()
class Ledger {
  readonly refused = new Set([13]);

  async follow(envelope: Envelope<{ n: number }>, bus: BusContext): Promise<void> {
    if (this.refused.has(envelope.data.n)) throw new Error('unlucky');
    await see(envelope, bus);
  }
}

@Controller()
class Consumer {
  constructor(private readonly ledger: Ledger) {}

  @EventPattern<string>('Ticked')
  on(@Payload() envelope: Envelope<{ n: number }>, @Ctx() bus: BusContext): Promise<void> {
    return this.ledger.follow(envelope, bus);
  }
}

/** As the host of every service does: Nest would answer each error with "Internal server error". */
@Catch()
class Rethrow {
  catch(error: unknown): never {
    throw error;
  }
}

/** Handlers of an ordinary Nest service, which Nest makes known only after the bus was made. */
export const nestContract = (engine: string, env: NodeJS.ProcessEnv) =>
  describe(`a service in Nest on the ${engine} engine`, () => {
    it('reads by @EventPattern in the transaction of the bus, and sees what its handler threw', async () => {
      const db = await databases({
        intake: { migrations: messagingMigrations, sources: [] },
        casework: { migrations: [...messagingMigrations, Seen1700000000900], sources: ['intake'] },
      });
      const apps = await Promise.all(
        (['intake', 'case'] as const).map(async (name) => {
          const schema = name === 'case' ? 'casework' : name;
          const ds = await db.source(schema);
          @Global()
          @Module({
            providers: [
              { provide: DataSource, useValue: ds },
              { provide: Time, useValue: Time.shared },
              { provide: ENV, useValue: env },
              { provide: SERVICE, useValue: { name, schema, sources: name === 'case' ? ['intake'] : [] } },
              Health,
            ],
            exports: [DataSource, Time, ENV, SERVICE, Health],
          })
          class Ground {}
          @Module({
            imports: [Ground, MessagingModule],
            controllers: name === 'case' ? [Consumer] : [],
            providers: [Ledger],
          })
          class Service {}
          const app = await NestFactory.create(Service, new FastifyAdapter(), { logger: false, abortOnError: false });
          app.useGlobalFilters(new Rethrow());
          app.connectMicroservice({ strategy: app.get<BusServer>(BUS_STRATEGY) }, { inheritAppConfig: true });
          await app.init();
          await app.startAllMicroservices();
          cleanUp(() => app.close());
          return app;
        }),
      );
      const [intake, casework] = apps as [(typeof apps)[0], (typeof apps)[0]];
      const commands = intake.get(Commands);
      for (const n of [1, 13, 2]) await commands.act(act, async (_tx, emit) => emit('key', Ticked.create({ n })));
      await commands.act(act, async (_tx, emit) => emit('other', Ticked.create({ n: 3 })));
      const held = casework.get(HeldMessages);
      const ds = casework.get(DataSource);
      const reasons = new Set<string>();
      await until(async () => {
        const now = await held.list();
        for (const { error } of now) if (error) reasons.add(error);
        return now.length === 2 && (await ds.query('select 1 from seen')).length === 2;
      });
      // A message that arrived without its body would be held for another reason, and heal.
      expect([...reasons]).toEqual(['Error unlucky']);
      expect((await held.list())[0]).toMatchObject({ source: 'intake', key: 'key', seq: 2, why: 'failed', error: 'Error unlucky' });
      casework.get(Ledger).refused.clear();
      await until(async () => (await ds.query('select 1 from seen')).length === 4);
      expect((await casework.get(Health).readiness()).checks['bus']).toBe('ok');
      expect(busFigures['case']).toMatchObject({ handled: 4, lost: 0, lag: {} });
      expect(busFigures['intake']!.relayed).toBe(4);
    }, 30_000);
  });
