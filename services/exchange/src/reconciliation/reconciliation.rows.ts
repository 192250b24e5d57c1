import type { DaySum, DifferenceKind, ListedRow } from '@sunshine/envelope';
import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import type { Days } from '../domain/reconciled.js';

/** Of a message, seen from here. */
export type Direction = 'out' | 'in';
export type DifferenceState = 'open' | 'repairing' | 'repaired' | 'settled';

export interface ReconciliationRow {
  readonly id: string;
  readonly partner: string;
  /** Both inclusive, Asia/Shanghai. */
  readonly from: string;
  readonly to: string;
  readonly askedHere: boolean;
  readonly begunAt: Date;
  readonly state: 'asked' | 'compared' | 'failed';
  readonly endedAt: Date | null;
  readonly parts: number;
  readonly answered: number;
  readonly conversations: number;
  readonly messages: number;
  readonly differences: number;
}

export interface DifferenceRow {
  readonly id: string;
  readonly partner: string;
  readonly direction: Direction;
  readonly kind: DifferenceKind;
  readonly messageId: string;
  readonly conversation: string;
  readonly sequence: number;
  readonly day: string;
  /** The organ whose work it is. */
  readonly organId: string;
  readonly foundAt: Date;
  readonly dueOn: string;
  readonly state: DifferenceState;
  readonly endedAt: Date | null;
  readonly reason: string | null;
}

export const RECONCILIATION = `id, partner, from_day::text "from", to_day::text "to", asked_here "askedHere", begun_at "begunAt", state, ended_at "endedAt", parts, answered,
  conversations, messages, differences`;
export const DIFFERENCE = `id, partner, direction, kind, message_id "messageId", conversation, sequence, day::text "day", organ_id "organId", found_at "foundAt", due_on::text "dueOn",
  state, ended_at "endedAt", reason`;

/** The link's own conversations are not compared: what they say is seen in what they do. */
const DAY = `(created_at at time zone 'Asia/Shanghai')::date`;
const SPAN = `partner = $1 and conversation not like 'link.%' and created_at >= ($2::date::timestamp at time zone 'Asia/Shanghai')
  and created_at < (($3::date + 1)::timestamp at time zone 'Asia/Shanghai')`;
const SUM = `conversation, ${DAY}::text "day", count(*)::int count, encode(sha256(convert_to(string_agg(sequence || ' ' || digest, ',' order by sequence, id), 'UTF8')), 'hex') hash`;
/** A receipt that the partner gave once counts, whatever became of sending again. */
const RECEIPTED = `(state = 'sent' or (state = 'failed' and receipt is not null))`;
const sums = (direction: Direction): Statement => ({
  name: `exchange.sums-${direction}`,
  text: `select ${SUM} from message_${direction} where ${SPAN}${direction === 'out' ? ` and ${RECEIPTED}` : ''} group by conversation, ${DAY} order by conversation, ${DAY}`,
});
const SUMS: Readonly<Record<Direction, Statement>> = { out: sums('out'), in: sums('in') };

const listed = (direction: Direction): Statement => ({
  name: `exchange.listed-${direction}`,
  text: `select id "messageId", m.conversation, sequence, coalesce(digest, '') digest, ${DAY}::text "day",
      ${direction === 'out' ? `${RECEIPTED} receipted, (state in ('waiting', 'dropped') or coalesce(ended_at >= $4, false)) "open"` : 'true receipted'}
    from message_${direction} m join unnest($2::text[], $3::date[]) w(conversation, day) on w.conversation = m.conversation
      and m.created_at >= (w.day::timestamp at time zone 'Asia/Shanghai') and m.created_at < ((w.day + 1)::timestamp at time zone 'Asia/Shanghai')
    where m.partner = $1 order by m.conversation, sequence, id`,
});
const LISTED: Readonly<Record<Direction, Statement>> = { out: listed('out'), in: listed('in') };

const begin: Statement = {
  name: 'exchange.begin-reconciliation',
  text: `insert into reconciliation (id, partner, from_day, to_day, asked_here, begun_at, state, parts, conversations, messages)
    values ($1, $2, $3, $4, $5, $6, 'asked', $7, $8, $9) on conflict (id) do nothing`,
};
const answer: Statement = {
  name: 'exchange.answer-reconciliation',
  text: `update reconciliation set answered = answered + $2, differences = differences + $3, state = case when answered + $2 >= parts then 'compared' else state end,
      ended_at = case when answered + $2 >= parts then $4::timestamptz end
    where id = $1 and state <> 'compared' returning ${RECONCILIATION}`,
};
const found: Statement = {
  name: 'exchange.found-differences',
  text: `insert into difference (id, reconciliation_id, partner, direction, kind, message_id, conversation, sequence, day, organ_id, found_at, due_on, state)
    select d.id, $1, $2, d.direction, d.kind, d.message_id, d.conversation, d.sequence, d.day, $3, $4, $5, 'open'
    from json_to_recordset($6::json) d(id uuid, direction text, kind text, message_id uuid, conversation text, sequence int, day date)
    where not exists (select from difference s where s.partner = $2 and s.direction = d.direction and s.message_id = d.message_id and s.kind = d.kind and s.state = 'settled')
    on conflict (partner, direction, message_id, kind) where state in ('open', 'repairing') do update set reconciliation_id = excluded.reconciliation_id, state = 'open'`,
};
const kept: Statement = {
  name: 'exchange.kept-differences',
  text: `update difference set reconciliation_id = $1 where partner = $2 and message_id = any($3::uuid[]) and state in ('open', 'repairing')`,
};
/** What is in neither sum, because it did not leave again or did not come, is not found and not mended. */
const mended: Statement = {
  name: 'exchange.mended-differences',
  text: `update difference d set state = 'repaired', ended_at = $5
    where partner = $1 and day >= $2 and day <= $3 and reconciliation_id <> $4 and state in ('open', 'repairing')
      and not (direction = 'out' and kind in ('missing_there', 'receipt_only_there')
        and not exists (select from message_out m where m.id = d.message_id and m.state = 'sent'))
      and not (direction = 'in' and kind = 'missing_here' and not exists (select from message_in m where m.id = d.message_id))`,
};
const stale: Statement = {
  name: 'exchange.stale-reconciliations',
  text: `update reconciliation set state = 'failed', ended_at = $2 where state = 'asked' and begun_at < $1`,
};
const one: Statement = {
  name: 'exchange.reconciliation',
  text: `select ${RECONCILIATION} from reconciliation where id = $1 and partner = $2 for update`,
};
const covered: Statement = {
  name: 'exchange.compared-days',
  text: `select from_day::text "from", to_day::text "to", begun_at "begunAt" from reconciliation
    where partner = $1 and asked_here and state <> 'failed' and to_day >= $2`,
};
const again: Statement = {
  name: 'exchange.days-due-again',
  text: `select distinct day::text "day" from difference where partner = $1 and state in ('open', 'repairing') and day >= $2
    union
    select w.day::text from (
      select ${DAY} "day", max(moved) moved from (
        select created_at, ended_at moved from message_out where ${SPAN}
        union all select created_at, received_at from message_in where ${SPAN}) m group by 1) w
    where w.moved >= (select max(begun_at) from reconciliation where partner = $1 and asked_here and state <> 'failed' and w.day between from_day and to_day)`,
};
const difference: Statement = { name: 'exchange.difference', text: `select ${DIFFERENCE} from difference where id = $1 for update` };
const turn: Statement = {
  name: 'exchange.difference-state',
  text: `update difference set state = $2, ended_at = $3, reason = $4 where id = $1`,
};
const missing: Statement = {
  name: 'exchange.is-missed',
  text: `select 1 from difference where message_id = $1 and partner = $2 and direction = 'in' and kind = 'missing_here' and state in ('open', 'repairing')
      and exists (select from proof_leaf l where l.message_id = $1 and l.message = $3) limit 1`,
};

/** Of messages written on those days: those that the partner receipted, or those that came. By conversation and day. */
export const sumsOf = (tx: EntityManager, direction: Direction, partner: string, { from, to }: Days): Promise<DaySum[]> =>
  sql<DaySum>(tx, SUMS[direction], [partner, from, to]);

/**
 * Messages of those days of conversations, by conversation and place.
 * @param begunAt of the comparison: what ended since may have come after the other side had looked
 */
export const listedOf = (
  tx: EntityManager,
  direction: Direction,
  partner: string,
  days: readonly { readonly conversation: string; readonly day: string }[],
  begunAt: Date,
): Promise<ListedRow[]> => {
  const wanted = [partner, days.map(({ conversation }) => conversation), days.map(({ day }) => day)];
  return sql<ListedRow>(tx, LISTED[direction], direction === 'out' ? [...wanted, begunAt] : wanted);
};

export async function beginReconciliation(
  tx: EntityManager,
  row: Pick<ReconciliationRow, 'id' | 'partner' | 'from' | 'to' | 'askedHere' | 'begunAt' | 'parts' | 'conversations' | 'messages'>,
): Promise<void> {
  await sql(tx, begin, [row.id, row.partner, row.from, row.to, row.askedHere, row.begunAt, row.parts, row.conversations, row.messages]);
}

/** Under its lock. Null where there is none of that id with the partner. */
export async function reconciliationOf(tx: EntityManager, id: string, partner: string): Promise<ReconciliationRow | null> {
  return (await sql<ReconciliationRow>(tx, one, [id, partner]))[0] ?? null;
}

/** Counts what a part has brought; the last one ends it, though it comes late. Null where it has ended before. */
export async function answerReconciliation(
  tx: EntityManager,
  id: string,
  { parts, differences, at }: { readonly parts: number; readonly differences: number; readonly at: Date },
): Promise<ReconciliationRow | null> {
  return (await sql<ReconciliationRow>(tx, answer, [id, parts, differences, at]))[0] ?? null;
}

export type NewDifference = Pick<DifferenceRow, 'id' | 'direction' | 'kind' | 'messageId' | 'conversation' | 'sequence' | 'day'>;

/**
 * Each difference is one work item while it stands, however often it is found; where sending again has not mended it, it is open again. One
 * that people have settled is not found again.
 */
export async function foundDifferences(
  tx: EntityManager,
  {
    id,
    partner,
    organId,
    at,
    dueOn,
  }: { readonly id: string; readonly partner: string; readonly organId: string; readonly at: Date; readonly dueOn: string },
  differences: readonly NewDifference[],
): Promise<void> {
  const rows = differences.map(({ messageId, ...row }) => ({ ...row, message_id: messageId }));
  await sql(tx, found, [id, partner, organId, at, dueOn, JSON.stringify(rows)]);
}

/** Differences of messages that are on their way stand as they are. */
export async function keptDifferences(tx: EntityManager, id: string, partner: string, messageIds: readonly string[]): Promise<void> {
  await sql(tx, kept, [id, partner, messageIds]);
}

/** What was found before on days that are compared anew, and was not found again. */
export async function mendedDifferences(tx: EntityManager, { id, partner, from, to }: ReconciliationRow, at: Date): Promise<void> {
  await sql(tx, mended, [partner, from, to, id, at]);
}

export async function failStale(tx: EntityManager, before: Date, at: Date): Promise<void> {
  await sql(tx, stale, [before, at]);
}

/** What this node asked for and did not fail, of spans that end on `since` or later. */
export const comparedDays = (tx: EntityManager, partner: string, since: string): Promise<(Days & { readonly begunAt: Date })[]> =>
  sql<Days & { readonly begunAt: Date }>(tx, covered, [partner, since]);

/** Days, both inclusive, on which differences stand, or whose messages have moved since they were compared. */
export async function daysDueAgain(tx: EntityManager, partner: string, { from, to }: Days): Promise<string[]> {
  return (await sql<{ day: string }>(tx, again, [partner, from, to])).map(({ day }) => day);
}

/** Under its lock. */
export async function differenceOf(tx: EntityManager, id: string): Promise<DifferenceRow | null> {
  return (await sql<DifferenceRow>(tx, difference, [id]))[0] ?? null;
}

export async function turnDifference(
  tx: EntityManager,
  id: string,
  { state, endedAt, reason }: { readonly state: DifferenceState; readonly endedAt: Date | null; readonly reason: string | null },
): Promise<void> {
  await sql(tx, turn, [id, state, endedAt, reason]);
}

/**
 * Whether a comparison found that the message is missing here, and the proof log says that it lay here, so that it is taken at a place that is over.
 * What the partner says alone proves nothing: that list is its own.
 */
export async function isMissedHere(
  tx: EntityManager,
  { messageId, digest, partner }: { readonly messageId: string; readonly digest: string; readonly partner: string },
): Promise<boolean> {
  return (await sql(tx, missing, [messageId, partner, digest])).length > 0;
}
