import { describe, expect, it } from '@jest/globals';
import { aPetition, given, id, refusal } from '../../../test/builders.js';
import type { PetitionState } from '../petition.js';
import { compareRefiling, petitionersCompared, type CompareRefiling, type EarlierMatter } from './refiling.js';
import { comparisonInHand, comparisonOf } from '../exits/refusal.comparison.js';

const EARLIER: EarlierMatter = { petitionId: id('z', 5), number: '990100-20240105-000001', stage: 'closed' };
const compare = (change: Partial<CompareRefiling> = {}, { state = aPetition(), earlier = EARLIER as EarlierMatter | null } = {}) =>
  compareRefiling(
    given(state, '2025-03-05'),
    {
      recordId: id('c', 1),
      earlierNumber: EARLIER.number,
      opinions: [{ number: '明政复核〔2024〕2号', servedOn: '2024-09-02' }],
      same: true,
      reason: '诉求、事实和理由均与原件相同',
      ...change,
    },
    earlier,
  );

describe('compareRefiling', () => {
  it('keeps a person’s finding with the reason, and moves no clock', () => {
    const { state, clocks, events } = compare();
    expect(clocks).toEqual([]);
    expect(state.records).toMatchObject([{ kind: 'refilingComparison', state: 'same', data: { earlierNumber: EARLIER.number } }]);
    expect(events).toMatchObject([{ type: 'RefilingCompared', data: { same: true, earlierPetitionId: EARLIER.petitionId } }]);
  });

  it('is no ground for a refusal where something is new, whatever was found before', () => {
    const same = compare().state;
    expect(comparisonOf(same)).toEqual({ by: same.records[0]!.byPersonId, earlierId: EARLIER.petitionId });
    const both = compare({ recordId: id('c', 2), same: false, reason: '有新的鉴定意见' }, { state: same }).state;
    expect(comparisonOf(both)).toBeNull();
    expect(comparisonOf(aPetition())).toBeNull();
  });

  it('names a finished matter that the officer may see, another than this one', () => {
    expect(refusal(() => compare({}, { earlier: null }))).toBe('REFILING_EARLIER_NOT_FOUND');
    expect(refusal(() => compare({}, { earlier: { ...EARLIER, petitionId: aPetition().id } }))).toBe('REFILING_EARLIER_NOT_FOUND');
    expect(refusal(() => compare({}, { earlier: { ...EARLIER, stage: 'opinion_served' } }))).toBe('REFILING_EARLIER_OPEN');
  });

  it('compares with a matter that an organ below has in hand, without opinions, and waits for what the desk says of the petitioners', () => {
    const open: EarlierMatter = { ...EARLIER, stage: 'handling', inHand: true };
    const { state, events } = compare({ opinions: [] }, { earlier: open });
    expect(events[0]?.data).toMatchObject({ inHand: true, same: true });
    expect(comparisonOf(state)).toBeNull();
    expect(comparisonInHand(state, EARLIER.petitionId)).toMatchObject({ commonPetitioner: null });
    expect(comparisonInHand(state, id('z', 9))).toBeNull();
    const answered = petitionersCompared(state, { comparisonId: id('c', 1), common: false });
    expect(comparisonInHand({ records: answered ? [answered] : [] }, EARLIER.petitionId)).toMatchObject({ commonPetitioner: false });
    expect(petitionersCompared(state, { comparisonId: id('c', 2), common: true })).toBeNull();
  });

  it('names opinions served no later than the day on which it came again', () => {
    const opinion = (servedOn: string) => [{ number: '明政复核〔2025〕2号', servedOn }];
    expect(refusal(() => compare({ opinions: [] }))).toBe('REFILING_OPINIONS_MISSING');
    expect(refusal(() => compare({ opinions: opinion('2025-03-03') }))).toBe('no refusal');
    expect(refusal(() => compare({ opinions: opinion('2025-03-04') }))).toBe('REFILING_OPINION_LATER');
    expect(refusal(() => compare({ reason: ' ' }))).toBe('TEXT_MISSING');
  });

  it('is made before the petitioner is told', () => {
    const at = (stage: PetitionState['stage']) => refusal(() => compare({}, { state: aPetition({ stage }) }));
    expect(at('received')).toBe('no refusal');
    expect(at('informed')).toBe('ACT_NOT_IN_STAGE');
  });
});
