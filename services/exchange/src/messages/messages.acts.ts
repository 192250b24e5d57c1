import { Mutation, Resolver } from '@nestjs/graphql';
import { Access } from '@sunshine/access';
import { Input, withoutNulls } from '@sunshine/acts';
import { givenUp, unparked } from '@sunshine/envelope';
import { Commands } from '@sunshine/messaging';
import { Ctx, signedIn, type RequestContext } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { exchangeError } from '../domain/exchange.errors.js';
import { tellDropped } from '../receiving/link.handlers.js';
import { timesOf } from '../receiving/receiver.js';
import { endMessageIn, lockConversation, messageIn, saveConversation } from '../receiving/receiving.rows.js';
import { reasonOf } from '../partners/partners.acts.js';
import { Outbox } from '../sending/outbox.js';
import { dropMessageOut, messageOut, sendAgain } from '../sending/sending.rows.js';
import { DropParkedMessageInput, ExchangeMessage, ResendMessageInput } from './messages.graph.js';
import { MessageReads } from './messages.reads.js';

const STATES: Readonly<Record<string, string>> = {
  waiting: '正在等待发送',
  sent: '已送达',
  held: '正在等待前面的报文',
  applied: '已处理',
  dropped: '已放弃',
};

/** What an operator does with a message that came to a halt. */
@Resolver()
export class MessageActs {
  constructor(
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly outbox: Outbox,
    private readonly reads: MessageReads,
  ) {}

  @Mutation(() => ExchangeMessage, {
    description: 'One that was refused or failed is sent again under its id; one that is parked here is tried again',
  })
  async resendMessage(@Ctx() ctx: RequestContext, @Input() input: ResendMessageInput): Promise<ExchangeMessage | null> {
    signedIn(ctx);
    const { messageId } = input;
    await this.commands.run(ctx, 'resendMessage', withoutNulls(input), async (tx, _emit, note) => {
      await this.access.requireNode(tx, ctx, 'resendMessage');
      const now = new Date(ctx.at);
      const out = await messageOut(tx, messageId);
      if (out && (out.state === 'refused' || out.state === 'failed')) await sendAgain(tx, messageId, now);
      else if (out) throw exchangeError('MESSAGE_NOT_RESENT', { details: { state: STATES[out.state] ?? out.state } });
      else await this.again(tx, messageId, now);
      note({ subject: messageId });
    });
    return this.reads.message(ctx, messageId);
  }

  @Mutation(() => ExchangeMessage, {
    description: 'Gives a message up that came to a halt, so that its conversation goes on; the partner is told of one that was to be sent',
  })
  async dropParkedMessage(@Ctx() ctx: RequestContext, @Input() input: DropParkedMessageInput): Promise<ExchangeMessage | null> {
    signedIn(ctx);
    const { messageId } = input;
    await this.commands.run(ctx, 'dropParkedMessage', withoutNulls(input), async (tx, _emit, note) => {
      await this.access.requireNode(tx, ctx, 'dropParkedMessage');
      const purpose = reasonOf(input.reason);
      const now = new Date(ctx.at);
      const out = await messageOut(tx, messageId);
      if (out && (out.state === 'refused' || out.state === 'failed')) {
        await dropMessageOut(tx, messageId, now);
        await tellDropped(tx, this.outbox, out);
      } else if (out) throw exchangeError('MESSAGE_NOT_PARKED', { details: { state: STATES[out.state] ?? out.state } });
      else await this.drop(tx, messageId, now);
      note({ subject: messageId, purpose });
    });
    return this.reads.message(ctx, messageId);
  }

  private async again(tx: EntityManager, id: string, now: Date): Promise<void> {
    const { message, conversation } = await this.parked(tx, id, 'MESSAGE_NOT_RESENT');
    await endMessageIn(tx, id, { state: 'held', code: null, failure: null, endedAt: null });
    const is = unparked(conversation);
    await saveConversation(tx, message, is, timesOf(is, now));
  }

  private async drop(tx: EntityManager, id: string, now: Date): Promise<void> {
    const { message, conversation } = await this.parked(tx, id, 'MESSAGE_NOT_PARKED');
    await endMessageIn(tx, id, { state: 'dropped', code: null, failure: null, endedAt: now });
    const is = givenUp(conversation, message.sequence);
    await saveConversation(tx, message, is, timesOf(is, now));
  }

  /** Read again behind the lock of its conversation, which whoever applies takes first. @throws MESSAGE_UNKNOWN, and `code` where it is not parked */
  private async parked(tx: EntityManager, id: string, code: 'MESSAGE_NOT_RESENT' | 'MESSAGE_NOT_PARKED') {
    const found = await messageIn(tx, id);
    if (!found) throw exchangeError('MESSAGE_UNKNOWN');
    const conversation = await lockConversation(tx, found);
    const message = (await messageIn(tx, id)) ?? found;
    if (message.state !== 'parked') throw exchangeError(code, { details: { state: STATES[message.state] ?? message.state } });
    return { message, conversation };
  }
}
