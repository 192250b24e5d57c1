import { Inject, Injectable } from '@nestjs/common';
import type { BusinessReceipt } from '@sunshine/envelope';
import { ArrivedKind, MatterArrived, type Act } from '@sunshine/events';
import { Commands } from '@sunshine/messaging';
import { Health, shanghaiDay, Time } from '@sunshine/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { EXCHANGE_CONFIG, type ExchangeConfig } from '../config.js';
import { NodeKeys } from '../keys/node-keys.js';
import { GivenReceipts } from '../receiving/given.receipts.js';
import { Rounds } from '../rounds.js';
import { dueArrivals, hasLeft, lockDue, type ArrivedRow } from './arrivals.rows.js';

const OF_A_ROUND = 200;

/** Key of the events of a matter that came. */
export const arrivalKey = (messageId: string): string => `arrived:${messageId}`;

/**
 * Tells what became of matters that came: intake of each that waits, the sender of its end by a signed receipt of the business. Nothing is
 * lost while no key signs: receipts leave afterwards.
 */
@Injectable()
export class Arrivals extends Rounds {
  constructor(
    private readonly db: DataSource,
    private readonly commands: Commands,
    private readonly keys: NodeKeys,
    private readonly receipts: GivenReceipts,
    private readonly time: Time,
    @Inject(EXCHANGE_CONFIG) config: ExchangeConfig,
    health: Health,
  ) {
    super('exchange arrivals', config.EXCHANGE_PAUSE_MS, health);
  }

  async run(): Promise<boolean> {
    if (!this.keys.on) return false;
    const due = await dueArrivals(this.db.manager, OF_A_ROUND);
    for (const { messageId } of due) if (!this.stopped) await this.tell(messageId);
    return due.length > 0;
  }

  private async tell(messageId: string): Promise<void> {
    const at = this.time.now().toISOString();
    const act: Act = { actor: { kind: 'service', id: 'exchange' }, at, on: this.time.today(), recordedAt: at, correlationId: uuid() };
    await this.commands.act(act, async (tx, emit) => {
      const row = await lockDue(tx, messageId);
      if (!row) return;
      if (row.state === 'waiting') emit(arrivalKey(messageId), arrived(row));
      else await this.receipt(tx, row);
      await hasLeft(tx, messageId);
    });
  }

  private async receipt(tx: EntityManager, row: ArrivedRow): Promise<void> {
    const { messageId, answer, code, reason, petitionNumber, endedAt } = row;
    if (answer === null || endedAt === null) throw new Error(`arrived matter ${messageId} has no answer for its sender`);
    const item: BusinessReceipt['items'][number] = {
      item: 'number',
      answer,
      ...(code !== null && { code }),
      // Of a matter that was taken, its number here.
      ...((petitionNumber ?? reason) !== null && { reason: petitionNumber ?? reason ?? '' }),
    };
    await this.receipts.give(tx, row, { answer, items: [item] }, endedAt);
  }
}

const arrived = ({ messageId, organId, partner, kind, division, receivedAt, reportBy }: ArrivedRow) =>
  MatterArrived.create({
    ...{ messageId, organId, node: partner, kind: ArrivedKind.parse(kind), division },
    receivedOn: shanghaiDay(receivedAt),
    reportBy,
  });
