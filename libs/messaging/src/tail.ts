import type { Envelope } from '@sunshine/events';
import { databaseAddress, loadConfig, logOf } from '@sunshine/platform';
import pg from 'pg';
import { z } from 'zod';
import { Bell, pause } from './bell.js';
import { busConfig } from './config.js';
import { inShort } from './db-fault.js';
import type { Tail, TailListener } from './engine.js';
import { PARTITIONS } from './outbox.js';
import { channel } from './relay.js';
import { allSources, type Source } from './sources.js';

const SWEEP_MS = 5_000;
const PACE_MS = 20;
const BATCH = 500;

interface Row {
  part: number;
  pos: string;
  seq: string;
  data: object;
}

/** The numbered log in PostgreSQL, on one connection; woken by the NOTIFY of the relays. */
export class EmbeddedTail implements Tail {
  private readonly log = logOf('event tail');
  private readonly bell = new Bell();
  private readonly byChannel: ReadonlyMap<string, Source>;
  private readonly news = new Set<Source>();
  private heads = new Map<Source, number[]>();
  private trouble: string | null = 'not attached yet';
  private stopped = false;
  private running: Promise<void> | undefined;

  /** @param url of a role that may read the sources' `outbox` and `outbox_log` */
  constructor(
    private readonly url: string,
    private readonly sources: readonly Source[],
  ) {
    this.byChannel = new Map(sources.map((source) => [channel('from', source), source]));
  }

  start(listener: TailListener): void {
    this.running = this.loop(listener);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.bell.ring();
    await this.running;
  }

  problem(): string | null {
    return this.trouble;
  }

  private async loop(listener: TailListener): Promise<void> {
    for (let delay = 50; !this.stopped;) {
      let broken = false;
      const client = new pg.Client({
        connectionString: this.url,
        application_name: 'event-tail',
        keepAlive: true,
        connectionTimeoutMillis: 10_000,
      });
      client.on('error', () => {
        broken = true;
        this.bell.ring();
      });
      client.on('notification', ({ channel: name }) => this.ring(this.byChannel.get(name)));
      try {
        await client.connect();
        await this.attach(client, listener);
        delay = 50;
        while (!this.stopped && !broken) await this.turn(client, listener);
        if (broken) throw new Error('connection lost');
      } catch (error) {
        this.trouble = inShort(error);
        if (!this.stopped) this.log.warn({ error: this.trouble }, 'attaching failed; will retry');
        await pause(delay);
        delay = Math.min(delay * 2, 2_000);
      } finally {
        await client.end().catch((error: unknown) => this.log.debug({ error: inShort(error) }, 'connection was gone'));
      }
    }
  }

  private ring(source: Source | undefined): void {
    if (source) this.news.add(source);
    this.bell.ring();
  }

  /**
   * From the heads of the log on, never from a former position: a crash may take the newest rows of the log, and their numbers are
   * then given again.
   */
  private async attach(client: pg.Client, listener: TailListener): Promise<void> {
    // As in the relay: one plan, along the indexes.
    await client.query('set plan_cache_mode = force_generic_plan; set enable_seqscan = off; set enable_bitmapscan = off');
    for (const name of this.byChannel.keys()) await client.query(`listen "${name}"`);
    const heads = new Map<Source, number[]>();
    for (const source of this.sources) {
      const { rows } = await client.query<{ pos: string }>(
        `select coalesce((select max(pos) from "${source.schema}".outbox_log l where l.part = g), 0) pos from generate_series(0, ${PARTITIONS - 1}) g order by g`,
      );
      heads.set(
        source,
        rows.map(({ pos }) => Number(pos)),
      );
    }
    this.heads = heads;
    this.trouble = null;
    listener.attached();
  }

  private async turn(client: pg.Client, listener: TailListener): Promise<void> {
    if (!this.news.size) {
      await this.bell.wait(SWEEP_MS);
      // A lost wake-up: look everywhere.
      if (!this.news.size) for (const source of this.sources) this.news.add(source);
    }
    const sources = [...this.news];
    this.news.clear();
    for (const source of sources) if (!this.stopped && (await this.read(client, source, listener)) === BATCH) this.news.add(source);
    await pause(PACE_MS);
  }

  /** @returns rows of the fullest partition */
  private async read(client: pg.Client, source: Source, listener: TailListener): Promise<number> {
    const heads = this.heads.get(source)!;
    const { rows } = await client.query<Row>({ ...ahead(source.schema), values: [heads] });
    const counts = new Map<number, number>();
    for (const { part, pos, seq, data } of rows) {
      heads[part] = Number(pos);
      counts.set(part, (counts.get(part) ?? 0) + 1);
      listener.heard({ ...data, seq: Number(seq) } as Envelope);
    }
    return Math.max(0, ...counts.values());
  }
}

// `offset 0`: as in the reader of the embedded engine.
const ahead = (schema: string) => ({
  name: `bus.ahead-${schema}`,
  text: `select l.part, l.pos, o.seq, o.data from unnest($1::bigint[]) with ordinality h(pos, nth)
    cross join lateral (select part, pos, id from "${schema}".outbox_log l where l.part = h.nth - 1 and l.pos > h.pos order by l.pos limit ${BATCH}) l
    cross join lateral (select seq, data from "${schema}".outbox o where o.id = l.id offset 0) o order by l.part, l.pos`,
});

/**
 * The tail of all events of a node, on the engine that `busConfig` reads. On the embedded one it needs `DATABASE_URL`, of a role that
 * may read the outboxes.
 * @throws ConfigError, PeerRefusal
 */
export async function eventTail(env: NodeJS.ProcessEnv, sources: readonly Source[] = allSources): Promise<Tail> {
  const config = busConfig(env);
  if (config.engine === 'kafka') {
    const { KafkaTail } = await import('./kafka.js');
    const tail = new KafkaTail(config, sources);
    await tail.check();
    return tail;
  }
  const { DATABASE_URL } = loadConfig(z.object({ DATABASE_URL: databaseAddress(env) }), env);
  return new EmbeddedTail(DATABASE_URL, sources);
}
