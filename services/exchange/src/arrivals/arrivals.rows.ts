import type { Access } from '@sunshine/access';
import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import type { ArrivedState } from '../domain/arrived.js';

/** A matter that came; it tells nothing of what the matter says. */
export interface ArrivedRow {
  readonly messageId: string;
  readonly partner: string;
  readonly partnerName: string;
  readonly conversation: string;
  readonly sequence: number;
  /** Of the signed bytes of the message. */
  readonly digest: string;
  readonly kind: string;
  /** At its origin. */
  readonly number: string;
  readonly division: string;
  /** Where it arrives. */
  readonly organId: string;
  /** UTC: of the transport receipt. */
  readonly receivedAt: Date;
  /** Asia/Shanghai. */
  readonly reportBy: string | null;
  readonly state: ArrivedState;
  /** Sealed; null once it has ended. */
  readonly body: string | null;
  /** Fields by their paths: of a later release, fenced off, and not the sender's to say. */
  readonly told: readonly string[];
  readonly dropped: readonly string[];
  readonly ignored: readonly string[];
  /** What the sender is told. */
  readonly answer: 'accepted' | 'refused' | 'conflict' | null;
  readonly code: string | null;
  readonly reason: string | null;
  readonly petitionNumber: string | null;
  readonly endedAt: Date | null;
}

/** How it ended, for the sender. */
export interface ArrivedEnd {
  readonly state: 'registered' | 'refused' | 'recalled';
  /** Null: the answer to the recall says it. */
  readonly answer: 'accepted' | 'refused' | 'conflict' | null;
  readonly code?: string | null;
  readonly reason?: string | null;
  readonly petition?: { readonly id: string; readonly number: string };
  readonly at: Date;
}

const COLUMNS = `m.message_id "messageId", m.partner, p.name "partnerName", m.conversation, m.sequence, m.digest, m.kind, m.number, m.division,
  m.organ_id "organId", m.received_at "receivedAt", m.report_by::text "reportBy", m.state, m.body, m.told, m.dropped, m.ignored, m.answer, m.code, m.reason,
  m.petition_number "petitionNumber", m.ended_at "endedAt"`;
const FROM = 'from arrived_matter m join partner p on p.node = m.partner';

const keep: Statement = {
  name: 'exchange.keep-arrived',
  text: `insert into arrived_matter (message_id, partner, conversation, sequence, digest, kind, number, division, organ_id, received_at, report_by, body,
      told, dropped, ignored, state, answer, code, ended_at, due)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, true)`,
};
const numberLock: Statement = {
  name: 'exchange.arrived-number-lock',
  text: `select pg_advisory_xact_lock(hashtextextended('sunshine.exchange.arrived ' || $1 || ' ' || $2, 0))`,
};
const here: Statement = {
  name: 'exchange.arrived-here',
  text: `select 1 here from arrived_matter m where m.partner = $1 and m.number = $2 and m.state not in ('refused', 'recalled')
    and not exists (select from matter k where k.message_id = m.message_id and k.way = 'came' and k.state = 'returned') limit 1`,
};
/** An open organ of exactly that name, where only one has it and somebody there registers. */
const named: Statement = {
  name: 'exchange.organ-named',
  text: `select min(o.id::text) id from organ o where o.name = $1 and (o.closed_on is null or o.closed_on > $2)
    and exists (select from person_role r where r.organ_id = o.id and r.role = 'REGISTRAR') having count(*) = 1`,
};
const one: Statement = { name: 'exchange.arrived', text: `select ${COLUMNS} ${FROM} where m.message_id = $1` };
const locked: Statement = { name: 'exchange.arrived-locked', text: `select ${COLUMNS} ${FROM} where m.message_id = $1 for update of m` };
const latest: Statement = {
  name: 'exchange.arrived-latest',
  text: `select ${COLUMNS} ${FROM} where m.partner = $1 and m.conversation = $2
    order by array_position(array['waiting', 'registered'], m.state), m.received_at desc limit 1 for update of m`,
};
const due: Statement = {
  name: 'exchange.arrived-due',
  text: `select message_id "messageId" from arrived_matter where due order by state = 'waiting' desc, received_at limit $1`,
};
const lockedDue: Statement = {
  name: 'exchange.arrived-locked-due',
  text: `select ${COLUMNS} ${FROM} where m.message_id = $1 and m.due for update of m`,
};
const left: Statement = { name: 'exchange.arrived-left', text: 'update arrived_matter set due = false where message_id = $1' };
const end: Statement = {
  name: 'exchange.end-arrived',
  text: `update arrived_matter set state = $2, body = null, answer = $3::text, code = $4, reason = $5, petition_id = $6, petition_number = $7, ended_at = $8, due = $3::text is not null
    where message_id = $1`,
};

/** $1 person, $2 states, $3 and $4 behind which the page begins, $5 rows. */
export const arrivedPage = (access: Access): Statement => ({
  name: 'exchange.arrived-page',
  text: `select ${COLUMNS} ${FROM} where ${access.atOrgan('readArrivedMatters', 'm.organ_id', '$1', 'none')} and ($2::text[] is null or m.state = any($2))
    and ($3::timestamptz is null or (date_trunc('milliseconds', m.received_at), m.message_id) > ($3, $4::uuid)) order by m.received_at, m.message_id limit $5`,
});

type NewArrival = Omit<ArrivedRow, 'partnerName' | 'reason' | 'petitionNumber'>;

export async function keepArrived(tx: EntityManager, row: NewArrival): Promise<void> {
  await sql(tx, keep, [
    ...[row.messageId, row.partner, row.conversation, row.sequence, row.digest, row.kind, row.number, row.division, row.organId],
    ...[row.receivedAt, row.reportBy, row.body, row.told, row.dropped, row.ignored, row.state, row.answer, row.code, row.endedAt],
  ]);
}

/** Whether the partner's matter of that number waits here, or was taken and has not gone back; whoever asks holds the number until the commit. */
export async function isHere(tx: EntityManager, partner: string, number: string): Promise<boolean> {
  await sql(tx, numberLock, [partner, number]);
  return (await sql(tx, here, [partner, number])).length > 0;
}

/** @param on legal day */
export async function organNamed(tx: EntityManager, name: string, on: string): Promise<string | null> {
  return (await sql<{ id: string }>(tx, named, [name, on]))[0]?.id ?? null;
}

export async function arrivedMatter(tx: EntityManager, messageId: string): Promise<ArrivedRow | null> {
  return (await sql<ArrivedRow>(tx, one, [messageId]))[0] ?? null;
}

export async function lockArrived(tx: EntityManager, messageId: string): Promise<ArrivedRow | null> {
  return (await sql<ArrivedRow>(tx, locked, [messageId]))[0] ?? null;
}

/** What came in that conversation: what waits, else what was registered last, else what ended last; under its lock. */
export async function lockLatestArrived(tx: EntityManager, partner: string, conversation: string): Promise<ArrivedRow | null> {
  return (await sql<ArrivedRow>(tx, latest, [partner, conversation]))[0] ?? null;
}

/** Those whose event or receipt has not left, events first. */
export const dueArrivals = (tx: EntityManager, limit: number): Promise<{ readonly messageId: string }[]> => sql(tx, due, [limit]);

/** Under its lock; null where nothing of it has to leave any more. */
export async function lockDue(tx: EntityManager, messageId: string): Promise<ArrivedRow | null> {
  return (await sql<ArrivedRow>(tx, lockedDue, [messageId]))[0] ?? null;
}

export async function hasLeft(tx: EntityManager, messageId: string): Promise<void> {
  await sql(tx, left, [messageId]);
}

/** Drops what it says; the sender is told the answer. */
export async function endArrived(
  tx: EntityManager,
  messageId: string,
  { state, answer, code = null, reason = null, petition, at }: ArrivedEnd,
): Promise<void> {
  await sql(tx, end, [messageId, state, answer, code, reason, petition?.id ?? null, petition?.number ?? null, at]);
}
