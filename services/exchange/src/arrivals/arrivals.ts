import { Inject, Injectable } from '@nestjs/common';
import { signReceipt, type BusinessReceipt } from '@sunshine/envelope';
import { ArrivedKind, MatterArrived, type Act } from '@sunshine/events';
import { Commands } from '@sunshine/messaging';
import { Health, shanghaiDay, Time } from '@sunshine/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { EXCHANGE_CONFIG, type ExchangeConfig } from '../config.js';
import { NodeKeys } from '../keys/node-keys.js';
import { partnerOf } from '../partners/partners.rows.js';
import { Rounds } from '../rounds.js';
import { NO_DIVISION, Outbox } from '../sending/outbox.js';
import { dueArrivals, hasLeft, keepGivenReceipt, lockDue, type ArrivedRow } from './arrivals.rows.js';

/** Conversation in which a node tells what becomes of matters. */
export const RECEIPTS_CONVERSATION = 'link.receipts';
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
    private readonly outbox: Outbox,
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
    const { messageId, conversation, sequence, digest, partner: node, answer, code, reason, petitionNumber, endedAt } = row;
    const partner = await partnerOf(tx, node);
    if (!partner || answer === null || endedAt === null) throw new Error(`arrived matter ${messageId} has no answer for its sender`);
    const item: BusinessReceipt['items'][number] = {
      item: 'number',
      answer,
      ...(code !== null && { code }),
      // Of a matter that was taken, its number here.
      ...((petitionNumber ?? reason) !== null && { reason: petitionNumber ?? reason ?? '' }),
    };
    const about = { version: 1 as const, messageId, conversation, sequence, digest, sender: node, receiver: this.keys.node };
    const receipt: BusinessReceipt = { ...about, type: 'business', at: endedAt.toISOString(), answer, items: [item] };
    const text = await signReceipt(receipt, this.keys.signing(partner.suite));
    await keepGivenReceipt(tx, { messageId, at: receipt.at, answer, items: receipt.items, text });
    await this.outbox.enqueue(tx, {
      ...{ partner: node, conversation: RECEIPTS_CONVERSATION, kind: 'receipt', schemaVersion: 1, division: NO_DIVISION },
      body: { receipt: text },
    });
  }
}

const arrived = ({ messageId, organId, partner, kind, division, receivedAt, reportBy }: ArrivedRow) =>
  MatterArrived.create({
    ...{ messageId, organId, node: partner, kind: ArrivedKind.parse(kind), division },
    receivedOn: shanghaiDay(receivedAt),
    reportBy,
  });
