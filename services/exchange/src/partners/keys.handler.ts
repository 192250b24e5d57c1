import { Injectable } from '@nestjs/common';
import { checkKeys, checkPossession, exchangePlan, POSSESSION_SIGNS_MAX, possessionSchema, SUITES } from '@sunshine/envelope';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { exchangeError } from '../domain/exchange.errors.js';
import { formOf, Handlers, type Arrived } from '../receiving/handlers.js';
import { NodeKeys } from '../keys/node-keys.js';
import { endEarlierPartnerKeys, keepPartnerKey, partnerKey } from './partners.rows.js';

/** Body of a message of kind `keys`. */
export const keysBody = z.object({
  key: z.object({ keyId: z.string(), suite: z.enum(SUITES), signing: z.string(), encryption: z.string() }),
  validFrom: z.iso.datetime({ precision: 3 }),
  possession: z
    .string()
    .max(POSSESSION_SIGNS_MAX)
    .meta({ description: 'A compact JWS, typ sunshine-key, by the key that is told', contentSchema: possessionSchema() }),
});

/** A partner tells its next key, signed with the one before. The key itself says whose it is and from when, so that nobody tells the key of another. */
@Injectable()
export class KeysHandler {
  constructor(
    handlers: Handlers,
    private readonly keys: NodeKeys,
  ) {
    handlers.register('keys', (tx, message) => this.apply(tx, message));
  }

  /** Whatever day it tells, the keys before count for messages that are on their way now. */
  private async apply(tx: EntityManager, { partner, receivedAt, body }: Arrived): Promise<void> {
    const data = formOf(keysBody, body);
    const { keyId, suite } = checkKeys(data.key);
    if (suite !== partner.suite) throw exchangeError('PARTNER_KEY_SUITE', { details: { keyId } });
    const revokedAt = (await partnerKey(tx, keyId))?.revokedAt?.toISOString();
    if (revokedAt !== undefined) throw exchangeError('KEY_REVOKED', { details: { keyId, at: revokedAt } });
    await checkPossession(data.possession, { node: partner.node, validFrom: data.validFrom }, data.key);
    const validFrom = new Date(data.validFrom);
    const key = { ...data.key, node: partner.node, validFrom, validTo: null };
    if (this.keys.has(keyId) || !(await keepPartnerKey(tx, key))) throw exchangeError('PARTNER_KEY_TAKEN', { details: { keyId } });
    const from = Math.max(validFrom.getTime(), receivedAt.getTime());
    await endEarlierPartnerKeys(tx, key, new Date(from + exchangePlan.keys.overlapMs));
  }
}
