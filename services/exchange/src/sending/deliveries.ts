import { Inject, Injectable } from '@nestjs/common';
import {
  afterFailure,
  exchangePlan,
  nextAttempt,
  readEnvelope,
  readReceipt,
  sealEnvelope,
  verifyReceipt,
  type PublicKeys,
  type Receipt,
} from '@sunshine/envelope';
import { isDomainError } from '@sunshine/errors';
import { Time, transaction } from '@sunshine/platform';
import { KeyNotLive, NotOpened, openUnder } from '@sunshine/sealing';
import { DataSource, type EntityManager } from 'typeorm';
import { EXCHANGE_CONFIG, type ExchangeConfig } from '../config.js';
import { exchangeError } from '../domain/exchange.errors.js';
import { isKeyValid } from '../domain/partner.js';
import { NodeKeys } from '../keys/node-keys.js';
import { validityOf } from '../partners/partners.reads.js';
import type { PartnerKeyRow, PartnerRow } from '../partners/partners.rows.js';
import { ProofLog } from '../proof/proof.log.js';
import { BODY_PURPOSE, bodyPlace } from './outbox.js';
import {
  breakerOf,
  missedMessages,
  refusedMessages,
  releaseMessages,
  sentMessages,
  setBreakerOf,
  writtenMessages,
  type TakenMessage,
} from './sending.rows.js';

export type Written = TakenMessage & { readonly wire: string; readonly digest: string };

/** What is known of a message for which a receipt may come. */
export type Awaiting = Pick<Written, 'id' | 'digest' | 'firstAt' | 'attempts'>;

/** What became of a try. `link`: nobody answered, so that the fault may be the way's and not the message's. */
export type Outcome =
  | { readonly to: 'sent'; readonly receipt: string; readonly at: string }
  | { readonly to: 'refused'; readonly receipt: string; readonly code: string }
  | { readonly to: 'missed'; readonly why: string; readonly link: boolean };

/** Refusals that end by themselves: the message is tried again as if nobody had answered. */
const PASSING: ReadonlySet<string> = new Set(['PARTNER_SUSPENDED', 'KEY_NOT_YET', 'SEQUENCE_TOO_FAR']);

/** What every way to a partner shares: writing messages, believing receipts, keeping what became of a try. */
@Injectable()
export class Deliveries {
  constructor(
    private readonly db: DataSource,
    private readonly time: Time,
    private readonly keys: NodeKeys,
    private readonly proof: ProofLog,
    @Inject(EXCHANGE_CONFIG) private readonly config: ExchangeConfig,
  ) {}

  private get now(): number {
    return this.time.now().getTime();
  }

  /**
   * Writes what has not stood on the wire yet, and keeps it before anybody sees it: each try is the same text. Without a key of the partner
   * those are left out, and tried later.
   */
  async written(
    tx: EntityManager,
    partner: PartnerRow,
    messages: readonly TakenMessage[],
    keys: readonly PartnerKeyRow[],
  ): Promise<Written[]> {
    const at = this.time.now().toISOString();
    const to = keys.findLast((key) => key.suite === partner.suite && isKeyValid(validityOf(key), at));
    const ready = messages.filter((message): message is Written => message.wire !== null);
    const fresh = messages.filter(({ wire }) => wire === null);
    if (!to) {
      const next = new Date(this.now + exchangePlan.delivery.longestPauseMs);
      const rows = fresh.map(({ id }) => ({ id, why: 'KEY_EXPIRED', next }));
      if (rows.length > 0) await missedMessages(tx, rows, this.time.now());
      return ready;
    }
    try {
      const all = await Promise.all(fresh.map((message) => this.writeOrFail(message, partner, to)));
      const failed = all.filter((one) => 'why' in one);
      const now = all.filter((one) => 'wire' in one);
      if (failed.length > 0) await missedMessages(tx, failed, this.time.now());
      if (now.length > 0) await writtenMessages(tx, now);
      return [...ready, ...now];
    } catch (error) {
      await releaseMessages(
        tx,
        messages.map(({ id }) => id),
      );
      throw error;
    }
  }

  /** A message that makes no envelope, whose text is kept no more or does not open, fails alone. @throws EXCHANGE_STOPPED */
  private async writeOrFail(
    message: TakenMessage,
    partner: PartnerRow,
    to: PublicKeys,
  ): Promise<Written | { id: string; why: string; next: Date | null }> {
    try {
      return await this.write(message, partner, to);
    } catch (error) {
      // The key may come back.
      if (error instanceof KeyNotLive)
        return { id: message.id, why: 'MESSAGE_KEY_GONE', next: new Date(this.now + exchangePlan.delivery.longestPauseMs) };
      if (error instanceof NotOpened) return { id: message.id, why: 'MESSAGE_NOT_OPENED', next: null };
      if (!isDomainError(error) || error.code === 'EXCHANGE_STOPPED') throw error;
      return { id: message.id, why: error.code, next: null };
    }
  }

  private async write(message: TakenMessage, { node, suite }: PartnerRow, to: PublicKeys): Promise<Written> {
    const { id, conversation, sequence, kind, schemaVersion, division, createdAt, body } = message;
    if (body === null) throw exchangeError('MESSAGE_TEXT_GONE');
    const text = openUnder(this.config.EXCHANGE_KEYS, BODY_PURPOSE, bodyPlace(id), body);
    const letterhead = {
      ...{ id, conversation, sequence, kind, schemaVersion, division },
      sender: this.keys.node,
      receiver: node,
      createdAt: createdAt.toISOString(),
      attachments: [],
    };
    const wire = await sealEnvelope(letterhead, JSON.parse(text), this.keys.signing(suite), to);
    return { ...message, wire, digest: readEnvelope(wire).digest };
  }

  /**
   * What a receipt says of a message; missed where it says nothing of it, or a refusal that ends by itself.
   * @throws RECEIPT_MALFORMED, RECEIPT_SIGNATURE_WRONG
   */
  async told(text: string, message: Awaiting, keys: readonly PartnerKeyRow[]): Promise<Outcome> {
    return outcomeOf(await this.believed(text, message, keys), text);
  }

  /** A receipt that the partner signed for this message. @throws RECEIPT_MALFORMED, RECEIPT_SIGNATURE_WRONG */
  private async believed(text: string, message: Awaiting, keys: readonly PartnerKeyRow[]): Promise<Receipt | null> {
    const read = readReceipt(text);
    const key = keys.find(({ keyId, revokedAt }) => keyId === read.signedBy && revokedAt === null);
    if (!key) return null;
    await verifyReceipt(read, key);
    const { receipt } = read;
    const isOurs =
      receipt.messageId === message.id &&
      receipt.digest === message.digest &&
      receipt.sender === this.keys.node &&
      receipt.receiver === key.node;
    return isOurs ? receipt : null;
  }

  /**
   * Keeps what became of tries: states, receipts with their lines in the proof log, the breaker.
   * @param tried whether this was a try of its own, or the receipt for one that was counted when it was offered
   * @returns how many messages changed by a receipt
   */
  async keep(partner: PartnerRow, outcomes: readonly { message: Awaiting; outcome: Outcome }[], tried = true): Promise<number> {
    const now = this.time.now();
    const each = <T extends Outcome['to']>(to: T) =>
      outcomes.flatMap(({ message, outcome }) =>
        outcome.to === to ? [{ ...(outcome as Extract<Outcome, { to: T }>), id: message.id, message }] : [],
      );
    const [sent, refused] = [each('sent'), each('refused')];
    const missed = each('missed').map(({ id, why, link, message: { firstAt, attempts } }) => {
      const first = firstAt?.getTime() ?? this.now;
      const next = nextAttempt({ firstAt: first, attempts: attempts + 1 }, this.now, exchangePlan.delivery);
      return { id, why, link, next: next === null ? null : new Date(next) };
    });
    const answered = sent.length + refused.length > 0 || missed.some(({ link }) => !link);
    return transaction(this.db, async (tx) => {
      const kept = sent.length > 0 ? await sentMessages(tx, sent, now, tried) : [];
      const changed = sent.filter(({ id }) => kept.includes(id));
      if (changed.length > 0) {
        await this.proof.add(
          tx,
          changed.map(({ message, receipt }) => ({ messageId: message.id, message: message.digest, receipt, suite: partner.suite })),
        );
      }
      const turned = refused.length > 0 ? await refusedMessages(tx, refused, now, tried) : 0;
      if (missed.length > 0) await missedMessages(tx, missed, now);
      const seen = sent.length + refused.length > 0;
      await this.link(tx, partner.node, { answered, failure: missed[0]?.why ?? null, seen });
      return changed.length + turned;
    });
  }

  /** What the way to the partner showed of itself. @param seen whether something came that it signed */
  async link(
    tx: EntityManager,
    node: string,
    { answered, failure, seen }: { readonly answered: boolean; readonly failure: string | null; readonly seen: boolean },
  ): Promise<void> {
    const breaker = await breakerOf(tx, node);
    if (!breaker) return;
    const was = { failures: breaker.failures, tryFrom: breaker.tryFrom?.getTime() ?? null };
    const is = answered ? { failures: 0, tryFrom: null } : afterFailure(was, this.now, exchangePlan.breaker);
    const tryFrom = is.tryFrom === null ? null : new Date(is.tryFrom);
    await setBreakerOf(tx, node, { failures: is.failures, tryFrom, lastFailure: failure, seenAt: seen ? this.time.now() : null });
  }
}

function outcomeOf(receipt: Receipt | null, text: string): Outcome {
  if (receipt?.type !== 'transport') return { to: 'missed', why: 'RECEIPT_OTHER', link: false };
  const { answer, at, code = 'REFUSED' } = receipt;
  if (answer !== 'refused') return { to: 'sent', receipt: text, at };
  return PASSING.has(code) ? { to: 'missed', why: code, link: false } : { to: 'refused', receipt: text, code };
}

/** The first of them that together are no longer than `most` bytes, and those behind. */
export function within(messages: readonly Written[], most: number): { readonly fit: Written[]; readonly rest: Written[] } {
  let bytes = 0;
  const end = messages.findIndex(({ wire }) => (bytes += Buffer.byteLength(wire)) > most);
  return end < 0 ? { fit: [...messages], rest: [] } : { fit: messages.slice(0, end), rest: messages.slice(end) };
}
