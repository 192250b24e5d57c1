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
/** Pause between two runs under load, unless somebody waits: many commits are numbered together, and readers wake less often. */
const PACE_MS = 20;
const BATCH = 2_000;

// Late commits are found because every row above $1 without a log row is taken, whatever its id. `xmin` and `xmax` of the same
// snapshot bound the scan: see `lower`. `offset 0` keeps the planner from a join that reads the whole outbox.
const number = (name: string, told = '') => ({
  name,
  text: `with n as (select o.id, o.part from (select id, part from outbox where id > $1 order by id offset 0) o
      left join lateral (select true known from outbox_log l where l.id = o.id offset 0) l on true where l.known is null order by o.id limit ${BATCH}),
    l as (insert into outbox_log (part, pos, id) select part, ($2::bigint[])[part + 1] + row_number() over (partition by part order by id), id from n returning part, pos),
    g as (select part, max(pos) pos, count(*) n from l group by part)
    select pg_snapshot_xmin(s)::text xmin, pg_snapshot_xmax(s)::text xmax, (select coalesce(max(id), 0)::text from outbox) newest,
      (select coalesce(json_agg(json_build_array(part, pos, n)), '[]') from g) numbered${told}
    from pg_current_snapshot() s`,
});
const numbering = number('relay_number');
/** Tells other processes of the numbers in the transaction that gives them. */
const numberingTold = number('relay_number_told', `, (select pg_notify($3, string_agg(part::text, ',')) from g having count(*) > 0)`);

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
  private readonly pace = new Bell();
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
      hurry: () => this.pace.ring(),
      lag: (reader, events) => this.brake.report(reader, events),
    });
    this.running = this.loop();
  }

  wake(): void {
    this.bell.ring();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.leave?.();
    this.bell.ring();
    this.pace.ring();
    await this.running;
    await this.options.forwarder?.close();
  }

  /** Tells the relay of another process how far a reader of this process is behind. */
  async tell(source: Source, reader: string, events: number): Promise<void> {
    await this.client?.query(`select pg_notify($1, $2)`, [channel('to', source), JSON.stringify({ reader, events })]);
  }

  private async loop(): Promise<void> {
    for (let delay = 50; !this.stopped;) {
      try {
        await this.connect();
        while (!this.stopped) {
          await this.turn();
          delay = 50;
          await this.bell.wait(SWEEP_MS);
        }
      } catch (error) {
        if (!this.stopped) this.log.warn({ error: inShort(error) }, 'relay failed; will restart');
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
      // So that the lag a reader reports meanwhile does not wait for the run.
      pipeline: true,
    } as pg.ClientConfig);
    client.on('error', () => this.bell.ring());
    client.on('notification', ({ channel: name, payload }) => this.hear(name, payload ?? ''));
    await client.connect();
    this.client = client;
    // Losing the newest log rows in a crash is harmless while every reader's position lies in the same database: it is lost with them.
    if (!this.options.forwarder) await client.query('set synchronous_commit = off');
    await client.query(`select set_config('search_path', $1, false)`, [path!.search_path]);
    // Planning the numbering takes longer than doing it, and its plan is the same for tables of any size: along the indexes.
    await client.query('set plan_cache_mode = force_generic_plan; set enable_seqscan = off; set enable_bitmapscan = off');
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
      if (rows && rest > 0) await this.pace.wait(rest);
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
    const { forwarder, self } = this.options;
    const { rows } = forwarder
      ? await client.query<Numbered>({ ...numbering, values: [this.low, this.heads] })
      : await client.query<Numbered>({ ...numberingTold, values: [this.low, this.heads, channel('from', self)] });
    const { numbered, ...snapshot } = rows[0]!;
    const count = numbered.reduce((sum, [, , n]) => sum + n, 0);
    this.lower(snapshot, count < BATCH);
    if (!count) return 0;
    for (const [part, pos] of numbered) this.heads[part] = pos;
    figuresOf(self.name).relayed += count;
    if (!forwarder)
      processBus.numbered(
        this.address,
        numbered.map(([part]) => part),
      );
    return count;
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
