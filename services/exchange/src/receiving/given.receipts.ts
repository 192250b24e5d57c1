import { Injectable } from '@nestjs/common';
import { signReceipt, type BusinessReceipt } from '@sunshine/envelope';
import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { NodeKeys } from '../keys/node-keys.js';
import { partnerOf } from '../partners/partners.rows.js';
import { NO_DIVISION, Outbox } from '../sending/outbox.js';

/** Conversation in which a node tells what becomes of what it was sent. */
export const RECEIPTS_CONVERSATION = 'link.receipts';

/** A message of a partner, as a receipt names it. */
export interface Answered {
  readonly messageId: string;
  readonly conversation: string;
  readonly sequence: number;
  readonly digest: string;
  readonly partner: string;
}

const keep: Statement = {
  name: 'exchange.keep-given-receipt',
  text: `insert into business_receipt (message_id, given, at, answer, items, receipt) values ($1, true, $2, $3, $4::jsonb, $5)`,
};

/** Business receipts that this node gives: signed, kept, and lined up for the sender. */
@Injectable()
export class GivenReceipts {
  constructor(
    private readonly keys: NodeKeys,
    private readonly outbox: Outbox,
  ) {}

  /** @param at UTC. @throws EXCHANGE_STOPPED where no key signs */
  async give(tx: EntityManager, of: Answered, { answer, items }: Pick<BusinessReceipt, 'answer' | 'items'>, at: Date): Promise<void> {
    const { messageId, conversation, sequence, digest, partner: sender } = of;
    const partner = await partnerOf(tx, sender);
    if (!partner) throw new Error(`message ${messageId} has no partner`);
    const about = { version: 1 as const, messageId, conversation, sequence, digest, sender, receiver: this.keys.node };
    const receipt: BusinessReceipt = { ...about, type: 'business', at: at.toISOString(), answer, items };
    const text = await signReceipt(receipt, this.keys.signing(partner.suite));
    await sql(tx, keep, [messageId, receipt.at, answer, JSON.stringify(items), text]);
    await this.outbox.enqueue(tx, {
      ...{ partner: sender, conversation: RECEIPTS_CONVERSATION, kind: 'receipt', schemaVersion: 1, division: NO_DIVISION },
      body: { receipt: text },
    });
  }
}
