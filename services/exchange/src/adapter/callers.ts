import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { RowSystem } from '@sunshine/envelope';
import { isDomainError } from '@sunshine/errors';
import { Limits } from '@sunshine/limits';
import { Time } from '@sunshine/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { exchangeError } from '../domain/exchange.errors.js';
import { NodeKeys } from '../keys/node-keys.js';
import { partnerOf, type PartnerRow } from '../partners/partners.rows.js';
import { partnerSeen } from '../receiving/receiving.rows.js';
import { Strangers } from '../receiving/strangers.js';
import { addRowSecret, rowSecrets, rowSystemOf, type RowSystemRow } from './systems.rows.js';

const DAY_MS = 86_400_000;
const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();
/** In the place of the secret of a system that is not listed: who asks learns nothing by the time of the answer. */
const NOBODY = hashOf(randomBytes(32).toString('base64url'));

/** A partner that speaks in rows, with the names of its codes. */
export interface RowPartner {
  readonly partner: PartnerRow;
  readonly system: RowSystem;
}

/** Who says that it is who; the call is recorded under its name where it is not let in. */
export interface Calling {
  readonly system: string;
  readonly secret: string;
  readonly call: string;
  readonly address: string;
}

/** Systems that speak in rows: their secrets, and whether a call is one of theirs. */
@Injectable()
export class Callers {
  constructor(
    private readonly db: DataSource,
    private readonly time: Time,
    private readonly keys: NodeKeys,
    private readonly strangers: Strangers,
    private readonly limits: Limits,
  ) {}

  /** A new secret: 256 random bits, of which only the hash is kept. */
  async newSecret(tx: EntityManager, node: string, days: number, at: Date): Promise<{ readonly secret: string; readonly validTo: Date }> {
    const secret = randomBytes(32).toString('base64url');
    const validTo = new Date(at.getTime() + days * DAY_MS);
    await addRowSecret(tx, node, { id: uuid(), hash: hashOf(secret), validTo }, at);
    return { secret, validTo };
  }

  /**
   * Lets a call of a system in; every other is recorded with its code.
   * @throws EXCHANGE_OFF, EXCHANGE_STOPPED, ROW_IDENTITY_WRONG, ROW_SECRET_EXPIRED, PARTNER_SUSPENDED, ROW_CALLS_TOO_MANY
   */
  async letIn(calling: Calling): Promise<RowPartner> {
    if (!this.keys.on) throw exchangeError('EXCHANGE_OFF');
    if (!this.keys.signs) throw exchangeError('EXCHANGE_STOPPED');
    try {
      return await this.known(calling);
    } catch (error) {
      const { system: sender, call: kind, address } = calling;
      const nothing = { messageId: null, conversation: null, digest: null };
      if (isDomainError(error)) await this.strangers.record({ ...nothing, sender, kind, code: error.code, address });
      throw error;
    }
  }

  private async known({ system: node, secret }: Calling): Promise<RowPartner> {
    const tx = this.db.manager;
    const [partner, row, secrets] = await Promise.all([partnerOf(tx, node), rowSystemOf(tx, node), rowSecrets(tx, node)]);
    const given = hashOf(secret);
    // All of them are compared, whichever it is.
    const right = [{ hash: NOBODY, validTo: new Date(0) }, ...secrets].filter(({ hash }) => timingSafeEqual(hash, given));
    const [last] = right;
    if (!last || !row || partner?.way !== 'rows') throw exchangeError('ROW_IDENTITY_WRONG');
    const now = this.time.now();
    const to = last.validTo;
    if (now >= to) throw exchangeError('ROW_SECRET_EXPIRED', { details: { to: to.toISOString() } });
    if (partner.state === 'suspended') throw exchangeError('PARTNER_SUSPENDED', { details: { node } });
    const { within, retryAfterSeconds } = await this.limits.count('rows', { person: node });
    if (!within) throw exchangeError('ROW_CALLS_TOO_MANY', { details: { retryAfterSeconds } });
    await partnerSeen(this.db.manager, node, this.time.now());
    return systemOf(partner, row);
  }
}

/** A partner with the names of its codes. */
export const systemOf = (partner: PartnerRow, { names }: Pick<RowSystemRow, 'names'>): RowPartner => ({
  partner,
  system: { system: partner.node, names },
});
