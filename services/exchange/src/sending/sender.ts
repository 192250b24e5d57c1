import { Inject, Injectable } from '@nestjs/common';
import { breakerState, exchangePlan } from '@sunshine/envelope';
import { isDomainError } from '@sunshine/errors';
import { Health, Time } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { EXCHANGE_CONFIG, type ExchangeConfig } from '../config.js';
import { NodeKeys } from '../keys/node-keys.js';
import { partnerKeys, partners, type PartnerKeyRow, type PartnerRow } from '../partners/partners.rows.js';
import { eachByItself, Rounds } from '../rounds.js';
import { Deliveries, type Outcome, type Written } from './deliveries.js';
import { failOverdue, takeMessages, takeTry } from './sending.rows.js';
import { Wire } from './wire.js';

/** Messages of one round to one partner, each of another conversation. */
const AT_ONCE = 32;

/**
 * Takes messages to the partners: in the order of each conversation, under one id until a signed receipt lies here, on the plan of 72 hours.
 * Several workers share the work; what one of them leaves behind another takes up when its lease is over.
 */
@Injectable()
export class Sender extends Rounds {
  constructor(
    private readonly db: DataSource,
    private readonly time: Time,
    private readonly keys: NodeKeys,
    private readonly wire: Wire,
    private readonly deliveries: Deliveries,
    @Inject(EXCHANGE_CONFIG) config: ExchangeConfig,
    health: Health,
  ) {
    super('exchange sending', config.EXCHANGE_PAUSE_MS, health);
  }

  async run(): Promise<boolean> {
    if (!this.keys.on || !this.keys.signs) return false;
    const firstBy = new Date(this.now - exchangePlan.delivery.lastsMs);
    const ferriedBy = new Date(this.now - exchangePlan.ferry.lastsMs);
    await failOverdue(this.db.manager, { firstBy, ferriedBy }, this.time.now());
    return eachByItself(await partners(this.db.manager), (partner) => this.to(partner));
  }

  private get now(): number {
    return this.time.now().getTime();
  }

  /** @returns whether something left */
  private async to(partner: PartnerRow): Promise<boolean> {
    const { node, state, way, endpoint, failures, tryFrom } = partner;
    if (state !== 'active' || way !== 'push' || endpoint === null) return false;
    const now = this.time.now();
    const breaker = breakerState({ failures, tryFrom: tryFrom?.getTime() ?? null }, this.now);
    if (breaker === 'open') return false;
    const until = new Date(this.now + exchangePlan.leaseMs);
    if (breaker === 'half_open' && !(await takeTry(this.db.manager, node, now, until))) return false;
    const messages = await takeMessages(this.db.manager, node, now, { until, limit: breaker === 'half_open' ? 1 : AT_ONCE });
    if (messages.length === 0) return false;
    const keys = await partnerKeys(this.db.manager, [node]);
    const written = await this.deliveries.written(this.db.manager, partner, messages, keys);
    if (written.length === 0) return false;
    const outcomes = await Promise.all(written.map(async (message) => ({ message, outcome: await this.try(endpoint, message, keys) })));
    await this.deliveries.keep(partner, outcomes);
    return outcomes.some(({ outcome }) => outcome.to === 'sent');
  }

  private async try(endpoint: string, message: Written, keys: readonly PartnerKeyRow[]): Promise<Outcome> {
    let answer: { status: number; text: string };
    try {
      answer = await this.wire.post(endpoint, message.wire);
    } catch (error) {
      return { to: 'missed', why: whyOf(error), link: true };
    }
    if (answer.status !== 200) return { to: 'missed', why: refusalIn(answer), link: answer.status >= 500 };
    try {
      return await this.deliveries.told(answer.text, message, keys);
    } catch (error) {
      if (!isDomainError(error)) throw error;
      return { to: 'missed', why: error.code, link: false };
    }
  }
}

/** As Node tells it: its code, where there is one. */
export function whyOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code ?? message).slice(0, 200);
}

/** The code of a refusal that is not signed. It is told to the operator and decides nothing. */
export function refusalIn({ status, text }: { readonly status: number; readonly text: string }): string {
  const code = /"code":"([A-Z][A-Z0-9_]{2,60})"/.exec(text.slice(0, 2_000))?.[1];
  return code ?? `HTTP ${status}`;
}
