import type { Access } from '@sunshine/access';
import type { RequestContext } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { requireWaiting } from '../domain/arrived.js';
import { exchangeError } from '../domain/exchange.errors.js';
import { lockArrived, type ArrivedRow } from './arrivals.rows.js';

/**
 * An arrived matter at a desk of the person, under its lock. Another organ's is as unknown as none.
 * @throws ACT_NOT_YOURS, ARRIVAL_UNKNOWN, ARRIVAL_ENDED
 */
export async function waitingArrival(
  access: Access,
  tx: EntityManager,
  ctx: RequestContext,
  act: string,
  messageId: string,
): Promise<ArrivedRow> {
  await access.requireNode(tx, ctx, act);
  const row = await lockArrived(tx, messageId);
  if (!row || !(await access.mayNode(tx, ctx, act, row.organId))) throw exchangeError('ARRIVAL_UNKNOWN');
  requireWaiting(row.state);
  return row;
}
