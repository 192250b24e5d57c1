import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGateway, ToldParts, type RunningGateway } from '@sunshine/gateway';
import { eventTail } from '@sunshine/messaging';
import type { ServiceName } from '@sunshine/events';
import { hostService, type HostedService } from '@sunshine/platform';
import { Parts } from './keeper.js';
import { peopleKnown, type People } from './people.js';
import { prepare, type Prepared, type PrepareOptions } from './prepare.js';
import { StartRefusal } from './refusal.js';
import { services } from './services.js';

export interface NodeOptions extends PrepareOptions {
  /** 0 (default) takes a free one. */
  port?: number;
  /** How the gateway reaches the services; over HTTP they listen on free ports of 127.0.0.1. */
  transport?: 'in-process' | 'http';
  /** Without it the directory stays as it is: empty on a new node. */
  people?: People;
}

export interface RunningNode {
  /** Address of the graph. */
  url: string;
  port: number;
  database: Prepared;
  services: Record<ServiceName, HostedService>;
  gateway: RunningGateway;
  /** Stops answering first, then the readers and relays, the database last. */
  close(): Promise<void>;
}

const READY_MS = 60_000;

/** @throws StartRefusal when something else listens there */
export async function refuseTakenPort(port: number, host = '127.0.0.1'): Promise<void> {
  if (port === 0) return;
  await new Promise<void>((done, failed) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      failed(
        error.code === 'EADDRINUSE'
          ? new StartRefusal(`Port ${port} on ${host} is taken by another program. Stop it, or choose another: PORT=${port + 1} npm start`)
          : new StartRefusal(`Port ${port} on ${host} cannot be opened (${error.code}). Choose another with PORT.`),
      ),
    );
    probe.listen(port, host, () => probe.close(() => done()));
  });
}

/** Waits until every service has what it needs to answer, the active rule packs among them. */
export async function whenReady(readiness: () => Promise<{ ready: boolean; checks: Record<string, unknown> }>): Promise<void> {
  const deadline = Date.now() + READY_MS;
  for (;;) {
    const { ready, checks } = await readiness();
    if (ready) return;
    if (Date.now() > deadline) throw new Error(`not ready after ${READY_MS / 1000} s: ${JSON.stringify(checks)}`);
    await sleep(50);
  }
}

/** One node in this process: database, all services, gateway. @throws StartRefusal, PostgresRefusal, ConfigError */
export async function startNode(options: NodeOptions = {}): Promise<RunningNode> {
  const port = options.port ?? 0;
  await refuseTakenPort(port);
  const parts = options.parts ?? new Parts(options.progress);
  const told = new ToldParts();
  parts.onChange(() => told.take(parts.now()));
  const database = await prepare({ ...options, parts });
  const hosted: HostedService[] = [];
  let gateway: RunningGateway | undefined;
  const close = async () => {
    await gateway?.close();
    for (const service of [...hosted].reverse()) await service.close();
    await database.close();
  };
  try {
    options.progress?.('starting the services');
    // Those that did start are closed when one does not.
    const starts = await Promise.allSettled(services.map((definition) => hostService(definition, database.env(definition.name))));
    for (const start of starts) if (start.status === 'fulfilled') hosted.push(start.value);
    for (const start of starts) if (start.status === 'rejected') throw start.reason;
    const urls: Record<string, string> = {};
    if (options.transport === 'http') {
      for (const service of hosted) {
        await service.listen(0);
        urls[service.name] = (await service.app.getUrl()).replace('[::1]', '127.0.0.1');
      }
    }
    const env = database.env('gateway');
    const events = await eventTail(env);
    gateway = await createGateway({
      ...(options.transport === 'http' ? { urls } : { services: hosted }),
      env,
      events,
      checks: () => told.checks(),
    });
    const address = new URL(await gateway.listen(port));
    const byName = Object.fromEntries(hosted.map((service) => [service.name, service])) as Record<ServiceName, HostedService>;
    const node: RunningNode = {
      url: `http://127.0.0.1:${address.port}/graphql`,
      port: Number(address.port),
      database,
      services: byName,
      gateway,
      close,
    };
    await options.people?.(byName.directory);
    await whenReady(gateway.readiness);
    await peopleKnown(database);
    return node;
  } catch (error) {
    await close();
    throw error;
  }
}
