import type { Act } from '@sunshine/events';
import { sql } from '@sunshine/platform';
import type { DataSource, EntityManager } from 'typeorm';
import { messagingError } from './messaging.errors.js';
import type { Message, Reader } from './reader.js';
import type { Source } from './sources.js';

/** Replays wait 1 s, 2 s, 4 s … after a failure; after this many the operator decides. */
const MAX_TRIES = 8;
const FILL = 200;

const nextAt = `case when held.tries < ${MAX_TRIES} then now() + make_interval(secs => 2 ^ (held.tries + 1)) end`;

export interface HeldMessage {
  readonly id: string;
  readonly source: string;
  readonly key: string;
  readonly seq: number;
  readonly pattern: string;
  /** failed: its handler threw; gap: an earlier number is missing; behind: it waits for an earlier one of its key. */
  readonly why: 'failed' | 'gap' | 'behind';
  readonly error: string | null;
  readonly tries: number;
  /** Instant of the next automatic replay; null for messages that wait for another, or for the operator. */
  readonly nextAt: Date | null;
  readonly heldAt: Date;
}

interface HeldRow {
  id: string;
  source: string;
  part: number;
  key: string;
  seq: string;
  pattern: string;
  why: HeldMessage['why'];
  error: string | null;
  tries: number;
  next_at: Date | null;
  held_at: Date;
}

const lock = { name: 'bus_lock', text: 'select pos from bus_pos where source = $1 and part = $2 for update' };

/** Held messages of one service: replayed by the timer, or by an operator, who may also skip one with a reason. */
export class HeldMessages {
  constructor(
    private readonly ds: DataSource,
    private readonly reader: Reader,
    private readonly sources: readonly Source[],
    /** A replay kept the engine off this partition for a moment; it looks again. */
    private readonly released: (source: Source, part: number) => void,
  ) {}

  /** The oldest held messages, at most 100. */
  async list(): Promise<HeldMessage[]> {
    const rows = (await this.ds.query('select * from held order by id limit 100')) as HeldRow[];
    return rows.map(({ id, source, key, seq, pattern, why, error, tries, next_at, held_at }) => ({
      id,
      source,
      key,
      seq: Number(seq),
      pattern,
      why,
      error,
      tries,
      nextAt: next_at,
      heldAt: held_at,
    }));
  }

  /**
   * Applies the held messages of this one's key again, at once.
   * @returns how many of the key are still held
   * @throws HELD_NOT_FOUND
   */
  async replay(id: string, act: Act): Promise<number> {
    const row = await this.find(this.ds.manager, id);
    await this.decide(this.ds.manager, row, 'replay', null, act);
    return this.fill(this.source(row), row.part, row.key);
  }

  /**
   * Passes over the first held message of its key, for good, and applies the later ones.
   * @returns how many of the key are still held
   * @throws HELD_NOT_FOUND, HELD_NOT_FIRST, HELD_REASON_MISSING
   */
  async skip(id: string, reason: string, act: Act): Promise<number> {
    if (!reason.trim()) throw messagingError('HELD_REASON_MISSING');
    const row = await this.ds.transaction(async (tx) => {
      const found = await this.find(tx, id);
      await sql(tx, lock, [found.source, found.part]);
      const [first] = (await tx.query('select id from held where source = $1 and key = $2 order by seq limit 1', [
        found.source,
        found.key,
      ])) as { id: string }[];
      if (!first) throw messagingError('HELD_NOT_FOUND', { details: { id } });
      if (first.id !== found.id) throw messagingError('HELD_NOT_FIRST');
      await this.decide(tx, found, 'skip', reason, act);
      await this.moveTo(tx, found.source, found.key, Number(found.seq));
      return found;
    });
    return this.fill(this.source(row), row.part, row.key);
  }

  /** Replays keys whose time has come. @returns milliseconds until the next one is due; null where none is held */
  async due(): Promise<number | null> {
    const rows = (await this.ds.query(
      `select source, key, min(part) part from held where next_at <= now() group by source, key order by min(next_at) limit 50`,
    )) as { source: string; key: string; part: number }[];
    for (const row of rows) {
      const source = this.sources.find(({ name }) => name === row.source);
      if (source) await this.fill(source, row.part, row.key);
    }
    const [next] = (await this.ds.query(`select extract(epoch from min(next_at) - now()) * 1000 ms, count(*) held from held`)) as {
      ms: string | null;
      held: string;
    }[];
    return next!.held === '0' ? null : Math.max(0, Number(next!.ms ?? 5_000));
  }

  /**
   * Applies what the source's outbox holds of a key from the inbox up to the highest held number: closes gaps and retries the
   * message that failed, each in a savepoint, in order, until one fails again.
   * @returns how many of the key are still held
   */
  async fill(source: Source, part: number, key: string): Promise<number> {
    for (;;) {
      const turn = await this.ds.transaction((tx) => this.turn(tx, source, part, key));
      this.reader.committed(source, turn.applied, turn.drafts, turn.handled);
      if (turn.more) continue;
      this.released(source, part);
      return turn.left;
    }
  }

  private async turn(tx: EntityManager, source: Source, part: number, key: string) {
    await sql(tx, lock, [source.name, part]);
    const rows = (await tx.query(
      `select o.seq, o.pattern, o.data from "${source.schema}".outbox o
       where o.key = $2 and o.seq > coalesce((select seq from inbox where source = $1 and key = $2), 0)
         and o.seq <= (select max(seq) from held where source = $1 and key = $2) order by o.seq limit ${FILL}`,
      [source.name, key],
    )) as { seq: string; pattern: string; data: object }[];
    const messages = rows.map(({ seq, pattern, data }): Message => ({ part, pos: 0, key, seq: Number(seq), pattern, data }));
    const { last, held, drafts, handled } = await this.reader.apply(tx, source, messages, true, true);
    const failed = held.find(({ why }) => why === 'failed');
    for (const [name, seq] of last) await this.moveTo(tx, source.name, name, seq);
    await tx.query(
      'delete from held h using inbox i where i.source = $1 and i.key = $2 and h.source = $1 and h.key = $2 and h.seq <= i.seq',
      [source.name, key],
    );
    if (failed) await this.failAgain(tx, source, failed.message, failed.error);
    else if (!last.size) await this.waitLonger(tx, source, key);
    const [count] = (await tx.query('select count(*) n from held where source = $1 and key = $2', [source.name, key])) as { n: string }[];
    return { applied: [...last], drafts, handled, left: Number(count!.n), more: !failed && messages.length === FILL };
  }

  private async failAgain(tx: EntityManager, source: Source, { part, key, seq, pattern }: Message, error: string | null): Promise<void> {
    await tx.query(`update held set why = 'behind', next_at = null where source = $1 and key = $2 and seq > $3`, [source.name, key, seq]);
    await tx.query(
      `insert into held (source, part, key, seq, pattern, why, error, next_at) values ($1, $2, $3, $4, $5, 'failed', $6, now() + interval '1 second')
       on conflict (source, key, seq) do update set why = 'failed', error = excluded.error, tries = held.tries + 1, next_at = ${nextAt}`,
      [source.name, part, key, seq, pattern, error],
    );
  }

  /** The outbox does not hold the missing number yet. */
  private async waitLonger(tx: EntityManager, source: Source, key: string): Promise<void> {
    await tx.query(
      `update held set why = 'gap', tries = tries + 1, next_at = ${nextAt}
       where id = (select id from held where source = $1 and key = $2 order by seq limit 1)`,
      [source.name, key],
    );
  }

  private async moveTo(tx: EntityManager, source: string, key: string, seq: number): Promise<void> {
    await tx.query(
      'insert into inbox (source, key, seq) values ($1, $2, $3) on conflict (source, key) do update set seq = greatest(inbox.seq, excluded.seq)',
      [source, key, seq],
    );
  }

  private async find(tx: EntityManager, id: string): Promise<HeldRow> {
    const [row] = /^\d{1,18}$/.test(id) ? ((await tx.query('select * from held where id = $1', [id])) as HeldRow[]) : [];
    if (!row) throw messagingError('HELD_NOT_FOUND', { details: { id } });
    return row;
  }

  private async decide(tx: EntityManager, row: HeldRow, decision: 'replay' | 'skip', reason: string | null, act: Act): Promise<void> {
    await tx.query(
      `insert into held_decision (source, key, seq, pattern, error, decision, reason, actor_kind, actor_id, correlation_id, decided_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        row.source,
        row.key,
        row.seq,
        row.pattern,
        row.error,
        decision,
        reason,
        act.actor.kind,
        act.actor.id,
        act.correlationId,
        act.recordedAt,
      ],
    );
  }

  private source(row: HeldRow): Source {
    const source = this.sources.find(({ name }) => name === row.source);
    if (!source) throw messagingError('HELD_NOT_FOUND', { details: { id: row.id } });
    return source;
  }
}
