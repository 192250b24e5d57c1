import { describe, expect, it } from '@jest/globals';
import { chance } from '@sunshine/chance';
import fc from 'fast-check';
import { comparesMatters, checkAllowed, type PartnerTerms } from './partner.js';
import {
  drawn,
  REASON_MOST,
  requireExplainable,
  requireReviewable,
  requireSamplable,
  requireWithinLimits,
  sampleSize,
  type SampledQuestion,
} from './same-matter.js';

const code = (work: () => unknown): string | null => {
  try {
    work();
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};
const limits = { ofOfficerADay: 20, ofNodeADay: 300, formsMost: 20 };

describe('questions of a partner on one day', () => {
  const judge = (byOfficer: number, byNode: number, forms = 1) => code(() => requireWithinLimits({ byOfficer, byNode }, forms, limits));

  it('are answered up to the limit of the officer, and up to that of the node, whichever is reached first', () => {
    expect([judge(19, 19), judge(20, 20)]).toEqual([null, 'QUESTION_OFFICER_LIMIT']);
    expect([judge(0, 299), judge(0, 300)]).toEqual([null, 'QUESTION_NODE_LIMIT']);
  });

  it('ask for no more at once than the petitioners of one matter', () => {
    expect([judge(0, 0, 20), judge(0, 0, 21)]).toEqual([null, 'QUESTION_TOO_WIDE']);
  });
});

describe('the sample of a day', () => {
  it('is the share of its questions, rounded up: at least one of any, none of none', () => {
    expect([0, 1, 20, 21, 300].map((questions) => sampleSize(questions, 0.05))).toEqual([0, 1, 1, 2, 15]);
  });

  it('holds questions of the day, each once, as many as were wanted and there are', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(), { maxLength: 40 }), fc.nat(50), fc.integer(), (all, size, seed) => {
        const found = drawn(all, size, chance(seed));
        expect(found).toHaveLength(Math.min(size, all.length));
        expect(new Set(found).size).toBe(found.length);
        expect(found.every((one) => all.includes(one))).toBe(true);
      }),
    );
  });

  it('falls on each question about as often', () => {
    const draw = chance(15);
    const counts = new Map<number, number>();
    for (let round = 0; round < 4_000; round += 1)
      for (const one of drawn([1, 2, 3, 4], 1, draw)) counts.set(one, (counts.get(one) ?? 0) + 1);
    for (const one of [1, 2, 3, 4]) expect(Math.abs(counts.get(one)! - 1_000)).toBeLessThan(120);
  });
});

describe('the review of a question', () => {
  const received: SampledQuestion = { direction: 'received', sample: 'none', reasonBy: null };
  const asked: SampledQuestion = { direction: 'asked', sample: 'drawn', reasonBy: '2026-12-08' };

  it('is drawn by the node that was asked, once', () => {
    expect(code(() => requireSamplable(received))).toBeNull();
    expect(code(() => requireSamplable({ ...received, sample: 'drawn' }))).toBe('QUESTION_SAMPLED');
    expect(code(() => requireSamplable({ ...asked, sample: 'none' }))).toBe('QUESTION_NOT_RECEIVED');
  });

  it('gets its reason from the asking node, once it was drawn, in no more than 500 characters', () => {
    expect(code(() => requireExplainable(asked, '甲'.repeat(REASON_MOST)))).toBeNull();
    expect(code(() => requireExplainable(asked, '甲'.repeat(REASON_MOST + 1)))).toBe('QUESTION_REASON_TOO_LONG');
    for (const other of [
      { ...asked, sample: 'none' as const },
      { ...asked, sample: 'explained' as const },
      { ...received, sample: 'drawn' as const },
    ])
      expect(code(() => requireExplainable(other, '重复来访'))).toBe('QUESTION_NOT_SAMPLED');
  });

  it('ends with the reason, or without one from the day after its term', () => {
    const drawnOne: SampledQuestion = { direction: 'received', sample: 'drawn', reasonBy: '2026-12-08' };
    const judge = (question: SampledQuestion, today: string) => code(() => requireReviewable(question, today));
    expect(judge({ ...drawnOne, sample: 'explained' }, '2026-12-04')).toBeNull();
    expect([judge(drawnOne, '2026-12-08'), judge(drawnOne, '2026-12-09')]).toEqual(['QUESTION_NOT_REVIEWABLE', null]);
    expect(judge({ ...drawnOne, sample: 'reviewed' }, '2026-12-09')).toBe('QUESTION_REVIEWED');
    expect(judge(received, '2026-12-09')).toBe('QUESTION_NOT_SAMPLED');
    expect(judge(asked, '2026-12-09')).toBe('QUESTION_NOT_RECEIVED');
  });
});

describe('the agreement with a partner to compare matters', () => {
  const terms = (sends: string[], receives: string[], state: PartnerTerms['state'] = 'active'): PartnerTerms => ({
    ...{ node: 'county.1', state },
    sends: { kinds: sends, divisions: [] },
    receives: { kinds: receives, divisions: [] },
  });
  const message = { kind: 'same-matter-question', division: '000000' };

  it('is made by name and both ways; an allowance of all kinds makes none', () => {
    expect(comparesMatters(terms(['same-matter'], ['*', 'same-matter']))).toBe(true);
    expect(comparesMatters(terms(['*'], ['*']))).toBe(false);
    expect(comparesMatters(terms(['same-matter'], ['*']))).toBe(false);
    expect(comparesMatters(terms(['same-matter'], ['same-matter'], 'suspended'))).toBe(false);
  });

  it('lets its messages pass, which are of no division, and no other does', () => {
    expect(code(() => checkAllowed(terms(['same-matter'], []), 'sends', message))).toBeNull();
    expect(code(() => checkAllowed(terms(['*'], []), 'sends', message))).toBe('KIND_NOT_ALLOWED');
    expect(code(() => checkAllowed(terms(['same-matter'], []), 'receives', message))).toBe('KIND_NOT_ALLOWED');
    expect(code(() => checkAllowed(terms(['same-matter'], []), 'sends', { kind: 'transfer', division: '990100' }))).toBe(
      'KIND_NOT_ALLOWED',
    );
  });
});
