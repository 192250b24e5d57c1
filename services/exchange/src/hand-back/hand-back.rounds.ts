import { Inject, Injectable } from '@nestjs/common';
import type { BusinessReceipt } from '@sunshine/envelope';
import { Commands, type Emit } from '@sunshine/messaging';
import { Health, Time } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { EXCHANGE_CONFIG, type ExchangeConfig } from '../config.js';
import { NodeKeys } from '../keys/node-keys.js';
import { mattersOf } from '../matters/matters.rows.js';
import { GivenReceipts } from '../receiving/given.receipts.js';
import { Rounds } from '../rounds.js';
import { giveBack, keepThere } from './giving-back.js';
import { answeredRecalls, endHandBack, handBackLeft, handBacksDue, type AnsweredRecall, type HandBackRow } from './hand-back.rows.js';

const OF_A_ROUND = 100;

/** Answers recalls by a signed receipt, and follows what other nodes answer to those of this node: that receipt alone brings a matter back. */
@Injectable()
export class HandBackRounds extends Rounds {
  constructor(
    private readonly commands: Commands,
    private readonly time: Time,
    private readonly keys: NodeKeys,
    private readonly receipts: GivenReceipts,
    @Inject(EXCHANGE_CONFIG) config: ExchangeConfig,
    health: Health,
  ) {
    super('matters going back', config.EXCHANGE_PAUSE_MS, health);
  }

  async run(): Promise<boolean> {
    if (!this.keys.on) return false;
    const at = this.time.now().toISOString();
    const actor = { kind: 'service', id: 'exchange' } as const;
    return this.commands.act({ actor, at, on: this.time.today(), recordedAt: at, correlationId: uuid() }, async (tx, emit) => {
      const answered = await answeredRecalls(tx, OF_A_ROUND);
      for (const recall of answered) await this.follow(tx, emit, recall);
      // No receipt can be signed: it waits.
      const due = this.keys.signs ? await handBacksDue(tx, OF_A_ROUND) : [];
      for (const recall of due) await this.answer(tx, recall);
      return answered.length + due.length > 0;
    });
  }

  private async follow(tx: EntityManager, emit: Emit, recall: AnsweredRecall): Promise<void> {
    const { messageId, petitionId, partner, handedBy, answer, items } = recall;
    const at = recall.at ?? this.time.now();
    const agreed = answer === 'accepted';
    const code = answer === null ? 'MESSAGE_DROPPED' : (items?.find((item) => item.code)?.code ?? 'RECALL_TOO_LATE');
    await endHandBack(tx, messageId, agreed ? { state: 'agreed' } : { state: 'declined', code });
    const matter = (await mattersOf(tx, [petitionId])).find((one) => one.partner === partner && one.way === 'sent');
    if (!matter) return;
    if (agreed) await giveBack({ tx, emit }, matter, handedBy, 'recalled', at);
    else keepThere({ tx, emit }, matter, handedBy, at);
  }

  private async answer(tx: EntityManager, { messageId, conversation, sequence, digest, partner, state, code }: HandBackRow): Promise<void> {
    if (sequence === null || digest === null) throw new Error(`recall ${messageId} came without its place`);
    const answer: BusinessReceipt['answer'] = state === 'agreed' ? 'accepted' : 'refused';
    const items = [{ item: 'matter', answer, ...(code !== null && { code }) }];
    await this.receipts.give(tx, { messageId, conversation, sequence, digest, partner }, { answer, items }, this.time.now());
    await handBackLeft(tx, messageId);
  }
}
