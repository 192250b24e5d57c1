import { Inject, Injectable } from '@nestjs/common';
import { envelopeError } from '@sunshine/envelope';
import { sealUnder } from '@sunshine/sealing';
import { Time } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { EXCHANGE_CONFIG, type ExchangeConfig } from '../config.js';
import { exchangeError } from '../domain/exchange.errors.js';
import { checkAllowed, LINK_KINDS } from '../domain/partner.js';
import { partnerOf } from '../partners/partners.rows.js';
import { insertMessageOut, nextSequence } from './sending.rows.js';

export const BODY_PURPOSE = 'exchange bodies';
/** Of a body that waits: it opens for its own message alone. */
export const bodyPlace = (messageId: string): string => `message out|${messageId}`;

/** Division of messages by which the link looks after itself. */
export const NO_DIVISION = '000000';

/** Of a body: sealed and signed, base64 twice, it stays below what an envelope may have. */
const BODY_BYTES_MAX = 1_000_000;

export interface NewMessage {
  /** Node id of the receiver. */
  readonly partner: string;
  /** Petition number, or a name of the link: 1 to 64 signs. */
  readonly conversation: string;
  readonly kind: string;
  readonly schemaVersion: number;
  /** GB/T 2260. */
  readonly division: string;
  /** What JSON can say. */
  readonly body: unknown;
}

/** Messages on their way to partners. They leave in the order of their conversation, after the commit. */
@Injectable()
export class Outbox {
  constructor(
    private readonly time: Time,
    @Inject(EXCHANGE_CONFIG) private readonly config: ExchangeConfig,
  ) {}

  /**
   * Lines a message up in the caller's transaction; it takes the next place of its conversation. That needs neither a key that signs nor a
   * partner who answers. To a suspended partner it waits.
   * @returns its id
   * @throws PARTNER_UNKNOWN, KIND_NOT_ALLOWED, DIVISION_NOT_ALLOWED, ENVELOPE_TOO_LONG
   */
  async enqueue(tx: EntityManager, { partner: node, conversation, kind, schemaVersion, division, body }: NewMessage): Promise<string> {
    const partner = await partnerOf(tx, node);
    if (!partner) throw exchangeError('PARTNER_UNKNOWN', { details: { node } });
    checkAllowed({ ...partner, state: 'active' }, 'sends', { kind, division });
    // Of what looks after a link, a system of rows is told what became of its rows.
    if (partner.way === 'rows' && LINK_KINDS.has(kind) && kind !== 'receipt')
      throw exchangeError('KIND_NOT_ALLOWED', { details: { node, messageKind: kind } });
    const text = JSON.stringify(body);
    if (Buffer.byteLength(text) > BODY_BYTES_MAX)
      throw envelopeError('ENVELOPE_TOO_LONG', { details: { bytes: Buffer.byteLength(text), limit: BODY_BYTES_MAX } });
    const id = uuid();
    const sequence = await nextSequence(tx, node, conversation);
    const sealed = sealUnder(this.config.EXCHANGE_KEYS, BODY_PURPOSE, bodyPlace(id), text);
    await insertMessageOut(tx, {
      ...{ id, partner: node, conversation, sequence, kind, schemaVersion, division },
      createdAt: this.time.now(),
      body: sealed,
    });
    return id;
  }
}
