/** The breaker of one partner. Instants are milliseconds since 1970, UTC. */
export interface Breaker {
  /** Failures since the last success. */
  failures: number;
  /** Null while it is closed; from this instant, inclusive, one message may try the link. */
  tryFrom: number | null;
}

export interface BreakerPlan {
  /** Failures in a row that open it. */
  opensAfter: number;
  firstPauseMs: number;
  longestPauseMs: number;
}

export const closedBreaker: Breaker = { failures: 0, tryFrom: null };

export function breakerState(breaker: Breaker, now: number): 'closed' | 'open' | 'half_open' {
  if (breaker.tryFrom === null) return 'closed';
  return now < breaker.tryFrom ? 'open' : 'half_open';
}

/** The pause doubles with each failure after the one that opened it, up to the longest. */
export function afterFailure(breaker: Breaker, now: number, plan: BreakerPlan): Breaker {
  const failures = breaker.failures + 1;
  if (failures < plan.opensAfter) return { failures, tryFrom: null };
  return { failures, tryFrom: now + Math.min(plan.longestPauseMs, plan.firstPauseMs * 2 ** (failures - plan.opensAfter)) };
}
