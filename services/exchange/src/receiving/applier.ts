import { Inject, Injectable } from '@nestjs/common';
import { applied, exchangePlan, gapsOf, openEnvelope, parked, readEnvelope, ready } from '@sunshine/envelope';
import { isDomainError } from '@sunshine/errors';
import { Health, logOf, Time, transaction } from '@sunshine/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { EXCHANGE_CONFIG, type ExchangeConfig } from '../config.js';
import { exchangeError } from '../domain/exchange.errors.js';
import { NodeKeys } from '../keys/node-keys.js';
import { partnerOf } from '../partners/partners.rows.js';
import { Rounds } from '../rounds.js';
import { NO_DIVISION, Outbox } from '../sending/outbox.js';
import { Handlers } from './handlers.js';
import { timesOf } from './receiver.js';
import {
  conversationsWithGaps,
  dueConversations,
  endMessageIn,
  lockConversation,
  messageAt,
  saveConversation,
  type ConversationId,
  type MessageInState,
} from './receiving.rows.js';

/** Conversations of one round, and those that are worked on at once. */
const OF_A_ROUND = 200;
const AT_ONCE = 4;

/** Conversation in which nodes look after gaps. */
export const GAPS_CONVERSATION = 'link.gaps';

/**
 * Applies what came, in the order of each conversation: one message, one transaction. A refusal parks its conversation and no other; another
 * failure is tried again, and parks it after ten tries.
 */
@Injectable()
export class Applier extends Rounds {
  constructor(
    private readonly db: DataSource,
    private readonly time: Time,
    private readonly keys: NodeKeys,
    private readonly handlers: Handlers,
    private readonly outbox: Outbox,
    @Inject(EXCHANGE_CONFIG) config: ExchangeConfig,
    health: Health,
  ) {
    super('exchange receiving', config.EXCHANGE_PAUSE_MS, health);
  }

  async run(): Promise<boolean> {
    if (!this.keys.on) return false;
    const asked = await this.askForGaps();
    const due = await dueConversations(this.db.manager, this.time.now(), OF_A_ROUND);
    const rest = [...due];
    const work = async () => {
      for (let next = rest.shift(); next && !this.stopped; next = rest.shift()) await this.next(next);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return due.length > 0 || asked;
  }

  /** Applies the next message of a conversation. */
  private async next(of: ConversationId): Promise<void> {
    try {
      await transaction(this.db, (tx) => this.apply(tx, of));
    } catch (error) {
      await transaction(this.db, (tx) => this.fell(tx, of, error));
    }
  }

  private async apply(tx: EntityManager, of: ConversationId): Promise<void> {
    const conversation = await lockConversation(tx, of);
    const now = this.time.now();
    const sequence = ready(conversation);
    const message = sequence === null ? null : await messageAt(tx, of, sequence);
    if (!message) return saveConversation(tx, of, conversation, { ...timesOf(conversation, now), dueAt: null });
    await this.handle(tx, message);
    await endMessageIn(tx, message.id, { state: 'applied', code: null, failure: null, endedAt: now });
    const after = applied(conversation);
    await saveConversation(tx, of, after, timesOf(after, now));
  }

  /** @throws what the handler refuses, KEY_UNKNOWN, ENVELOPE_NOT_OPENED, MESSAGE_KIND_NOT_HANDLED */
  private async handle(tx: EntityManager, message: MessageInState): Promise<void> {
    const { kind: messageKind, wire, digest, receivedAt } = message;
    const handler = this.handlers.of(messageKind);
    if (!handler) throw exchangeError('MESSAGE_KIND_NOT_HANDLED', { details: { messageKind } });
    const partner = await partnerOf(tx, message.partner);
    if (!partner || wire === null) throw new Error(`message ${message.id} has no partner or no text`);
    const envelope = readEnvelope(wire);
    const key = this.keys.opening(envelope.head.sealedTo);
    if (!key) throw exchangeError('KEY_UNKNOWN', { details: { keyId: envelope.head.sealedTo, node: this.keys.node } });
    await handler(tx, { head: envelope.head, partner, digest, receivedAt, body: await openEnvelope(envelope, key) });
  }

  private async fell(tx: EntityManager, of: ConversationId, error: unknown): Promise<void> {
    const conversation = await lockConversation(tx, of);
    const sequence = ready(conversation);
    const message = sequence === null ? null : await messageAt(tx, of, sequence);
    if (!message) return;
    const now = this.time.now();
    const poison = isDomainError(error);
    if (!poison) logOf('exchange').warn({ err: error, message: message.id }, 'a message could not be applied; will retry');
    const { delivery, applyAttempts } = exchangePlan;
    const failure = poison ? error.message : (error as Error).message.slice(0, 500);
    if (poison || message.attempts + 1 >= applyAttempts) {
      const code = poison ? error.code : 'MESSAGE_NOT_APPLIED';
      await endMessageIn(tx, message.id, { state: 'parked', code, failure, endedAt: null });
      return saveConversation(tx, of, parked(conversation), { ...timesOf(parked(conversation), now), dueAt: null });
    }
    await endMessageIn(tx, message.id, { state: 'held', code: null, failure, endedAt: null });
    const pause = Math.min(delivery.longestPauseMs, delivery.firstPauseMs * 2 ** message.attempts);
    return saveConversation(tx, of, conversation, { ...timesOf(conversation, now), dueAt: new Date(now.getTime() + pause) });
  }

  /** What is missing for ten minutes is asked for, and again after as long. */
  private async askForGaps(): Promise<boolean> {
    const found = await conversationsWithGaps(this.db.manager, this.time.now(), OF_A_ROUND);
    for (const of of found)
      await transaction(this.db, async (tx) => {
        const conversation = await lockConversation(tx, of);
        const gaps = gapsOf(conversation);
        const now = this.time.now();
        const ferried = (await partnerOf(tx, of.partner))?.way === 'ferry';
        // What is asked for by file comes by file: not before one can have gone and come.
        const times = {
          ...timesOf(conversation, now),
          ...(ferried && gaps.length > 0 && { gapAt: new Date(now.getTime() + exchangePlan.ferry.pauseMs) }),
        };
        if (gaps.length > 0) {
          const body = { conversation: of.conversation, gaps };
          await this.outbox.enqueue(tx, {
            partner: of.partner,
            conversation: GAPS_CONVERSATION,
            kind: 'gap',
            schemaVersion: 1,
            division: NO_DIVISION,
            body,
          });
        }
        await saveConversation(tx, of, conversation, times);
      });
    return found.length > 0;
  }
}
