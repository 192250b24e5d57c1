import { insertLine, keepReceipts, lineValues, type Line } from '@sunshine/audit';
import type { Act, Actor, NewEvent } from '@sunshine/events';
import { sql, type After } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';

/** Hands over events of one key; they are written at the end of the transaction, in this order. */
export type Emit = (key: string, ...events: NewEvent[]) => void;

/** Partitions of every source; fixed, because a key must never change its partition. */
export const PARTITIONS = 12;

/** An event that a command or a handler has emitted and that is not yet in the outbox. */
export interface EmittedEvent {
  readonly key: string;
  readonly event: NewEvent;
  readonly act: Act;
}

const part = (key: string) => `(hashtextextended(${key}, 0) & 1073741823) % ${PARTITIONS}`;

// The counter row is locked before ids are taken: ids of a key are in order, and the transaction has its xid before its ids,
// which is what lets the relay move its lower bound (see Relay).
const appendOne = (name: string, besides = '', more = '') => ({
  name,
  text: `with q as (insert into outbox_seq as c (key, seq) values ($1, $2) on conflict (key) do update set seq = c.seq + excluded.seq returning key, seq)${besides}
    insert into outbox (key, seq, part, pattern, data)
    select $1, q.seq - $2 + o, ${part('$1')}, p, d::json from q, unnest($3::text[], $4::text[]) with ordinality t(p, d, o)
    returning key, seq${more}`,
});

const appendMany = (name: string, besides = '', more = '') => ({
  name,
  text: `with e as (select key, p, d, row_number() over (partition by key order by o) n from unnest($1::text[], $2::text[], $3::text[]) with ordinality t(key, p, d, o)),
    k as (select key, max(n) n from e group by key order by key),
    q as (insert into outbox_seq as c (key, seq) select key, n from k on conflict (key) do update set seq = c.seq + excluded.seq returning key, seq)${besides}
    insert into outbox (key, seq, part, pattern, data)
    select e.key, q.seq - k.n + e.n, ${part('e.key')}, p, d::json from q join k on k.key = q.key join e on e.key = q.key order by e.key, e.n
    returning key, seq${more}`,
});

// The audit of an act travels with its events: one line for each key, written after the counter's row, so after the xid.
const LINES = ', array(select given from a) lines';
// Of many keys the first row alone answers the lines: each line with each row would be the square of them.
const LINES_OF_MANY = ', case when key = (select min(key) from k) then array(select given from a) end lines';

/** The row of a request and the answer that it keeps, as JSON. */
export interface Kept {
  readonly actor: string;
  readonly id: string;
  readonly answer: string;
}

/** JSON of the last number of each key in the relation `seqs`. @param source number of the parameter */
export const numberedIn = (seqs: string, source: string): string =>
  `json_build_object('source', ${source}::text, 'key', ${seqs}.key, 'seq', ${seqs}.seq)`;

// The answer of a request travels with the events of its act, whose numbers it names.
const KEPT = `, r as (update request set answer = $7::json, after = json_build_array(${numberedIn('q', '$8')}) from q where actor = $5 and id = $6)`;
const statements = {
  one: appendOne('outbox.one'),
  many: appendMany('outbox.many'),
  oneAudited: appendOne('outbox.one-audited', `, a as (${insertLine(5, 'q.key', 'q')})`, LINES),
  oneAnswered: appendOne('outbox.one-answered', `, a as (${insertLine(9, 'q.key', 'q')})${KEPT}`, LINES),
  manyAudited: appendMany('outbox.many-audited', `, a as (${insertLine(4, 'q.key', 'q')})`, LINES_OF_MANY),
};

interface Appended {
  readonly key: string;
  readonly seq: string;
  readonly lines?: readonly string[] | null;
}

/** The stored form of an event; its running number stands in the row beside it. */
function stored(source: string, { key, event, act }: EmittedEvent): string {
  const { type, version, data, clocks, course } = event;
  const { at, recordedAt, on, actor, correlationId } = act;
  return JSON.stringify({
    id: uuid(),
    type,
    version,
    source,
    key,
    occurredAt: at,
    recordedAt,
    on,
    actor,
    correlationId,
    clocks,
    course,
    data,
  });
}

/**
 * Writes events into the outbox of the transaction's own schema, and `line` into its audit, once for each key; answers the last
 * number of each key. The caller wakes the relay after commit; `Commands` does all of this.
 * @param kept the answer of the request, if there are a line and a single key: the row of the request gets it with the number
 */
export async function appendToOutbox(
  tx: EntityManager,
  source: string,
  emitted: readonly EmittedEvent[],
  line: Line | null = null,
  kept: Kept | null = null,
): Promise<After[]> {
  if (!emitted.length) return [];
  const patterns = emitted.map(({ event }) => event.type);
  const datas = emitted.map((event) => stored(source, event));
  const key = emitted[0]!.key;
  const more = line ? lineValues(line) : [];
  const answer = kept ? [kept.actor, kept.id, kept.answer, source] : [];
  const one = kept ? 'oneAnswered' : line ? 'oneAudited' : 'one';
  const rows = emitted.every((event) => event.key === key)
    ? await sql<Appended>(tx, statements[one], [key, emitted.length, patterns, datas, ...answer, ...more])
    : await sql<Appended>(tx, statements[line ? 'manyAudited' : 'many'], [emitted.map((event) => event.key), patterns, datas, ...more]);
  if (line) keepReceipts(tx, line, rows.find(({ lines }) => lines)?.lines ?? []);
  const last = new Map<string, number>();
  for (const row of rows) last.set(row.key, Math.max(last.get(row.key) ?? 0, Number(row.seq)));
  return [...last].map(([k, seq]) => ({ source: source as After['source'], key: k, seq }));
}

/** Collects what a command or a handler emits. */
export function collector(act: Act): { emit: Emit; emitted: EmittedEvent[] } {
  const emitted: EmittedEvent[] = [];
  return { emitted, emit: (key, ...events) => void emitted.push(...events.map((event) => ({ key, event, act }))) };
}

export const serviceActor = (name: string): Actor => ({ kind: 'service', id: name });
