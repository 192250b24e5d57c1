import { Inject, Injectable } from '@nestjs/common';
import { exchangePlan } from '@sunshine/envelope';
import { Health, shanghaiDay, sql, Time, transaction } from '@sunshine/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { EXCHANGE_CONFIG, type ExchangeConfig } from '../config.js';
import { asksAtNight, dayAfter, daysOfNight } from '../domain/reconciled.js';
import { NodeKeys } from '../keys/node-keys.js';
import { partners, type PartnerRow } from '../partners/partners.rows.js';
import { Rounds } from '../rounds.js';
import { Reconciler } from './reconciler.js';
import { comparedDays, daysDueAgain, failStale } from './reconciliation.rows.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Asia/Shanghai. */
const FROM = 'T02:00:00+08:00';

const lock = {
  name: 'exchange.night-lock',
  text: `select pg_try_advisory_xact_lock(hashtextextended('sunshine.exchange.night', 0)) mine`,
};

/** Each night from two o'clock, Asia/Shanghai, compares with each partner the days that are over and were not compared, those whose messages came later, and those on which differences stand. */
@Injectable()
export class Night extends Rounds {
  private looked = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly db: DataSource,
    private readonly time: Time,
    private readonly keys: NodeKeys,
    private readonly reconciler: Reconciler,
    @Inject(EXCHANGE_CONFIG) config: ExchangeConfig,
    health: Health,
  ) {
    super('exchange reconciliation', config.EXCHANGE_PAUSE_MS, health);
  }

  async run(): Promise<boolean> {
    const now = this.time.now();
    const began = new Date(`${this.time.today()}${FROM}`);
    if (!this.keys.on || now < began || now.getTime() - this.looked < MINUTE_MS) return false;
    await transaction(this.db, async (tx) => {
      const [row] = await sql<{ mine: boolean }>(tx, lock, []);
      if (!row?.mine) return;
      await failStale(tx, new Date(now.getTime() - DAY_MS), now);
      for (const partner of await partners(tx))
        if (partner.state === 'active' && partner.way !== 'rows' && asksAtNight(this.keys.node, partner.node))
          await this.ask(tx, partner, began);
    });
    this.looked = now.getTime();
    return false;
  }

  private async ask(tx: EntityManager, { node, registeredAt }: PartnerRow, began: Date): Promise<void> {
    const today = this.time.today();
    const { reconciledDays } = exchangePlan;
    const [from, to] = [dayAfter(today, -reconciledDays), dayAfter(today, -1)];
    const compared = await comparedDays(tx, node, from);
    if (compared.some((one) => one.begunAt >= began && one.to === to)) return;
    const again = await daysDueAgain(tx, node, { from, to });
    for (const days of daysOfNight(compared, again, shanghaiDay(registeredAt), today, reconciledDays))
      await this.reconciler.begin(tx, node, days);
  }
}
