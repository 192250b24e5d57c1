import { describe, expect, it } from '@jest/globals';
import { Matter, WHO } from '../../../test/between.js';
import { BUREAU, id, refusal } from '../../../test/builders.js';
import { crossingOf, markCrossing } from './crossing.js';
import { recordsOf } from '../records.js';

const mark = (matter: Matter, kinds: string[], n = 1, reason = '户籍在外省') =>
  markCrossing(matter.given('2025-03-05', WHO.dispatcher, BUREAU, 'DISPATCHER'), { crossingId: id('c', n), kinds, reason });

describe('markCrossing', () => {
  it('says in which ways a matter crosses, in one order, and moves no clock', () => {
    const decision = mark(Matter.registered(), ['PERSON_HOUSEHOLD_APART', 'CROSS_REGION', 'CROSS_REGION']);
    expect(crossingOf(decision.state)).toEqual(['CROSS_REGION', 'PERSON_HOUSEHOLD_APART']);
    expect(decision.clocks).toEqual([]);
    expect(crossingOf(Matter.registered().state)).toEqual([]);
  });

  it('takes the place of the former mark, which stays on file; an empty one takes it off', () => {
    const first = Matter.registered().after(mark(Matter.registered(), ['CROSS_REGION']));
    const second = first.after(mark(first, ['CROSS_DEPARTMENT'], 2));
    expect(crossingOf(second.state)).toEqual(['CROSS_DEPARTMENT']);
    expect(recordsOf(second.state, 'crossing').map(({ state }) => state)).toEqual(['superseded', 'standing']);
    expect(crossingOf(mark(second, [], 3).state)).toEqual([]);
  });

  it('has a reason, knows its kinds, and is no repeat', () => {
    expect(refusal(() => mark(Matter.registered(), ['PERSON_DANGEROUS']))).toBe('CROSSING_UNKNOWN');
    expect(refusal(() => mark(Matter.registered(), []))).toBe('CROSSING_UNCHANGED');
    expect(refusal(() => mark(Matter.registered(), ['CROSS_REGION'], 1, ''))).toBe('TEXT_MISSING');
    expect(refusal(() => mark(Matter.registered().with({ stage: 'closed' }), ['CROSS_REGION']))).toBe('ACT_NOT_IN_STAGE');
  });
});
