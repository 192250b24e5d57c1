import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import type { MatterState } from '../domain/hand-back.js';

/** A petition of this node that another node has, or had, too. */
export interface MatterRow {
  readonly petitionId: string;
  readonly partner: string;
  /** Seen from here. */
  readonly way: 'sent' | 'came';
  /** Of the directory here: the organ it was sent to, or at which it arrived. */
  readonly organId: string;
  /** Number under which the node that registered it first has it; null until the message is lined up. */
  readonly conversation: string | null;
  /** The message of the handing over. */
  readonly messageId: string | null;
  /** GB/T 2260; null until the message is lined up. */
  readonly division: string | null;
  readonly kind: string;
  readonly state: MatterState;
  /** Why it was refused. */
  readonly code: string | null;
  readonly openedAt: Date;
  /** UTC: the instant of the transport receipt, from which the receiver's terms run. */
  readonly receivedAt: Date | null;
  /** UTC: of the business receipt. */
  readonly answeredAt: Date | null;
  /** UTC: when that node was asked last how the matter stands. */
  readonly askedAt: Date | null;
  /** Number of the petition on the other node, as its business receipt tells it. */
  readonly partnerNumber: string | null;
}

const columns = (
  m: string,
): string => `${m}petition_id "petitionId", ${m}partner, ${m}way, ${m}organ_id "organId", ${m}conversation, ${m}message_id "messageId",
  ${m}division, ${m}kind, ${m}state, ${m}code, ${m}opened_at "openedAt", ${m}received_at "receivedAt", ${m}answered_at "answeredAt", ${m}partner_number "partnerNumber",
  ${m}asked_at "askedAt"`;
const COLUMNS = columns('');

const record: Statement = {
  name: 'exchange.record-matter',
  text: `insert into matter (petition_id, partner, way, organ_id, conversation, message_id, kind, state, opened_at, received_at, answered_at, partner_number, division)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
    on conflict (petition_id, partner, way) do update set organ_id = excluded.organ_id, conversation = excluded.conversation, message_id = excluded.message_id,
      kind = excluded.kind, state = excluded.state, code = null, opened_at = excluded.opened_at, received_at = excluded.received_at,
      answered_at = excluded.answered_at, partner_number = excluded.partner_number, division = excluded.division`,
};
const linedUp: Statement = {
  name: 'exchange.matter-lined-up',
  text: `update matter set state = 'underway', conversation = $3, message_id = $4, division = $5 where petition_id = $1 and partner = $2 and way = 'sent'`,
};
const move: Statement = {
  name: 'exchange.move-matter',
  text: `update matter set state = $4, code = $5, received_at = coalesce($6, received_at), answered_at = coalesce($7, answered_at),
    partner_number = coalesce($8, partner_number) where petition_id = $1 and partner = $2 and way = $3`,
};
const ofPetitions: Statement = {
  name: 'exchange.matters-of',
  text: `select ${COLUMNS}, (select r.row_id from row_taken r where r.message_id = matter.message_id and matter.way = 'came') "originId"
    from matter where petition_id = any($1::uuid[]) order by opened_at, partner`,
};
const ofNumber: Statement = {
  name: 'exchange.matters-of-number',
  text: 'select distinct petition_id "petitionId" from matter where conversation = $1 or partner_number = $1',
};
const atConversation: Statement = {
  name: 'exchange.matters-of-conversation',
  text: `select ${COLUMNS} from matter where partner = $1 and conversation = $2 and state in ('underway', 'received', 'held') order by opened_at desc`,
};
const sentThere: Statement = {
  name: 'exchange.matter-sent-to',
  text: `select ${COLUMNS} from matter where partner = $1 and conversation = $2 and way = 'sent' order by opened_at desc limit 1`,
};
const asked: Statement = {
  name: 'exchange.matter-asked',
  text: 'update matter set asked_at = $4 where petition_id = $1 and partner = $2 and way = $3',
};
const answered: Statement = {
  name: 'exchange.answered-matters',
  text: `select ${columns('m.')}, o.received_at "storedAt", o.state "sent", o.code "refusal", b.answer, b.at "at", b.items
    from matter m join message_out o on o.id = m.message_id
      left join lateral (select answer, at, items from business_receipt b where b.message_id = m.message_id and not b.given order by at desc limit 1) b on true
    where m.way = 'sent' and m.state in ('underway', 'received')
      and (m.state = 'underway' and o.state in ('sent', 'dropped') or o.state = 'sent' and b.answer in ('accepted', 'refused', 'conflict'))
    order by m.opened_at limit $1 for update of m skip locked`,
};

/** A matter that was handed over, with what the other node has said since. */
export interface AnsweredMatter extends MatterRow {
  readonly storedAt: Date | null;
  /** State of the message. */
  readonly sent: string;
  readonly refusal: string | null;
  readonly answer: string | null;
  readonly at: Date | null;
  readonly items: readonly { readonly item: string; readonly answer: string; readonly code?: string; readonly reason?: string }[] | null;
}

type NewMatter = Pick<MatterRow, 'petitionId' | 'partner' | 'way' | 'organId' | 'kind' | 'state' | 'openedAt'> & Partial<MatterRow>;

/** A matter handed over once more to the same node begins anew. */
export async function recordMatter(tx: EntityManager, m: NewMatter): Promise<void> {
  await sql(tx, record, [
    ...[m.petitionId, m.partner, m.way, m.organId, m.conversation ?? null, m.messageId ?? null, m.kind, m.state, m.openedAt],
    ...[m.receivedAt ?? null, m.answeredAt ?? null, m.partnerNumber ?? null, m.division ?? null],
  ]);
}

export async function matterLinedUp(
  tx: EntityManager,
  of: Pick<MatterRow, 'petitionId' | 'partner'>,
  at: { readonly conversation: string; readonly messageId: string; readonly division: string },
): Promise<void> {
  await sql(tx, linedUp, [of.petitionId, of.partner, at.conversation, at.messageId, at.division]);
}

/** What is left out stays as it was; `code` goes. */
export async function moveMatter(
  tx: EntityManager,
  of: Pick<MatterRow, 'petitionId' | 'partner' | 'way'>,
  to: Pick<MatterRow, 'state'> & Partial<Pick<MatterRow, 'code' | 'receivedAt' | 'answeredAt' | 'partnerNumber'>>,
): Promise<void> {
  await sql(tx, move, [
    ...[of.petitionId, of.partner, of.way, to.state, to.code ?? null],
    ...[to.receivedAt ?? null, to.answeredAt ?? null, to.partnerNumber ?? null],
  ]);
}

/** `originId`: in the database of a system that brought it in a row. */
export type MatterOfPetition = MatterRow & { readonly originId: string | null };

/** In the order of their beginning. */
export const mattersOf = (tx: EntityManager, petitionIds: readonly string[]): Promise<MatterOfPetition[]> =>
  sql<MatterOfPetition>(tx, ofPetitions, [petitionIds]);

/** Whether the matter is at the other node: sent there and stored, or come from there and held here. */
export const isShared = ({ state }: Pick<MatterRow, 'state'>): boolean => state === 'received' || state === 'held';

/** Petitions here that have this number here or at another node. */
export const petitionsOfNumber = async (tx: EntityManager, number: string): Promise<string[]> =>
  (await sql<{ petitionId: string }>(tx, ofNumber, [number])).map(({ petitionId }) => petitionId);

/** Those of a conversation with the partner that are at one of the two nodes, newest first. */
export const mattersOfConversation = (tx: EntityManager, partner: string, conversation: string): Promise<MatterRow[]> =>
  sql<MatterRow>(tx, atConversation, [partner, conversation]);

/** What was handed over to the partner in that conversation last, be it that it has come back; null: nothing. */
export const sentTo = async (tx: EntityManager, partner: string, conversation: string): Promise<MatterRow | null> =>
  (await sql<MatterRow>(tx, sentThere, [partner, conversation]))[0] ?? null;

export async function matterAsked(tx: EntityManager, of: Pick<MatterRow, 'petitionId' | 'partner' | 'way'>, at: Date): Promise<void> {
  await sql(tx, asked, [of.petitionId, of.partner, of.way, at]);
}

/** Matters handed over of which the other node has said something new; they are locked. */
export const answeredMatters = (tx: EntityManager, limit: number): Promise<AnsweredMatter[]> => sql<AnsweredMatter>(tx, answered, [limit]);
