import { sql, type Statement } from '@sunshine/platform';
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
  /** Sealed to this node. */
  readonly body: string;
}

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

/** The next place of a conversation; another transaction that wants one waits for this one's end. */
export async function nextSequence(tx: EntityManager, partner: string, conversation: string): Promise<number> {
  const [row] = await sql<{ last: number }>(tx, next, [partner, conversation]);
  return row!.last;
}

export async function insertMessageOut(tx: EntityManager, message: NewMessageOut): Promise<void> {
  const { id, partner, conversation, sequence, kind, schemaVersion, division, createdAt, body } = message;
  await sql(tx, lineUp, [id, partner, conversation, sequence, kind, schemaVersion, division, createdAt, body]);
}
