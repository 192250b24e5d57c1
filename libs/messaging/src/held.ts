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

/** The first held message of a key, as an operator sees it: no body, no text of an error. */
export interface HeldHead {
  readonly id: string;
  readonly source: string;
  readonly key: string;
  readonly seq: number;
  readonly type: string;
  readonly why: HeldMessage['why'];
  readonly since: Date;
  /** How often it was tried in vain. */
  readonly attempts: number;
  /** Code of the refusal or of the database, else the kind of error. */
  readonly errorCode: string | null;
  /** Instant of the next automatic replay; null: it waits for an operator, or for the messages before it. */
  readonly nextTry: Date | null;
  /** Later messages of the key, which wait behind it. */
  readonly behind: number;
}

/** A key whose messages an operator has released. */
export interface Released {
  readonly source: string;
  readonly part: number;
  readonly key: string;
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

const heads = (where: string) => `select h.id::text id, h.source, h.key, h.seq::int seq, h.pattern type, h.why, h.held_at since,
    h.tries + (h.why = 'failed')::int attempts, h.error, h.next_at "nextTry",
    (select count(*)::int from held l where l.source = h.source and l.key = h.key and l.seq > h.seq) behind
  from held h where ${where} and not exists (select from held e where e.source = h.source and e.key = h.key and e.seq < h.seq)`;
const firstOnes = { name: 'held.page', text: `${heads('h.id > $1::bigint')} order by h.id limit $2` };
const firstOf = { name: 'held.first', text: heads('h.source = $1 and h.key = $2') };
const [SHORTEST_REASON, LONGEST_REASON] = [5, 200];

const lock = { name: 'bus.lock', text: 'select pos from bus_pos where source = $1 and part = $2 for update' };

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

  /** The first held message of each key, oldest first. @param after id of the last one seen, `0` for none */
  async firstOnes(after: string, limit: number): Promise<HeldHead[]> {
    return (await sql<HeadRow>(this.ds.manager, firstOnes, [after, limit])).map(headOf);
  }

  /** What still holds a key; null where nothing does. */
  async firstOf({ source, key }: Pick<Released, 'source' | 'key'>): Promise<HeldHead | null> {
    const [row] = await sql<HeadRow>(this.ds.manager, firstOf, [source, key]);
    return row ? headOf(row) : null;
  }

  /**
   * Applies the held messages of this one's key again, at once.
   * @returns how many of the key are still held
   * @throws HELD_NOT_FOUND
   */
  async replay(id: string, act: Act): Promise<number> {
    return this.again(await this.decideReplay(this.ds.manager, id, act));
  }

  /**
   * Passes over the first held message of its key, for good, and applies the later ones.
   * @returns how many of the key are still held
   * @throws HELD_NOT_FOUND, HELD_NOT_FIRST, HELD_REASON_MISSING
   */
  async skip(id: string, reason: string, act: Act): Promise<number> {
    return this.again(await this.ds.transaction((tx) => this.decideSkip(tx, id, reason, act)));
  }

  /** Notes who replays; `again` follows the commit. @throws HELD_NOT_FOUND */
  async decideReplay(tx: EntityManager, id: string, act: Act): Promise<Released & HeldName> {
    const row = await this.find(tx, id);
    await this.decide(tx, row, 'replay', null, act);
    return released(row);
  }

  /**
   * Passes over the first held message of its key and notes who did and why; `again` follows the commit, and so does the timer.
   * @param reason 5 to 200 characters
   * @throws HELD_NOT_FOUND, HELD_NOT_FIRST, HELD_REASON_MISSING
   */
  async decideSkip(tx: EntityManager, id: string, reason: string, act: Act): Promise<Released & HeldName> {
    const why = reason.trim();
    if (why.length < SHORTEST_REASON || why.length > LONGEST_REASON) throw messagingError('HELD_REASON_MISSING');
    const found = await this.find(tx, id);
    await sql(tx, lock, [found.source, found.part]);
    const [first] = (await tx.query('select id from held where source = $1 and key = $2 order by seq limit 1', [
      found.source,
      found.key,
    ])) as { id: string }[];
    if (!first) throw messagingError('HELD_NOT_FOUND', { details: { id } });
    if (first.id !== found.id) throw messagingError('HELD_NOT_FIRST');
    await this.decide(tx, found, 'skip', why, act);
    await this.moveTo(tx, found.source, found.key, Number(found.seq));
    await tx.query(`update held set next_at = now() where source = $1 and key = $2`, [found.source, found.key]);
    return released(found);
  }

  /** Applies what was held of a key. @returns how many of it are still held. @throws HELD_NOT_FOUND */
  async again({ source, part, key }: Released): Promise<number> {
    return this.fill(this.source(source), part, key);
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
      this.reader.committed(source, turn.applied, turn.appended, turn.handled);
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
    const { last, held, appended, handled } = await this.reader.apply(tx, source, messages, { savepoints: true, replay: true });
    const failed = held.find(({ why }) => why === 'failed');
    for (const [name, seq] of last) await this.moveTo(tx, source.name, name, seq);
    await tx.query(
      'delete from held h using inbox i where i.source = $1 and i.key = $2 and h.source = $1 and h.key = $2 and h.seq <= i.seq',
      [source.name, key],
    );
    if (failed) await this.failAgain(tx, source, failed.message, failed.error);
    else if (!last.size) await this.waitLonger(tx, source, key);
    const [count] = (await tx.query('select count(*) n from held where source = $1 and key = $2', [source.name, key])) as { n: string }[];
    return { applied: [...last], appended, handled, left: Number(count!.n), more: !failed && messages.length === FILL };
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

  private source(wanted: string): Source {
    const source = this.sources.find(({ name }) => name === wanted);
    if (!source) throw messagingError('HELD_NOT_FOUND', { details: { id: wanted } });
    return source;
  }
}

type HeadRow = Omit<HeldHead, 'errorCode'> & { readonly error: string | null };

function headOf({ error, ...row }: HeadRow): HeldHead {
  return { ...row, errorCode: error === null ? null : codeOf(error) };
}

/** `inShort` writes kind, code where there is one, and a message. */
function codeOf(error: string): string {
  const [kind = error, code = ''] = error.split(' ', 2);
  return /^[A-Z0-9][A-Z0-9_]{4,}$/.test(code) ? code : kind;
}

interface HeldName {
  readonly type: string;
  readonly seq: number;
}

function released({ source, part, key, pattern, seq }: HeldRow): Released & HeldName {
  return { source, part, key, type: pattern, seq: Number(seq) };
}
