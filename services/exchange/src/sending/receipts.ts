import { Injectable } from '@nestjs/common';
import { envelopeError, readReceipt } from '@sunshine/envelope';
import { isDomainError } from '@sunshine/errors';
import { DataSource } from 'typeorm';
import { exchangeError } from '../domain/exchange.errors.js';
import { NodeKeys } from '../keys/node-keys.js';
import { partnerKeys, partnerOf } from '../partners/partners.rows.js';
import { Deliveries } from './deliveries.js';
import { awaitedMessage } from './sending.rows.js';

/** Transport receipts that come by themselves: for messages that were fetched, or that went by file. */
@Injectable()
export class Receipts {
  constructor(
    private readonly db: DataSource,
    private readonly keys: NodeKeys,
    private readonly deliveries: Deliveries,
  ) {}

  /**
   * One that came already, or says only that the message should come later, changes nothing.
   * @returns how many messages it changed
   * @throws EXCHANGE_OFF, RECEIPT_MALFORMED, RECEIPT_SIGNATURE_WRONG, MESSAGE_UNKNOWN
   */
  async keep(text: string): Promise<number> {
    if (!this.keys.on) throw exchangeError('EXCHANGE_OFF');
    const { receipt } = readReceipt(text);
    if (receipt.type !== 'transport') throw envelopeError('RECEIPT_MALFORMED', { details: { place: 'type' } });
    const message = await awaitedMessage(this.db.manager, receipt.messageId);
    const partner = message && (await partnerOf(this.db.manager, message.partner));
    if (!message || !partner) throw exchangeError('MESSAGE_UNKNOWN');
    const outcome = await this.deliveries.told(text, message, await partnerKeys(this.db.manager, [partner.node]));
    if (outcome.to === 'missed') {
      if (outcome.why === 'RECEIPT_OTHER') throw exchangeError('MESSAGE_UNKNOWN');
      return 0;
    }
    return this.deliveries.keep(partner, [{ message, outcome }], false);
  }

  /** Of several, those that do not count are left out. @returns how many messages they changed */
  async keepAll(texts: readonly string[]): Promise<number> {
    let changed = 0;
    for (const text of texts)
      try {
        changed += await this.keep(text);
      } catch (error) {
        if (!isDomainError(error)) throw error;
      }
    return changed;
  }
}
