import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { lineOf, writeLine, type Details } from '@sunshine/audit';
import type { Act } from '@sunshine/events';
import { sql, transaction, withCommit, type After, type RequestContext } from '@sunshine/platform';
import canonicalize from 'canonicalize';
import type { DataSource, EntityManager } from 'typeorm';
import { NIL, validate as isUuid } from 'uuid';
import type { BusServer } from './bus-server.js';
import { messagingError } from './messaging.errors.js';
import { appendToOutbox, collector, numberedIn, type Emit, type Kept } from './outbox.js';

/** How long a command waits for this service to have read what its caller saw. */
const WAIT_MS = 2_000;

const claim = {
  name: 'request.claim',
  text: 'insert into request (actor, id, input_hash) values ($1, $2, $3) on conflict do nothing returning 1 mine',
};
const recall = { name: 'request.recall', text: 'select input_hash, answer, after from request where actor = $1 and id = $2' };
const answered = (name: string, after: string) => ({
  name,
  text: `update request set answer = $3::json, after = ${after} where actor = $1 and id = $2`,
});
const remember = answered('request.answer', `'[]'`);
// The numbers of its events are those that its own transaction has just given: they need not be known here to be kept.
const rememberMany = answered(
  'request.answer-many',
  `(select json_agg(${numberedIn('s', '$4')}) from outbox_seq s where s.key = any($5::text[]))`,
);

/** Adds to the audit of the act in hand: a part, a purpose, a subject where no event names it. */
export type Note = (details: Details) => void;

/** The legal day and instant on which an act was done, where they are known only while it runs. */
type ActDay = Pick<Act, 'on' | 'at'>;

/** The answer of an effect done on another day than the request's: its events and its audit line carry `day`. */
export class DoneOn<T> {
  readonly day: ActDay;

  constructor(
    { on, at }: ActDay,
    readonly value: T,
  ) {
    this.day = { on, at };
  }
}

/** The answer of an effect that continues something already in the audit and needs no further line. Such an effect emits nothing. */
export class OnRecord<T> {
  constructor(readonly value: T) {}
}

export type Effect<T> = (tx: EntityManager, emit: Emit, note: Note) => Promise<T | DoneOn<T> | OnRecord<T>>;

/** An effect whose first reads are sent together with the claim of its request. */
export interface ReadingAhead<T> {
  /**
   * Sends the reads and answers the rest of the effect, which is run where the request is the first of its id. They may lock rows, but
   * change, judge and refuse nothing: a repeat has them sent for nothing.
   */
  readonly ahead: (tx: EntityManager) => Effect<T>;
}

type Work<T> = Effect<T> | ReadingAhead<T>;

/** The effect, its first reads on their way. */
const begun = <T>(tx: EntityManager, work: Work<T>): Effect<T> => ('ahead' in work ? work.ahead(tx) : work);

type Claimed = Omit<Kept, 'answer'>;

interface Done<T> {
  value: T;
  /** Known once the transaction has committed. */
  after: Promise<After[]>;
  repeated: boolean;
}

/** Runs commands: state, outbox, audit and answer in one transaction; each request once. */
@Injectable()
export class Commands {
  constructor(
    private readonly ds: DataSource,
    private readonly bus: BusServer,
    private readonly service: string,
  ) {}

  /**
   * Runs `fn` in one transaction and writes what it emits at its end, with a line of the audit under `name` for each key. Waits first
   * until this service has read `ctx.waitFor`. With a `requestId` (1 to 128 characters, the caller's own) the same input answers the
   * same again and does nothing; the answer is stored as JSON, so it holds ids and facts, never a secret. A repeat is marked in
   * `ctx.remarks`. After commit the relay is woken and `ctx.answered` grows; what the request had read before is forgotten, so that each
   * of several commands in one request is answered by what it has done.
   * @throws COPY_BEHIND (NOT_YET), READERS_BEHIND (TOO_MANY), REQUEST_REUSED, REQUEST_ID_MALFORMED, REQUEST_ID_GUESSABLE, and what `fn` throws
   */
  async run<T>(ctx: RequestContext, name: string, input: { requestId?: string | null }, fn: Work<T>): Promise<T> {
    if (ctx.waitFor.length && !(await this.bus.waiters.reached(ctx.waitFor, WAIT_MS))) throw messagingError('COPY_BEHIND');
    await this.bus.brake.pass();
    const done = await transaction(this.ds, (tx) =>
      input.requestId ? this.once(tx, ctx, name, input, input.requestId, fn) : this.effect(tx, ctx, name, begun(tx, fn)),
    );
    const after = await done.after;
    if (done.repeated) ctx.remarks.repeated = true;
    else if (after.length) this.bus.wake();
    ctx.answered.push(...after);
    ctx.loaders.clear();
    return done.value;
  }

  /**
   * As `run`, for work that no request asked for (sweeps, seeds), and for what must never stand in line (signing out): neither waits nor
   * repeats. Its audit has `name`; without one the name of the first event, and work that emits nothing has none.
   */
  async act<T>(act: Act, fn: Effect<T>, name: string | null = null): Promise<T> {
    const done = await transaction(this.ds, (tx) => this.effect(tx, act, name, fn));
    if ((await done.after).length > 0) this.bus.wake();
    return done.value;
  }

  /** @param claimed the request whose row gets the answer; left out: there is none */
  private async effect<T>(tx: EntityManager, act: Act, name: string | null, fn: Effect<T>, claimed?: Claimed): Promise<Done<T>> {
    const { emit, emitted: collected } = collector(act);
    const details: Details[] = [];
    const answer = await fn(tx, emit, (more) => details.push(more));
    if (answer instanceof OnRecord) {
      if (collected.length > 0) throw new Error(`${name} emits ${collected[0]!.event.type}, which must stand in the audit`);
      if (claimed) this.remember(tx, claimed, JSON.stringify(answer.value ?? null), []);
      return { value: answer.value, after: Promise.resolve([]), repeated: false };
    }
    const [value, done] = answer instanceof DoneOn ? [answer.value, { ...act, ...answer.day }] : [answer, act];
    const emitted = collected.map((event) => ({ ...event, act: done }));
    const title = name ?? emitted[0]?.event.type;
    const line = title === undefined ? null : lineOf(done, title, Object.assign({}, ...details) as Details);
    if (line && emitted.length === 0) withCommit(tx, writeLine(tx, line));
    const keys = [...new Set(emitted.map(({ key }) => key))];
    const kept = JSON.stringify(value ?? null);
    const after = appendToOutbox(tx, this.service, emitted, line, claimed && keys.length === 1 ? { ...claimed, answer: kept } : null);
    withCommit(tx, after);
    if (claimed && keys.length !== 1) this.remember(tx, claimed, kept, keys);
    return { value, after, repeated: false };
  }

  /** The row of the request is its lock: a second one with the same id waits here until the first has committed or failed. */
  private async once<T>(
    tx: EntityManager,
    ctx: RequestContext,
    name: string,
    input: { requestId?: string | null },
    id: string,
    fn: Work<T>,
  ): Promise<Done<T>> {
    if (id.length > 128) throw messagingError('REQUEST_ID_MALFORMED');
    // All who have no account share one space of ids: what answers code and secret again must not be guessed, from whatever address.
    if (ctx.kind === 'anonymous' && (!isUuid(id) || id === NIL)) throw messagingError('REQUEST_ID_GUESSABLE');
    const actor = ctx.personId ?? ctx.petitionId ?? ctx.kind;
    const hash = createHash('sha256')
      .update(canonicalize({ ...input, requestId: name }) ?? '')
      .digest();
    const claiming = sql(tx, claim, [actor, id, hash]);
    const effect = begun(tx, fn);
    const [mine] = await claiming;
    if (!mine) {
      const [former] = await sql<{ input_hash: Buffer; answer: T; after: After[] }>(tx, recall, [actor, id]);
      if (!former?.input_hash.equals(hash)) throw messagingError('REQUEST_REUSED', { details: { requestId: id } });
      return { value: former.answer, after: Promise.resolve(former.after), repeated: true };
    }
    return this.effect(tx, ctx, name, effect, { actor, id });
  }

  /** Keeps the answer of an act whose events have not one key. */
  private remember(tx: EntityManager, { actor, id }: Claimed, answer: string, keys: readonly string[]): void {
    const [statement, more] = keys.length > 0 ? [rememberMany, [this.service, keys]] : [remember, []];
    withCommit(tx, sql(tx, statement, [actor, id, answer, ...more]));
  }
}
