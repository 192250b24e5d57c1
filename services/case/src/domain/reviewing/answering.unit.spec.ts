import { describe, expect, it } from '@jest/globals';
import type { Role } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { actOnDay } from '@sunshine/testing';
import { AT, COUNTY_GOVERNMENT, GOVERNMENT } from '../../../test/between.js';
import { BUREAU, PETITIONERS, aClock, aPetition, anOpinion, given, id, law, moved, paper, refusal, sent } from '../../../test/builders.js';
import { issuer } from '../../../test/model/calls/review.js';
import type { ClockFact, Decision, Organ, PetitionState } from '../petition.js';
import { newRecord, recordsOf, type CaseRecord } from '../records.js';
import {
  admitLateReview,
  askReviewPapers,
  checkReviewRefusal,
  confirmReviewRefusal,
  papersCame,
  passOnReview,
  refuseReview,
  withdrawReview,
} from './answering.js';
import { requestReview } from './requesting.js';
import { requireNoOpenReview } from '../review/standing.js';

const [first, second] = PETITIONERS as [string, string];
const SERVED = '2025-04-10';
const LAST = '2025-05-12';
const AFTER = '2025-05-13';
const PERSONS = { one: id('p', 41), two: id('p', 42), head: id('p', 43) };
const ATTACKED = { documentId: id('x'), title: '信访事项处理意见书', number: '明住建信访〔2025〕1号', on: SERVED };

/** A matter of the city's housing department with its clocks as they stand. */
class Reviewed {
  constructor(
    readonly state: PetitionState,
    readonly clocks: readonly ClockFact[],
  ) {}

  static served(petitioners: readonly string[] = [first], change: Partial<PetitionState> = {}, organ = AT.housing): Reviewed {
    const state = aPetition({
      stage: 'opinion_served',
      exit: '31(6)',
      outcome: 'explained',
      organId: organ.id,
      petitionerIds: petitioners,
      latestOn: SERVED,
      opinion: anOpinion({ state: 'issued', dispatchedOn: SERVED, documentId: id('x'), executeBy: null, answers: [] }),
      deliveries: petitioners.map((petitionerId, index) => ({
        id: id('v', index),
        opinionId: id('y'),
        documentId: id('x'),
        petitionerId,
        throughId: null,
        way: 'in_person' as const,
        servedOn: SERVED,
        proof: { signature: '名' },
      })),
      ...change,
    });
    return new Reviewed(
      state,
      petitioners.map((petitionerId) => aClock('REVIEW_REQUEST', SERVED, { subject: petitionerId })),
    );
  }

  at(on: Day, by = PERSONS.one, organ: Organ = GOVERNMENT, role: Role = 'REVIEWER') {
    return given(this.state, on, { clocks: this.clocks, by, organ, role });
  }

  pass(on: Day, petitionerId: string | null = null) {
    const act = { ...actOnDay(on, { kind: 'tracker' as const, id: null }), personId: null, petitionerId };
    return { state: this.state, clocks: this.clocks, law, act };
  }

  after({ state, clocks }: Decision): Reviewed {
    return new Reviewed(state, moved(this.clocks, clocks));
  }

  asked(
    on: Day,
    organ: Organ = GOVERNMENT,
    reviewId = id('r'),
    petitionerId: string | null = null,
    lateReason: string | null = null,
  ): Reviewed {
    return this.after(
      requestReview(this.at(on, PERSONS.one, organ, 'REGISTRAR'), {
        reviewId,
        petitionerId,
        organId: null,
        way: 'window',
        postedOn: null,
        lateReason,
        requests: '请求撤销',
        facts: null,
        fileIds: [],
        issuer: issuer(this.state.organId),
      }),
    );
  }

  passedOn(on: Day, organ: Organ = BUREAU, organId: string | null = null): Decision {
    const command = { reviewId: null, newReviewId: id('r', 9), organId, issuer: issuer(this.state.organId) };
    return passOnReview(this.at(on, PERSONS.one, organ, 'REGISTRAR'), command);
  }

  proposed(on: Day, ground: string, organ: Organ = GOVERNMENT): Decision {
    return refuseReview(this.at(on, PERSONS.one, organ), { refusalId: id('k'), reviewId: null, ground, reason: '理由' });
  }

  get review() {
    const found = recordsOf(this.state, 'review').at(-1);
    if (!found) throw new Error('no request');
    return found;
  }
}

const confirm = (matter: Reviewed, on: Day, by = PERSONS.head): Decision =>
  confirmReviewRefusal(matter.at(on, by, GOVERNMENT, 'HEAD'), {
    refusalId: null,
    attacked: ATTACKED,
    own: issuer(GOVERNMENT.id),
    ...sent,
    ...paper,
    documentId: id('x', 7),
  });

describe('passOnReview', () => {
  it('keeps the first day, and starts the term of the reviewer on the day on which it gets the request', () => {
    const wrong = Reviewed.served().asked(LAST, BUREAU);
    const decision = wrong.passedOn('2025-05-16');
    expect(recordsOf(decision.state, 'review')).toMatchObject([
      { state: 'passed_on', organId: BUREAU.id, on: LAST },
      { state: 'admitted', organId: GOVERNMENT.id, on: '2025-05-16', data: { firstReceivedOn: LAST, firstOrganId: BUREAU.id } },
    ]);
    expect(decision.state.stage).toBe('review_requested');
    expect(decision.clocks).toEqual([
      { do: 'start', petitionId: id('z'), term: 'REVIEW', subject: GOVERNMENT.id, startedOn: '2025-05-16' },
    ]);
    expect(decision.relations).toEqual([{ do: 'set', subject: GOVERNMENT.id, relation: 'reviewer' }]);
  });

  it('makes nobody late who was in time at the wrong organ, and nobody in time who was late there', () => {
    const last = (on: Day) => recordsOf(Reviewed.served().asked(on, BUREAU).passedOn('2025-06-20').state, 'review').at(-1)?.state;
    expect(last(LAST)).toBe('admitted');
    expect(last(AFTER)).toBe('late');
  });

  it('goes to no organ that may not review, is done by the organ that has it, and asks for the choice where nobody chose', () => {
    const wrong = Reviewed.served().asked(LAST, BUREAU);
    expect(refusal(() => wrong.passedOn(LAST, BUREAU, COUNTY_GOVERNMENT.id))).toBe('REVIEW_ORGAN_NOT_COMPETENT');
    expect(refusal(() => wrong.passedOn(LAST, AT.labour))).toBe('REVIEW_AT_OTHER_ORGAN');
    expect(refusal(() => Reviewed.served().passedOn(LAST))).toBe('REVIEW_NOT_FOUND');
    const county = Reviewed.served([first], {}, AT.countyHousing).asked(LAST, BUREAU);
    expect(refusal(() => county.passedOn(LAST))).toBe('REVIEW_ORGAN_NOT_CHOSEN');
    expect(county.passedOn(LAST, BUREAU, AT.housing.id).state.stage).toBe('review_requested');
  });
});

describe('a late request', () => {
  const late = () => Reviewed.served().asked(AFTER, GOVERNMENT, id('r'), null, '住院治疗');

  it('uses the right late once its reason is admitted, and changes no day of the reviewer', () => {
    const decision = admitLateReview(late().at('2025-05-20'), { reviewId: null, reason: '有住院证明' });
    expect(decision.clocks).toMatchObject([{ do: 'stop', term: 'REVIEW_REQUEST', subject: first, on: AFTER }]);
    expect(decision.state.records.at(-1)).toMatchObject({ state: 'admitted', on: AFTER, data: { admittedFor: '有住院证明' } });
  });

  it('opens a closed matter only then', () => {
    const closed = Reviewed.served([first], { stage: 'closed', closedOn: '2025-05-12' }).asked(AFTER);
    expect(closed.state.stage).toBe('closed');
    expect(admitLateReview(closed.at(AFTER), { reviewId: null, reason: '住院' }).state).toMatchObject({
      stage: 'review_requested',
      closedOn: null,
    });
  });

  it('is judged by its reviewer, with a reason, and once', () => {
    expect(refusal(() => admitLateReview(late().at(AFTER, PERSONS.one, AT.labour), { reviewId: null, reason: '有' }))).toBe(
      'REVIEW_AT_OTHER_ORGAN',
    );
    expect(refusal(() => admitLateReview(late().at(AFTER), { reviewId: null, reason: ' ' }))).toBe('TEXT_MISSING');
    expect(refusal(() => admitLateReview(Reviewed.served().asked(LAST).at(LAST), { reviewId: null, reason: '有' }))).toBe(
      'REVIEW_NOT_FOUND',
    );
  });
});

describe('papers that come in', () => {
  it('mark the request that waits for them, once and from the day of asking on, and no other', () => {
    const review = (n: number, state: 'admitted' | 'refused', papersAskedOn: Day | null, papersInOn?: Day) =>
      newRecord({
        ...{ id: id('r', n), kind: 'review' as const, state, on: '2025-05-01', organId: GOVERNMENT.id },
        data: { papersAskedOn, ...(papersInOn !== undefined && { papersInOn }) } as CaseRecord<'review'>['data'],
      });
    const records = [
      review(1, 'admitted', '2025-05-10'),
      review(2, 'admitted', null),
      review(3, 'refused', '2025-05-10'),
      review(4, 'admitted', '2025-05-10', '2025-05-11'),
    ];
    expect(papersCame({ records }, '2025-05-09')).toEqual([]);
    for (const day of ['2025-05-10', '2025-05-14'])
      expect(papersCame({ records }, day)).toMatchObject([{ id: id('r', 1), data: { papersInOn: day } }]);
  });
});

describe('askReviewPapers', () => {
  const ask = (matter: Reviewed, on: Day, answerBy: Day, missing = ['处理意见书复印件']) =>
    askReviewPapers(matter.at(on), { reviewId: null, missing, answerBy, attacked: ATTACKED, ...sent, ...paper, documentId: id('x', 8) });

  it('asks once, in writing, and moves no clock', () => {
    const matter = Reviewed.served().asked(LAST);
    const decision = ask(matter, '2025-05-14', '2025-05-21');
    expect(decision.clocks).toEqual([]);
    expect(decision.papers).toMatchObject([{ kind: 'REVIEW_SUPPLEMENT', organId: GOVERNMENT.id }]);
    expect(decision.state.stage).toBe('review_requested');
    expect(refusal(() => ask(matter.after(decision), '2025-05-15', '2025-05-22'))).toBe('REVIEW_PAPERS_ASKED');
  });

  it('names what is missing, and a day after the day of asking', () => {
    const matter = Reviewed.served().asked(LAST);
    expect(refusal(() => ask(matter, '2025-05-14', '2025-05-14'))).toBe('REVIEW_ANSWER_BY_TOO_EARLY');
    expect(ask(matter, '2025-05-14', '2025-05-15').papers).toHaveLength(1);
    expect(refusal(() => ask(matter, '2025-05-14', '2025-05-21', []))).toBe('REVIEW_PAPERS_MISSING');
    expect(refusal(() => ask(Reviewed.served().asked(LAST, BUREAU), '2025-05-14', '2025-05-21'))).toBe('REVIEW_NOT_FOUND');
  });
});

describe('the refusal of a request', () => {
  const late = () => Reviewed.served().asked(AFTER);

  it('needs two reviewers and the head, three people, and meets the term of the reviewer by its dispatch', () => {
    const proposed = late().after(late().proposed('2025-05-15', 'late_without_reason'));
    expect(proposed.state.stage).toBe('review_requested');
    expect(refusal(() => checkReviewRefusal(proposed.at('2025-05-15', PERSONS.one), { refusalId: null }))).toBe('OWN_PROPOSAL');
    expect(refusal(() => confirm(proposed, '2025-05-15'))).toBe('REVIEW_REFUSAL_NOT_PROPOSED');
    const checked = proposed.after(checkReviewRefusal(proposed.at('2025-05-15', PERSONS.two), { refusalId: null }));
    for (const by of [PERSONS.one, PERSONS.two]) expect(refusal(() => confirm(checked, '2025-05-16', by))).toBe('OWN_PROPOSAL');
    const refused = confirm(checked, '2025-05-16');
    expect(refused.clocks).toMatchObject([{ do: 'stop', term: 'REVIEW', subject: GOVERNMENT.id, on: '2025-05-16' }]);
    expect(refused.papers).toMatchObject([{ kind: 'REVIEW_REFUSAL' }]);
    expect(JSON.stringify(refused.papers[0]?.body)).toContain('可以向作出本告知的机关、单位的上一级机关、单位反映');
    expect(refused.state.stage).toBe('opinion_served');
    expect(recordsOf(refused.state, 'review')[0]?.state).toBe('refused');
  });

  it.each<[string, () => Reviewed, Day, string]>([
    ['late, what was in time', () => Reviewed.served().asked(LAST), LAST, 'REVIEW_REFUSAL_NOT_LATE'],
    ['for papers that nobody asked for', () => Reviewed.served().asked(LAST), LAST, 'REVIEW_REFUSAL_PAPERS_NOT_DUE'],
  ])('never rests on a ground that does not hold: %s', (_, matter, on, code) => {
    const ground = code === 'REVIEW_REFUSAL_NOT_LATE' ? 'late_without_reason' : 'papers_not_supplied';
    expect(refusal(() => matter().proposed(on, ground))).toBe(code);
  });

  it('does not end a hearing by the way: it is concluded or cancelled before, unless another request is heard on it', () => {
    const proposed = late().after(late().proposed('2025-05-15', 'late_without_reason'));
    const checked = proposed.after(checkReviewRefusal(proposed.at('2025-05-15', PERSONS.two), { refusalId: null }));
    const hearing = newRecord({
      id: id('f'),
      kind: 'hearing',
      state: 'standing',
      on: '2025-05-15',
      organId: GOVERNMENT.id,
      data: { stage: 'review', serviceOn: null, concludedOn: null },
    });
    const heard = (...more: CaseRecord[]) =>
      new Reviewed({ ...checked.state, records: [...checked.state.records, hearing, ...more] }, checked.clocks);
    expect(refusal(() => confirm(heard(), '2025-05-16'))).toBe('HEARING_STANDING');
    const other = { ...checked.review, id: id('r', 8), state: 'admitted' } as CaseRecord;
    expect(refusal(() => confirm(heard(other), '2025-05-16'))).toBe('no refusal');
  });

  it('waits for papers until the day for them is over', () => {
    const matter = Reviewed.served().asked(LAST);
    const asked = matter.after(
      askReviewPapers(matter.at('2025-05-14'), {
        reviewId: null,
        missing: ['处理意见书复印件'],
        answerBy: '2025-05-21',
        attacked: ATTACKED,
        ...sent,
        ...paper,
      }),
    );
    expect(refusal(() => asked.proposed('2025-05-21', 'papers_not_supplied'))).toBe('REVIEW_REFUSAL_PAPERS_NOT_DUE');
    expect(recordsOf(asked.proposed('2025-05-22', 'papers_not_supplied').state, 'reviewRefusal')).toHaveLength(1);
  });

  it('names a ground of the pack, and falls where the late request is admitted after all', () => {
    expect(refusal(() => late().proposed(AFTER, 'because'))).toBe('REVIEW_REFUSAL_GROUND_UNKNOWN');
    const proposed = late().after(late().proposed(AFTER, 'late_without_reason'));
    const admitted = proposed.after(admitLateReview(proposed.at(AFTER, PERSONS.two), { reviewId: null, reason: '住院' }));
    expect(refusal(() => checkReviewRefusal(admitted.at(AFTER, PERSONS.two), { refusalId: null }))).toBe('REVIEW_REFUSAL_NOT_PROPOSED');
  });
});

describe('withdrawReview', () => {
  it('leaves the matter where it was, and lets the petitioner ask again in time', () => {
    const matter = Reviewed.served().asked('2025-04-20');
    const decision = withdrawReview(matter.pass('2025-04-25'), { reviewId: null, fileId: null });
    expect(decision.clocks).toMatchObject([{ do: 'cancel', term: 'REVIEW', reason: 'withdrawn' }]);
    expect(decision.relations).toEqual([{ do: 'end', subject: GOVERNMENT.id, relation: 'reviewer' }]);
    expect(decision.state.stage).toBe('opinion_served');
    expect(matter.after(decision).asked(LAST, GOVERNMENT, id('r', 2)).state.stage).toBe('review_requested');
  });

  it('takes the own request alone, and needs a signed paper of an officer', () => {
    const both = Reviewed.served(PETITIONERS)
      .asked('2025-04-20', GOVERNMENT, id('r', 1), first)
      .asked('2025-04-22', GOVERNMENT, id('r', 2), second);
    expect(refusal(() => withdrawReview(both.at('2025-04-25'), { reviewId: id('r', 1), fileId: null }))).toBe('REVIEW_PAPER_MISSING');
    expect(refusal(() => withdrawReview(both.at('2025-04-25'), { reviewId: null, fileId: id('f') }))).toBe('REVIEW_NOT_NAMED');
    expect(refusal(() => withdrawReview(both.pass('2025-04-25', second), { reviewId: id('r', 1), fileId: null }))).toBe('REVIEW_NOT_FOUND');
    const mine = withdrawReview(both.pass('2025-04-25', first), { reviewId: null, fileId: null });
    // The neighbour’s request stays in hand, with the term from its own receipt.
    expect(mine.state.stage).toBe('review_requested');
    expect(mine.clocks).toMatchObject([
      { do: 'cancel', term: 'REVIEW' },
      { do: 'start', term: 'REVIEW', startedOn: '2025-04-22' },
    ]);
    expect(mine.relations).toEqual([]);
  });
});

describe('what waits until a request is answered', () => {
  it('is refused with the level that is open, and free again afterwards', () => {
    for (const organ of [BUREAU, GOVERNMENT]) {
      const open = Reviewed.served().asked(LAST, organ);
      expect(refusal(() => requireNoOpenReview(open.state, '办结', '本系统规则'))).toBe('REVIEW_OPEN');
      const over = withdrawReview(open.pass(LAST), { reviewId: null, fileId: null });
      expect(refusal(() => requireNoOpenReview(over.state, '办结', '本系统规则'))).toBe('no refusal');
    }
  });
});
