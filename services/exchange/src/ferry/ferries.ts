import { Injectable } from '@nestjs/common';
import { exchangePlan, readEnvelope, readFerry, readReceipt, signFerry, verifyFerry, type UnverifiedFerry } from '@sunshine/envelope';
import { isDomainError } from '@sunshine/errors';
import { shanghaiDay, Time } from '@sunshine/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { exchangeError } from '../domain/exchange.errors.js';
import { checkKeyValid, daysUnderway } from '../domain/partner.js';
import { NodeKeys } from '../keys/node-keys.js';
import { validityOf } from '../partners/partners.reads.js';
import { partnerKey, partnerKeys, partnerOf, type PartnerRow } from '../partners/partners.rows.js';
import { Receiver } from '../receiving/receiver.js';
import { recordRefused, type Refused } from '../receiving/receiving.rows.js';
import { Deliveries, within } from '../sending/deliveries.js';
import { Receipts } from '../sending/receipts.js';
import { breakerOf, offerMessages, takeForFerry } from '../sending/sending.rows.js';
import { addFerryOut, ferryCame, keepFerryReceipts, nextFerry, takeFerryReceipts } from './ferry.rows.js';

const RECEIPTS_MAX = 1_000;
/** In the place of an address, in the record of refusals. */
const ADDRESS = 'ferry';

/** Files by which two nodes exchange messages where no network joins them. */
@Injectable()
export class Ferries {
  constructor(
    private readonly db: DataSource,
    private readonly time: Time,
    private readonly keys: NodeKeys,
    private readonly deliveries: Deliveries,
    private readonly receipts: Receipts,
    private readonly receiver: Receiver,
  ) {}

  /**
   * A file of the receipts and messages that are due. Messages stay until their receipts come back.
   * @throws EXCHANGE_OFF, EXCHANGE_STOPPED, PARTNER_UNKNOWN, PARTNER_SUSPENDED, PARTNER_KEYS_MISSING, FERRY_NOT_AGREED, FERRY_NOTHING
   */
  async make(tx: EntityManager, node: string): Promise<{ readonly id: string; readonly number: number }> {
    const sender = this.keys.node;
    const partner = await this.partner(tx, node);
    const own = this.keys.signing(partner.suite);
    const now = this.time.now();
    const { envelopes: limit, bytes, pauseMs, keptMs } = exchangePlan.ferry;
    await breakerOf(tx, node); // its lock: one file after the other
    const number = await nextFerry(tx, node);
    const receipts = await takeFerryReceipts(tx, node, RECEIPTS_MAX);
    const due = await takeForFerry(tx, node, now, limit + 1);
    const written = await this.deliveries.written(tx, partner, due, await partnerKeys(tx, [node]));
    if (written.length + receipts.length === 0)
      throw exchangeError(due.length > 0 ? 'PARTNER_KEYS_MISSING' : 'FERRY_NOTHING', { details: { node } });
    // In the order in which they were lined up; what was written before stands first else.
    const place = new Map(due.map(({ id: of }, at) => [of, at]));
    const ordered = written.sort((one, other) => place.get(one.id)! - place.get(other.id)!);
    const { fit } = within(ordered.slice(0, limit), bytes - Buffer.byteLength(receipts.join('')));
    await offerMessages(
      tx,
      fit.map(({ id: of }) => of),
      now,
      new Date(now.getTime() + pauseMs),
    );
    const id = uuid();
    const envelopes = fit.map(({ wire }) => wire);
    const text = await signFerry({ version: 1, id, number, sender, receiver: node, at: now.toISOString(), envelopes, receipts }, own);
    const more = fit.length < written.length || receipts.length === RECEIPTS_MAX;
    const counts = { envelopes: fit.length, receipts: receipts.length };
    await addFerryOut(tx, { id, partner: node, number, at: now, ...counts, more, text }, new Date(now.getTime() - keptMs));
    return { id, number };
  }

  /**
   * Takes a file. Its messages and receipts count from then on, each in a transaction of its own, whatever becomes of the caller's, in which
   * the receipts for the way back are kept: a file that was taken in part is taken again.
   * @throws EXCHANGE_OFF, EXCHANGE_STOPPED, FERRY_TOO_LONG, FERRY_MALFORMED, FERRY_SIGNATURE_WRONG, FERRY_RECEIVER_OTHER, FERRY_NOT_AGREED,
   *   PARTNER_UNKNOWN, PARTNER_SUSPENDED, KEY_UNKNOWN, KEY_NOT_YET, KEY_EXPIRED, KEY_REVOKED
   */
  async take(tx: EntityManager, text: string) {
    const node = this.keys.node;
    if (!this.keys.signs) throw exchangeError('EXCHANGE_STOPPED');
    const read = readFerry(text.trim());
    const { id, number, sender, receiver, at: madeAt, envelopes, receipts } = read.ferry;
    if (receiver !== node) throw exchangeError('FERRY_RECEIVER_OTHER', { details: { receiver, node } });
    await this.verified(read);
    const kept = await this.receipts.keepAll(receipts);
    const back: { messageId: string; receipt: string }[] = [];
    const counted = { stored: 0, duplicate: 0, refused: 0 };
    for (const envelope of envelopes) {
      const receipt = await this.received(envelope, sender);
      const told = receipt === null ? null : readReceipt(receipt).receipt;
      if (receipt !== null && told?.type === 'transport') {
        back.push({ messageId: told.messageId, receipt });
        counted[told.answer] += 1;
      } else counted.refused += 1;
    }
    // Behind what the receiver locks: the rows below hold the entry of the partner until the end of the transaction.
    await keepFerryReceipts(tx, sender, [...new Map(back.map((one) => [one.messageId, one])).values()]);
    const now = this.time.now();
    const missingBefore = await ferryCame(tx, { partner: sender, number, id, at: now });
    const warnings = missingBefore.length > 0 ? ['FERRY_MISSING'] : [];
    const { stored: taken, duplicate: duplicates, refused } = counted;
    const ferriedDays = daysUnderway(shanghaiDay(madeAt), shanghaiDay(now));
    return { node: sender, number, taken, duplicates, refused, receipts: kept, missingBefore, warnings, ferriedDays };
  }

  private async verified(read: UnverifiedFerry): Promise<void> {
    const { signedBy: keyId, ferry } = read;
    const node = ferry.sender;
    const partner = await partnerOf(this.db.manager, node);
    if (!partner) throw exchangeError('PARTNER_UNKNOWN', { details: { node } });
    const key = await partnerKey(this.db.manager, keyId);
    if (key?.node !== node) throw exchangeError('KEY_UNKNOWN', { details: { keyId, node } });
    await verifyFerry(read, key);
    checkKeyValid(validityOf(key), this.time.now().toISOString());
    await this.partner(this.db.manager, node);
  }

  /** @throws PARTNER_UNKNOWN, PARTNER_SUSPENDED, FERRY_NOT_AGREED */
  private async partner(tx: EntityManager, node: string): Promise<PartnerRow> {
    const partner = await partnerOf(tx, node);
    if (!partner) throw exchangeError('PARTNER_UNKNOWN', { details: { node } });
    if (partner.state === 'suspended') throw exchangeError('PARTNER_SUSPENDED', { details: { node } });
    if (partner.way !== 'ferry') throw exchangeError('FERRY_NOT_AGREED', { details: { node } });
    return partner;
  }

  /** The receipt; null where none is owed. */
  private async received(envelope: string, sender: string): Promise<string | null> {
    const other = whoElses(envelope, sender);
    if (other) {
      await recordRefused(this.db.manager, this.time.now(), { ...other, code: 'FERRY_SENDER_OTHER', address: ADDRESS });
      return null;
    }
    try {
      return await this.receiver.receive(envelope, ADDRESS, true);
    } catch (error) {
      if (!isDomainError(error) || error.code === 'EXCHANGE_STOPPED') throw error;
    }
    return null;
  }
}

/** Whose message it is, where it is not the sender's of the file; null where it is, or cannot be read. */
function whoElses(envelope: string, sender: string): Omit<Refused, 'code' | 'address'> | null {
  try {
    const { head, digest } = readEnvelope(envelope);
    const { id: messageId, conversation, kind } = head;
    return head.sender === sender ? null : { sender: head.sender, messageId, conversation, kind, digest };
  } catch (error) {
    if (isDomainError(error)) return null;
    throw error;
  }
}
