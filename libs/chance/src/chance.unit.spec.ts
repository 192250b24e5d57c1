import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chance } from './index.js';

describe('chance', () => {
  it('draws the same numbers for the same seed, from 0 to below 1', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const [one, other] = [chance(seed), chance(seed)];
        for (let drawn = 0; drawn < 20; drawn += 1) {
          const number = one();
          expect(number).toBe(other());
          expect(number).toBeGreaterThanOrEqual(0);
          expect(number).toBeLessThan(1);
        }
      }),
    );
  });

  it('draws the numbers that it drew in former releases, on which recorded seeds rest', () => {
    const draw = chance(20_250_305);
    expect([draw(), draw(), draw()].map((number) => Math.floor(number * 1_000_000))).toEqual([237_428, 907_161, 314_459]);
  });
});
