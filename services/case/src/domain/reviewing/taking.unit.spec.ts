import { describe, expect, it } from '@jest/globals';
import type { Day } from '@sunshine/procedure';
import fc from 'fast-check';
import { AT, COUNTY_GOVERNMENT, GOVERNMENT } from '../../../test/between.js';
import {
  BUREAU,
  COUNTY_BUREAU,
  HOUSING,
  PERSON,
  PETITIONERS,
  aClock,
  aPetition,
  anOpinion,
  given,
  id,
  refusal,
} from '../../../test/builders.js';
import type { Organ, PetitionState } from '../petition.js';
import { recordsOf } from '../records.js';
import { takeAsReview, type EarlierPetition, type TakeAsReview } from './taking.js';
import type { Issuer } from './reviewers.js';

const SERVED = '2025-04-10';
/** Last day of what was served then: 2025-05-10 is a Saturday. */
const LAST = '2025-05-12';
const TODAY = '2025-05-20';
const PAPER = id('x');
const [first] = PETITIONERS as [string];

const issuer = (organs: readonly Organ[] = [GOVERNMENT]): Issuer => ({
  ...AT.housing,
  reviewers: organs.map(({ id: organId, kind, name }, index) => ({
    ...{ organId, kind, name, address: null, phone: null, closedOn: null, also: index > 0, from: null, to: null },
  })),
});
const matter = (change: Partial<PetitionState> = {}): PetitionState =>
  aPetition({
    stage: 'opinion_served',
    exit: '31(6)',
    outcome: 'explained',
    petitionerIds: [first],
    latestOn: SERVED,
    opinion: anOpinion({ state: 'issued', dispatchedOn: SERVED, documentId: PAPER, executeBy: null, answers: [] }),
    deliveries: [
      {
        ...{ id: id('v'), opinionId: id('y'), documentId: PAPER, petitionerId: first, throughId: null },
        ...{ way: 'in_person' as const, servedOn: SERVED, proof: { signature: '名' } },
      },
    ],
    ...change,
  });
const filed = (receivedOn: Day, at: Organ = BUREAU, change: Partial<PetitionState> = {}): PetitionState =>
  aPetition({
    ...{ id: id('w'), number: '990100-20250506-000002', stage: 'registered', petitionerIds: [id('s', 9)], senderId: null },
    ...{ organId: at.id, organKind: at.kind, registeringOrganId: at.id, receivedOn, organReceivedOn: receivedOn, channel: 'LETTER' },
    ...change,
  });
const earlier = (state = matter(), more: Partial<EarlierPetition> = {}): EarlierPetition => ({
  given: given(state, TODAY, { clocks: [aClock('REVIEW_REQUEST', SERVED, { subject: first })], organ: BUREAU, role: 'REGISTRAR' }),
  issuerOf: () => issuer(),
  seen: true,
  ...more,
});
const COMMAND: TakeAsReview = {
  ...{ recordId: id('t'), reviewId: id('r'), earlierNumber: '990100-20250303-000001', level: null, petitionerId: null, organId: null },
  ...{ way: null, postedOn: null, lateReason: null, requests: '请求撤销处理意见', facts: null, reason: '对处理意见不服' },
};
const take = (filing: PetitionState, of: EarlierPetition | null = earlier(), change: Partial<TakeAsReview> = {}, at: Organ = BUREAU) => {
  const clocks = [aClock('NOTIFY_DIRECT', filing.receivedOn, { subject: filing.organId })];
  const acting = given(filing, TODAY, { clocks, by: PERSON.dispatcher, organ: at, role: 'REGISTRAR' });
  const there = of && { ...of, given: { ...of.given, act: acting.act } };
  return takeAsReview(acting, there, { ...COMMAND, ...change });
};

describe('a filing that is a request for review', () => {
  it('ends as a filing and is at once with the reviewer, with its first day of receipt', () => {
    const [ended, asked] = take(filed('2025-05-06'));
    expect(ended.state).toMatchObject({ stage: 'closed', outcome: 'taken_as_review', closedOn: TODAY });
    expect(ended.clocks).toMatchObject([{ do: 'cancel', term: 'NOTIFY_DIRECT', reason: 'taken_as_review' }]);
    expect(ended.events.map(({ type }) => type)).toEqual(['FilingTakenAsReview', 'PetitionClosed']);
    expect(asked.state).toMatchObject({ stage: 'review_requested' });
    expect(recordsOf(asked.state, 'review')).toMatchObject([
      {
        ...{ state: 'admitted', organId: GOVERNMENT.id, on: TODAY },
        data: { firstReceivedOn: '2025-05-06', firstOrganId: BUREAU.id, way: 'letter', level: 'review' },
      },
    ]);
    // The right is used on the first day, the term of the reviewer runs from its own receipt.
    expect(asked.clocks).toMatchObject([
      { do: 'stop', term: 'REVIEW_REQUEST', on: '2025-05-06' },
      { do: 'start', term: 'REVIEW', subject: GOVERNMENT.id, startedOn: TODAY },
    ]);
    expect(asked.relations).toEqual([{ do: 'set', subject: GOVERNMENT.id, relation: 'reviewer' }]);
  });

  it('that came to the reviewer itself has been there since it came there', () => {
    const [, asked] = take(filed('2025-05-06', GOVERNMENT, { organReceivedOn: '2025-05-08' }), earlier(), {}, GOVERNMENT);
    expect(recordsOf(asked.state, 'review')).toMatchObject([{ on: '2025-05-08', data: { firstReceivedOn: '2025-05-06' } }]);
    expect(asked.clocks).toContainEqual(expect.objectContaining({ do: 'start', term: 'REVIEW', startedOn: '2025-05-08' }));
  });

  it.each([
    ['on the last day, received', LAST, null, 'admitted'],
    ['the day after, received', '2025-05-13', null, 'late'],
    ['the day after, posted on the last', '2025-05-13', LAST, 'admitted'],
    ['later, posted the day after', '2025-05-15', '2025-05-13', 'late'],
  ])('is in time by its first day, not by the day of the act: %s', (_title, receivedOn, postedOn, state) => {
    expect(recordsOf(take(filed(receivedOn), earlier(), { postedOn })[1].state, 'review')).toMatchObject([{ state }]);
  });

  it('is in time exactly where it was posted or received by the last day, wherever it lay since', () => {
    const days = Array.from({ length: 40 }, (_, index) => new Date(Date.UTC(2025, 3, 11 + index)).toISOString().slice(0, 10));
    fc.assert(
      fc.property(fc.constantFrom(...days), fc.constantFrom(...days), fc.boolean(), (one, other, posted) => {
        const [before = '', after = ''] = [one, other].toSorted();
        const [, asked] = take(filed(after), earlier(), { postedOn: posted ? before : null });
        expect(recordsOf(asked.state, 'review')[0]?.state).toBe((posted ? before : after) <= LAST ? 'admitted' : 'late');
      }),
      { numRuns: 200 },
    );
  });

  it('goes to the organ that the petitioner chose of two, or asks', () => {
    const two = earlier(matter(), { issuerOf: () => issuer([GOVERNMENT, COUNTY_GOVERNMENT]) });
    expect(refusal(() => take(filed('2025-05-06'), two))).toBe('REVIEW_ORGAN_NOT_CHOSEN');
    const [, asked] = take(filed('2025-05-06'), two, { organId: COUNTY_GOVERNMENT.id });
    expect(recordsOf(asked.state, 'review')[0]?.organId).toBe(COUNTY_GOVERNMENT.id);
  });

  it.each<[string, PetitionState, Organ]>([
    ['a suggestion', filed('2025-05-06', BUREAU, { kind: 'SUGGESTION' }), BUREAU],
    ['what has an outcome', filed('2025-05-06', BUREAU, { outcome: 'guided' }), BUREAU],
    ['what goes with another', filed('2025-05-06', BUREAU, { mergedInto: id('z', 7) }), BUREAU],
    ['what another organ has', filed('2025-05-06', HOUSING), COUNTY_BUREAU],
  ])('is not %s', (_title, filing, at) => {
    expect(refusal(() => take(filing, earlier(), {}, at))).toBe('REVIEW_FILING_UNFIT');
  });

  it('is none once it is accepted', () => {
    expect(refusal(() => take(filed('2025-05-06', BUREAU, { stage: 'accepted' })))).toBe('ACT_NOT_IN_STAGE');
  });

  it('says why to who may read the earlier matter, and the same for everything to who may not', () => {
    const unserved = matter({ deliveries: [] });
    const withdrawn = matter({ outcome: 'withdrawn' });
    const asked = take(filed('2025-05-06'))[1].state;
    const why = (state: PetitionState, seen: boolean) => refusal(() => take(filed('2025-05-06'), earlier(state, { seen })));
    expect([unserved, withdrawn, asked].map((state) => why(state, true))).toEqual([
      'REVIEW_OPINION_NOT_SERVED',
      'REVIEW_RIGHT_ENDED',
      'REVIEW_ALREADY_REQUESTED',
    ]);
    for (const state of [unserved, withdrawn, asked]) expect(why(state, false)).toBe('REVIEW_EARLIER_NOT_FOUND');
    expect(refusal(() => take(filed('2025-05-06'), null))).toBe('REVIEW_EARLIER_NOT_FOUND');
    expect(why(matter({ kind: 'REPORT' }), true)).toBe('REVIEW_EARLIER_NOT_FOUND');
    expect(why(matter(), false)).toBe('no refusal');
  });
});
