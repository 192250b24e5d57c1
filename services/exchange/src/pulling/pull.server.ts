import { Injectable } from '@nestjs/common';
import { exchangePlan, readPull, verifyPull } from '@sunshine/envelope';
import { isDomainError } from '@sunshine/errors';
import { sql, Time, type Statement } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { exchangeError } from '../domain/exchange.errors.js';
import { checkKeyValid } from '../domain/partner.js';
import { NodeKeys } from '../keys/node-keys.js';
import { validityOf } from '../partners/partners.reads.js';
import { partnerKey, partnerKeys, partnerOf, type PartnerRow } from '../partners/partners.rows.js';
import { partnerSeen } from '../receiving/receiving.rows.js';
import { Strangers } from '../receiving/strangers.js';
import { Deliveries, within } from '../sending/deliveries.js';
import { offerMessages, releaseMessages, takeMessages } from '../sending/sending.rows.js';

const use: Statement = {
  name: 'exchange.use-nonce',
  text: 'insert into pull_nonce (partner, nonce, at) values ($1, $2, $3) on conflict do nothing returning 1 mine',
};
const forget: Statement = { name: 'exchange.forget-nonces', text: 'delete from pull_nonce where at < $1' };

/** What a partner is answered that can only call out. */
@Injectable()
export class PullServer {
  constructor(
    private readonly db: DataSource,
    private readonly time: Time,
    private readonly keys: NodeKeys,
    private readonly deliveries: Deliveries,
    private readonly strangers: Strangers,
  ) {}

  /**
   * The first of each conversation that waits for who signed the request. Without a receipt it is answered again.
   * @returns envelopes as they stand on the wire
   * @throws EXCHANGE_OFF, EXCHANGE_STOPPED, PULL_MALFORMED, PULL_SIGNATURE_WRONG, PULL_STALE, PULL_REPEATED, PULL_NOT_AGREED, RECEIVER_OTHER,
   *   PARTNER_UNKNOWN, PARTNER_SUSPENDED, KEY_UNKNOWN, KEY_NOT_YET, KEY_EXPIRED, KEY_REVOKED
   */
  async pull(text: string, address: string): Promise<string[]> {
    if (!this.keys.on) throw exchangeError('EXCHANGE_OFF');
    if (!this.keys.signs) throw exchangeError('EXCHANGE_STOPPED');
    let sender: string | null = null;
    let partner: PartnerRow;
    try {
      const request = readPull(text);
      sender = request.pull.sender;
      partner = await this.asking(request);
    } catch (error) {
      const none = { messageId: null, conversation: null, digest: null };
      if (isDomainError(error)) await this.strangers.record({ ...none, sender, kind: 'pull', code: error.code, address });
      throw error;
    }
    return this.waiting(partner);
  }

  private async asking(request: ReturnType<typeof readPull>): Promise<PartnerRow> {
    const { sender: node, receiver, at, nonce } = request.pull;
    const tx = this.db.manager;
    if (receiver !== this.keys.node) throw exchangeError('RECEIVER_OTHER', { details: { receiver, node: this.keys.node } });
    const [partner, key] = await Promise.all([partnerOf(tx, node), partnerKey(tx, request.signedBy)]);
    if (!partner) throw exchangeError('PARTNER_UNKNOWN', { details: { node } });
    if (key?.node !== node) throw exchangeError('KEY_UNKNOWN', { details: { keyId: request.signedBy, node } });
    await verifyPull(request, key);
    const now = this.time.now();
    checkKeyValid(validityOf(key), now.toISOString());
    if (partner.state === 'suspended') throw exchangeError('PARTNER_SUSPENDED', { details: { node } });
    if (partner.way !== 'fetched') throw exchangeError('PULL_NOT_AGREED', { details: { node } });
    const { freshMs } = exchangePlan.pull;
    if (Math.abs(now.getTime() - Date.parse(at)) > freshMs) throw exchangeError('PULL_STALE', { details: { at } });
    // Who is ahead by five minutes counts for ten.
    await sql(tx, forget, [new Date(now.getTime() - 3 * freshMs)]);
    if ((await sql(tx, use, [node, nonce, now])).length === 0) throw exchangeError('PULL_REPEATED');
    await partnerSeen(tx, node, now);
    return partner;
  }

  private async waiting(partner: PartnerRow): Promise<string[]> {
    const { envelopes: limit, bytes, againMs } = exchangePlan.pull;
    const tx = this.db.manager;
    const now = this.time.now();
    const until = new Date(now.getTime() + exchangePlan.leaseMs);
    const taken = await takeMessages(tx, partner.node, now, { until, limit });
    if (taken.length === 0) return [];
    const written = await this.deliveries.written(tx, partner, taken, await partnerKeys(tx, [partner.node]));
    const { fit, rest } = within(written, bytes);
    if (rest.length > 0)
      await releaseMessages(
        tx,
        rest.map(({ id }) => id),
      );
    await offerMessages(
      tx,
      fit.map(({ id }) => id),
      now,
      new Date(now.getTime() + againMs),
    );
    return fit.map(({ wire }) => wire);
  }
}
