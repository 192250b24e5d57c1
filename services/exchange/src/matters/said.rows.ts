import type { MessageKind } from '@sunshine/envelope';
import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import type { MatterRow } from './matters.rows.js';

/** A message that is on its way; or none, because the list of partners does not let it pass. */
export type LinedUp = { readonly messageId: string; readonly code: null } | { readonly messageId: null; readonly code: string };

/** What a service of this node had another node told of a petition. */
interface NewSaid extends Pick<MatterRow, 'petitionId' | 'partner' | 'way'> {
  readonly kind: MessageKind;
  /** The record of that service. */
  readonly recordId: string;
  readonly messageId: string | null;
  /** Why it did not pass. */
  readonly code: string | null;
  readonly saidAt: Date;
}

/** The same with what became of it. */
export interface SaidRow extends NewSaid {
  readonly state: 'underway' | 'stored' | 'taken' | 'refused';
}

const keep: Statement = {
  name: 'exchange.keep-said',
  text: `insert into said (id, petition_id, partner, way, kind, record_id, message_id, code, said_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
};
const ofPetitions: Statement = {
  name: 'exchange.said-of',
  text: `select s.petition_id "petitionId", s.partner, s.way, s.kind, s.record_id "recordId", s.message_id "messageId", s.said_at "saidAt",
      coalesce(s.code, case when o.state = 'dropped' then 'MESSAGE_DROPPED' end, b.items->0->>'code') code,
      case when s.code is not null or o.state = 'dropped' or b.answer in ('refused', 'conflict') then 'refused'
        when b.answer is not null then 'taken' when o.state = 'sent' then 'stored' else 'underway' end state
    from said s left join message_out o on o.id = s.message_id
      left join lateral (select answer, items from business_receipt b where b.message_id = s.message_id and not b.given order by at desc limit 1) b on true
    where s.petition_id = any($1::uuid[]) order by s.said_at, s.id`,
};
const ofMessage: Statement = {
  name: 'exchange.said-message',
  text: 'select record_id "recordId" from said where message_id = $1 and partner = $2 and petition_id = $3',
};
const firstOf: Statement = {
  name: 'exchange.said-of-record',
  text: 'select message_id "messageId" from said where record_id = $1 and partner = $2 and message_id is not null order by said_at, id limit 1',
};

export async function keepSaid(tx: EntityManager, row: NewSaid): Promise<void> {
  const { petitionId, partner, way, kind, recordId, messageId, code, saidAt } = row;
  await sql(tx, keep, [uuid(), petitionId, partner, way, kind, recordId, messageId, code, saidAt]);
}

/** In the order in which they were told. */
export const saidOf = (tx: EntityManager, petitionIds: readonly string[]): Promise<SaidRow[]> =>
  sql<SaidRow>(tx, ofPetitions, [petitionIds]);

/** The record of which a message to that partner told; null: it had none. */
export async function recordOfMessage(tx: EntityManager, messageId: string, partner: string, petitionId: string): Promise<string | null> {
  return (await sql<{ recordId: string }>(tx, ofMessage, [messageId, partner, petitionId]))[0]?.recordId ?? null;
}

/** The message by which the partner was told of a record first. */
export async function messageOfRecord(tx: EntityManager, recordId: string, partner: string): Promise<string | null> {
  return (await sql<{ messageId: string }>(tx, firstOf, [recordId, partner]))[0]?.messageId ?? null;
}
