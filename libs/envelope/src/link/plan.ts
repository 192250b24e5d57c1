import type { BreakerPlan } from './breaker.js';
import type { DeliveryPlan } from './delivery.js';

const SECOND = 1000;
const HOUR = 3600 * SECOND;

/** The numbers of the link. No law sets them. @source own rule */
export const exchangePlan = {
  delivery: { firstPauseMs: 2 * SECOND, longestPauseMs: HOUR, lastsMs: 72 * HOUR, duplicatesKnownMs: 144 * HOUR } satisfies DeliveryPlan,
  breaker: { opensAfter: 5, firstPauseMs: 10 * SECOND, longestPauseMs: HOUR / 4 } satisfies BreakerPlan,
  /** How far a sequence may lie ahead of the one that is applied next. */
  furthestAhead: 1000,
};
