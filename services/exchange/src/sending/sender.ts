import { Inject, Injectable } from '@nestjs/common';
import {
  afterFailure,
  breakerState,
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
import { Health, Time, transaction } from '@sunshine/platform';
import { openUnder } from '@sunshine/sealing';
import { DataSource } from 'typeorm';
import { EXCHANGE_CONFIG, type ExchangeConfig } from '../config.js';
import { isKeyValid } from '../domain/partner.js';
import { NodeKeys } from '../keys/node-keys.js';
import { validityOf } from '../partners/partners.reads.js';
import { partnerKeys, partners, type PartnerKeyRow, type PartnerRow } from '../partners/partners.rows.js';
import { ProofLog } from '../proof/proof.log.js';
import { Rounds } from '../rounds.js';
import { BODY_PURPOSE, bodyPlace } from './outbox.js';
import {
  breakerOf,
  failOverdue,
  missedMessages,
  refusedMessages,
  releaseMessages,
  sentMessages,
  setBreakerOf,
  takeMessages,
  takeTry,
  writtenMessages,
  type TakenMessage,
} from './sending.rows.js';
import { Wire } from './wire.js';

/** Messages of one round to one partner, each of another conversation. */
const AT_ONCE = 32;

type Written = TakenMessage & { readonly wire: string; readonly digest: string };

/** What became of a try. `link`: nobody answered, so that the fault may be the way's and not the message's. */
type Outcome =
  | { readonly to: 'sent'; readonly receipt: string; readonly at: string }
  | { readonly to: 'refused'; readonly receipt: string; readonly code: string }
  | { readonly to: 'missed'; readonly why: string; readonly link: boolean };

/** Refusals that end by themselves: the message is tried again as if nobody had answered. */
const PASSING: ReadonlySet<string> = new Set(['PARTNER_SUSPENDED', 'KEY_NOT_YET', 'SEQUENCE_TOO_FAR']);

/**
 * Takes messages to the partners: in the order of each conversation, under one id until a signed receipt lies here, on the plan of 72 hours.
 * Several workers share the work; what one of them leaves behind another takes up when its lease is over.
 */
@Injectable()
export class Sender extends Rounds {
  constructor(
    private readonly db: DataSource,
    private readonly time: Time,
    private readonly keys: NodeKeys,
    private readonly wire: Wire,
    private readonly proof: ProofLog,
    @Inject(EXCHANGE_CONFIG) private readonly config: ExchangeConfig,
    health: Health,
  ) {
    super('exchange sending', config.EXCHANGE_PAUSE_MS, health);
  }

  async run(): Promise<boolean> {
    if (!this.keys.on || !this.keys.signs) return false;
    await failOverdue(this.db.manager, new Date(this.now - exchangePlan.delivery.lastsMs), this.time.now());
    const all = await partners(this.db.manager);
    const taken = await Promise.all(all.map((partner) => this.to(partner)));
    return taken.some((some) => some);
  }

  private get now(): number {
    return this.time.now().getTime();
  }

  /** @returns whether something left */
  private async to(partner: PartnerRow): Promise<boolean> {
    const { node, state, endpoint, failures, tryFrom } = partner;
    if (state !== 'active' || endpoint === null) return false;
    const now = this.time.now();
    const breaker = breakerState({ failures, tryFrom: tryFrom?.getTime() ?? null }, this.now);
    if (breaker === 'open') return false;
    const until = new Date(this.now + exchangePlan.leaseMs);
    if (breaker === 'half_open' && !(await takeTry(this.db.manager, node, now, until))) return false;
    const messages = await takeMessages(this.db.manager, node, now, { until, limit: breaker === 'half_open' ? 1 : AT_ONCE });
    if (messages.length === 0) return false;
    const keys = await partnerKeys(this.db.manager, [node]);
    const written = await this.written(partner, messages, keys);
    if (written.length === 0) return false;
    const outcomes = await Promise.all(written.map(async (message) => ({ message, outcome: await this.try(endpoint, message, keys) })));
    await this.keep(partner, outcomes);
    return outcomes.some(({ outcome }) => outcome.to === 'sent');
  }

  /** Writes what has not stood on the wire yet, and keeps it before anybody sees it: each try is the same text. */
  private async written(partner: PartnerRow, messages: readonly TakenMessage[], keys: readonly PartnerKeyRow[]): Promise<Written[]> {
    const at = this.time.now().toISOString();
    const to = keys.findLast((key) => key.suite === partner.suite && isKeyValid(validityOf(key), at));
    const ready = messages.filter((message): message is Written => message.wire !== null);
    const fresh = messages.filter(({ wire }) => wire === null);
    if (!to) {
      const next = new Date(this.now + exchangePlan.delivery.longestPauseMs);
      const rows = fresh.map(({ id }) => ({ id, why: 'KEY_EXPIRED', next }));
      if (rows.length > 0) await missedMessages(this.db.manager, rows, this.time.now());
      return ready;
    }
    try {
      const all = await Promise.all(fresh.map((message) => this.writeOrFail(message, partner, to)));
      const failed = all.filter((one) => 'why' in one);
      const now = all.filter((one) => 'wire' in one);
      if (failed.length > 0) await missedMessages(this.db.manager, failed, this.time.now());
      if (now.length > 0) await writtenMessages(this.db.manager, now);
      return [...ready, ...now];
    } catch (error) {
      await releaseMessages(
        this.db.manager,
        messages.map(({ id }) => id),
      );
      throw error;
    }
  }

  /** A message that makes no envelope fails alone. @throws EXCHANGE_STOPPED */
  private async writeOrFail(
    message: TakenMessage,
    partner: PartnerRow,
    to: PublicKeys,
  ): Promise<Written | { id: string; why: string; next: null }> {
    try {
      return await this.write(message, partner, to);
    } catch (error) {
      if (!isDomainError(error) || error.code === 'EXCHANGE_STOPPED') throw error;
      return { id: message.id, why: error.code, next: null };
    }
  }

  private async write(message: TakenMessage, { node, suite }: PartnerRow, to: PublicKeys): Promise<Written> {
    const { id, conversation, sequence, kind, schemaVersion, division, createdAt, body } = message;
    const text = openUnder(this.config.EXCHANGE_KEYS, BODY_PURPOSE, bodyPlace(id), body ?? '');
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

  private async try(endpoint: string, message: Written, keys: readonly PartnerKeyRow[]): Promise<Outcome> {
    let answer: { status: number; text: string };
    try {
      answer = await this.wire.post(endpoint, message.wire);
    } catch (error) {
      return { to: 'missed', why: whyOf(error), link: true };
    }
    if (answer.status !== 200) return { to: 'missed', why: refusalIn(answer), link: answer.status >= 500 };
    try {
      return outcomeOf(await this.believed(answer.text, message, keys), answer.text);
    } catch (error) {
      if (!isDomainError(error)) throw error;
      return { to: 'missed', why: error.code, link: false };
    }
  }

  /** A receipt that the partner signed for this message. @throws RECEIPT_MALFORMED, RECEIPT_SIGNATURE_WRONG */
  private async believed(text: string, message: Written, keys: readonly PartnerKeyRow[]): Promise<Receipt | null> {
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

  private async keep(partner: PartnerRow, outcomes: readonly { message: Written; outcome: Outcome }[]): Promise<void> {
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
    await transaction(this.db, async (tx) => {
      if (sent.length > 0) {
        await sentMessages(tx, sent, now);
        await this.proof.add(
          tx,
          sent.map(({ message, receipt }) => ({ messageId: message.id, message: message.digest, receipt, suite: partner.suite })),
        );
      }
      if (refused.length > 0) await refusedMessages(tx, refused, now);
      if (missed.length > 0) await missedMessages(tx, missed, now);
      const breaker = await breakerOf(tx, partner.node);
      if (!breaker) return;
      const lastFailure = missed[0]?.why ?? null;
      const was = { failures: breaker.failures, tryFrom: breaker.tryFrom?.getTime() ?? null };
      const is = answered ? { failures: 0, tryFrom: null } : afterFailure(was, this.now, exchangePlan.breaker);
      const seenAt = sent.length + refused.length > 0 ? now : null;
      await setBreakerOf(tx, partner.node, { ...is, tryFrom: is.tryFrom === null ? null : new Date(is.tryFrom), lastFailure, seenAt });
    });
  }
}

function outcomeOf(receipt: Receipt | null, text: string): Outcome {
  if (receipt?.type !== 'transport') return { to: 'missed', why: 'RECEIPT_OTHER', link: false };
  const { answer, at, code = 'REFUSED' } = receipt;
  if (answer !== 'refused') return { to: 'sent', receipt: text, at };
  return PASSING.has(code) ? { to: 'missed', why: code, link: false } : { to: 'refused', receipt: text, code };
}

/** As Node tells it: its code, where there is one. */
function whyOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code ?? message).slice(0, 200);
}

/** The code of a refusal that is not signed. It is told to the operator and decides nothing. */
function refusalIn({ status, text }: { readonly status: number; readonly text: string }): string {
  const code = /"code":"([A-Z][A-Z0-9_]{2,60})"/.exec(text.slice(0, 2_000))?.[1];
  return code ?? `HTTP ${status}`;
}
