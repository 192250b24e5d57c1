/**
 * Where a message to a partner stands. `sent` means that its transport receipt is stored, nothing about what the partner decides.
 * `failed` and `refused` may be sent again by an operator under the same id; what is `dropped` is told to the partner.
 */
export type DeliveryState = 'waiting' | 'sent' | 'refused' | 'failed' | 'dropped';

export interface DeliveryPlan {
  firstPauseMs: number;
  longestPauseMs: number;
  /** How long a message is tried, from its first attempt. */
  lastsMs: number;
  /** How long a receiver knows a message again, from its transport receipt; at least twice `lastsMs`. */
  duplicatesKnownMs: number;
}

/**
 * The instant of the next attempt, null where the plan is used up: the message has failed.
 * @param tried the first attempt (ms since 1970, UTC) and how many attempts failed so far, at least 1
 */
export function nextAttempt(tried: { firstAt: number; attempts: number }, now: number, plan: DeliveryPlan): number | null {
  const end = tried.firstAt + plan.lastsMs;
  if (now >= end) return null;
  const pause = Math.min(plan.longestPauseMs, plan.firstPauseMs * 2 ** (tried.attempts - 1));
  return Math.min(now + pause, end);
}
