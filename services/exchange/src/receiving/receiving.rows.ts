import { newConversation, type Conversation } from '@sunshine/envelope';
import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';

/** Where a message that came stands. */
export type ArrivalState = 'held' | 'applied' | 'parked' | 'dropped';

export interface MessageIn {
  readonly id: string;
  readonly partner: string;
  readonly conversation: string;
  readonly sequence: number;
  readonly kind: string;
  readonly schemaVersion: number;
  readonly division: string;
  readonly createdAt: Date;
  readonly digest: string;
  /** As it stood on the wire, its body sealed to this node; without the body once it was applied or given up, null once it is kept no more. */
  readonly wire: string | null;
  /** Fields of a later release, by their paths. */
  readonly told: readonly string[];
  readonly receivedAt: Date;
  readonly receipt: string;
  /** Days, Asia/Shanghai, from its day of writing to the import of the file that brought it; null where it came by no file. */
  readonly underwayDays: number | null;
}

export interface MessageInState extends MessageIn {
  readonly state: ArrivalState;
  readonly attempts: number;
}

const MESSAGE = `id, partner, conversation, sequence, kind, schema_version "schemaVersion", division, created_at "createdAt", digest, wire, told,
  received_at "receivedAt", receipt, state, attempts, underway_days "underwayDays"`;

const open: Statement = {
  name: 'exchange.open-conversation',
  text: `insert into conversation_in (partner, conversation, next, held, given_up) values ($1, $2, 1, '{}', '{}') on conflict do nothing`,
};
const lock: Statement = {
  name: 'exchange.conversation',
  text: `select next, held, given_up "givenUp", parked_at "parkedAt" from conversation_in where partner = $1 and conversation = $2 for update`,
};
const save: Statement = {
  name: 'exchange.save-conversation',
  text: `update conversation_in set next = $3, held = $4::int[], given_up = $5::int[], parked_at = $6, due_at = $7,
      gap_at = case when $8::timestamptz is null then null when gap_at > $9 then gap_at else $8 end
    where partner = $1 and conversation = $2`,
};
const known: Statement = {
  name: 'exchange.known-message',
  text: `select ${MESSAGE} from message_in where id = $1 or (partner = $2 and conversation = $3 and sequence = $4)`,
};
const store: Statement = {
  name: 'exchange.store-message',
  text: `insert into message_in (id, partner, conversation, sequence, kind, schema_version, division, created_at, digest, wire, bytes, told, received_at, receipt, state,
      underway_days)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, case when $14 = 'applied' then split_part($10, '~', 1) else $10 end, octet_length($10), $11::text[], $12, $13, $14, $15)`,
};
const refuse: Statement = {
  name: 'exchange.refuse-message',
  text: `insert into refused_message (at, sender, message_id, conversation, kind, digest, code, address) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
};
const due: Statement = {
  name: 'exchange.due-conversations',
  text: `select partner, conversation from conversation_in where due_at <= $1 order by due_at limit $2`,
};
const missing: Statement = {
  name: 'exchange.conversations-with-gaps',
  text: `select partner, conversation from conversation_in where gap_at <= $1 order by gap_at limit $2`,
};
const at: Statement = {
  name: 'exchange.message-at',
  text: `select ${MESSAGE} from message_in where partner = $1 and conversation = $2 and sequence = $3`,
};
const byId: Statement = { name: 'exchange.message-in', text: `select ${MESSAGE} from message_in where id = $1` };
const end: Statement = {
  name: 'exchange.end-message-in',
  text: `update message_in set state = $2, code = $3, last_failure = $4, attempts = attempts + 1, ended_at = $5,
      wire = case when $2 in ('applied', 'dropped') then split_part(wire, '~', 1) else wire end
    where id = $1`,
};
const seen: Statement = {
  name: 'exchange.partner-seen',
  text: `update partner set last_seen_at = $2 where node = $1 and (last_seen_at is null or last_seen_at < $3)`,
};

/** When something happens in a conversation by itself. */
export interface Times {
  readonly now: Date;
  readonly dueAt: Date | null;
  readonly gapAt: Date | null;
}

/** Whom a conversation is with, and its name. */
export interface ConversationId {
  readonly partner: string;
  readonly conversation: string;
}

/** Under its lock; a new one begins. */
export async function lockConversation(tx: EntityManager, { partner, conversation }: ConversationId): Promise<Conversation> {
  const begun = sql(tx, open, [partner, conversation]);
  const found = sql<Conversation>(tx, lock, [partner, conversation]);
  await begun;
  return (await found)[0] ?? newConversation;
}

/**
 * @param dueAt when what is ready is applied; null: nothing is
 * @param gapAt when what is missing is asked for; null: nothing is. A time that is set already and has not come stays
 */
export async function saveConversation(
  tx: EntityManager,
  { partner, conversation }: ConversationId,
  { next, held, givenUp, parkedAt }: Conversation,
  { now, dueAt, gapAt }: Times,
): Promise<void> {
  await sql(tx, save, [partner, conversation, next, held, givenUp, parkedAt, dueAt, gapAt, now]);
}

/** What lies here under that id or at that place. */
export const knownMessages = (
  tx: EntityManager,
  id: string,
  { partner, conversation }: ConversationId,
  sequence: number,
): Promise<MessageInState[]> => sql<MessageInState>(tx, known, [id, partner, conversation, sequence]);

export async function storeMessage(tx: EntityManager, m: MessageIn & { readonly state: 'held' | 'applied' }): Promise<void> {
  await sql(tx, store, [
    ...[m.id, m.partner, m.conversation, m.sequence, m.kind, m.schemaVersion, m.division, m.createdAt],
    ...[m.digest, m.wire, m.told, m.receivedAt, m.receipt, m.state, m.underwayDays],
  ]);
}

export interface Refused {
  /** As it calls itself. */
  readonly sender: string | null;
  readonly messageId: string | null;
  readonly conversation: string | null;
  readonly kind: string | null;
  readonly digest: string | null;
  readonly code: string;
  readonly address: string;
}

export async function recordRefused(
  tx: EntityManager,
  at: Date,
  { sender, messageId, conversation, kind, digest, code, address }: Refused,
): Promise<void> {
  await sql(tx, refuse, [at, sender, messageId, conversation, kind, digest, code, address]);
}

export const dueConversations = (tx: EntityManager, now: Date, limit: number): Promise<ConversationId[]> =>
  sql<ConversationId>(tx, due, [now, limit]);

export const conversationsWithGaps = (tx: EntityManager, now: Date, limit: number): Promise<ConversationId[]> =>
  sql<ConversationId>(tx, missing, [now, limit]);

export async function messageAt(
  tx: EntityManager,
  { partner, conversation }: ConversationId,
  sequence: number,
): Promise<MessageInState | null> {
  return (await sql<MessageInState>(tx, at, [partner, conversation, sequence]))[0] ?? null;
}

export async function messageIn(tx: EntityManager, id: string): Promise<MessageInState | null> {
  return (await sql<MessageInState>(tx, byId, [id]))[0] ?? null;
}

export async function endMessageIn(
  tx: EntityManager,
  id: string,
  { state, code, failure, endedAt }: { state: ArrivalState; code: string | null; failure: string | null; endedAt: Date | null },
): Promise<void> {
  await sql(tx, end, [id, state, code, failure, endedAt]);
}

/** Once a second is enough. */
export async function partnerSeen(tx: EntityManager, node: string, now: Date): Promise<void> {
  await sql(tx, seen, [node, now, new Date(now.getTime() - 1_000)]);
}
