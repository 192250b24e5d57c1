import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import type { AskKind, AskState } from '../domain/hand-back.js';

/** A recall or an objection, as the node that said it and the one that heard it keep it. */
export interface HandBackRow {
  readonly messageId: string;
  /** Null of what ended before it was registered. */
  readonly petitionId: string | null;
  readonly partner: string;
  /** How its matter stands here. */
  readonly way: 'sent' | 'came';
  readonly kind: AskKind;
  /** The message of the hand-over that it is about. */
  readonly handedBy: string | null;
  readonly conversation: string;
  /** Of a recall that came. */
  readonly sequence: number | null;
  readonly digest: string | null;
  /** The objection, as `case` has it. */
  readonly about: string | null;
  readonly state: AskState;
  /** Why it was declined. */
  readonly code: string | null;
}

/** A recall of this node, with what became of its message and what the other node says to it. */
export interface AnsweredRecall extends HandBackRow {
  readonly petitionId: string;
  readonly sent: string;
  readonly refusal: string | null;
  readonly answer: string | null;
  /** UTC: of the business receipt. */
  readonly at: Date | null;
  readonly items: readonly { readonly code?: string }[] | null;
}

const columns = (h: string): string => `${h}message_id "messageId", ${h}petition_id "petitionId", ${h}partner, ${h}way, ${h}kind,
  ${h}handed_by "handedBy", ${h}conversation, ${h}sequence, ${h}digest, ${h}about, ${h}state, ${h}code`;

const insert: Statement = {
  name: 'exchange.insert-hand-back',
  text: `insert into hand_back (message_id, petition_id, partner, way, kind, handed_by, conversation, sequence, digest, about, state, code, said_at, due)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) on conflict do nothing`,
};
const one: Statement = { name: 'exchange.hand-back', text: `select ${columns('')} from hand_back where message_id = $1 for update` };
const end: Statement = {
  name: 'exchange.end-hand-back',
  text: 'update hand_back set state = $2, code = $3, due = $4 where message_id = $1',
};
const due: Statement = {
  name: 'exchange.hand-backs-due',
  text: `select ${columns('')} from hand_back where due order by said_at limit $1 for update skip locked`,
};
const left: Statement = { name: 'exchange.hand-back-left', text: 'update hand_back set due = false where message_id = $1' };
const answered: Statement = {
  name: 'exchange.answered-recalls',
  text: `select ${columns('h.')}, o.state "sent", o.code "refusal", b.answer, b.at, b.items
    from hand_back h join message_out o on o.id = h.message_id
      left join lateral (select answer, at, items from business_receipt b where b.message_id = h.message_id and not b.given order by at desc limit 1) b on true
    where h.kind = 'recall' and h.way = 'sent' and h.state = 'asked' and (o.state = 'dropped' or b.answer is not null)
    order by h.said_at limit $1 for update of h skip locked`,
};

type NewHandBack = Omit<HandBackRow, 'sequence' | 'digest' | 'about' | 'code'> &
  Partial<Pick<HandBackRow, 'sequence' | 'digest' | 'about' | 'code'>> & { readonly due?: boolean };

/** @param at UTC: when it was said, or came */
export async function keepHandBack(tx: EntityManager, row: NewHandBack, at: Date): Promise<void> {
  await sql(tx, insert, [
    ...[row.messageId, row.petitionId, row.partner, row.way, row.kind, row.handedBy, row.conversation, row.sequence ?? null],
    ...[row.digest ?? null, row.about ?? null, row.state, row.code ?? null, at, row.due ?? false],
  ]);
}

/** Under its lock. */
export async function lockHandBack(tx: EntityManager, messageId: string): Promise<HandBackRow | null> {
  return (await sql<HandBackRow>(tx, one, [messageId]))[0] ?? null;
}

/** @param isDue whether its receipt has to leave */
export async function endHandBack(
  tx: EntityManager,
  messageId: string,
  { state, code = null }: { readonly state: Exclude<AskState, 'asked'>; readonly code?: string | null },
  isDue = false,
): Promise<void> {
  await sql(tx, end, [messageId, state, code, isDue]);
}

/** Recalls that came and whose receipt has not left, oldest first; they are locked. */
export const handBacksDue = (tx: EntityManager, limit: number): Promise<HandBackRow[]> => sql<HandBackRow>(tx, due, [limit]);

export async function handBackLeft(tx: EntityManager, messageId: string): Promise<void> {
  await sql(tx, left, [messageId]);
}

/** Recalls of this node of which the other has said what becomes of them, or that never got there; they are locked. */
export const answeredRecalls = (tx: EntityManager, limit: number): Promise<AnsweredRecall[]> => sql<AnsweredRecall>(tx, answered, [limit]);
