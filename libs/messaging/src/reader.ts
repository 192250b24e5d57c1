import { parseEvent, type Act, type Envelope } from '@sunshine/events';
import { logOf, sql, together, transaction, withCommit, type Lane, type Statement, type Time } from '@sunshine/platform';
import { isObservable, lastValueFrom } from 'rxjs';
import type { DataSource, EntityManager } from 'typeorm';
import { BusContext, type AddRow, type Last, type OnAll } from './bus-context.js';
import { inShort, isDbFault } from './db-fault.js';
import { figuresOf } from './metrics.js';
import { appendToOutbox, collector, serviceActor, type EmittedEvent } from './outbox.js';
import { processBus } from './process-bus.js';
import { addressOf, type Source } from './sources.js';
import type { Waiters } from './waiters.js';

/** A numbered event as an engine delivers it; `data` is null where no handler asks for it. */
export interface Message {
  readonly part: number;
  readonly pos: number;
  readonly key: string;
  readonly seq: number;
  readonly pattern: string;
  readonly data: object | null;
}

export type Handler = (data: unknown, context: BusContext) => unknown;

/** The inbox row of a key: the last number applied, and whether messages of it are held. */
export interface Known {
  readonly key: string;
  readonly seq: string;
  readonly held: boolean;
}

export interface Fetched {
  /** Partitions whose positions are locked. */
  readonly parts: number[];
  readonly messages: Message[];
  /** The inbox rows of their keys, if read under the lock already; else the reader reads them. */
  readonly known?: readonly Known[];
}

/** Locks the positions of some partitions and answers which it got and what lies behind them. */
export type Fetch = (tx: EntityManager) => Promise<Fetched>;

interface Applying {
  readonly known?: readonly Known[] | undefined;
  readonly savepoints: boolean;
  /** The messages are the held ones themselves. */
  readonly replay?: boolean;
}

interface Hold {
  readonly message: Message;
  readonly why: 'failed' | 'gap' | 'behind';
  readonly error: string | null;
}

/** SQL of what the inbox of source `$1` knows of the keys of `keys`, a relation with the column `key`. */
export const knownOf = (keys: string): string => `select k.key, coalesce(i.seq, 0) seq,
    exists (select from held h where h.source = $1 and h.key = k.key) held
  from ${keys} left join lateral (select seq from inbox i where i.source = $1 and i.key = k.key offset 0) i on true`;

const inboxOf = { name: 'bus.inbox', text: knownOf('unnest($2::text[]) k(key)') };

const advance = {
  name: 'bus.advance',
  text: `with i as (insert into inbox (source, key, seq) select $1::text, k, v from unnest($2::text[], $3::bigint[]) t(k, v)
      on conflict (source, key) do update set seq = excluded.seq)
    update bus_pos b set pos = greatest(b.pos, v.pos) from unnest($4::int[], $5::bigint[]) v(part, pos) where b.source = $1 and b.part = v.part`,
};

const hold = `insert into held (source, part, key, seq, pattern, why, error, next_at)
  select $1, (j->>'part')::int, j->>'key', (j->>'seq')::bigint, j->>'pattern', j->>'why', j->>'error',
    case j->>'why' when 'failed' then now() + interval '1 second' when 'gap' then now() end
  from jsonb_array_elements($2::jsonb) j on conflict do nothing`;

/** What handlers hand over: rows, by the statement that writes them, and what is done behind them. */
class Rows {
  private readonly of = new Map<Statement, object[]>();
  private readonly works = new Map<OnAll, BusContext[]>();

  readonly add: AddRow = (statement, row) => {
    const known = this.of.get(statement);
    if (known) known.push(row);
    else this.of.set(statement, [row]);
  };

  addWork(work: OnAll, event: BusContext): void {
    const known = this.works.get(work);
    if (known) known.push(event);
    else this.works.set(work, [event]);
  }

  /** The rows have been sent. */
  async work(): Promise<void> {
    for (const [work, events] of this.works) await work(events);
  }

  send(tx: EntityManager): Promise<unknown>[] {
    return [...this.of].map(([statement, rows]) => sql(tx, statement, [JSON.stringify(rows)]));
  }
}

/** Reads events of other services into one schema: each event once, in order for its key, in the transaction of its effect. */
export class Reader {
  readonly log;
  private readonly address: string;

  constructor(
    readonly ds: DataSource,
    readonly self: Source,
    readonly handlers: ReadonlyMap<string, Handler>,
    private readonly waiters: Waiters,
    private readonly time: Time,
    /** Takes the place of every handler, for readers that treat all events alike. */
    readonly all?: Handler,
  ) {
    this.address = addressOf(ds, self.schema);
    this.log = logOf(`bus of ${self.name}`);
  }

  /** Types whose data an engine has to deliver; null: all of them. */
  get patterns(): string[] | null {
    return this.all ? null : [...this.handlers.keys()];
  }

  /**
   * Takes what `fetch` delivers in one transaction together with its positions: plain first, with savepoints when one message
   * fails, so that only the culprit and later messages of its key are held. Throws on a database fault; nothing is held then.
   * @returns partitions it had the lock of, and how many messages of each it took
   */
  async readBatch(source: Source, fetch: Fetch, savepoints = false): Promise<Map<number, number>> {
    let appended = 0;
    let handled = 0;
    let applied: [string, number][] = [];
    let holding = false;
    const taken = new Map<number, number>();
    try {
      await transaction(
        this.ds,
        async (tx) => {
          const { parts, messages, known } = await fetch(tx);
          for (const part of parts) taken.set(part, 0);
          if (!messages.length) return;
          const end = new Map<number, number>();
          for (const { part, pos } of messages) {
            taken.set(part, taken.get(part)! + 1);
            end.set(part, Math.max(end.get(part) ?? 0, pos));
          }
          const outcome = await this.apply(tx, source, this.received(messages), { known, savepoints });
          for (const statement of outcome.rows.send(tx)) withCommit(tx, statement);
          await outcome.rows.work();
          const emitted = outcome.emitted.flat();
          withCommit(tx, appendToOutbox(tx, this.self.name, emitted));
          applied = [...outcome.last];
          const moved = [source.name, applied.map(([key]) => key), applied.map(([, seq]) => seq), [...end.keys()], [...end.values()]];
          withCommit(tx, sql(tx, advance, moved));
          if (outcome.held.length)
            await tx.query(hold, [
              source.name,
              JSON.stringify(outcome.held.map(({ message, why, error }) => ({ ...message, data: undefined, why, error }))),
            ]);
          handled = outcome.handled;
          appended = outcome.appended + emitted.length;
          holding = outcome.held.length > 0;
        },
        this.lane,
      );
    } catch (error) {
      figuresOf(this.self.name).retried++;
      if (savepoints || isDbFault(error)) throw error;
      return this.readBatch(source, fetch, true);
    }
    this.committed(source, applied, appended, handled);
    if (holding) this.onHeld();
    return taken;
  }

  /** Connections of its transactions; undefined: those of the pool. The bus server sets it. */
  lane: Lane | undefined;

  /** Called when messages were held; the bus server sets it to start its timer. */
  onHeld: () => void = () => undefined;

  /** A seam for fault injection: what arrived, before it is applied. */
  protected received(messages: Message[]): Message[] {
    return messages;
  }

  /** After commit: wakes the own relay and those who wait for what was read. */
  committed(source: Source, applied: readonly [string, number][], appended: number, handled: number): void {
    figuresOf(this.self.name).handled += handled;
    if (appended) processBus.committed(this.address);
    this.waiters.applied(source.name, applied);
  }

  /**
   * Applies messages in order. A number not above the inbox is a repeat; one beyond the next waits for the gap to close;
   * later ones of a waiting key wait behind it. The caller sends the rows, has the work behind them done and then writes the emitted
   * events; in savepoints this method does all of it.
   */
  async apply(tx: EntityManager, source: Source, messages: readonly Message[], { known: told, savepoints, replay = false }: Applying) {
    const last = new Map<string, number>();
    const known = new Map<string, number>();
    const blocked = new Set<string>();
    const held: Hold[] = [];
    const emitted: EmittedEvent[][] = [];
    const rows = new Rows();
    let appended = 0;
    let handled = 0;
    for (const row of told ?? (await this.inboxOf(tx, source, messages))) {
      known.set(row.key, Number(row.seq));
      if (row.held && !replay) blocked.add(row.key);
    }
    const one = async (message: Message): Promise<void> => {
      const { key, seq } = message;
      const before = known.get(key);
      if (before === undefined) throw new Error(`the inbox was not asked for key ${key}`);
      if (seq <= before) return;
      if (blocked.has(key) || seq > before + 1) {
        held.push({ message, why: blocked.has(key) ? 'behind' : 'gap', error: null });
        blocked.add(key);
        return;
      }
      const handler = this.all ?? this.handlers.get(message.pattern);
      if (handler) {
        try {
          if (savepoints) await tx.query('savepoint message');
          const last: Promise<unknown>[] = [];
          const own = savepoints ? new Rows() : rows;
          const atTheEnd: Last = (statement) => {
            if (!savepoints) return withCommit(tx, statement);
            statement.catch(() => undefined); // told below, unless the handler itself fails
            last.push(statement);
          };
          const out = await this.handle(tx, handler, message, atTheEnd, own);
          if (savepoints) {
            await together(...last, ...own.send(tx));
            await own.work();
            await appendToOutbox(tx, this.self.name, out);
            await tx.query('release savepoint message');
            appended += out.length;
          } else emitted.push(out);
          handled++;
        } catch (error) {
          if (!savepoints || isDbFault(error)) throw error;
          await tx.query('rollback to savepoint message');
          const text = inShort(error);
          this.log.warn({ source: source.name, key, seq, type: message.pattern, error: text }, 'message held');
          held.push({ message, why: 'failed', error: text });
          blocked.add(key);
          return;
        }
      }
      known.set(key, seq);
      last.set(key, seq);
    };
    if (savepoints || (source.inOrder && !this.all)) for (const message of messages) await one(message);
    else await byKey(messages, one);
    return { last, held, emitted, rows, appended, handled };
  }

  /** The inbox rows of the keys of these messages. */
  inboxOf(tx: EntityManager, source: Source, messages: readonly Message[]): Promise<Known[]> {
    return sql(tx, inboxOf, [source.name, [...new Set(messages.map(({ key }) => key))]]);
  }

  /** The events that the handler has emitted; what is done behind the rows adds to them. */
  private async handle(tx: EntityManager, handler: Handler, message: Message, last: Last, rows: Rows): Promise<EmittedEvent[]> {
    const raw = { ...message.data, seq: message.seq } as Envelope;
    const envelope = this.all ? raw : parseEvent(raw);
    if (!envelope) return [];
    const { occurredAt, on, correlationId } = envelope;
    const act: Act = { actor: serviceActor(this.self.name), at: occurredAt, on, recordedAt: this.time.now().toISOString(), correlationId };
    const { emit, emitted } = collector(act);
    const context: BusContext = new BusContext([tx, envelope, act, emit, last, rows.add, (work) => rows.addWork(work, context)]);
    const result = await handler(envelope, context);
    // A Nest handler answers a stream that carries its error.
    if (isObservable(result)) await lastValueFrom(result, { defaultValue: null });
    return emitted;
  }
}

/**
 * Messages of a key one after the other, keys beside each other: their statements share the connection's writes. In the order of the keys:
 * readers of two sources that each lock the row of a key then wait for each other in one order.
 */
async function byKey(messages: readonly Message[], one: (message: Message) => Promise<void>): Promise<void> {
  const keys = new Map<string, Message[]>();
  for (const message of messages) {
    const former = keys.get(message.key);
    if (former) former.push(message);
    else keys.set(message.key, [message]);
  }
  const inOrder = [...keys].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const chains = inOrder.map(async ([, chain]) => {
    for (const message of chain) await one(message);
  });
  // All of them end before the transaction does, whichever fails first.
  const failed = (await Promise.allSettled(chains)).find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
}
