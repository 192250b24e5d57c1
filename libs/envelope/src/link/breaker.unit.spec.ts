import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Breaker, afterFailure, breakerState, closedBreaker } from './breaker.js';

const plan = { opensAfter: 3, firstPauseMs: 1000, longestPauseMs: 5000 };
const failed = (times: number): Breaker =>
  Array.from({ length: times }).reduce<Breaker>((breaker) => afterFailure(breaker, 0, plan), closedBreaker);

describe('the breaker of a partner', () => {
  it('stays closed below the number of failures in a row and opens at it', () => {
    expect(breakerState(failed(2), 0)).toBe('closed');
    expect(breakerState(failed(3), 0)).toBe('open');
  });

  it('lets one message try from the end of the pause, inclusive', () => {
    expect(breakerState(failed(3), 999)).toBe('open');
    expect(breakerState(failed(3), 1000)).toBe('half_open');
  });

  it('doubles the pause up to the longest', () => {
    expect([3, 4, 5, 6, 7].map((times) => failed(times).tryFrom)).toEqual([1000, 2000, 4000, 5000, 5000]);
  });

  it('never pauses longer than the longest, after any number of failures', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 3000 }), (failures) => afterFailure({ failures, tryFrom: 0 }, 0, plan).tryFrom! <= 5000),
    );
  });
});
