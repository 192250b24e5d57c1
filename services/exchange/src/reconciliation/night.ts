import { Inject, Injectable } from '@nestjs/common';
import { exchangePlan } from '@sunshine/envelope';
import { Health, shanghaiDay, sql, Time, transaction } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { EXCHANGE_CONFIG, type ExchangeConfig } from '../config.js';
import { asksAtNight, dayAfter, daysOfNight } from '../domain/reconciled.js';
import { NodeKeys } from '../keys/node-keys.js';
import { partners, type PartnerRow } from '../partners/partners.rows.js';
import { Rounds } from '../rounds.js';
import { Reconciler } from './reconciler.js';
import { daysOfDifferences, failStale, lastCompared } from './reconciliation.rows.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Asia/Shanghai. */
const OFFSET_MS = 8 * HOUR_MS;
const FROM_HOUR = 2;

const lock = {
  name: 'exchange.night-lock',
  text: `select pg_try_advisory_xact_lock(hashtextextended('sunshine.exchange.night', 0)) mine`,
};

/** Each night from two o'clock, Asia/Shanghai, compares with each partner the days that are over and were not compared, and those on which differences stand. */
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
    const hour = new Date(now.getTime() + OFFSET_MS).getUTCHours();
    if (!this.keys.on || hour < FROM_HOUR || now.getTime() - this.looked < MINUTE_MS) return false;
    await transaction(this.db, async (tx) => {
      const [row] = await sql<{ mine: boolean }>(tx, lock, []);
      if (!row?.mine) return;
      await failStale(tx, new Date(now.getTime() - DAY_MS), now);
      for (const partner of await partners(tx))
        if (partner.state === 'active' && asksAtNight(this.keys.node, partner.node)) await this.ask(tx, partner);
    });
    this.looked = now.getTime();
    return false;
  }

  private async ask(tx: Parameters<Reconciler['begin']>[0], { node, registeredAt }: PartnerRow): Promise<void> {
    const today = this.time.today();
    const { reconciledDays } = exchangePlan;
    const days = daysOfNight(await lastCompared(tx, node), shanghaiDay(registeredAt), today, reconciledDays);
    if (!days) return;
    const standing = await daysOfDifferences(tx, node, dayAfter(today, -reconciledDays));
    await this.reconciler.begin(tx, node, days);
    if (standing && standing.from < days.from)
      await this.reconciler.begin(tx, node, { from: standing.from, to: standing.to < days.from ? standing.to : dayAfter(days.from, -1) });
  }
}
