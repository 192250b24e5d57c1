import { Injectable } from '@nestjs/common';
import { envelopeError, givenUp, readReceipt, verifyReceipt } from '@sunshine/envelope';
import { sql, Time, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { exchangeError } from '../domain/exchange.errors.js';
import { checkKeyValid } from '../domain/partner.js';
import { validityOf } from '../partners/partners.reads.js';
import { partnerKey, partnerOf } from '../partners/partners.rows.js';
import { NO_DIVISION, Outbox } from '../sending/outbox.js';
import { messageOutAt, sendAgain } from '../sending/sending.rows.js';
import { formOf, Handlers, type Arrived } from './handlers.js';
import { timesOf } from './receiver.js';
import { endMessageIn, lockConversation, messageAt, saveConversation } from './receiving.rows.js';

/** Conversation in which nodes tell each other what they gave up. */
export const DROPPED_CONVERSATION = 'link.dropped';

const Place = z.object({ conversation: z.string().min(1).max(64), sequence: z.int().min(1) });
const Gaps = z.object({
  conversation: Place.shape.conversation,
  gaps: z.array(z.object({ from: z.int().min(1), to: z.int().min(1) })).max(1_000),
});
const Given = z.object({ receipt: z.string().max(200_000) });

/** Bodies by their kinds. */
export const linkBodies = { dropped: Place, gap: Gaps, receipt: Given };

/** Sequences of one request that are looked up; more are asked for again. */
const MISSING_MAX = 1_000;

const keep: Statement = {
  name: 'exchange.keep-business-receipt',
  text: `insert into business_receipt (message_id, given, at, answer, items, receipt) values ($1, $2, $3, $4, $5::jsonb, $6) on conflict do nothing`,
};

/** Messages by which the link looks after itself: what is given up, what is missing, what the receiving organ says. */
@Injectable()
export class LinkHandlers {
  constructor(
    handlers: Handlers,
    private readonly outbox: Outbox,
    private readonly time: Time,
  ) {
    handlers.register('dropped', (tx, message) => this.dropped(tx, message));
    handlers.register('gap', (tx, message) => this.gap(tx, message));
    handlers.register('receipt', (tx, message) => this.receipt(tx, message));
  }

  /** The sender gave a place up: its conversation goes on behind it. */
  private async dropped(tx: EntityManager, { partner: { node: partner }, body }: Arrived): Promise<void> {
    const { conversation, sequence } = formOf(Place, body);
    const of = { partner, conversation };
    const was = await lockConversation(tx, of);
    const lying = await messageAt(tx, of, sequence);
    const now = this.time.now();
    if (lying && lying.state !== 'applied') await endMessageIn(tx, lying.id, { state: 'dropped', code: null, failure: null, endedAt: now });
    const is = givenUp(was, sequence);
    await saveConversation(tx, of, is, timesOf(is, now));
  }

  /** The partner lacks places of a conversation: what was sent is sent again, what was given up is told again. */
  private async gap(tx: EntityManager, { partner: { node: partner }, body }: Arrived): Promise<void> {
    const { conversation, gaps } = formOf(Gaps, body);
    const now = this.time.now();
    let left = MISSING_MAX;
    for (const { from, to } of gaps)
      for (let sequence = from; sequence <= to && left > 0; sequence += 1, left -= 1) {
        const message = await messageOutAt(tx, partner, conversation, sequence);
        if (message?.state === 'sent') await sendAgain(tx, message.id, now);
        else if (message?.state === 'dropped') await tellDropped(tx, this.outbox, { partner, conversation, sequence });
      }
  }

  /** What the organ that received a message says of it, under a key that counted at the instant of the receipt. */
  private async receipt(tx: EntityManager, { partner, body }: Arrived): Promise<void> {
    const read = readReceipt(formOf(Given, body).receipt);
    const { receipt, signedBy } = read;
    const key = await partnerKey(tx, signedBy);
    if (key?.node !== partner.node) throw exchangeError('KEY_UNKNOWN', { details: { keyId: signedBy, node: partner.node } });
    await verifyReceipt(read, key);
    checkKeyValid(validityOf(key), receipt.at);
    if (receipt.type !== 'business') throw envelopeError('RECEIPT_MALFORMED', { details: { place: 'type' } });
    const { messageId, conversation, sequence, digest, at, answer, items } = receipt;
    const message = await messageOutAt(tx, partner.node, conversation, sequence);
    if (message?.id !== messageId || message.digest !== digest) throw exchangeError('MESSAGE_UNKNOWN');
    await sql(tx, keep, [messageId, false, at, answer, JSON.stringify(items), formOf(Given, body).receipt]);
  }
}

/** Lines up the word that a place was given up. */
export async function tellDropped(
  tx: EntityManager,
  outbox: Outbox,
  { partner, conversation, sequence }: { readonly partner: string; readonly conversation: string; readonly sequence: number },
): Promise<void> {
  // A system of rows counts no places.
  if ((await partnerOf(tx, partner))?.way === 'rows') return;
  const body = { conversation, sequence };
  await outbox.enqueue(tx, { partner, conversation: DROPPED_CONVERSATION, kind: 'dropped', schemaVersion: 1, division: NO_DIVISION, body });
}
