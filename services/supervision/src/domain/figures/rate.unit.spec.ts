import { describe, expect, it } from '@jest/globals';
import { rateOf } from './rate.js';

describe('a rate', () => {
  it('is in percent, half-up to two places', () => {
    expect([rateOf(25, 27), rateOf(64, 68), rateOf(0, 9), rateOf(9, 9)]).toEqual([92.59, 94.12, 0, 100]);
    // 1/1600 = 0.0625 %, 1/800 = 0.125 %: the half goes up.
    expect([rateOf(1, 1600), rateOf(1, 800), rateOf(3, 1600)]).toEqual([0.06, 0.13, 0.19]);
  });

  it('is none where nothing was due', () => expect(rateOf(0, 0)).toBeNull());
});
