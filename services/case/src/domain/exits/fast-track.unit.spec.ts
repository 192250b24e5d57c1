import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  BUREAU,
  HOUSING,
  PERSON,
  PETITIONERS,
  REQUESTS,
  aClock,
  aPetition,
  after,
  given,
  id,
  inquired,
  law,
  moved,
  paper,
  refusal,
  sent,
  startOf,
  termsOf,
} from '../../../test/builders.js';
import { leftBehind } from '../routing/charge.js';
import { confirmExit, decideExit } from './exits.js';
import { answeredOnFastTrack, fastTrackOf } from '../fast-track.clocks.js';
import {
  answerFastTrack,
  chooseFastTrack,
  issueFastTrackPaper,
  leaveFastTrack,
  type AnswerFastTrack,
  type ChooseFastTrack,
} from './fast-track.js';
import { acceptPetition } from './acceptance.js';
import { informPetitioner } from './notice.js';
import { checkOpinion, draftOpinion, issueOpinion } from '../opinion/opinion.js';
import type { ClockFact, PetitionState } from '../petition.js';
import { latestRecord } from '../records.js';
import { recordService } from '../papers/delivery.js';

const { fits, excludes } = law.packOn('2025-09-26').fastTrack;
const checked = excludes.map(({ code }) => code);
const one = (change: Partial<PetitionState> = {}): PetitionState => aPetition({ petitionerIds: PETITIONERS.slice(0, 1), ...change });
/** Received on Friday 2025-09-26: three working days end on Tuesday 2025-09-30 (the 28th works). */
const received = one({ receivedOn: '2025-09-26', organReceivedOn: '2025-09-26', latestOn: '2025-09-26' });
const NOTIFY = [aClock('NOTIFY_TRANSFERRED', '2025-09-26'), aClock('OBJECT', '2025-09-26')];

const choose = (
  state: PetitionState = received,
  on = '2025-09-26',
  change: Partial<ChooseFastTrack> = {},
  clocks: readonly ClockFact[] = NOTIFY,
) =>
  chooseFastTrack(given(state, on, { clocks }), {
    recordId: id('k', 1),
    first: true,
    fits: ['daily_life'],
    checked,
    reason: '路灯不亮',
    ...change,
  });
const chosen = choose();
const onFast = moved(NOTIFY, chosen.clocks);
const accepted = acceptPetition(after(chosen, NOTIFY, '2025-09-26'), { ...sent, ...paper });
const running = moved(onFast, accepted.clocks);
const answers: AnswerFastTrack['answers'] = REQUESTS.map((request) => ({
  id: request,
  outcome: 'supported',
  answer: '已安排检修',
  basis: ['《照明设施办法（演示）》第四条'],
}));
const answer = (
  state: PetitionState = accepted.state,
  change: Partial<AnswerFastTrack> = {},
  clocks: readonly ClockFact[] = running,
  on = '2025-10-16',
) =>
  answerFastTrack(given(state, on, { clocks }), {
    recordId: id('k', 2),
    opinionId: id('y'),
    facts: '经查看，路灯线路故障。',
    answers,
    executeBy: '2025-10-31',
    way: 'phone',
    record: '10月16日电话告知申某',
    paperOffered: true,
    ...change,
  });

describe('choosing the fast track', () => {
  it('starts SIMPLE_ACCEPT from the receipt by the organ, beside NOTIFY', () => {
    expect(chosen.clocks).toEqual([
      { do: 'start', petitionId: id('z'), term: 'SIMPLE_ACCEPT', subject: HOUSING.id, startedOn: '2025-09-26' },
    ]);
    expect(chosen.state).toMatchObject({ stage: 'received', exit: null });
    expect(onFast.filter(({ ended }) => ended === null).map(({ term }) => term)).toEqual(['NOTIFY_TRANSFERRED', 'OBJECT', 'SIMPLE_ACCEPT']);
    expect(fastTrackOf(chosen.state)?.data.titles).toEqual(['涉及群众日常生产生活、时效性强，应当即时处理']);
  });

  it.each([
    ['2025-09-30', 'no refusal'],
    ['2025-10-01', 'FAST_TRACK_TOO_LATE'],
  ])('on %s: %s, three working days after the receipt', (on, code) => {
    expect(refusal(() => choose(received, on))).toBe(code);
  });

  it('is the organ’s, never a bureau’s, and never for a report', () => {
    expect(refusal(() => choose(one({ organId: BUREAU.id, organKind: 'petition_bureau', stage: 'registered' })))).toBe(
      'FAST_TRACK_NOT_BY_BUREAU',
    );
    expect(refusal(() => choose({ ...received, kind: 'REPORT' }))).toBe('FAST_TRACK_NOT_FOR_REPORTS');
  });

  it('is for first petitions, once', () => {
    expect(refusal(() => choose(received, '2025-09-26', { first: false }))).toBe('FAST_TRACK_FIRST_ONLY');
    expect(refusal(() => choose(chosen.state))).toBe('FAST_TRACK_CHOSEN');
  });

  it.each(fits.map(({ code }) => code))('fits where “%s” holds', (code) => {
    expect(refusal(() => choose(received, '2025-09-26', { fits: [code] }))).toBe('no refusal');
  });

  it.each(excludes.map(({ code }) => code))('was looked at for “%s”, as for all that does not fit', (code) => {
    expect(refusal(() => choose(received, '2025-09-26', { checked: checked.filter((other) => other !== code) }))).toBe(
      'FAST_TRACK_NOT_CHECKED',
    );
  });

  it('needs something that fits, and knows its lists', () => {
    expect(refusal(() => choose(received, '2025-09-26', { fits: [] }))).toBe('FAST_TRACK_FITS_NOTHING');
    expect(refusal(() => choose(received, '2025-09-26', { fits: ['easy'] }))).toBe('FAST_TRACK_CASE_UNKNOWN');
    expect(refusal(() => choose(received, '2025-09-26', { checked: [...checked, 'rude'] }))).toBe('FAST_TRACK_CASE_UNKNOWN');
  });

  it('sees by itself what was assigned, joint-signed or has a statutory route', () => {
    expect(refusal(() => choose({ ...received, assignerId: BUREAU.id }))).toBe('FAST_TRACK_EXCLUDED');
    expect(refusal(() => choose({ ...received, petitionerIds: PETITIONERS }))).toBe('FAST_TRACK_EXCLUDED');
    expect(refusal(() => choose({ ...received, exit: '31(4)' }))).toBe('FAST_TRACK_EXCLUDED');
    expect(refusal(() => choose({ ...received, exit: '31(6)' }))).toBe('no refusal');
  });

  it('is there since the trial of 2016', () => {
    const on = (day: string) =>
      refusal(() => choose(one({ receivedOn: day, organReceivedOn: day, latestOn: day }), day, {}, [aClock('NOTIFY_TRANSFERRED', day)]));
    expect(on('2015-12-31')).toBe('FAST_TRACK_NOT_YET');
    expect(on('2016-01-04')).toBe('no refusal');
  });

  it('after a notice that was the acceptance (CN-2005) has nothing left to accept', () => {
    const told = one({ stage: 'informed', receivedOn: '2021-12-20', organReceivedOn: '2021-12-20', latestOn: '2021-12-20' });
    expect(choose(told, '2021-12-23', {}, [aClock('HANDLE', '2021-12-20')]).clocks).toMatchObject([
      { do: 'start', term: 'SIMPLE_HANDLE', startedOn: '2021-12-23' },
    ]);
  });

  it('ends with the organ’s charge: back there, it is chosen anew', () => {
    const gone = { ...chosen.state, records: leftBehind(chosen.state, true).records };
    expect(fastTrackOf(gone)).toBeNull();
    expect(refusal(() => choose(gone, '2025-09-29'))).toBe('no refusal');
  });
});

describe('acceptance on the fast track', () => {
  it('meets SIMPLE_ACCEPT and starts SIMPLE_HANDLE beside HANDLE', () => {
    expect(termsOf(accepted.clocks, 'stop')).toEqual(['NOTIFY_TRANSFERRED', 'SIMPLE_ACCEPT']);
    expect([startOf(accepted.clocks, 'HANDLE'), startOf(accepted.clocks, 'SIMPLE_HANDLE')]).toEqual(['2025-09-26', '2025-09-26']);
    expect(running.find(({ term }) => term === 'SIMPLE_HANDLE')?.effectiveDue).toBe('2025-10-16');
  });

  it('of a suggestion is its notice', () => {
    const suggestion = choose({ ...received, kind: 'SUGGESTION' });
    const told = informPetitioner(after(suggestion, NOTIFY, '2025-09-28'), { path: '研究答复', procedure: '即时反馈', ...sent, ...paper });
    expect(termsOf(told.clocks, 'stop')).toEqual(['NOTIFY_TRANSFERRED', 'SIMPLE_ACCEPT']);
    expect(startOf(told.clocks, 'SIMPLE_HANDLE')).toBe('2025-09-28');
    const late = choose({ ...received, kind: 'SUGGESTION', stage: 'informed' }, '2025-09-29');
    expect(startOf(late.clocks, 'SIMPLE_HANDLE')).toBe('2025-09-29');
  });

  it('under CN-2005 is the notice, which decides on acceptance', () => {
    const old = one({ receivedOn: '2019-03-04', organReceivedOn: '2019-03-04', latestOn: '2019-03-04' });
    const notify = [aClock('NOTIFY_TRANSFERRED', '2019-03-04')];
    const fast = choose(old, '2019-03-04', {}, notify);
    const told = informPetitioner(after(fast, notify, '2019-03-06'), { path: '简易办理', procedure: '电话答复', ...sent, ...paper });
    expect(termsOf(told.clocks, 'stop')).toEqual(['NOTIFY_TRANSFERRED', 'SIMPLE_ACCEPT']);
    expect([startOf(told.clocks, 'HANDLE'), startOf(told.clocks, 'SIMPLE_HANDLE')]).toEqual(['2019-03-06', '2019-03-06']);
  });
});

describe('falling back to the ordinary track', () => {
  const leave = (state: PetitionState, clocks: readonly ClockFact[]) =>
    leaveFastTrack(given(state, '2025-10-10', { clocks }), { reason: '情况复杂' });

  it('cancels the fast terms alone: NOTIFY and HANDLE keep their start', () => {
    const before = leave(chosen.state, onFast);
    expect(before.clocks).toEqual([{ do: 'cancel', petitionId: id('z'), term: 'SIMPLE_ACCEPT', on: '2025-10-10', reason: 'fell_back' }]);
    const later = leave(accepted.state, running);
    expect(termsOf(later.clocks, 'cancel')).toEqual(['SIMPLE_HANDLE']);
    const now = moved(running, later.clocks);
    expect(now.filter(({ ended }) => ended === null).map(({ term, startedOn }) => [term, startedOn])).toEqual([['HANDLE', '2025-09-26']]);
    expect(latestRecord(later.state, 'fastTrack')).toMatchObject({ state: 'left', data: { left: '情况复杂' } });
  });

  it('leaves NOTIFY and HANDLE as if it had never been chosen, whenever that was and whenever it is left', () => {
    const day = (n: number) => new Date(Date.UTC(2025, 8, 26) + n * 86_400_000).toISOString().slice(0, 10);
    const ordinary = (clocks: readonly ClockFact[]) => clocks.filter(({ term }) => !term.startsWith('SIMPLE_'));
    fc.assert(
      fc.property(fc.nat(4), fc.nat(30), fc.nat(40), (toChoose, toAccept, toLeave) => {
        const [choosing, accepting, leaving] = [day(toChoose), day(toChoose + toAccept), day(toChoose + toAccept + toLeave)];
        const fast = choose(received, choosing);
        const open = moved(NOTIFY, fast.clocks);
        const accept = acceptPetition(after(fast, NOTIFY, accepting), { ...sent, ...paper });
        const back = leaveFastTrack(after(accept, open, leaving), { reason: '复杂' });
        const plain = acceptPetition(given(received, accepting, { clocks: NOTIFY }), { ...sent, ...paper });
        const left = moved(moved(open, accept.clocks), back.clocks);
        expect(ordinary(left)).toEqual(moved(NOTIFY, plain.clocks));
        expect(left.filter(({ term, ended }) => term.startsWith('SIMPLE_') && ended === null)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('needs a reason and the fast track', () => {
    expect(refusal(() => leave(received, NOTIFY))).toBe('FAST_TRACK_NOT_CHOSEN');
    expect(refusal(() => leaveFastTrack(given(chosen.state, '2025-10-10'), { reason: ' ' }))).toBe('TEXT_MISSING');
  });

  it('comes by itself where the exit turns out another', () => {
    const proposal = decideExit(given(chosen.state, '2025-09-29'), {
      recordId: id('r'),
      exit: '31(4)',
      reason: '可以申请行政复议',
      basis: '依据',
      channelId: 'administrative_reconsideration',
      starts: [],
    });
    const decision = confirmExit(given(proposal.state, '2025-09-30', { by: PERSON.checker, clocks: onFast }), { decisionId: id('r') });
    expect(decision.clocks).toEqual([{ do: 'cancel', petitionId: id('z'), term: 'SIMPLE_ACCEPT', on: '2025-09-30', reason: 'other_exit' }]);
    expect(fastTrackOf(decision.state)).toBeNull();
  });
});

describe('the answer on the fast track', () => {
  it.each(['web', 'sms', 'phone'])(
    'by %s meets HANDLE and SIMPLE_HANDLE, opens no term of the petitioner, and starts the execution',
    (way) => {
      const { state, clocks, papers, events } = answer(accepted.state, { way });
      expect(state).toMatchObject({ stage: 'opinion_issued', outcome: 'supported', deliveries: [] });
      expect(termsOf(clocks, 'stop')).toEqual(['HANDLE', 'SIMPLE_HANDLE']);
      expect(clocks).toContainEqual({
        do: 'start',
        petitionId: id('z'),
        term: 'EXECUTE',
        subject: HOUSING.id,
        startedOn: '2025-10-16',
        dueOn: '2025-10-31',
      });
      expect(papers).toEqual([]);
      expect(events.map(({ type }) => type)).toEqual(['FastTrackAnswered']);
      expect(latestRecord(state, 'fastTrackAnswer')?.data).toMatchObject({ way, opinionId: id('y') });
      expect(answeredOnFastTrack(state, { id: id('y') })).toBe(true);
    },
  );

  it('goes back to the ordinary track where a request cannot be supported', () => {
    for (const outcome of ['not_supported', 'partly_supported', 'explained'])
      expect(refusal(() => answer(accepted.state, { answers: [answers[0]!, { ...answers[1]!, outcome }] }))).toBe('FAST_TRACK_EXCLUDED');
  });

  it('explains to an enquiry, and refuses nothing to it either', () => {
    const asked = choose(received, '2025-09-26', { fits: ['answered_at_once'] });
    const { state } = acceptPetition(after(asked, NOTIFY, '2025-09-26'), { ...sent, ...paper });
    const all = (outcome: string) =>
      refusal(() => answer(state, { answers: answers.map((entry) => ({ ...entry, outcome })), executeBy: null }));
    expect(all('explained')).toBe('no refusal');
    expect(all('not_supported')).toBe('FAST_TRACK_EXCLUDED');
  });

  it('answers every request, dates what it supports, and offers the paper', () => {
    expect(refusal(() => answer(accepted.state, { answers: answers.slice(0, 1) }))).toBe('FAST_TRACK_REQUEST_OPEN');
    expect(refusal(() => answer(accepted.state, { executeBy: null }))).toBe('FAST_TRACK_EXECUTE_BY_MISSING');
    expect(refusal(() => answer(accepted.state, { executeBy: '2025-10-15' }))).toBe('OPINION_EXECUTE_BY_TOO_EARLY');
    expect(refusal(() => answer(accepted.state, { executeBy: '2025-10-16' }))).toBe('no refusal');
    expect(refusal(() => answer(accepted.state, { paperOffered: false }))).toBe('FAST_TRACK_PAPER_NOT_OFFERED');
    expect(refusal(() => answer(accepted.state, { way: 'letter' }))).toBe('FAST_TRACK_WAY_UNKNOWN');
    expect(refusal(() => answer(accepted.state, { record: '' }))).toBe('TEXT_MISSING');
  });

  it('takes the place of the opinion of a reopened matter: what that one had started ends', () => {
    const former = [
      aClock('EXECUTE', '2025-09-20', { dueOn: '2025-12-31' }),
      ...[PETITIONERS[0], PETITIONERS[1]].map((subject) => aClock('REVIEW_REQUEST', '2025-09-20', { subject: subject ?? null })),
    ];
    const ended = answer(accepted.state, {}, [...running, ...former]).clocks.filter((move) => move.do === 'cancel');
    expect(ended).toMatchObject([
      { term: 'EXECUTE', reason: 'opinion_replaced' },
      { term: 'REVIEW_REQUEST', subject: PETITIONERS[0], reason: 'opinion_replaced' },
      { term: 'REVIEW_REQUEST', subject: PETITIONERS[1], reason: 'opinion_replaced' },
    ]);
  });

  it('is for matters on the fast track', () => {
    const ordinary = acceptPetition(given(received, '2025-09-26', { clocks: NOTIFY }), { ...sent, ...paper });
    expect(refusal(() => answer(ordinary.state))).toBe('FAST_TRACK_NOT_CHOSEN');
    expect(refusal(() => answer(leaveFastTrack(given(accepted.state, '2025-10-10', { clocks: running }), { reason: '复杂' }).state))).toBe(
      'FAST_TRACK_NOT_CHOSEN',
    );
  });
});

describe('the paper on request', () => {
  const answered = answer();
  const issue = (state = answered.state, by = PERSON.issuer) =>
    issueFastTrackPaper(given(state, '2025-10-20', { by }), { ...sent, ...paper, reviewedBy: '明川市人民政府' });

  it('is the opinion with every part, by another hand; served it opens the review and starts no second execution', () => {
    const { state, papers } = issue();
    expect(papers).toMatchObject([{ kind: 'OPINION', id: paper.documentId }]);
    expect(state.opinion).toMatchObject({ id: id('y'), documentId: paper.documentId, issuedBy: PERSON.issuer });
    const served = recordService(given(state, '2025-10-22'), {
      deliveryIds: [id('v', 1)],
      petitionerId: PETITIONERS[0]!,
      way: 'in_person',
      proof: { signature: '申某' },
    });
    expect(served.state.stage).toBe('opinion_served');
    expect(served.clocks).toMatchObject([{ do: 'start', term: 'REVIEW_REQUEST', subject: PETITIONERS[0] }]);
    expect(served.events[0]?.data).toMatchObject({ reviewRequestLastDay: '2025-11-21' });
  });

  it('is issued once, and not by the one who answered', () => {
    expect(refusal(() => issue(answered.state, PERSON.handler))).toBe('OWN_PROPOSAL');
    expect(refusal(() => issue(issue().state))).toBe('FAST_TRACK_PAPER_ISSUED');
  });

  it('belongs to an answer without one: an opinion on paper needs none', () => {
    const draft = draftOpinion(inquired(given(accepted.state, '2025-10-09')), {
      opinionId: id('y', 2),
      facts: '事实',
      evidence: ['记录'],
      answers: answers.map((entry) => ({ ...entry, outcome: 'explained' })),
      executeBy: null,
      performerOrganId: null,
    });
    const check = checkOpinion(given(draft.state, '2025-10-10', { by: PERSON.checker }), { remark: null });
    const issued = issueOpinion(given(check.state, '2025-10-13', { by: PERSON.issuer, clocks: running }), {
      ...sent,
      ...paper,
      reviewedBy: null,
    });
    expect(termsOf(issued.clocks, 'stop')).toEqual(['HANDLE', 'SIMPLE_HANDLE']);
    expect(refusal(() => issue(issued.state))).toBe('FAST_TRACK_NOT_CHOSEN');
  });
});
