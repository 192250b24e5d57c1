import { sql, type Statement } from '@sunshine/platform';
import type { DeliveryState } from '@sunshine/envelope';
import type { EntityManager } from 'typeorm';

/** A message as it is lined up. */
export interface NewMessageOut {
  readonly id: string;
  readonly partner: string;
  readonly conversation: string;
  readonly sequence: number;
  readonly kind: string;
  readonly schemaVersion: number;
  readonly division: string;
  readonly createdAt: Date;
  /** Sealed to this node; null once the partner has it. */
  readonly body: string | null;
}

/** A message that a worker has taken. */
export interface TakenMessage extends NewMessageOut {
  /** As it stands on the wire, for each try the same; null before the first. */
  readonly wire: string | null;
  readonly digest: string | null;
  readonly attempts: number;
  readonly firstAt: Date | null;
}

const MESSAGE = `id, partner, conversation, sequence, kind, schema_version "schemaVersion", division, created_at "createdAt", body`;

const next: Statement = {
  name: 'exchange.next-sequence',
  text: `insert into conversation_out (partner, conversation, last) values ($1, $2, 1)
    on conflict (partner, conversation) do update set last = conversation_out.last + 1 returning last`,
};
const lineUp: Statement = {
  name: 'exchange.line-up',
  text: `insert into message_out (id, partner, conversation, sequence, kind, schema_version, division, created_at, body, state, next_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting', $8)`,
};
/** The first of each conversation that is due, unless one before it waits, was refused or failed. */
const take: Statement = {
  name: 'exchange.take-messages',
  text: `with due as (
      select m.id from message_out m where m.partner = $1 and m.state = 'waiting' and m.next_at <= $2 and (m.lease is null or m.lease <= $2)
        and not exists (select from message_out b where b.partner = m.partner and b.conversation = m.conversation and b.sequence < m.sequence
          and b.state in ('waiting', 'refused', 'failed'))
      order by m.next_at limit $4 for update skip locked
    ) update message_out m set lease = $3 from due where m.id = due.id
    returning m.id, m.partner, m.conversation, m.sequence, m.kind, m.schema_version "schemaVersion", m.division, m.created_at "createdAt", m.body,
      m.wire, m.digest, m.attempts, m.first_at "firstAt"`,
};
/** All of each conversation that are due, in its order, behind none that was refused or failed: the file keeps them together. */
const takeAll: Statement = {
  name: 'exchange.take-messages-for-ferry',
  text: `select ${MESSAGE}, wire, digest, attempts, first_at "firstAt" from message_out m where m.partner = $1 and m.state = 'waiting' and m.next_at <= $2
      and not exists (select from message_out b where b.partner = m.partner and b.conversation = m.conversation and b.sequence < m.sequence
        and b.state in ('refused', 'failed'))
    order by m.created_at, m.conversation, m.sequence limit $3 for update of m`,
};
const offer: Statement = {
  name: 'exchange.offer-messages',
  text: `update message_out set lease = null, attempts = attempts + 1, first_at = coalesce(first_at, $2), next_at = $3 where id = any($1::uuid[])`,
};
const awaited: Statement = {
  name: 'exchange.awaited-message',
  text: `select id, partner, digest, attempts, first_at "firstAt" from message_out where id = $1 and digest is not null`,
};
const release: Statement = { name: 'exchange.release-messages', text: 'update message_out set lease = null where id = any($1::uuid[])' };
const written: Statement = {
  name: 'exchange.written-messages',
  text: `update message_out m set wire = w.wire, digest = w.digest, bytes = octet_length(w.wire)
    from unnest($1::uuid[], $2::text[], $3::text[]) w(id, wire, digest) where m.id = w.id`,
};
const sent: Statement = {
  name: 'exchange.sent-messages',
  text: `update message_out m set state = 'sent', code = null, body = null, lease = null, last_failure = null, receipt = coalesce(m.receipt, s.receipt),
      received_at = coalesce(m.received_at, s.at), ended_at = $4,
      attempts = attempts + $5, first_at = coalesce(first_at, $4)
    from unnest($1::uuid[], $2::text[], $3::timestamptz[]) s(id, receipt, at) where m.id = s.id and m.state in ('waiting', 'failed') returning m.id`,
};
const refused: Statement = {
  name: 'exchange.refused-messages',
  text: `update message_out m set state = 'refused', code = r.code, lease = null, receipt = case when m.received_at is null then r.receipt else m.receipt end, ended_at = $4, attempts = attempts + $5,
      first_at = coalesce(first_at, $4)
    from unnest($1::uuid[], $2::text[], $3::text[]) r(id, receipt, code) where m.id = r.id and m.state = 'waiting' returning m.id`,
};
const missed: Statement = {
  name: 'exchange.missed-messages',
  text: `update message_out m set lease = null, attempts = attempts + 1, first_at = coalesce(first_at, $4), last_failure = f.why,
      state = case when f.next is null then 'failed' else state end, next_at = coalesce(f.next, next_at), ended_at = case when f.next is null then $4 end
    from unnest($1::uuid[], $2::text[], $3::timestamptz[]) f(id, why, next) where m.id = f.id and m.state = 'waiting'`,
};
const overdue: Statement = {
  name: 'exchange.overdue-messages',
  text: `update message_out m set state = 'failed', lease = null, ended_at = $2 from partner p
    where m.state = 'waiting' and m.first_at <= case p.way when 'ferry' then $3::timestamptz else $1 end
      and (m.lease is null or m.lease <= $2) and p.node = m.partner and p.state = 'active' returning m.id`,
};
const again: Statement = {
  name: 'exchange.message-again',
  text: `update message_out set state = 'waiting', code = null, attempts = 0, first_at = null, next_at = $2, lease = null, ended_at = null, last_failure = null,
      receipt = case when state <> 'refused' or received_at is not null then receipt end,
      wire = case when state <> 'refused' or body is null then wire end, digest = case when state <> 'refused' or body is null then digest end
    where id = $1 returning 1 found`,
};
const drop: Statement = {
  name: 'exchange.drop-message-out',
  text: `update message_out set state = 'dropped', body = null, lease = null, ended_at = $2 where id = $1`,
};
const standing: Statement = {
  name: 'exchange.message-out',
  text: `select ${MESSAGE}, state from message_out where id = $1 for update`,
};
const placed: Statement = {
  name: 'exchange.message-out-at',
  text: 'select id, digest, state from message_out where partner = $1 and conversation = $2 and sequence = $3 for update',
};
const breaker: Statement = {
  name: 'exchange.breaker',
  text: 'select failures, try_from "tryFrom" from partner where node = $1 for update',
};
const setBreaker: Statement = {
  name: 'exchange.set-breaker',
  text: `update partner set failures = $2, try_from = $3, last_failure = coalesce($4, last_failure), last_seen_at = coalesce($5, last_seen_at) where node = $1`,
};
const tryOnce: Statement = {
  name: 'exchange.try-once',
  text: 'update partner set try_from = $3 where node = $1 and try_from <= $2 returning 1 mine',
};

/** The next place of a conversation; another transaction that wants one waits for this one's end. */
export async function nextSequence(tx: EntityManager, partner: string, conversation: string): Promise<number> {
  const [row] = await sql<{ last: number }>(tx, next, [partner, conversation]);
  return row!.last;
}

export async function insertMessageOut(tx: EntityManager, message: NewMessageOut): Promise<void> {
  const { id, partner, conversation, sequence, kind, schemaVersion, division, createdAt, body } = message;
  await sql(tx, lineUp, [id, partner, conversation, sequence, kind, schemaVersion, division, createdAt, body]);
}

export const takeMessages = (
  tx: EntityManager,
  partner: string,
  at: Date,
  { until, limit }: { until: Date; limit: number },
): Promise<TakenMessage[]> => sql<TakenMessage>(tx, take, [partner, at, until, limit]);

export const takeForFerry = (tx: EntityManager, partner: string, at: Date, limit: number): Promise<TakenMessage[]> =>
  sql<TakenMessage>(tx, takeAll, [partner, at, limit]);

/** They are on a way on which no answer comes at once; without a receipt they are due again at `next`. */
export async function offerMessages(tx: EntityManager, ids: readonly string[], now: Date, next: Date): Promise<void> {
  await sql(tx, offer, [ids, now, next]);
}

/** A message that stood on the wire, whatever became of it; null where none has that id. */
export async function awaitedMessage(
  tx: EntityManager,
  id: string,
): Promise<{ id: string; partner: string; digest: string; attempts: number; firstAt: Date | null } | null> {
  return (await sql<{ id: string; partner: string; digest: string; attempts: number; firstAt: Date | null }>(tx, awaited, [id]))[0] ?? null;
}

export async function releaseMessages(tx: EntityManager, ids: readonly string[]): Promise<void> {
  await sql(tx, release, [ids]);
}

const column = <T, K extends keyof T>(rows: readonly T[], name: K): T[K][] => rows.map((row) => row[name]);

export async function writtenMessages(tx: EntityManager, rows: readonly { id: string; wire: string; digest: string }[]): Promise<void> {
  await sql(tx, written, [column(rows, 'id'), column(rows, 'wire'), column(rows, 'digest')]);
}

/**
 * The first receipt stays: from its instant clocks run.
 * @param tried whether a try is counted. @returns ids of those that waited or had failed, and are sent now
 */
export async function sentMessages(
  tx: EntityManager,
  rows: readonly { id: string; receipt: string; at: string }[],
  now: Date,
  tried: boolean,
): Promise<string[]> {
  const found = await sql<{ id: string }>(tx, sent, [column(rows, 'id'), column(rows, 'receipt'), column(rows, 'at'), now, Number(tried)]);
  return column(found, 'id');
}

/** The receipt under which the partner took a message once stays. @param tried whether a try is counted. @returns how many waited, and are refused now */
export async function refusedMessages(
  tx: EntityManager,
  rows: readonly { id: string; receipt: string; code: string }[],
  now: Date,
  tried: boolean,
): Promise<number> {
  const found = await sql(tx, refused, [column(rows, 'id'), column(rows, 'receipt'), column(rows, 'code'), now, Number(tried)]);
  return found.length;
}

/** @param rows each with its next attempt; null: the plan is used up */
export async function missedMessages(
  tx: EntityManager,
  rows: readonly { id: string; why: string; next: Date | null }[],
  now: Date,
): Promise<void> {
  await sql(tx, missed, [column(rows, 'id'), column(rows, 'why'), column(rows, 'next'), now]);
}

/**
 * Fails what was first tried by `firstBy` (what goes by file: by `ferriedBy`) and that nobody has in hand, whatever became of its worker.
 * @returns how many
 */
export async function failOverdue(
  tx: EntityManager,
  { firstBy, ferriedBy }: { readonly firstBy: Date; readonly ferriedBy: Date },
  now: Date,
): Promise<number> {
  return (await sql(tx, overdue, [firstBy, now, ferriedBy])).length;
}

/** Under the same id: as it stood on the wire, or written anew where the partner said that it did not take it and never took it. */
export async function sendAgain(tx: EntityManager, id: string, at: Date): Promise<void> {
  await sql(tx, again, [id, at]);
}

export async function dropMessageOut(tx: EntityManager, id: string, at: Date): Promise<void> {
  await sql(tx, drop, [id, at]);
}

/** Under its lock. */
export async function messageOut(tx: EntityManager, id: string): Promise<(NewMessageOut & { readonly state: DeliveryState }) | null> {
  return (await sql<NewMessageOut & { readonly state: DeliveryState }>(tx, standing, [id]))[0] ?? null;
}

/** What stands at a place of a conversation, under its lock. */
export async function messageOutAt(
  tx: EntityManager,
  partner: string,
  conversation: string,
  sequence: number,
): Promise<{ id: string; digest: string | null; state: DeliveryState } | null> {
  return (await sql<{ id: string; digest: string | null; state: DeliveryState }>(tx, placed, [partner, conversation, sequence]))[0] ?? null;
}

/** Under the lock of the partner. */
export async function breakerOf(tx: EntityManager, node: string): Promise<{ failures: number; tryFrom: Date | null } | null> {
  return (await sql<{ failures: number; tryFrom: Date | null }>(tx, breaker, [node]))[0] ?? null;
}

export async function setBreakerOf(
  tx: EntityManager,
  node: string,
  { failures, tryFrom, lastFailure, seenAt }: { failures: number; tryFrom: Date | null; lastFailure: string | null; seenAt: Date | null },
): Promise<void> {
  await sql(tx, setBreaker, [node, failures, tryFrom, lastFailure, seenAt]);
}

/** Takes the one try of a half-open breaker; the next may come after `then`. False where another worker has it. */
export async function takeTry(tx: EntityManager, node: string, at: Date, then: Date): Promise<boolean> {
  return (await sql(tx, tryOnce, [node, at, then])).length > 0;
}
