import { Injectable } from '@nestjs/common';
import { checkKeys, exchangePlan, SUITES } from '@sunshine/envelope';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { exchangeError } from '../domain/exchange.errors.js';
import { formOf, Handlers, type Arrived } from '../receiving/handlers.js';
import { endOtherPartnerKeys, keepPartnerKey } from './partners.rows.js';

const Told = z.object({
  key: z.object({ keyId: z.string(), suite: z.enum(SUITES), signing: z.string(), encryption: z.string() }),
  validFrom: z.iso.datetime({ precision: 3 }),
});

/** A partner tells its next key, signed with the one before. */
@Injectable()
export class KeysHandler {
  constructor(handlers: Handlers) {
    handlers.register('keys', (tx, message) => this.apply(tx, message));
  }

  private async apply(tx: EntityManager, { partner, body }: Arrived): Promise<void> {
    const data = formOf(Told, body);
    const { keyId, suite } = checkKeys(data.key);
    if (suite !== partner.suite) throw exchangeError('PARTNER_KEY_SUITE', { details: { keyId } });
    const validFrom = new Date(data.validFrom);
    const key = { ...data.key, node: partner.node, validFrom, validTo: null };
    if (!(await keepPartnerKey(tx, key))) throw exchangeError('PARTNER_KEY_TAKEN', { details: { keyId } });
    await endOtherPartnerKeys(tx, key, new Date(validFrom.getTime() + exchangePlan.keys.overlapMs));
  }
}
