import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { breakerState, exchangePlan, signPull } from '@sunshine/envelope';
import { isDomainError } from '@sunshine/errors';
import { Health, Time } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { EXCHANGE_CONFIG, type ExchangeConfig } from '../config.js';
import { NodeKeys } from '../keys/node-keys.js';
import { partners, type PartnerRow } from '../partners/partners.rows.js';
import { Receiver } from '../receiving/receiver.js';
import { eachByItself, Rounds } from '../rounds.js';
import { Deliveries } from '../sending/deliveries.js';
import { refusalIn, whyOf } from '../sending/sender.js';
import { takeTry } from '../sending/sending.rows.js';
import { Wire, type WireAnswer } from '../sending/wire.js';

const Answered = z.object({ version: z.literal(1), envelopes: z.array(z.string()).max(exchangePlan.pull.envelopes) });

/** Fetches what waits at partners that cannot call this node, and takes the receipts back. */
@Injectable()
export class Puller extends Rounds {
  constructor(
    private readonly db: DataSource,
    private readonly time: Time,
    private readonly keys: NodeKeys,
    private readonly wire: Wire,
    private readonly receiver: Receiver,
    private readonly deliveries: Deliveries,
    @Inject(EXCHANGE_CONFIG) config: ExchangeConfig,
    health: Health,
  ) {
    super('exchange fetching', config.EXCHANGE_PAUSE_MS === 0 ? 0 : exchangePlan.pull.everyMs, health);
  }

  async run(): Promise<boolean> {
    if (!this.keys.on || !this.keys.signs) return false;
    return eachByItself(await partners(this.db.manager), (partner) => this.from(partner));
  }

  /** @returns whether something came */
  private async from(partner: PartnerRow): Promise<boolean> {
    const { node, state, pulled, endpoint, failures, tryFrom } = partner;
    if (state !== 'active' || !pulled || endpoint === null) return false;
    const now = this.time.now();
    const breaker = breakerState({ failures, tryFrom: tryFrom?.getTime() ?? null }, now.getTime());
    const until = new Date(now.getTime() + exchangePlan.leaseMs);
    if (breaker === 'open' || (breaker === 'half_open' && !(await takeTry(this.db.manager, node, now, until)))) return false;
    const answer = await this.post(endpoint, await this.request(partner, now), 'pull');
    const envelopes = answer.status === 200 ? envelopesIn(answer.text) : null;
    const failure = envelopes ? null : answer.status === 200 ? 'PULL_ANSWER_MALFORMED' : refusalIn(answer);
    let lost = answer.status === 0 ? answer.text : null;
    for (const envelope of envelopes ?? []) {
      const receipt = await this.taken(envelope, endpoint);
      if (receipt === null) continue;
      const kept = await this.post(endpoint, receipt, 'receipts');
      if (kept.status === 0) lost = kept.text;
    }
    const answered = lost === null && answer.status < 500;
    await this.deliveries.link(this.db.manager, node, { answered, failure: lost ?? failure, seen: false });
    return (envelopes ?? []).length > 0 && lost === null;
  }

  private request({ node, suite }: PartnerRow, now: Date): Promise<string> {
    const nonce = randomBytes(18).toString('base64url');
    return signPull({ version: 1, sender: this.keys.node, receiver: node, at: now.toISOString(), nonce }, this.keys.signing(suite));
  }

  /** The receipt; null where the sender cannot be known, so that none is owed: that is recorded. */
  private async taken(envelope: string, endpoint: string): Promise<string | null> {
    try {
      return await this.receiver.receive(envelope, endpoint);
    } catch (error) {
      if (!isDomainError(error) || error.code === 'EXCHANGE_STOPPED') throw error;
      return null;
    }
  }

  /** Status 0 where nobody answered, with the reason as text. */
  private async post(endpoint: string, text: string, path: 'pull' | 'receipts'): Promise<WireAnswer> {
    try {
      return await this.wire.post(endpoint, text, path);
    } catch (error) {
      return { status: 0, text: whyOf(error) };
    }
  }
}

function envelopesIn(text: string): string[] | null {
  try {
    return Answered.parse(JSON.parse(text)).envelopes;
  } catch {
    return null;
  }
}
