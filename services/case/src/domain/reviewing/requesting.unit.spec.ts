import { describe, expect, it } from '@jest/globals';
import type { Day } from '@sunshine/procedure';
import { actOnDay } from '@sunshine/testing';
import fc from 'fast-check';
import { AT, COUNTY_GOVERNMENT, GOVERNMENT } from '../../../test/between.js';
import { BUREAU, HOUSING, PETITIONERS, aClock, aPetition, anOpinion, given, id, law, moved, refusal } from '../../../test/builders.js';
import type { ClockFact, Decision, Organ, PetitionerGiven, PetitionState } from '../petition.js';
import { recordService } from '../papers/delivery.js';
import { requestReview, type RequestReview } from './requesting.js';
import type { PlacedOrgan } from '../routing/designation.js';
import type { Issuer } from './reviewers.js';

const [first, second] = PETITIONERS as [string, string];
const PAPER = id('x');
/** Last day of what was served on 2025-04-10: 2025-05-10 is a Saturday. */
const SERVED = '2025-04-10';
const LAST = '2025-05-12';
const AFTER = '2025-05-13';

const issuer = (organs: readonly (Organ & { readonly to?: Day })[] = [GOVERNMENT], of: PlacedOrgan = AT.housing): Issuer => ({
  ...of,
  reviewers: organs.map(({ id: organId, kind, name, closedOn, to = null }, index) => ({
    organId,
    kind,
    name,
    address: null,
    phone: null,
    closedOn,
    also: index > 0,
    from: null,
    to,
  })),
});
const served = (change: Partial<PetitionState> = {}, on: Day = SERVED, petitioners: readonly string[] = [first]): PetitionState =>
  aPetition({
    stage: 'opinion_served',
    exit: '31(6)',
    outcome: 'explained',
    petitionerIds: petitioners,
    latestOn: on,
    opinion: anOpinion({ state: 'issued', dispatchedOn: on, documentId: PAPER, executeBy: null, answers: [] }),
    deliveries: petitioners.map((petitionerId, index) => ({
      id: id('v', index),
      opinionId: id('y'),
      documentId: PAPER,
      petitionerId,
      throughId: null,
      way: 'in_person' as const,
      servedOn: on,
      proof: { signature: '名' },
    })),
    ...change,
  });
const clocksOf = (state: PetitionState): ClockFact[] =>
  state.deliveries.flatMap(({ petitionerId, servedOn }) =>
    servedOn === null ? [] : [aClock('REVIEW_REQUEST', servedOn, { subject: petitionerId })],
  );
const COMMAND: RequestReview = {
  reviewId: id('r'),
  petitionerId: null,
  organId: null,
  way: 'pass',
  postedOn: null,
  lateReason: null,
  requests: '请求撤销处理意见',
  facts: '没有查看现场。',
  fileIds: [],
  issuer: issuer(),
};
const byPass = (state: PetitionState, on: Day, change: Partial<RequestReview> = {}, petitionerId: string | null = null): Decision => {
  const at: PetitionerGiven = {
    state,
    clocks: clocksOf(state),
    law,
    act: { ...actOnDay(on, { kind: 'tracker', id: null }), personId: null, petitionerId },
  };
  return requestReview(at, { ...COMMAND, ...change });
};
const atOrgan = (organ: Organ, state: PetitionState, on: Day, change: Partial<RequestReview> = {}): Decision =>
  requestReview(given(state, on, { clocks: clocksOf(state), organ, role: 'REGISTRAR' }), { ...COMMAND, way: 'window', ...change });

describe('requestReview, by the petitioner', () => {
  it('is with the reviewer at once: the right is used, the term of the reviewer runs from this receipt, the matter is at review', () => {
    const { state, clocks, relations, events } = byPass(served(), LAST);
    expect(state).toMatchObject({ stage: 'review_requested', completion: null });
    expect(clocks).toMatchObject([
      { do: 'stop', term: 'REVIEW_REQUEST', subject: first, on: LAST },
      { do: 'start', term: 'REVIEW', subject: GOVERNMENT.id, startedOn: LAST },
    ]);
    expect(relations).toEqual([{ do: 'set', subject: GOVERNMENT.id, relation: 'reviewer' }]);
    expect(events[0]?.data).toMatchObject({ level: 'review', arrival: 'admitted', organId: GOVERNMENT.id, lastDay: LAST });
    expect(state.records.at(-1)).toMatchObject({ kind: 'review', state: 'admitted', organId: GOVERNMENT.id, on: LAST });
  });

  it('is in time on the last effective day and late on the day after, when it needs a reason and waits', () => {
    expect(refusal(() => byPass(served(), AFTER))).toBe('REVIEW_LATE_REASON_MISSING');
    const { state, clocks } = byPass(served(), AFTER, { lateReason: '住院治疗' });
    expect(state.records.at(-1)).toMatchObject({ state: 'late', data: { lastDay: LAST, lateReason: '住院治疗' } });
    // Its term runs all the same, and the right is not used before the reason is admitted.
    expect(clocks).toMatchObject([{ do: 'start', term: 'REVIEW', startedOn: AFTER }]);
  });

  it('lets the petitioner choose between two, and goes to no third', () => {
    const two = issuer([COUNTY_GOVERNMENT, HOUSING], AT.countyHousing);
    expect(refusal(() => byPass(served(), LAST, { issuer: two }))).toBe('REVIEW_ORGAN_NOT_CHOSEN');
    expect(byPass(served(), LAST, { issuer: two, organId: HOUSING.id }).state.records.at(-1)?.organId).toBe(HOUSING.id);
    expect(refusal(() => byPass(served(), LAST, { issuer: two, organId: GOVERNMENT.id }))).toBe('REVIEW_ORGAN_NOT_COMPETENT');
  });

  it('opens a closed matter again in time, and leaves it closed while a late one waits', () => {
    const closed = served({ stage: 'closed', closedOn: '2025-04-20' });
    expect(byPass(closed, LAST).state).toMatchObject({ stage: 'review_requested', closedOn: null, outcome: 'explained' });
    expect(byPass(closed, AFTER, { lateReason: '住院' }).state).toMatchObject({ stage: 'closed', closedOn: '2025-04-20' });
    expect(refusal(() => byPass(served({ stage: 'closed', outcome: 'withdrawn' }), LAST))).toBe('REVIEW_RIGHT_ENDED');
  });

  it('asks who asks, where several could', () => {
    const two = served({}, SERVED, PETITIONERS);
    expect(refusal(() => byPass(two, LAST))).toBe('REVIEW_PETITIONER_MISSING');
    expect(byPass(two, LAST, {}, second).state.records.at(-1)).toMatchObject({ data: { petitionerId: second } });
    expect(refusal(() => byPass(two, LAST, { petitionerId: id('s', 8) }))).toBe('PETITIONER_UNKNOWN');
  });
});

describe('a request on paper', () => {
  it('waits at an organ that cannot review it, with its day kept and without the term of any reviewer', () => {
    const { state, clocks, relations } = atOrgan(BUREAU, served(), LAST);
    expect(state.records.at(-1)).toMatchObject({ state: 'misdirected', organId: BUREAU.id, data: { firstReceivedOn: LAST } });
    expect(state.stage).toBe('opinion_served');
    expect(clocks).toMatchObject([{ do: 'stop', term: 'REVIEW_REQUEST', on: LAST }]);
    expect(relations).toEqual([]);
  });

  it('counts by its postmark, which comes after no receipt and stands on nothing but post', () => {
    const post = (postedOn: Day | null, on: Day) => atOrgan(GOVERNMENT, served(), on, { way: 'post', postedOn });
    const { state, clocks } = post(LAST, '2025-05-20');
    expect(state.records.at(-1)).toMatchObject({ state: 'admitted', on: '2025-05-20' });
    expect(clocks).toMatchObject([
      { do: 'stop', term: 'REVIEW_REQUEST', on: LAST },
      { do: 'start', term: 'REVIEW', startedOn: '2025-05-20' },
    ]);
    expect(post(AFTER, '2025-05-20').state.records.at(-1)).toMatchObject({ state: 'late' });
    expect(refusal(() => post(null, LAST))).toBe('REVIEW_POSTMARK_MISSING');
    expect(refusal(() => post('2025-05-21', '2025-05-20'))).toBe('REVIEW_POSTED_AFTER_RECEIPT');
    expect(refusal(() => atOrgan(GOVERNMENT, served(), LAST, { postedOn: LAST }))).toBe('REVIEW_POSTMARK_NOT_BY_POST');
  });

  it('is entered late without a reason too: that it gave none is for the reviewer to say', () => {
    expect(atOrgan(GOVERNMENT, served(), AFTER).state.records.at(-1)).toMatchObject({ state: 'late', data: { lateReason: null } });
  });

  it('goes on from the one of two reviewers that was not chosen', () => {
    const two = issuer([COUNTY_GOVERNMENT, HOUSING], AT.countyHousing);
    const to = (organ: Organ, organId: string | null) =>
      atOrgan(organ, served(), LAST, { issuer: two, organId }).state.records.at(-1)?.state;
    expect(to(HOUSING, null)).toBe('admitted');
    expect(to(HOUSING, HOUSING.id)).toBe('admitted');
    expect(to(HOUSING, COUNTY_GOVERNMENT.id)).toBe('misdirected');
  });
});

describe('what can be reviewed', () => {
  const first6 = '31(6)' as const;
  it.each<[string, Partial<PetitionState>, string]>([
    ['no opinion is out', { stage: 'handling', exit: first6 }, 'ACT_NOT_IN_STAGE'],
    ['it is on another path', { exit: '31(4)' }, 'REVIEW_NOT_ON_THIS_PATH'],
    ['it is a suggestion', { kind: 'SUGGESTION', exit: null }, 'REVIEW_NOT_ON_THIS_PATH'],
    ['it was served on nobody', { deliveries: [] }, 'REVIEW_OPINION_NOT_SERVED'],
    ['it was given by word alone', { opinion: anOpinion({ state: 'issued', documentId: null }) }, 'REVIEW_OPINION_NOT_SERVED'],
  ])('refuses where %s', (_, change, code) => {
    expect(refusal(() => byPass(served(change), LAST))).toBe(code);
  });

  it('refuses a request from before the service, and a second one for the same opinion', () => {
    expect(refusal(() => byPass(served(), '2025-04-09'))).toBe('REVIEW_BEFORE_SERVICE');
    const asked = byPass(served(), SERVED).state;
    expect(refusal(() => byPass(asked, LAST))).toBe('REVIEW_ALREADY_REQUESTED');
  });

  it('ends with the top of the line, and says what the pack says; of an unknown reviewer it says so', () => {
    expect(refusal(() => byPass(served(), LAST, { issuer: issuer([], { ...GOVERNMENT, division: '990000' }) }))).toBe('REVIEW_CHAIN_ENDED');
    expect(refusal(() => byPass(served(), LAST, { issuer: issuer([]) }))).toBe('REVIEW_ORGAN_UNKNOWN');
    expect(refusal(() => byPass(served(), LAST, { issuer: issuer([BUREAU]) }))).toBe('REVIEW_ORGAN_UNKNOWN');
    const closed = { ...GOVERNMENT, closedOn: LAST };
    expect(refusal(() => byPass(served(), LAST, { issuer: issuer([closed]) }))).toBe('REVIEW_ORGAN_UNKNOWN');
    expect(byPass(served(), '2025-05-09', { issuer: issuer([closed]) }).state.stage).toBe('review_requested');
    const until = { ...GOVERNMENT, to: '2025-05-09' };
    expect(refusal(() => byPass(served(), LAST, { issuer: issuer([until]) }))).toBe('REVIEW_ORGAN_UNKNOWN');
    expect(byPass(served(), '2025-05-09', { issuer: issuer([until]) }).state.stage).toBe('review_requested');
  });
});

const DAYS = Array.from({ length: 75 }, (_, index) => new Date(Date.UTC(2025, 3, 10 + index)).toISOString().slice(0, 10));
const dayFrom = fc.nat(DAYS.length - 1);

describe('the own right of each petitioner, whatever the days', () => {
  it('is kept exactly where the request was posted or received by the effective day', () => {
    fc.assert(
      fc.property(fc.nat(20), dayFrom, dayFrom, fc.boolean(), (service, one, other, posted) => {
        const [servedOn, filedOn, receivedOn] = [DAYS[service] ?? '', DAYS[Math.min(one, other)] ?? '', DAYS[Math.max(one, other)] ?? ''];
        fc.pre(filedOn >= servedOn);
        const state = served({}, servedOn);
        const lastDay = clocksOf(state)[0]?.effectiveDue ?? '';
        const decision = atOrgan(GOVERNMENT, state, receivedOn, posted ? { way: 'post', postedOn: filedOn } : {});
        const inTime = (posted ? filedOn : receivedOn) <= lastDay;
        expect(decision.state.records.at(-1)?.state).toBe(inTime ? 'admitted' : 'late');
        expect(decision.clocks.some(({ do: move, term }) => move === 'stop' && term === 'REVIEW_REQUEST')).toBe(inTime);
        expect(decision.clocks).toContainEqual(expect.objectContaining({ do: 'start', term: 'REVIEW', startedOn: receivedOn }));
      }),
      { numRuns: 300 },
    );
  });

  it('does not end by the service on a neighbour, nor by a neighbour’s request', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(20), dayFrom, (mine, theirs, asked) => {
        const [on, day] = [DAYS[mine] ?? '', DAYS[Math.max(asked, theirs, mine)] ?? ''];
        const issued = { ...served({ stage: 'opinion_issued', petitionerIds: PETITIONERS, deliveries: [] }, DAYS[0]) };
        const serve = (at: { state: PetitionState; clocks: readonly ClockFact[] }, petitionerId: string, servedOn: Day) => {
          const decision = recordService(given(at.state, servedOn, { clocks: at.clocks }), {
            deliveryIds: [id('v', petitionerId === first ? 1 : 2)],
            petitionerId,
            way: 'in_person',
            proof: { signature: '名' },
          });
          return { state: decision.state, clocks: moved(at.clocks, decision.clocks) };
        };
        const both = serve(serve({ state: issued, clocks: [] }, first, on), second, DAYS[theirs] ?? '');
        const own = (clocks: readonly ClockFact[]) => clocks.filter(({ term, subject }) => term === 'REVIEW_REQUEST' && subject === first);
        const [before] = own(both.clocks);
        expect(before).toMatchObject({ startedOn: on, ended: null });
        const at = given(both.state, day, { clocks: both.clocks, organ: GOVERNMENT, role: 'REGISTRAR' });
        const neighbours = requestReview(at, { ...COMMAND, way: 'window', petitionerId: second });
        expect(own(moved(both.clocks, neighbours.clocks))).toEqual([before]);
      }),
      { numRuns: 200 },
    );
  });

  it('has one term of the reviewer beside another: the second request keeps the day of its own receipt', () => {
    const two = served({}, SERVED, PETITIONERS);
    const one = byPass(two, '2025-04-20', { reviewId: id('r', 1) }, first);
    expect(byPass(one.state, '2025-05-09', { reviewId: id('r', 2) }, second).clocks).toMatchObject([
      { do: 'stop', term: 'REVIEW_REQUEST', subject: second },
    ]);
  });
});

describe('every organ, way and day', () => {
  const organs: readonly Organ[] = [...Object.values(AT), GOVERNMENT, COUNTY_GOVERNMENT];
  const days = Array.from({ length: 50 }, (_, index) => new Date(Date.UTC(2025, 3, 1 + index)).toISOString().slice(0, 10));
  const later = (day: Day): Day => new Date(Date.parse(day) + 3 * 86_400_000).toISOString().slice(0, 10);
  const told = (act: () => Decision): string => {
    let state: string | undefined;
    const code = refusal(() => {
      state = act().state.records.at(-1)?.state;
    });
    return state ?? code;
  };
  const onPaper = (organ: Organ, day: Day, way: RequestReview['way']) =>
    way === 'post'
      ? told(() => atOrgan(organ, served(), later(day), { way, postedOn: day }))
      : told(() => atOrgan(organ, served(), day, { way }));
  const inPaperTo = (organ: Organ, day: Day) => told(() => atOrgan(BUREAU, served(), day, { organId: organ.id }));

  it('goes to the reviewer alone, from the day of the service to the last one, and elsewhere it is refused or passed on', () => {
    const counted: Record<string, number> = {};
    for (const organ of organs)
      for (const day of days) {
        const early = day < SERVED;
        const right = organ.id === GOVERNMENT.id;
        const byDay = (late: string) => (day > LAST ? late : 'admitted');
        const pass = early ? 'REVIEW_BEFORE_SERVICE' : right ? byDay('REVIEW_LATE_REASON_MISSING') : 'REVIEW_ORGAN_NOT_COMPETENT';
        expect([organ.name, day, told(() => byPass(served(), day, { organId: organ.id }))]).toEqual([organ.name, day, pass]);
        const paper = early ? 'REVIEW_BEFORE_SERVICE' : right ? byDay('late') : 'misdirected';
        for (const way of ['letter', 'window', 'agent', 'post'] as const)
          expect([organ.name, day, way, onPaper(organ, day, way)]).toEqual([organ.name, day, way, paper]);
        const named = early ? 'REVIEW_BEFORE_SERVICE' : right ? 'misdirected' : 'REVIEW_ORGAN_NOT_COMPETENT';
        expect([organ.name, day, inPaperTo(organ, day)]).toEqual([organ.name, day, named]);
        for (const one of [pass, paper, paper, paper, paper, named]) counted[one] = (counted[one] ?? 0) + 1;
      }
    // One day more on either side would be another number.
    expect(counted).toEqual({
      REVIEW_BEFORE_SERVICE: organs.length * 9 * 6,
      REVIEW_ORGAN_NOT_COMPETENT: (organs.length - 1) * 41 * 2,
      misdirected: (organs.length - 1) * 41 * 4 + 41,
      admitted: 33 * 5,
      late: 8 * 4,
      REVIEW_LATE_REASON_MISSING: 8,
    });
  });
});
