import { Injectable } from '@nestjs/common';
import {
  arrive,
  exchangePlan,
  gapsOf,
  readEnvelope,
  readReceipt,
  ready,
  signReceipt,
  stored,
  verifyEnvelope,
  type Conversation,
  type Envelope,
  type TransportReceipt,
} from '@sunshine/envelope';
import { isDomainError } from '@sunshine/errors';
import { shanghaiDay, Time, transaction } from '@sunshine/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { exchangeError } from '../domain/exchange.errors.js';
import { checkAllowed, checkKeyValid, daysUnderway } from '../domain/partner.js';
import { NodeKeys } from '../keys/node-keys.js';
import { validityOf } from '../partners/partners.reads.js';
import { partnerKey, partnerOf, type PartnerKeyRow, type PartnerRow } from '../partners/partners.rows.js';
import { ProofLog } from '../proof/proof.log.js';
import { isMissedHere } from '../reconciliation/reconciliation.rows.js';
import { Handlers } from './handlers.js';
import {
  knownMessages,
  lockConversation,
  partnerSeen,
  recordRefused,
  saveConversation,
  storeMessage,
  type Refused,
  type Times,
} from './receiving.rows.js';
import { Strangers } from './strangers.js';

type Answer = Pick<TransportReceipt, 'answer' | 'at' | 'code'>;

/** When what is ready is applied, and what is missing is asked for. */
export const timesOf = (conversation: Conversation, now: Date): Times => ({
  now,
  dueAt: ready(conversation) === null ? null : now,
  gapAt: gapsOf(conversation).length === 0 ? null : new Date(now.getTime() + exchangePlan.gapAskedMs),
});

/** Takes envelopes of partners: stored and receipted in one transaction, or refused and recorded. What they say is read later. */
@Injectable()
export class Receiver {
  constructor(
    private readonly db: DataSource,
    private readonly time: Time,
    private readonly keys: NodeKeys,
    private readonly handlers: Handlers,
    private readonly proof: ProofLog,
    private readonly strangers: Strangers,
  ) {}

  /**
   * @returns the signed transport receipt
   * @param address of the client, for the record of a refusal
   * @param ferried it came in a file: the days that it was underway are kept
   * @throws EXCHANGE_OFF, EXCHANGE_STOPPED; where the sender cannot be known, so that no receipt is owed to it: what `readEnvelope` and
   *   `verifyEnvelope` refuse, RECEIVER_OTHER, PARTNER_UNKNOWN, KEY_UNKNOWN
   */
  async receive(text: string, address: string, ferried = false): Promise<string> {
    const node = this.keys.node;
    if (!this.keys.signs) throw exchangeError('EXCHANGE_STOPPED');
    const now = this.time.now();
    let envelope: Envelope | null = null;
    let sender: { partner: PartnerRow; key: PartnerKeyRow };
    try {
      envelope = readEnvelope(text);
      sender = await this.senderOf(envelope, node);
      await verifyEnvelope(envelope, sender.key);
    } catch (error) {
      if (isDomainError(error)) await this.strangers.record(refusedOf(envelope, error.code, address));
      throw error;
    }
    const { partner, key } = sender;
    try {
      this.check(envelope, partner, key, now);
    } catch (error) {
      if (!isDomainError(error)) throw error;
      const { code } = error;
      const receipt = await this.receipt(envelope, partner, { answer: 'refused', at: now.toISOString(), code });
      await recordRefused(this.db.manager, now, refusedOf(envelope, code, address));
      return receipt;
    }
    const known = envelope;
    return transaction(this.db, (tx) => this.store(tx, known, partner, text, { now, address, ferried }));
  }

  /**
   * Takes a message that this node has written itself, for a partner that speaks in rows and signs nothing: the signature says what was taken,
   * and proves nobody's word.
   * @throws EXCHANGE_STOPPED, PARTNER_SUSPENDED, KIND_NOT_ALLOWED, DIVISION_NOT_ALLOWED, MESSAGE_KIND_NOT_HANDLED
   */
  async takeOwn(tx: EntityManager, text: string, partner: PartnerRow, address: string): Promise<void> {
    const envelope = readEnvelope(text);
    this.checkAgreed(envelope, partner);
    const receipt = await this.store(tx, envelope, partner, text, { now: this.time.now(), address, ferried: false });
    const { answer, type } = readReceipt(receipt).receipt;
    if (type !== 'transport' || answer !== 'stored') throw new Error(`message ${envelope.head.id} was not stored: ${answer}`);
  }

  /** @throws RECEIVER_OTHER, PARTNER_UNKNOWN, KEY_UNKNOWN */
  private async senderOf(
    { head: { receiver, sender, signedBy } }: Envelope,
    node: string,
  ): Promise<{ partner: PartnerRow; key: PartnerKeyRow }> {
    if (receiver !== node) throw exchangeError('RECEIVER_OTHER', { details: { receiver, node } });
    const [partner, key] = await Promise.all([partnerOf(this.db.manager, sender), partnerKey(this.db.manager, signedBy)]);
    if (!partner) throw exchangeError('PARTNER_UNKNOWN', { details: { node: sender } });
    if (key?.node !== sender) throw exchangeError('KEY_UNKNOWN', { details: { keyId: signedBy, node: sender } });
    return { partner, key };
  }

  /** What a known sender is told in a signed receipt. */
  private check({ head }: Envelope, partner: PartnerRow, key: PartnerKeyRow, now: Date): void {
    checkKeyValid(validityOf(key), now.toISOString());
    this.checkAgreed({ head }, partner);
    const { sealedTo } = head;
    if (!this.keys.opening(sealedTo)) throw exchangeError('KEY_UNKNOWN', { details: { keyId: sealedTo, node: this.keys.node } });
  }

  private checkAgreed({ head }: Pick<Envelope, 'head'>, partner: PartnerRow): void {
    checkAllowed(partner, 'receives', head);
    const { kind: messageKind } = head;
    if (!this.handlers.of(messageKind)) throw exchangeError('MESSAGE_KIND_NOT_HANDLED', { details: { messageKind } });
  }

  private async store(
    tx: EntityManager,
    envelope: Envelope,
    partner: PartnerRow,
    wire: string,
    { now, address, ferried }: { readonly now: Date; readonly address: string; readonly ferried: boolean },
  ): Promise<string> {
    const { head, digest } = envelope;
    const of = { partner: partner.node, conversation: head.conversation };
    const conversation = await lockConversation(tx, of);
    const lying = await knownMessages(tx, head.id, of, head.sequence);
    const same = lying.find(({ digest: one }) => one === digest);
    // An id that lies here with other bytes takes the place of no other message.
    const known = same ? digest : (lying[0]?.digest ?? null);
    const arrival = arrive(conversation, { sequence: head.sequence, digest }, known, exchangePlan.furthestAhead);
    if (arrival.do === 'duplicate') return this.receipt(envelope, partner, { answer: 'duplicate', at: same!.receivedAt.toISOString() });
    // It stood here before its row was lost: the proof log has it.
    const over = arrival.do === 'refuse' && arrival.code === 'SEQUENCE_GIVEN_UP' && lying.length === 0;
    const missed = over && (await isMissedHere(tx, { messageId: head.id, digest, partner: partner.node }));
    if (arrival.do === 'refuse' && !missed) return this.refuse(tx, envelope, partner, { code: arrival.code, now, address });
    const receipt = await this.receipt(envelope, partner, { answer: 'stored', at: now.toISOString() });
    const { id, sequence, kind, schemaVersion, division, createdAt } = head;
    await storeMessage(tx, {
      ...of,
      id,
      sequence,
      kind,
      schemaVersion,
      division,
      createdAt: new Date(createdAt),
      digest,
      wire,
      told: toldOf(envelope),
      receivedAt: now,
      receipt,
      state: missed ? 'applied' : 'held',
      underwayDays: ferried ? daysUnderway(shanghaiDay(createdAt), shanghaiDay(now)) : null,
    });
    const after = missed ? conversation : stored(conversation, sequence);
    await saveConversation(tx, of, after, timesOf(after, now));
    await this.proof.add(tx, [{ messageId: id, message: digest, receipt, suite: head.suite }]);
    await partnerSeen(tx, partner.node, now);
    return receipt;
  }

  private async refuse(
    tx: EntityManager,
    envelope: Envelope,
    partner: PartnerRow,
    { code, now, address }: { readonly code: string; readonly now: Date; readonly address: string },
  ): Promise<string> {
    await recordRefused(tx, now, refusedOf(envelope, code, address));
    return this.receipt(envelope, partner, { answer: 'refused', at: now.toISOString(), code });
  }

  private receipt({ head, digest }: Envelope, { suite }: PartnerRow, answer: Answer): Promise<string> {
    const { id: messageId, conversation, sequence, sender, receiver } = head;
    const about = { version: 1 as const, messageId, conversation, sequence, digest, sender, receiver };
    return signReceipt({ ...about, type: 'transport', ...answer }, this.keys.signing(suite));
  }
}

function refusedOf(envelope: Envelope | null, code: string, address: string): Refused {
  if (!envelope) return { sender: null, messageId: null, conversation: null, kind: null, digest: null, code, address };
  const { head, digest } = envelope;
  const { sender, id: messageId, conversation, kind } = head;
  return { sender, messageId, conversation, kind, digest, code, address };
}

/** Paths of fields of a later release, as a table can hold them: a sender may name them as it likes. */
const toldOf = ({ unknown }: Envelope): string[] =>
  Object.keys(unknown)
    .slice(0, 50)
    .map((path) => path.replaceAll(/[\p{Cc}\p{Cs}]/gu, '\uFFFD').slice(0, 100));
