import { randomInt } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { exchangePlan } from '@sunshine/envelope';
import { SameMatterListDue, type Act } from '@sunshine/events';
import { Commands, type Emit } from '@sunshine/messaging';
import { Health, Time } from '@sunshine/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { EXCHANGE_CONFIG, type ExchangeConfig } from '../config.js';
import { comparesMatters } from '../domain/partner.js';
import { dayAfter } from '../domain/reconciled.js';
import { drawn, sampleSize } from '../domain/same-matter.js';
import { NodeKeys } from '../keys/node-keys.js';
import { partners } from '../partners/partners.rows.js';
import { Rounds } from '../rounds.js';
import { SameMatterLink } from './link.js';
import { drawableQuestions, enterNight, nightBefore, pruneQuestions } from './same-matter.rows.js';

const { sampledShare, keptYears, reasonDays } = exchangePlan.sameMatter;
const MINUTE_MS = 60_000;
/** Asia/Shanghai. */
const FROM = 'T01:00:00+08:00';
const RANDOM = 2 ** 32;

/**
 * Each night from one o'clock, Asia/Shanghai, once for each partner with whom the comparison is agreed: has intake make the list of the day, and draws
 * from the questions of the days before, which nobody chooses.
 */
@Injectable()
export class SameMatterNight extends Rounds {
  private looked = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly db: DataSource,
    private readonly time: Time,
    private readonly keys: NodeKeys,
    private readonly commands: Commands,
    private readonly link: SameMatterLink,
    @Inject(EXCHANGE_CONFIG) config: ExchangeConfig,
    health: Health,
  ) {
    super('exchange comparison of matters', config.EXCHANGE_PAUSE_MS, health);
  }

  async run(): Promise<boolean> {
    const now = this.time.now();
    const today = this.time.today();
    if (!this.keys.on || now < new Date(`${today}${FROM}`) || Math.abs(now.getTime() - this.looked) < MINUTE_MS) return false;
    await pruneQuestions(this.db.manager, today, keptYears);
    for (const partner of await partners(this.db.manager))
      if (comparesMatters(partner)) await this.commands.act(this.act(now, today), (tx, emit) => this.night(tx, emit, partner.node, today));
    this.looked = now.getTime();
    return false;
  }

  private async night(tx: EntityManager, emit: Emit, node: string, today: string): Promise<void> {
    const last = await nightBefore(tx, node);
    if (!(await enterNight(tx, node, today))) return;
    const listId = uuid();
    emit(listId, SameMatterListDue.create({ node, listId }));
    // Nights that failed are made up for.
    const came = await drawableQuestions(tx, node, last ?? dayAfter(today, -reasonDays), today);
    await this.link.draw(
      tx,
      node,
      drawn(came, sampleSize(came.length, sampledShare), () => randomInt(RANDOM) / RANDOM),
    );
  }

  private act(now: Date, on: string): Act {
    const at = now.toISOString();
    return { actor: { kind: 'service', id: 'exchange' }, at, on, recordedAt: at, correlationId: uuid() };
  }
}
