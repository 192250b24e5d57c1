import { describe, expect, it } from '@jest/globals';
import { nationalPacks } from '@sunshine/procedure';
import { AT } from '../../test/between.js';
import { BUREAU, HOUSING, PERSON, aClock, aPetition, anOpinion, given, id, paper, termsOf } from '../../test/builders.js';
import { archivePetition, reopenPetition } from './closing/reopening.js';
import { moveReportDate, reportAssignment, reportStage, returnAssignmentReport } from './handling/assignment.js';
import { answerInstruction, pendingCommitment, recordInstruction, reviewCommitment } from './handling/commitment.js';
import { addEvidence, recordInquiry } from './handling/inquiry.js';
import { ownDates, ownMoves } from './own-dates.js';
import type { Decision, PetitionState } from './petition.js';
import { newRecord, type CaseRecord } from './records.js';
import { supplementAsked, supplementsCame } from './supplement.js';
import { answerAssistance, assistanceOver, endAssistance, requestAssistance } from './routing/assistance.js';

const accepted = aPetition({ stage: 'accepted', exit: '31(6)', acceptedOn: '2025-03-10' });
const closed = aPetition({
  stage: 'closed',
  closedOn: '2025-06-25',
  exit: '31(6)',
  outcome: 'partly_supported',
  opinion: anOpinion({ state: 'issued' }),
  completion: { ground: 'opinion_served', proposedBy: PERSON.handler, proposedOn: '2025-06-24', verifiedBy: PERSON.auditor },
  records: [
    newRecord({
      id: id('k'),
      kind: 'archive',
      state: 'due',
      on: '2025-06-25',
      organId: HOUSING.id,
      until: '2025-08-24',
      data: { retentionClass: '30_years', ground: 'opinion_served', from: 'opinion_issued', sealed: false, catalogue: [] },
    }),
  ],
});

/** What the decision does to own dates, without what is the same in all. */
const movesOf = (before: PetitionState, { state }: Decision, on: string) =>
  ownMoves(before, state, on).map(({ petitionId, ...move }) => (expect(petitionId).toBe(before.id), move));
const commit = (state = accepted, on = '2025-03-20') =>
  pendingCommitment(given(state, on), {
    recordId: id('r'),
    reason: '今年没有资金',
    plan: '列入明年计划',
    reviewOn: '2025-09-30',
    ...paper,
  });
const review = (state: PetitionState, on: string, nextReviewOn: string | null) =>
  reviewCommitment(given(state, on), { text: '资金已列入', nextReviewOn, ...paper });
const instruct = (state: PetitionState, n: number, dueOn: string | null, organ = HOUSING) =>
  recordInstruction(given(state, '2025-03-20', { organ }), {
    recordId: id('i', n),
    text: '请办理',
    post: '副市长',
    unit: '住建局',
    dueOn,
  });

describe('the dates that organs owe besides the terms of law', () => {
  it('are of nature own in both national packs, warn gently and never propose supervised handling', () => {
    const terms = [
      'COMMITMENT_REVIEW',
      'INSTRUCTION_ANSWER',
      'ASSISTANCE_ANSWER',
      'MATERIAL',
      'SUPPLEMENT',
      'REVIEW_FILE',
      'STAGE_REPORT',
      'ARCHIVE',
    ] as const;
    for (const pack of nationalPacks()) {
      for (const term of terms) {
        expect(pack.terms[term]).toMatchObject({ nature: 'own', owner: 'case', length: null });
        expect(pack.terms[term].steps.map(({ step }) => step)).toEqual(['FIRST_NOTICE', 'DUE_TODAY', 'OVERDUE']);
      }
    }
  });

  it('of a petition whose records set none are none', () => {
    expect(ownDates(accepted)).toEqual([]);
    expect(ownMoves(accepted, accepted, '2025-03-20')).toEqual([]);
  });
});

describe('the review day of a pending commitment', () => {
  const whose = { term: 'COMMITMENT_REVIEW', subject: HOUSING.id, recordId: id('r') };

  it('is owed from the day it was told; each review keeps it and sets the next, the last keeps it alone', () => {
    const made = commit();
    expect(movesOf(accepted, made, '2025-03-20')).toEqual([{ do: 'start', ...whose, startedOn: '2025-03-20', dueOn: '2025-09-30' }]);
    const again = review(made.state, '2025-10-09', '2026-03-31');
    expect(movesOf(made.state, again, '2025-10-09')).toEqual([
      { do: 'stop', ...whose, on: '2025-10-09' },
      { do: 'start', ...whose, startedOn: '2025-10-09', dueOn: '2026-03-31' },
    ]);
    const solved = review(again.state, '2026-03-31', null);
    expect(movesOf(again.state, solved, '2026-03-31')).toEqual([{ do: 'stop', ...whose, on: '2026-03-31' }]);
    expect(ownDates(solved.state)).toEqual([]);
  });

  it('of a review that leaves the day where it was is kept and owed anew', () => {
    const made = commit();
    expect(movesOf(made.state, review(made.state, '2025-06-03', '2025-09-30'), '2025-06-03').map((move) => move.do)).toEqual([
      'stop',
      'start',
    ]);
  });

  it('goes with the matter to whoever has it now, without a finding against who had it', () => {
    const { state } = commit();
    const gone = { ...state, organId: AT.labour.id };
    expect(ownMoves(state, gone, '2025-04-01')).toMatchObject([
      { do: 'cancel', subject: HOUSING.id, on: '2025-04-01', reason: 'no_longer_owed' },
      { do: 'start', subject: AT.labour.id, startedOn: '2025-03-20', dueOn: '2025-09-30' },
    ]);
  });

  it('rests while the petition goes on with another, and is owed again once it is taken out', () => {
    const { state } = commit();
    const joined = { ...state, mergedInto: id('z', 2) };
    expect(ownMoves(state, joined, '2025-04-01')).toMatchObject([{ do: 'cancel', reason: 'merged' }]);
    expect(ownMoves(joined, state, '2025-04-09')).toMatchObject([{ do: 'start', startedOn: '2025-03-20', dueOn: '2025-09-30' }]);
  });
});

describe('the date of a leader’s instruction', () => {
  it('is owed for each instruction by itself, and not where the leader set none', () => {
    const first = instruct(accepted, 1, '2025-04-10');
    const second = instruct(first.state, 2, '2025-03-25');
    expect(movesOf(first.state, second, '2025-03-20')).toMatchObject([{ do: 'start', recordId: id('i', 2), dueOn: '2025-03-25' }]);
    expect(movesOf(second.state, instruct(second.state, 3, null), '2025-03-20')).toEqual([]);
    const done = answerInstruction(given(second.state, '2025-03-26'), { instructionId: id('i', 1), result: '已报告' });
    expect(movesOf(second.state, done, '2025-03-26')).toEqual([
      { do: 'stop', term: 'INSTRUCTION_ANSWER', subject: HOUSING.id, recordId: id('i', 1), on: '2025-03-26' },
    ]);
    expect(ownDates(done.state).map(({ recordId }) => recordId)).toEqual([id('i', 2)]);
  });

  it('is the registering bureau’s where it was recorded there, else of whoever has the matter', () => {
    const atBureau = instruct(accepted, 1, '2025-04-10', BUREAU).state;
    const atOrgan = instruct(accepted, 1, '2025-04-10').state;
    const owing = (state: PetitionState) => ownDates(state).map(({ organId }) => organId);
    expect([owing(atBureau), owing({ ...atBureau, organId: AT.labour.id })]).toEqual([[BUREAU.id], [BUREAU.id]]);
    expect([owing(atOrgan), owing({ ...atOrgan, organId: AT.labour.id })]).toEqual([[HOUSING.id], [AT.labour.id]]);
  });
});

describe('the answer day of an assistant organ', () => {
  const asked = requestAssistance(given(accepted, '2025-03-20'), {
    assistanceId: id('a'),
    organ: AT.labour,
    toAccused: false,
    points: ['用工情况'],
    answerBy: '2025-04-03',
    ...paper,
  });
  const whose = { term: 'ASSISTANCE_ANSWER', subject: AT.labour.id, recordId: id('a') };

  it('is owed by the assistant, kept by its answer and no longer owed where the main organ needs it no more', () => {
    expect(movesOf(accepted, asked, '2025-03-20')).toEqual([{ do: 'start', ...whose, startedOn: '2025-03-20', dueOn: '2025-04-03' }]);
    const at = given(asked.state, '2025-04-04', { by: id('p', 43), organ: AT.labour });
    const answered = answerAssistance(at, { assistanceId: id('a'), answer: '已核查' });
    expect(movesOf(asked.state, answered, '2025-04-04')).toEqual([{ do: 'stop', ...whose, on: '2025-04-04' }]);
    const ended = endAssistance(given(asked.state, '2025-04-04'), { assistanceId: id('a'), reason: '已经查明' });
    expect(movesOf(asked.state, ended, '2025-04-04')).toMatchObject([{ do: 'cancel', ...whose, reason: 'no_longer_owed' }]);
  });

  it('ends with the matter’s stay at the main organ', () => {
    const left = { ...asked.state, records: assistanceOver(asked.state).records };
    expect(ownMoves(asked.state, left, '2025-04-04')).toMatchObject([{ do: 'cancel', ...whose }]);
  });
});

describe('the day by which material is asked for', () => {
  const ask = (state: PetitionState, n = 1) =>
    recordInquiry(given(state, '2025-03-20'), {
      recordId: id('m', n),
      form: 'MATERIAL_REQUEST',
      heldOn: null,
      text: '维修记录',
      petitionerId: null,
      withWhom: '物业',
      companion: null,
      place: null,
      people: null,
      questions: [],
      findings: null,
      fileIds: [],
      photosKnown: false,
      readBack: false,
      signature: null,
      witness: null,
      copyGiven: false,
      until: '2025-04-01',
    });
  const whose = { term: 'MATERIAL', subject: HOUSING.id, recordId: id('m', 1) };

  it('is on the list of whoever asked, for each request, until its material is among the evidence', () => {
    const asked = ask(accepted);
    expect(movesOf(accepted, asked, '2025-03-20')).toEqual([{ do: 'start', ...whose, startedOn: '2025-03-20', dueOn: '2025-04-01' }]);
    const again = ask(asked.state, 2);
    expect(ownDates(again.state).map(({ recordId }) => recordId)).toEqual([id('m', 1), id('m', 2)]);
    const evidence = { recordId: id('w'), what: '维修记录', source: '物业', fileId: null, heldBy: '档案室' };
    const came = addEvidence(given(again.state, '2025-04-02'), { ...evidence, inquiryId: id('m', 1) });
    expect(movesOf(again.state, came, '2025-04-02')).toEqual([{ do: 'stop', ...whose, on: '2025-04-02' }]);
    expect(movesOf(again.state, addEvidence(given(again.state, '2025-04-02'), evidence), '2025-04-02')).toEqual([]);
  });

  it('is owed since the request, and not at all where an earlier release kept a day before it', () => {
    const { state } = ask(accepted);
    const withData = (heldOn: string, until: string): PetitionState => ({
      ...state,
      records: state.records.map((record) => (record.kind === 'inquiry' ? { ...record, until, data: { ...record.data, heldOn } } : record)),
    });
    expect(ownDates(withData('2025-03-18', '2025-03-18'))).toMatchObject([{ startedOn: '2025-03-18', dueOn: '2025-03-18' }]);
    expect(ownDates(withData('2025-03-18', '2025-03-17'))).toEqual([]);
  });

  it('is no longer owed once the opinion is issued or the matter has left, nor when it is begun again', () => {
    const { state } = ask(accepted);
    const issued = { ...state, stage: 'opinion_issued' as const };
    expect(ownMoves(state, issued, '2025-05-06')).toMatchObject([{ do: 'cancel', ...whose, reason: 'no_longer_owed' }]);
    expect(ownMoves(state, { ...state, organId: AT.labour.id }, '2025-03-25')).toMatchObject([{ do: 'cancel', ...whose }]);
    const reopened = (on: string) =>
      newRecord({
        id: id('r'),
        kind: 'reopening',
        state: 'reopened',
        on,
        data: { reason: 'DEFECT', text: '', to: 'handling', ground: null, closedOn: on, daysClosed: 0 },
      });
    const begun = (on: string) => ({ ...state, records: [...state.records, reopened(on)] });
    expect([ownDates(begun('2025-03-20')).length, ownDates(begun('2025-03-21')).length]).toEqual([1, 0]);
  });
});

describe('the day that a stage report names', () => {
  const REPORT = aClock('ASSIGNMENT_REPORT', '2025-03-03', { dueOn: '2025-04-30' });
  const assigned: PetitionState = aPetition({
    stage: 'opinion_served',
    exit: '31(6)',
    assignerId: BUREAU.id,
    reportBy: '2025-04-30',
    petitionerIds: [],
    opinion: anOpinion({ state: 'issued' }),
  });
  const stage = (state: PetitionState, n: number, on: string, nextDate: string) =>
    reportStage(given(state, on, { clocks: [REPORT] }), {
      recordId: id('r', n),
      reason: '鉴定未完',
      progress: '已委托',
      nextDate,
      ...paper,
    });
  const reported = (state: PetitionState, on: string) =>
    reportAssignment(given(state, on, { clocks: [REPORT] }), { ...paper, recordId: id('e'), report: '已办结' });

  it('is kept by the next stage report or by the report of the end, and is not owed again when that is returned', () => {
    const first = stage(assigned, 1, '2025-04-18', '2025-05-20');
    expect(movesOf(assigned, first, '2025-04-18')).toMatchObject([{ do: 'start', term: 'STAGE_REPORT', dueOn: '2025-05-20' }]);
    const second = stage(first.state, 2, '2025-05-20', '2025-06-20');
    expect(movesOf(first.state, second, '2025-05-20')).toMatchObject([
      { do: 'stop', recordId: id('r', 1), on: '2025-05-20' },
      { do: 'start', recordId: id('r', 2), dueOn: '2025-06-20' },
    ]);
    const end = reported(second.state, '2025-06-10');
    expect(movesOf(second.state, end, '2025-06-10')).toMatchObject([{ do: 'stop', recordId: id('r', 2), on: '2025-06-10' }]);
    const back = returnAssignmentReport(given(end.state, '2025-06-12', { by: PERSON.dispatcher, organ: BUREAU, role: 'DISPATCHER' }), {
      reason: '答非所问',
      todo: '逐项答复',
      deadline: '2025-07-10',
      ...paper,
    });
    expect(movesOf(end.state, back, '2025-06-12')).toEqual([]);
  });

  it('moves no date of the assigner and is moved by none', () => {
    const { state } = stage(assigned, 1, '2025-04-18', '2025-05-20');
    const moved = moveReportDate(
      given(state, '2025-04-20', { clocks: [REPORT], by: PERSON.dispatcher, organ: BUREAU, role: 'DISPATCHER' }),
      { reportBy: '2025-05-30', reason: '情况复杂' },
    );
    expect(termsOf(moved.clocks, 'extend')).toEqual(['ASSIGNMENT_REPORT']);
    expect(movesOf(state, moved, '2025-04-20')).toEqual([]);
  });

  it('is no longer owed once the matter has left the organ, nor when it comes back to it later', () => {
    const { state } = stage(assigned, 1, '2025-04-18', '2025-05-20');
    const gone = { ...state, organId: AT.labour.id, organReceivedOn: '2025-04-22' };
    expect(ownMoves(state, gone, '2025-04-22')).toMatchObject([{ do: 'cancel', reason: 'no_longer_owed' }]);
    expect(ownMoves(gone, { ...state, organReceivedOn: '2025-04-28' }, '2025-04-28')).toEqual([]);
    expect(ownMoves(gone, { ...state, organReceivedOn: '2025-04-18' }, '2025-04-28')).toMatchObject([{ do: 'start' }]);
  });
});

describe('the sixty days to the archive', () => {
  const whose = { term: 'ARCHIVE', subject: HOUSING.id, recordId: id('k') };

  it('are owed from the closing, and kept by the file', () => {
    const open = { ...closed, stage: 'opinion_served' as const, records: [] };
    expect(ownMoves(open, closed, '2025-06-25')).toMatchObject([{ do: 'start', ...whose, startedOn: '2025-06-25', dueOn: '2025-08-24' }]);
    const filed = archivePetition(given(closed, '2025-08-25'), { papers: [], entries: [] });
    expect(movesOf(closed, filed, '2025-08-25')).toEqual([{ do: 'stop', ...whose, on: '2025-08-25' }]);
  });

  it('are no longer owed where the matter is reopened', () => {
    const reopening = { recordId: id('r'), reason: 'DEFECT', text: '未答复第二项诉求', stage: 'opinion_issued' } as const;
    const again = reopenPetition(given(closed, '2025-07-10', { by: PERSON.auditor, organ: BUREAU, role: 'AUDITOR' }), reopening);
    expect(movesOf(closed, again, '2025-07-10')).toEqual([{ do: 'cancel', ...whose, on: '2025-07-10', reason: 'no_longer_owed' }]);
  });
});

describe('the day by which the desk has asked for what is missing', () => {
  const ask = (on = '2025-03-11') => supplementAsked({ organId: BUREAU.id, items: 2, answerBy: '2025-03-20' }, id('s'), on);
  const asked = { ...accepted, records: [ask()] };
  const whose = { petitionId: accepted.id, term: 'SUPPLEMENT', subject: BUREAU.id, recordId: id('s') };

  it('is owed by the organ that asked, and kept by what comes in that day or later', () => {
    expect(ownMoves(accepted, asked, '2025-03-11')).toEqual([{ do: 'start', ...whose, startedOn: '2025-03-11', dueOn: '2025-03-20' }]);
    expect(supplementsCame(asked, '2025-03-10')).toEqual([]);
    const came = { ...asked, records: supplementsCame(asked, '2025-03-11') };
    expect(ownMoves(asked, came, '2025-03-11')).toEqual([{ do: 'stop', ...whose, on: '2025-03-11' }]);
    expect(supplementsCame(came, '2025-03-12')).toEqual([]);
  });

  it('ends with the matter and is not owed again when it is reopened; of a merged petition nothing is owed', () => {
    const over = { ...asked, stage: 'closed' as const };
    expect(ownMoves(asked, over, '2025-06-25')).toEqual([{ do: 'cancel', ...whose, on: '2025-06-25', reason: 'no_longer_owed' }]);
    const reopening = newRecord({ id: id('o'), kind: 'reopening', state: 'made', on: '2025-07-01', data: {} as never } as never);
    expect(ownDates({ ...asked, records: [...asked.records, reopening] })).toEqual([]);
    expect(ownMoves(asked, { ...asked, mergedInto: id('m') }, '2025-03-12')).toEqual([
      { do: 'cancel', ...whose, on: '2025-03-12', reason: 'merged' },
    ]);
  });
});

describe('the days that a reviewer sets', () => {
  type Data = CaseRecord<'review'>['data'];
  const file = { on: '2025-05-12', dueOn: '2025-05-17', from: HOUSING.id, handedOn: null };
  const review = (n: number, data: Partial<Data>, state: CaseRecord<'review'>['state'] = 'admitted') =>
    ({
      ...newRecord({ id: id('v', n), kind: 'review', state, on: '2025-05-10', organId: BUREAU.id, data: {} as never }),
      data: {
        papersAskedOn: null,
        fileAsked: null,
        ...data,
      },
    }) as CaseRecord<'review'>;
  const withReviews = (...records: CaseRecord<'review'>[]): PetitionState => ({ ...accepted, stage: 'review_requested', records });
  const none = withReviews(review(1, {}));

  it('for papers is looked at by the reviewer, until something came in or the request is over', () => {
    const papers = { papersAskedOn: '2025-05-12', papersUntil: '2025-05-20' };
    const whose = { petitionId: accepted.id, term: 'SUPPLEMENT', subject: BUREAU.id, recordId: id('v', 1) };
    const asked = withReviews(review(1, papers));
    expect(ownMoves(none, asked, '2025-05-12')).toEqual([{ do: 'start', ...whose, startedOn: '2025-05-12', dueOn: '2025-05-20' }]);
    expect(ownDates(withReviews(review(1, papers, 'late')))).toHaveLength(1);
    expect(ownMoves(asked, withReviews(review(1, { ...papers, papersInOn: '2025-05-15' })), '2025-05-15')).toEqual([
      { do: 'stop', ...whose, on: '2025-05-15' },
    ]);
    expect(ownMoves(asked, withReviews(review(1, papers, 'refused')), '2025-05-21')).toEqual([
      { do: 'cancel', ...whose, on: '2025-05-21', reason: 'no_longer_owed' },
    ]);
  });

  it('for the file is owed by the organ that has it, once for all requests in hand, and kept when it is handed over', () => {
    const whose = { petitionId: accepted.id, term: 'REVIEW_FILE', subject: HOUSING.id, recordId: id('v', 1) };
    const asked = withReviews(review(1, { fileAsked: file }), review(2, { fileAsked: file }));
    expect(ownMoves(none, asked, '2025-05-12')).toEqual([{ do: 'start', ...whose, startedOn: '2025-05-12', dueOn: '2025-05-17' }]);
    const handed = { ...file, handedOn: '2025-05-19' };
    expect(ownMoves(asked, withReviews(review(1, { fileAsked: handed }), review(2, { fileAsked: handed })), '2025-05-19')).toEqual([
      { do: 'stop', ...whose, on: '2025-05-19' },
    ]);
    const decided = withReviews(review(1, { fileAsked: file }, 'decided'), review(2, { fileAsked: file }, 'decided'));
    expect(ownMoves(asked, decided, '2025-05-30')).toEqual([{ do: 'cancel', ...whose, on: '2025-05-30', reason: 'no_longer_owed' }]);
  });
});
