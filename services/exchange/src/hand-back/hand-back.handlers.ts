import { Inject, Injectable } from '@nestjs/common';
import { MESSAGE_KINDS, readBody, type ReadBody } from '@sunshine/envelope';
import { ArrivedMatterRefused, HandBackAsked, type Act, type HandBack } from '@sunshine/events';
import { appendToOutbox } from '@sunshine/messaging';
import { shanghaiDay, Time } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { arrivalKey } from '../arrivals/arrivals.js';
import { endArrived, lockLatestArrived } from '../arrivals/arrivals.rows.js';
import { EXCHANGE_CONFIG, type ExchangeConfig } from '../config.js';
import { exchangeError } from '../domain/exchange.errors.js';
import { isOut, onRecall, requireAgreed } from '../domain/hand-back.js';
import { IncomingFiles } from '../files/incoming.js';
import { mattersOfConversation, sentTo, type MatterRow } from '../matters/matters.rows.js';
import { sealTold } from '../matters/told.handlers.js';
import { keepTold } from '../matters/told.rows.js';
import { Handlers, type Arrived } from '../receiving/handlers.js';
import { endHandBack, keepHandBack, lockHandBack } from './hand-back.rows.js';

type Asking = 'recall' | 'objection' | 'objection-decision' | 'return';

/**
 * Words by which a matter goes back from node to node. What is written stays sealed with what is told of the matter; the services of this node
 * hear of days and codes alone.
 */
@Injectable()
export class HandBackHandlers {
  constructor(
    handlers: Handlers,
    @Inject(EXCHANGE_CONFIG) private readonly config: ExchangeConfig,
    private readonly time: Time,
    private readonly files: IncomingFiles,
  ) {
    handlers.register('recall', (tx, message) => this.recalled(tx, message));
    handlers.register('objection', (tx, message) => this.objected(tx, message));
    handlers.register('objection-decision', (tx, message) => this.decided(tx, message));
    handlers.register('return', (tx, message) => this.returned(tx, message));
  }

  /**
   * The sender asks for what it sent. What waits for its registrar ends; of what is held here `case` says whether it goes.
   * @throws BODY_MALFORMED
   */
  private async recalled(tx: EntityManager, message: Arrived): Promise<void> {
    const { head, partner, digest, receivedAt } = message;
    const { id: messageId, conversation, sequence } = head;
    const read = readAs('recall', message, 'sender');
    const arrived = await lockLatestArrived(tx, partner.node, conversation);
    const held = await this.matterHere(tx, message, arrived?.messageId);
    const what = onRecall(arrived?.state ?? null, held !== undefined);
    const now = this.time.now();
    if (what === 'end' && arrived) {
      await endArrived(tx, arrived.messageId, { state: 'recalled', answer: null, at: now });
      await this.files.drop(tx, arrived.messageId);
      const { organId } = arrived;
      const event = ArrivedMatterRefused.create({ messageId: arrived.messageId, organId });
      await appendToOutbox(tx, 'exchange', [{ key: arrivalKey(arrived.messageId), event, act: this.act() }]);
    }
    const row = { messageId, partner: partner.node, way: 'came', kind: 'recall', conversation, sequence, digest } as const;
    const of = { petitionId: held?.petitionId ?? null, handedBy: arrived?.messageId ?? null };
    if (what !== 'ask' || !held) return keepHandBack(tx, { ...row, ...of, state: 'agreed', due: true }, receivedAt);
    await keepHandBack(tx, { ...row, ...of, state: 'asked' }, receivedAt);
    await this.keep(tx, message, held.petitionId, 'recall', { read, on: read.value.recalledOn, answered: true });
    await this.ask(tx, held, messageId, 'recall', null, shanghaiDay(receivedAt));
  }

  /** The node in charge objects. About a hand-over that has come back it says nothing any more. @throws MATTER_NOT_HANDED_OVER, BODY_MALFORMED */
  private async objected(tx: EntityManager, message: Arrived): Promise<void> {
    const { head, partner, receivedAt } = message;
    const read = readAs('objection', message, 'in-charge');
    const matter = await sentTo(tx, partner.node, head.conversation);
    if (!matter) throw exchangeError('MATTER_NOT_HANDED_OVER', { details: { node: partner.node } });
    const { id: messageId, conversation, createdAt } = head;
    const { petitionId, messageId: handedBy } = matter;
    // Both instants are of the other node's clock: what it wrote before it had this hand-over is about a former one.
    const stands = isOut(matter.state) && (matter.receivedAt === null || new Date(createdAt) >= matter.receivedAt);
    const row = { messageId, petitionId, partner: partner.node, way: 'sent', kind: 'objection', conversation, handedBy } as const;
    if (stands) await keepHandBack(tx, { ...row, about: messageId, state: 'asked' }, receivedAt);
    await this.keep(tx, message, petitionId, 'objection', { read, on: read.value.raisedOn });
  }

  /** The sender has decided an objection of this node. @throws OBJECTION_UNKNOWN, BODY_MALFORMED */
  private async decided(tx: EntityManager, message: Arrived): Promise<void> {
    const { head, partner } = message;
    const read = readAs('objection-decision', message, 'sender');
    const { objection, upheld, decidedOn: on } = read.value;
    const raised = await lockHandBack(tx, objection);
    if (raised?.way !== 'came' || raised.kind !== 'objection' || raised.partner !== partner.node) throw exchangeError('OBJECTION_UNKNOWN');
    const { petitionId, messageId, about } = raised;
    if (petitionId === null || raised.conversation !== head.conversation) throw exchangeError('OBJECTION_UNKNOWN');
    if (raised.state === 'asked') {
      await endHandBack(tx, messageId, { state: upheld ? 'agreed' : 'declined' });
      await this.ask(tx, { petitionId, partner: partner.node }, messageId, upheld ? 'upheld' : 'rejected', about, on);
    }
    await this.keep(tx, message, petitionId, 'objection-decision', { read, on });
  }

  /**
   * The node in charge gives the matter back. This node is in charge again by its own receipt of it, which leaves with the round that answers what
   * was told.
   * @throws RETURN_NOT_AGREED, BODY_MALFORMED
   */
  private async returned(tx: EntityManager, message: Arrived): Promise<void> {
    const read = readAs('return', message, 'in-charge');
    const raised = await lockHandBack(tx, read.value.objection);
    const ours = raised?.way === 'sent' && raised.partner === message.partner.node && raised.conversation === message.head.conversation;
    requireAgreed(ours ? raised : null);
    if (raised?.petitionId) await this.keep(tx, message, raised.petitionId, 'return', { read, on: read.value.returnedOn });
  }

  /** What was registered of that hand-over and is held here. */
  private async matterHere(tx: EntityManager, { head, partner }: Arrived, handedBy: string | undefined): Promise<MatterRow | undefined> {
    if (handedBy === undefined) return undefined;
    const matters = await mattersOfConversation(tx, partner.node, head.conversation);
    return matters.find(({ way, messageId }) => way === 'came' && messageId === handedBy);
  }

  private async ask(
    tx: EntityManager,
    { petitionId, partner: node }: Pick<MatterRow, 'petitionId' | 'partner'>,
    messageId: string,
    ask: HandBack,
    objectionId: string | null,
    on: string,
  ): Promise<void> {
    const event = HandBackAsked.create({ petitionId, messageId, node, ask, objectionId, on });
    await appendToOutbox(tx, 'exchange', [{ key: petitionId, event, act: this.act() }]);
  }

  private async keep(
    tx: EntityManager,
    { head, partner, digest, receivedAt }: Arrived,
    petitionId: string,
    kind: Asking,
    { read, on, answered = false }: { readonly read: ReadBody; readonly on: string; readonly answered?: boolean },
  ): Promise<void> {
    const { id: messageId, conversation, sequence } = head;
    await keepTold(tx, {
      ...{ messageId, petitionId, partner: partner.node, conversation, sequence, digest, kind },
      ...{ way: MESSAGE_KINDS[kind].by === 'sender' ? ('came' as const) : ('sent' as const), on, due: null, ground: null },
      ...{ toldAt: receivedAt, body: sealTold(this.config.EXCHANGE_KEYS, messageId, read.value), answered },
      ...{ unknown: Object.keys(read.unknown), dropped: read.dropped, ignored: read.ignored.map(({ path }) => path) },
    });
  }

  private act(): Act {
    const at = this.time.now().toISOString();
    return { actor: { kind: 'service', id: 'exchange' }, at, on: this.time.today(), recordedAt: at, correlationId: uuid() };
  }
}

/** @throws BODY_VERSION_MALFORMED, BODY_MALFORMED */
const readAs = <K extends Asking>(kind: K, { head, body }: Arrived, by: 'sender' | 'in-charge'): ReadBody<K> =>
  readBody(kind, head.schemaVersion, body, [by]);
