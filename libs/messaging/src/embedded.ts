import { sql } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { Bell, pause } from './bell.js';
import { inShort } from './db-fault.js';
import { BATCH, type Engine } from './engine.js';
import { figuresOf } from './metrics.js';
import { PARTITIONS } from './outbox.js';
import { processBus } from './process-bus.js';
import { knownOf, type Fetched, type Known, type Message, type Reader } from './reader.js';
import { addressOf, type Source } from './sources.js';

const SWEEP_MS = 5_000;
/** Pause between two transactions of one source, unless somebody waits: each then takes more messages. */
const PACE_MS = 50;
/** The same under load: this long after a transaction, of whichever source, that took so many. */
const LOADED_PACE_MS = 200;
const LOADED_MESSAGES = 8;
const LOADED_FOR_MS = 500;
/** A partition in the hands of another instance is looked at again after this time. */
const AGAIN_MS = 250;
const LAG_MS = 500;

interface Row {
  part: number;
  pos: string | null;
  key: string;
  seq: string;
  pattern: string;
  data: object | null;
}

const ALL: readonly number[] = Array.from({ length: PARTITIONS }, (_, part) => part);

/** Readers take events from the sources' outboxes in the same database. */
export class EmbeddedEngine implements Engine {
  private stopped = false;
  private loadedAt = -Infinity;
  private readonly dirty = new Map<string, Set<number>>();
  private readonly bells = new Map<string, Bell>();
  private readonly paces = new Map<string, Bell>();
  private loops: Promise<void>[] = [];
  private leaves: (() => void)[] = [];

  constructor(
    private readonly reader: Reader,
    private readonly sources: readonly Source[],
    private readonly onLag: (source: Source, events: number) => void,
  ) {}

  async start(): Promise<void> {
    for (const source of this.sources) {
      this.dirty.set(source.name, new Set(ALL));
      this.bells.set(source.name, new Bell());
      this.paces.set(source.name, new Bell());
      this.leaves.push(processBus.addReader(addressOf(this.reader.ds, source.schema), (parts) => this.news(source, parts)));
      this.loops.push(this.loop(source));
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    for (const leave of this.leaves) leave();
    for (const bell of [...this.bells.values(), ...this.paces.values()]) bell.ring();
    await Promise.all(this.loops);
  }

  news(source: Source, parts: readonly number[]): void {
    const dirty = this.dirty.get(source.name);
    for (const part of parts) dirty?.add(part);
    this.bells.get(source.name)?.ring();
  }

  hurry(source: string): void {
    this.paces.get(source)?.ring();
  }

  problem(): string | null {
    return null;
  }

  private async loop(source: Source): Promise<void> {
    const dirty = this.dirty.get(source.name)!;
    const bell = this.bells.get(source.name)!;
    const unlessHurried = this.paces.get(source.name)!;
    for (let delay = 50, nextLag = 0; !this.stopped;) {
      if (!dirty.size) {
        await bell.wait(SWEEP_MS);
        if (!dirty.size) for (const part of ALL) dirty.add(part);
        continue;
      }
      const started = performance.now();
      const parts = [...dirty];
      dirty.clear();
      try {
        const { behind, count } = await this.batch(source, parts);
        for (const part of behind) dirty.add(part);
        delay = 50;
        if (performance.now() > nextLag && (behind.length || figuresOf(this.reader.self.name).lag[source.name])) {
          nextLag = performance.now() + LAG_MS;
          this.onLag(source, behind.length ? await lagOf(this.reader, source) : 0);
        }
        if (count >= LOADED_MESSAGES) this.loadedAt = performance.now();
        const pace = performance.now() - this.loadedAt < LOADED_FOR_MS ? LOADED_PACE_MS : PACE_MS;
        const rest = pace - (performance.now() - started);
        if (!behind.length && rest > 0) await unlessHurried.wait(rest);
      } catch (error) {
        for (const part of parts) dirty.add(part);
        if (!this.stopped) this.reader.log.warn({ source: source.name, error: inShort(error) }, 'reading failed; will retry');
        await pause(delay);
        delay = Math.min(delay * 2, 5_000);
      }
    }
  }

  /** @returns partitions of which there may be more at once, and how many messages it took */
  private async batch(source: Source, parts: number[]): Promise<{ behind: number[]; count: number }> {
    const cap = Math.ceil(BATCH / parts.length);
    const taken = await this.reader.readBatch(source, (tx) => this.fetch(tx, source, parts, cap));
    const missed = parts.filter((part) => !taken.has(part));
    if (missed.length) setTimeout(() => this.news(source, missed), AGAIN_MS).unref();
    const behind = [...taken].filter(([, n]) => n === cap).map(([part]) => part);
    return { behind, count: [...taken.values()].reduce((sum, n) => sum + n, 0) };
  }

  private async fetch(tx: EntityManager, { name, schema }: Source, parts: number[], cap: number): Promise<Fetched> {
    const [rows, known] = await Promise.all([
      sql<Row>(tx, readOf(schema), [name, parts, cap, this.reader.patterns]),
      sql<Known>(tx, inboxBehind(schema), [name, parts, cap]),
    ]);
    const messages: Message[] = [];
    for (const { part, pos, key, seq, pattern, data } of rows)
      if (pos !== null) messages.push({ part, pos: Number(pos), key, seq: Number(seq), pattern, data });
    return { parts: [...new Set(rows.map(({ part }) => part))], messages, known };
  }
}

// `offset 0` keeps the planner from a join that reads the whole outbox: a plan made while the tables were small would stay.
const readOf = (schema: string) => ({
  name: `bus.read-${schema}`,
  text: `with b as materialized (select part, pos from bus_pos where source = $1 and part = any($2::int[]) order by part for update skip locked)
    select b.part, l.pos, o.key, o.seq, o.pattern, o.data from b
    left join lateral (select l.pos, l.id from "${schema}".outbox_log l where l.part = b.part and l.pos > b.pos and l.pos <= b.pos + $3::int offset 0) l on true
    left join lateral (select key, seq, pattern, case when $4::text[] is null or pattern = any($4) then data end data from "${schema}".outbox o where o.id = l.id offset 0) o on true
    order by b.part, l.pos`,
});

// Sent with `readOf` and run after it: its snapshot is younger than the locks, so no other reader has moved the inbox of these keys
// since. Of partitions that another reader holds it tells more than is asked.
const inboxBehind = (schema: string) => ({
  name: `bus.inbox-${schema}`,
  text: knownOf(`(select distinct o.key from bus_pos b
      cross join lateral (select l.id from "${schema}".outbox_log l where l.part = b.part and l.pos > b.pos and l.pos <= b.pos + $3::int offset 0) l
      cross join lateral (select key from "${schema}".outbox o where o.id = l.id offset 0) o
      where b.source = $1 and b.part = any($2::int[])) k`),
});

/** Events of a source that are numbered and not yet taken. */
export async function lagOf(reader: Reader, source: Source): Promise<number> {
  const [row] = (await reader.ds.query(
    `select coalesce(sum(coalesce((select max(l.pos) from "${source.schema}".outbox_log l where l.part = b.part), 0) - b.pos), 0) lag from bus_pos b where b.source = $1`,
    [source.name],
  )) as { lag: string }[];
  return Math.max(0, Number(row!.lag));
}
