import { logOf } from '@sunshine/platform';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { Bell, pause } from './bell.js';
import { Brake } from './brake.js';
import { inShort } from './db-fault.js';
import { figuresOf } from './metrics.js';
import { PARTITIONS } from './outbox.js';
import { processBus } from './process-bus.js';
import { addressOf, connectionOf, type Source } from './sources.js';

/** Sends the numbered log on to a broker; its rows are read on the relay's connection, under the relay's lock. */
export interface Forwarder {
  forward(client: pg.Client): Promise<void>;
  close(): Promise<void>;
}

interface RelayOptions {
  readonly self: Source;
  /** Publishers whose relay may live in another process: their news come by NOTIFY. */
  readonly sources: readonly Source[];
  readonly news: (source: Source, parts: readonly number[]) => void;
  readonly forwarder?: Forwarder;
}

const SWEEP_MS = 5_000;
/** Pause between two runs under load: many commits are numbered together, and readers wake less often. */
const PACE_MS = 5;
const BATCH = 2_000;

// Late commits are found because every row above $1 without a log row is taken, whatever its id. `xmin` and `xmax` of the same
// snapshot bound the scan: see `lower`.
const number = `with n as (select o.id, o.part from outbox o where o.id > $1 and not exists (select from outbox_log l where l.id = o.id) order by o.id limit ${BATCH}),
  l as (insert into outbox_log (part, pos, id) select part, ($2::bigint[])[part + 1] + row_number() over (partition by part order by id), id from n returning part, pos)
  select pg_snapshot_xmin(s)::text xmin, pg_snapshot_xmax(s)::text xmax, (select coalesce(max(id), 0)::text from outbox) newest,
    (select coalesce(json_agg(json_build_array(part, pos, n)), '[]') from (select part, max(pos) pos, count(*) n from l group by part) g) numbered
  from pg_current_snapshot() s`;

interface Numbered {
  xmin: string;
  xmax: string;
  newest: string;
  numbered: [part: number, pos: number, rows: number][];
}

/**
 * Numbers committed outbox rows of one schema, per partition, into `outbox_log`. One relay of a schema works at a time
 * (advisory lock); the others wait to take over and pass their wake-ups on. Has one connection of its own.
 */
export class Relay {
  private readonly log;
  private readonly bell = new Bell();
  private readonly address: string;
  private stopped = false;
  private client: pg.Client | undefined;
  private running: Promise<void> | undefined;
  private leave: (() => void) | undefined;
  private owner = false;
  private heads: number[] = [];
  private low = '0';
  private mark: { xmax: bigint; newest: string } | undefined;
  private readonly heard = new Map<string, Source>();

  constructor(
    private readonly ds: DataSource,
    private readonly options: RelayOptions,
    private readonly brake: Brake,
  ) {
    this.log = logOf(`relay of ${options.self.name}`);
    this.address = addressOf(ds, options.self.schema);
  }

  start(): void {
    this.leave = processBus.addRelay(this.address, {
      wake: () => this.bell.ring(),
      lag: (reader, events) => this.brake.report(reader, events),
    });
    this.running = this.run();
  }

  wake(): void {
    this.bell.ring();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.leave?.();
    this.bell.ring();
    await this.running;
    await this.options.forwarder?.close();
  }

  /** Tells the relay of another process how far a reader of this process is behind. */
  async tell(source: Source, reader: string, events: number): Promise<void> {
    await this.client?.query(`select pg_notify($1, $2)`, [channel('to', source), JSON.stringify({ reader, events })]);
  }

  private async run(): Promise<void> {
    for (let delay = 50; !this.stopped;) {
      try {
        await this.connect();
        while (!this.stopped) {
          await this.turn();
          delay = 50;
          await this.bell.wait(SWEEP_MS);
        }
      } catch (error) {
        if (!this.stopped) this.log.warn({ error: inShort(error) }, 'relay starts again');
        await pause(delay);
        delay = Math.min(delay * 2, 5_000);
      } finally {
        this.owner = false;
        const client = this.client;
        this.client = undefined;
        await client?.end().catch(() => undefined);
      }
    }
  }

  private async connect(): Promise<void> {
    const [path] = (await this.ds.query('show search_path')) as { search_path: string }[];
    const client = new pg.Client({
      ...connectionOf(this.ds),
      application_name: `relay-${this.options.self.schema}`,
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
    } as pg.ClientConfig);
    client.on('error', () => this.bell.ring());
    client.on('notification', ({ channel: name, payload }) => this.hear(name, payload ?? ''));
    await client.connect();
    this.client = client;
    // Losing the newest log rows in a crash is harmless while every reader's position lies in the same database: it is lost with them.
    if (!this.options.forwarder) await client.query('set synchronous_commit = off');
    await client.query(`select set_config('search_path', $1, false)`, [path!.search_path]);
    this.heard.clear();
    await client.query(`listen "${channel('to', this.options.self)}"`);
  }

  private async turn(): Promise<void> {
    const client = this.client!;
    await this.listen(client);
    if (!this.owner && !(await this.lock(client))) {
      await client.query(`select pg_notify($1, '{}')`, [channel('to', this.options.self)]);
      return;
    }
    for (let rows = BATCH; rows === BATCH && !this.stopped;) {
      const started = performance.now();
      rows = await this.tick(client);
      if (rows) await this.options.forwarder?.forward(client);
      const rest = PACE_MS - (performance.now() - started);
      if (rows && rest > 0) await pause(rest);
    }
    await this.options.forwarder?.forward(client);
  }

  /** Listens to publishers whose relay lives in another process, and to no other. */
  private async listen(client: pg.Client): Promise<void> {
    for (const source of this.options.sources) {
      const name = channel('from', source);
      const here = processBus.hasRelay(addressOf(this.ds, source.schema));
      if (here === this.heard.has(name)) {
        await client.query(`${here ? 'unlisten' : 'listen'} "${name}"`);
        if (here) this.heard.delete(name);
        else this.heard.set(name, source);
      }
    }
  }

  private async lock(client: pg.Client): Promise<boolean> {
    const { rows } = await client.query<{ mine: boolean }>(`select pg_try_advisory_lock(hashtextextended($1, 0)) mine`, [
      `relay of ${this.options.self.schema}`,
    ]);
    if (!rows[0]!.mine) return false;
    const heads = await client.query<{ part: number; pos: string }>(
      `select g part, coalesce((select max(pos) from outbox_log l where l.part = g), 0) pos from generate_series(0, ${PARTITIONS - 1}) g order by g`,
    );
    this.heads = heads.rows.map((row) => Number(row.pos));
    this.low = '0';
    this.mark = undefined;
    return (this.owner = true);
  }

  private async tick(client: pg.Client): Promise<number> {
    const { rows } = await client.query<Numbered>(number, [this.low, this.heads]);
    const { numbered, ...snapshot } = rows[0]!;
    const count = numbered.reduce((sum, [, , n]) => sum + n, 0);
    this.lower(snapshot, count < BATCH);
    if (!count) return 0;
    for (const [part, pos] of numbered) this.heads[part] = pos;
    figuresOf(this.options.self.name).relayed += count;
    const parts = numbered.map(([part]) => part);
    if (!this.options.forwarder) this.publish(client, parts);
    return count;
  }

  private publish(client: pg.Client, parts: number[]): void {
    processBus.numbered(this.address, parts);
    client.query(`select pg_notify($1, $2)`, [channel('from', this.options.self), parts.join()]).catch(() => this.bell.ring());
  }

  /**
   * Moves the lower bound of the scan to an id below which no row can appear any more: every transaction that could own a smaller
   * id had its xid when the bound was noted, all those have ended, and this run, which saw them, took all there was.
   */
  private lower({ xmin, xmax, newest }: Omit<Numbered, 'numbered'>, tookAll: boolean): void {
    if (this.mark && tookAll && BigInt(xmin) >= this.mark.xmax) {
      this.low = this.mark.newest;
      this.mark = undefined;
    }
    this.mark ??= { xmax: BigInt(xmax), newest };
  }

  private hear(name: string, payload: string): void {
    const source = this.heard.get(name);
    if (source) this.options.news(source, payload.split(',').map(Number));
    else if (name === channel('to', this.options.self)) {
      const { reader, events } = JSON.parse(payload) as { reader?: string; events?: number };
      if (reader !== undefined) this.brake.report(reader, events ?? 0);
      else if (this.owner) this.bell.ring();
    }
  }
}

/** Of NOTIFY: `to` the relay of a source, `from` it. */
export const channel = (direction: 'to' | 'from', source: Source): string => `sunshine_${direction}_${source.schema}`;
