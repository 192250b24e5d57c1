import { describe, expect, it } from '@jest/globals';
import { nextAttempt } from './delivery.js';
import { exchangePlan } from './plan.js';

const plan = exchangePlan.delivery;
const HOUR = 3_600_000;

describe('the delivery of a message', () => {
  it('is tried again after pauses that grow to the longest and end with the plan of 72 hours', () => {
    const attempts = [0];
    for (let next = nextAttempt({ firstAt: 0, attempts: 1 }, 0, plan); next !== null;) {
      attempts.push(next);
      next = nextAttempt({ firstAt: 0, attempts: attempts.length }, next, plan);
    }
    const pauses = attempts.slice(1).map((at, index) => at - attempts[index]!);
    expect(attempts.at(-1)).toBe(72 * HOUR);
    expect(pauses[0]).toBe(plan.firstPauseMs);
    expect(Math.max(...pauses)).toBe(plan.longestPauseMs);
    expect(pauses.slice(0, -1)).toEqual(pauses.slice(0, -1).sort((one, other) => one - other));
  });

  it('has failed at the end of the plan and not before', () => {
    expect(nextAttempt({ firstAt: 0, attempts: 9 }, 72 * HOUR - 1, plan)).toBe(72 * HOUR);
    expect(nextAttempt({ firstAt: 0, attempts: 9 }, 72 * HOUR, plan)).toBeNull();
  });

  it('is known again by the receiver for at least twice as long as it is tried', () => {
    expect(plan.duplicatesKnownMs).toBeGreaterThanOrEqual(2 * plan.lastsMs);
  });
});
