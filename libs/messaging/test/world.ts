import { defineEvent, type Act, type Envelope, type NewEvent } from '@sunshine/events';
import { Time } from '@sunshine/platform';
import { addressOf, migrate, roleOf, type Postgres } from '@sunshine/postgres';
import { cleanUp, databases, type TestDatabase } from '@sunshine/testing';
import { DataSource, type EntityManager, type MigrationInterface, type QueryRunner } from 'typeorm';
import { z } from 'zod';
import { BusServer, Commands, appendToOutbox, messagingMigrations, type BusServerOptions } from '../src/index.js';
import type { BusContext } from '../src/bus-context.js';
import type { BusConfig } from '../src/config.js';

export const Ticked = defineEvent('Ticked', 1, { n: z.number().int() });
export const Told = defineEvent('Told', 1, { by: z.string() });

/** What the readers of these specs write: every effect as a row, so that a double one shows, and the sum of a key. */
export class Seen1700000000900 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table seen (at bigint generated always as identity, source text not null, key text not null, seq bigint not null, n int not null);
      create table cure (key text primary key);
      create table total (key text primary key, n bigint not null)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table seen, cure, total');
  }
}

export const act: Act = {
  actor: { kind: 'service', id: 'spec' },
  at: '2025-03-03T01:00:00.000Z',
  on: '2025-03-03',
  recordedAt: '2025-03-03T01:00:00.000Z',
  correlationId: 'spec',
};

export interface Engine {
  readonly name: 'embedded' | 'kafka';
  config(node: string): BusConfig;
}

export interface Row {
  source: string;
  key: string;
  seq: number;
  n: number;
}

const schemas = {
  alpha: { migrations: messagingMigrations, sources: [] },
  beta: { migrations: messagingMigrations, sources: [] },
  gamma: { migrations: [...messagingMigrations, Seen1700000000900], sources: ['alpha', 'beta'] },
};

let worlds = 0;
const all: World[] = [];

/** Two publishers, alpha and beta, and a reader of both, gamma, on a database and topics of their own. */
export class World {
  private readonly open: BusServer[] = [];
  readonly config: BusConfig;

  private constructor(
    readonly db: Pick<TestDatabase, 'url' | 'source'>,
    engine: Engine,
  ) {
    this.config = engine.config(`t${process.pid}-${Date.now().toString(36)}-${++worlds}`);
    all.push(this);
  }

  static async make(engine: Engine): Promise<World> {
    return new World(await databases(schemas), engine);
  }

  /** On a server of its own, which the spec may break. */
  static async on(server: Postgres, engine: Engine): Promise<World> {
    const database = 'node';
    const plans = Object.entries(schemas).map(([schema, plan]) => ({ name: schema, schema, ...plan }));
    await migrate({ adminUrl: server.adminUrl(), database, plans, password: () => 'test' });
    const url = (schema: string) => addressOf(server.adminUrl(), database, { role: roleOf(schema), password: 'test' });
    const open = new Map<string, DataSource>();
    const source = async (schema: string) => {
      const ds = open.get(schema) ?? (await new DataSource({ type: 'postgres', url: url(schema), schema, extra: { max: 8 } }).initialize());
      open.set(schema, ds);
      return ds;
    };
    const world = new World({ url, source }, engine);
    cleanUp(async () => {
      await world.close();
      for (const ds of open.values()) await ds.destroy();
    });
    return world;
  }

  /** Stops what the worlds of this file have started. */
  static async closeAll(): Promise<void> {
    await Promise.all(all.splice(0).map((world) => world.close()));
  }

  async publisher(name: 'alpha' | 'beta', more: Partial<BusServerOptions> = {}): Promise<Publisher> {
    const ds = await this.db.source(name);
    const bus = await this.start({ ds, self: { name, schema: name }, sources: [], ...more });
    return new Publisher(ds, bus, new Commands(ds, bus, name), name);
  }

  /** Starts gamma with the handler; by default every event becomes a row of `seen`. */
  async reader(
    handler: (envelope: Envelope<{ n: number }>, bus: BusContext) => Promise<unknown> = see,
    more: Partial<BusServerOptions> = {},
  ): Promise<BusServer> {
    const ds = await this.db.source('gamma');
    return this.start(
      { ds, self: { name: 'gamma', schema: 'gamma' }, sources: ['alpha', 'beta'].map((name) => ({ name, schema: name })), ...more },
      handler,
    );
  }

  async stop(bus: BusServer): Promise<void> {
    this.open.splice(this.open.indexOf(bus), 1);
    await bus.close();
  }

  async seen(): Promise<Row[]> {
    const rows = (await (await this.db.source('gamma')).query('select source, key, seq::int, n from seen order by at')) as Row[];
    return rows;
  }

  async close(): Promise<void> {
    await Promise.all(this.open.splice(0).map((bus) => bus.close()));
  }

  private async start(
    options: Omit<BusServerOptions, 'config' | 'time'>,
    handler?: (envelope: Envelope<{ n: number }>, bus: BusContext) => Promise<unknown>,
  ): Promise<BusServer> {
    const bus = new BusServer({ time: Time.shared, config: this.config, ...options });
    if (handler) bus.addHandler('Ticked', handler as never, true);
    await new Promise<void>((resolve, reject) => void bus.listen((error) => (error ? reject(error as Error) : resolve())));
    this.open.push(bus);
    return bus;
  }
}

export class Publisher {
  constructor(
    readonly ds: DataSource,
    readonly bus: BusServer,
    readonly commands: Commands,
    readonly name: string,
  ) {}

  /** One transaction with these events of one key. */
  async tick(key: string, ...numbers: number[]): Promise<void> {
    await this.commands.act(act, async (_tx, emit) => emit(key, ...numbers.map((n) => Ticked.create({ n }))));
  }

  /** Writes events without waking anyone. */
  async quietly(tx: EntityManager, key: string, ...events: NewEvent[]): Promise<void> {
    await appendToOutbox(
      tx,
      this.name,
      events.map((event) => ({ key, event, act })),
    );
  }
}

export async function see({ source, key, seq, data }: Envelope<{ n: number }>, { tx }: BusContext): Promise<void> {
  await tx.query('insert into seen (source, key, seq, n) values ($1, $2, $3, $4)', [source, key, seq, data.n]);
}

/** Waits until `check` answers something true; fails with what it last answered. */
export async function until<T>(check: () => Promise<T>, ms = 20_000): Promise<T> {
  for (const end = Date.now() + ms; ;) {
    const answer = await check();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`did not come true within ${ms} ms: ${String(check)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** True when each key of each source came once, in order, without a hole, up to its last number. */
export function inOrder(rows: readonly Row[]): boolean {
  const last = new Map<string, number>();
  for (const { source, key, seq } of rows) {
    const name = `${source}/${key}`;
    if (seq !== (last.get(name) ?? 0) + 1) return false;
    last.set(name, seq);
  }
  return true;
}
