import { describe, expect, it } from '@jest/globals';
import { calm, growthOf, longestWait, reasonsOf, type Observed } from './verdict.js';

const repelled: Observed = {
  alive: true,
  beforeMb: 400,
  peakMb: 699,
  waits: { list: { asked: 100, worstMs: 2_000 }, file: { asked: 10, worstMs: 90 } },
  refused: {},
  answers: { '413 FILE_TOO_LARGE': 6 },
  broken: [],
};

describe('the verdict on an attack', () => {
  it('is repelled at 2,000 ms and below 300 MB', () => {
    expect(reasonsOf(repelled)).toEqual([]);
  });

  it.each<[string, Partial<Observed>, RegExp]>([
    ['a wait above 2,000 ms', { waits: { ...repelled.waits, upload: { asked: 1, worstMs: 2_001 } } }, /waited 2001 ms for upload/],
    ['a growth of 300 MB', { peakMb: 700 }, /grew by 300 MB/],
    ['a dead node', { alive: false }, /died/],
    ['a refusal of another person', { refused: { 'file 429 FILING_TOO_MANY': 2 } }, /refused: 2 × file 429/],
    ['an internal error', { answers: { '200 INTERNAL_SERVER_ERROR': 1 } }, /internal errors: 1 × 200/],
    ['a page of status 500', { answers: { '500': 3 } }, /internal errors: 3 × 500/],
    ['something broken', { broken: ['the next number jumped by 50'] }, /jumped by 50/],
    ['an attack that was answered nothing', { answers: {} }, /nothing was tried/],
    ['nobody beside the attacker', { waits: { list: { asked: 0, worstMs: 0 } } }, /nobody else was heard/],
  ])('tells of %s', (_what, change, reason) => {
    const reasons = reasonsOf({ ...repelled, ...change });
    expect(reasons).toHaveLength(1);
    expect(reasons[0]).toMatch(reason);
  });

  it('takes no answer for an internal one because of a number in it', () => {
    expect(reasonsOf({ ...repelled, answers: { '200 ok, 500 rows': 1, '415 NOT_500': 1 } })).toEqual([]);
  });
});

describe('figures of an attack', () => {
  it('measures growth from the calm before, which one peak does not move', () => {
    expect(calm([410, 400, 900, 405, 395])).toBe(405);
    expect(growthOf({ beforeMb: 405, peakMb: 505 })).toBe(100);
  });

  it('never lets memory shrink below nothing', () => {
    expect(growthOf({ beforeMb: 405, peakMb: 390 })).toBe(0);
  });

  it('names the kind that waited longest, and leaves out kinds that nobody asked', () => {
    expect(longestWait({ list: { asked: 5, worstMs: 10 }, track: { asked: 2, worstMs: 40 }, page: { asked: 0, worstMs: 99 } })).toEqual({
      kind: 'track',
      ms: 40,
    });
    expect(longestWait({})).toBeNull();
  });
});
