import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  BUREAU,
  HOUSING,
  INQUIRED,
  PERSON,
  PETITIONERS,
  aClock,
  aPetition,
  after,
  anOpinion,
  given,
  id,
  inquired,
  paper,
  refusal,
  sent,
} from '../../../test/builders.js';
import { acceptAssignmentReport, moveReportDate, reportStage, returnAssignmentReport, reportAssignment } from './assignment.js';
import { answerAssistance } from '../routing/assistance.js';
import { answerInstruction, pendingCommitment, recordInstruction, reviewCommitment } from './commitment.js';
import { askCountersign, countersignOpinion } from './countersign.js';
import { checkExecution, recordExecution } from './execution.js';
import { addEvidence, decideOptions, proposeOptions, recordInquiry, type RecordInquiry } from './inquiry.js';
import { draftOpinion, issueOpinion } from '../opinion/opinion.js';
import type { PetitionState } from '../petition.js';
import { newRecord, type CaseRecord } from '../records.js';

const LABOUR = { ...HOUSING, id: id('l'), name: '明川市人力资源和社会保障局', shortName: '明人社' };
const accepted = aPetition({ stage: 'accepted', exit: '31(6)', acceptedOn: '2025-03-10' });
const inquire = (change: Partial<RecordInquiry> = {}, state: PetitionState = accepted) =>
  recordInquiry(given(state, '2025-03-20'), {
    recordId: id('r'),
    form: 'EXPLANATION',
    heldOn: null,
    text: '已说明政策',
    petitionerId: null,
    withWhom: '社区',
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
    until: null,
    ...change,
  });

const REPORT_PAPER = { documentId: id('x', 9), number: '明住建信访〔2025〕9号' };

describe('recordInquiry', () => {
  it('enters handling with the first act of inquiry, not with a plan', () => {
    expect(inquire().state.stage).toBe('handling');
    expect(inquire({ form: 'PLAN', withWhom: null }).state.stage).toBe('accepted');
    expect(inquire({ form: 'NOT_HEARD', withWhom: null }).state.stage).toBe('accepted');
    expect(refusal(() => inquire({ form: 'NOT_HEARD', withWhom: null, text: ' ' }))).toBe('TEXT_MISSING');
    expect(inquire({}, { ...accepted, stage: 'informed' }).state.stage).toBe('informed');
    expect(refusal(() => inquire({}, { ...accepted, stage: 'opinion_issued' }))).toBe('ACT_NOT_IN_STAGE');
    expect(refusal(() => inquire({}, { ...accepted, stage: 'received', organKind: 'petition_bureau' }))).toBe('BUREAU_DECIDES_NO_EXIT');
  });

  it('is of the day on which it was done: of none to come, and of none before the matter was received', () => {
    const heldOn = (day: string | null) => inquire({ heldOn: day }).state.records.at(-1)?.data;
    expect(heldOn('2025-03-18')).toMatchObject({ heldOn: '2025-03-18' });
    expect(heldOn(null)).toMatchObject({ heldOn: '2025-03-20' });
    expect(heldOn(accepted.receivedOn)).toMatchObject({ heldOn: accepted.receivedOn });
    expect(refusal(() => inquire({ heldOn: '2025-03-21' }))).toBe('INQUIRY_DAY_IN_FUTURE');
    expect(refusal(() => inquire({ heldOn: '2025-03-02' }))).toBe('INQUIRY_BEFORE_RECEIPT');
  });

  it('asks for material by the day of the request or a later one', () => {
    const asked = (until: string, heldOn: string | null = null) => inquire({ form: 'MATERIAL_REQUEST', until, heldOn });
    expect(asked('2025-03-20').state.records.at(-1)).toMatchObject({ until: '2025-03-20' });
    expect(refusal(() => asked('2025-03-19'))).toBe('INQUIRY_UNTIL_TOO_EARLY');
    expect(asked('2025-03-18', '2025-03-18').state.records.at(-1)).toMatchObject({ until: '2025-03-18' });
    expect(refusal(() => asked('2025-03-17', '2025-03-18'))).toBe('INQUIRY_UNTIL_TOO_EARLY');
  });

  it('reads a talk back, has it signed or witnessed, and gives the petitioner a copy', () => {
    const talk = {
      form: 'INTERVIEW',
      petitionerId: PETITIONERS[0]!,
      withWhom: null,
      readBack: true,
      signature: '本人签名',
      copyGiven: true,
    } as const;
    expect(refusal(() => inquire(talk))).toBe('no refusal');
    expect(refusal(() => inquire({ ...talk, readBack: false }))).toBe('INQUIRY_NOT_READ_BACK');
    expect(refusal(() => inquire({ ...talk, signature: ' ' }))).toBe('INQUIRY_NOT_SIGNED');
    expect(inquire({ ...talk, signature: null, witness: '社区干部' }).state.records[0]).toMatchObject({
      data: { signature: '拒绝签名，见证人：社区干部' },
    });
    expect(refusal(() => inquire({ ...talk, copyGiven: false }))).toBe('INQUIRY_COPY_NOT_GIVEN');
    expect(refusal(() => inquire({ ...talk, petitionerId: null, withWhom: '邻居', copyGiven: false }))).toBe('no refusal');
    expect(refusal(() => inquire({ ...talk, petitionerId: id('s', 9) }))).toBe('INQUIRY_PETITIONER_UNKNOWN');
    expect(refusal(() => inquire({ ...talk, petitionerId: null }))).toBe('INQUIRY_WITH_WHOM_MISSING');
    expect(refusal(() => inquire({ ...talk, text: '本人表示不再上访' }))).toBe('PLEDGE_NOT_TO_PETITION');
  });

  it('records place, people and findings of a site visit, and no covert photo', () => {
    const visit = { form: 'SITE_VISIT', place: '三号楼', people: '两名工作人员', findings: '屋面渗漏', withWhom: null } as const;
    expect(refusal(() => inquire(visit))).toBe('no refusal');
    expect(refusal(() => inquire({ ...visit, place: null }))).toBe('TEXT_MISSING');
    expect(refusal(() => inquire({ ...visit, findings: ' ' }))).toBe('TEXT_MISSING');
    expect(refusal(() => inquire({ ...visit, fileIds: [id('f')] }))).toBe('INQUIRY_COVERT_PHOTO');
    expect(refusal(() => inquire({ ...visit, fileIds: [id('f')], photosKnown: true }))).toBe('no refusal');
  });

  it('answers each question, and asks for material by a day', () => {
    const list = { form: 'QUESTIONS', questions: [{ question: '何时修', answer: '六月' }] } as const;
    expect(refusal(() => inquire(list))).toBe('no refusal');
    expect(refusal(() => inquire({ ...list, questions: [] }))).toBe('INQUIRY_QUESTIONS_MISSING');
    expect(refusal(() => inquire({ ...list, questions: [{ question: '何时修', answer: '' }] }))).toBe('TEXT_MISSING');
    expect(refusal(() => inquire({ form: 'MATERIAL_REQUEST' }))).toBe('TEXT_MISSING');
    expect(inquire({ form: 'MATERIAL_REQUEST', until: '2025-04-01' }).state.records[0]?.until).toBe('2025-04-01');
  });
});

const add = (state: PetitionState, n = 1) =>
  addEvidence(given(state, '2025-03-20'), { recordId: id('w', n), what: `材料${n}`, source: '现场', fileId: null, heldBy: '档案室' });
const draft = (state: PetitionState, evidence: string[] = ['记录']) =>
  draftOpinion(inquired(given(state, '2025-04-01')), {
    opinionId: id('y'),
    facts: '事实',
    evidence,
    answers: [],
    executeBy: null,
    performerOrganId: null,
  });

describe('the evidence register', () => {
  it('numbers from one without gaps, and an opinion names its numbers', () => {
    const { state } = add(add(accepted).state, 2);
    expect(state.records.map((record) => record.kind === 'evidence' && record.data.number)).toEqual([1, 2]);
    expect(draft(state, ['证2', '证据1', '邻居的说法']).state.opinion?.evidence).toEqual(['证2 材料2', '证1 材料1', '邻居的说法']);
    expect(refusal(() => draft(state, ['证3']))).toBe('EVIDENCE_UNKNOWN');
  });

  it('says which request for material it answers, once and of no other inquiry', () => {
    const answering = (state: PetitionState, inquiryId: string) =>
      addEvidence(given(state, '2025-03-21'), {
        recordId: id('w'),
        what: '记录',
        source: '物业',
        fileId: null,
        heldBy: '档案室',
        inquiryId,
      });
    const { state } = inquire({ form: 'MATERIAL_REQUEST', until: '2025-04-01' });
    const answered = answering(state, id('r')).state;
    expect(answered.records).toMatchObject([{ kind: 'inquiry', state: 'answered' }, { kind: 'evidence' }]);
    expect(refusal(() => answering(answered, id('r')))).toBe('MATERIAL_REQUEST_NOT_FOUND');
    expect(refusal(() => answering(inquire().state, id('r')))).toBe('MATERIAL_REQUEST_NOT_FOUND');
    expect(add(state).state.records[0]?.state).toBe('asked');
  });
});

describe('options for decision', () => {
  const propose = (recommended: 'root' | 'interim' = 'root', interim: string | null = '先行补助', state: PetitionState = accepted) =>
    proposeOptions(given(state, '2025-03-20'), { recordId: id('r'), root: '改造管网', interim, recommended });
  const decide = (choice: 'root' | 'interim', decision = propose(), by = PERSON.head) =>
    decideOptions(after(decision, [], '2025-03-21', by), { choice, reason: '可行' });

  it('are proposed by one and decided by another', () => {
    expect(decide('interim').state.records[0]).toMatchObject({ state: 'decided', data: { choice: 'interim' }, confirmedBy: PERSON.head });
    expect(refusal(() => decide('root', propose(), PERSON.handler))).toBe('OWN_PROPOSAL');
    expect(refusal(() => decide('root', decide('root')))).toBe('OPTIONS_NOT_FOUND');
  });

  it('need an interim one only where it is chosen', () => {
    expect(refusal(() => propose('interim', null))).toBe('OPTION_UNKNOWN');
    expect(refusal(() => decide('interim', propose('root', null)))).toBe('OPTION_UNKNOWN');
    expect(refusal(() => propose('root', null, propose().state))).toBe('OPTIONS_ALREADY_PROPOSED');
  });
});

describe('countersigning', () => {
  const helping = newRecord({
    id: id('a'),
    kind: 'assistance',
    state: 'asked',
    on: '2025-03-20',
    organId: LABOUR.id,
    data: {
      form: 'ASSISTING',
      documentId: id('x', 7),
      agreement: null,
      organName: LABOUR.name,
      points: ['一'],
      answer: null,
      answeredOn: null,
      endReason: null,
    },
  }) as CaseRecord;
  const checked = aPetition({
    stage: 'handling',
    exit: '31(6)',
    acceptedOn: '2025-03-10',
    opinion: anOpinion({ state: 'checked' }),
    records: INQUIRED,
  });
  const ask = (state: PetitionState = checked, organ: typeof LABOUR | null = LABOUR, unit: string | null = null) =>
    askCountersign(given(state, '2025-04-01'), { recordId: id('r'), organ, unit });
  const sign = (agreed: boolean, decision = ask(), by = id('p', 31), organ = LABOUR) =>
    countersignOpinion(after(decision, [], '2025-04-02', by, organ), { countersignId: id('r'), agreed, view: agreed ? null : '依据有误' });
  const issued = (state: PetitionState) =>
    issueOpinion(given(state, '2025-04-03', { by: PERSON.issuer, role: 'ISSUER' }), { ...paper, ...sent, reviewedBy: '明川市人民政府' });

  it('holds the opinion back until everybody asked has agreed', () => {
    expect(refusal(() => issued(checked))).toBe('no refusal');
    expect(refusal(() => issued(ask().state))).toBe('OPINION_COUNTERSIGN_MISSING');
    expect(refusal(() => issued(sign(false).state))).toBe('OPINION_COUNTERSIGN_MISSING');
    expect(refusal(() => issued(sign(true).state))).toBe('no refusal');
  });

  it('lets another organ see the matter until the opinion is issued', () => {
    expect(ask().relations).toEqual([{ do: 'set', subject: LABOUR.id, relation: 'assisting' }]);
    expect(issued(sign(true).state).relations).toEqual([{ do: 'end', subject: LABOUR.id, relation: 'assisting' }]);
    expect(ask(checked, null, '法规处').relations).toEqual([]);
  });

  it('is of the opinion that is being drafted', () => {
    const { state } = ask();
    const other = { ...state, opinion: anOpinion({ state: 'checked', id: id('o', 2) }) };
    const given2 = given(other, '2025-04-02', { by: id('p', 31), organ: LABOUR });
    expect(refusal(() => countersignOpinion(given2, { countersignId: id('r'), agreed: true, view: null }))).toBe('COUNTERSIGN_NOT_FOUND');
  });

  it('is of the unit that was asked, and never of the drafter', () => {
    expect(refusal(() => sign(true, ask(), PERSON.checker, HOUSING))).toBe('COUNTERSIGN_OF_OTHER_UNIT');
    expect(refusal(() => sign(true, ask(checked, null, '法规处'), PERSON.handler, HOUSING))).toBe('OWN_PROPOSAL');
    expect(refusal(() => sign(true, ask(checked, null, '法规处'), PERSON.head, HOUSING))).toBe('no refusal');
    expect(refusal(() => sign(false, ask(), id('p', 31)))).toBe('no refusal');
    expect(refusal(() => ask(ask().state))).toBe('COUNTERSIGN_ALREADY_ASKED');
    expect(refusal(() => ask({ ...checked, opinion: null }))).toBe('COUNTERSIGN_OPINION_MISSING');
    expect(refusal(() => ask(checked, null, ' '))).toBe('TEXT_MISSING');
  });

  it('is asked for again of a revised text', () => {
    const state = sign(true).state;
    const revised = draft({ ...state, opinion: { ...state.opinion!, state: 'returned' } });
    expect(revised.state.records.flatMap(({ kind, state: of }) => (kind === 'countersign' ? [of] : []))).toEqual(['asked']);
    // Taken out of use after it was issued, the opinion comes back to whoever had signed and lost sight of it.
    expect(revised.relations).toEqual([{ do: 'set', subject: LABOUR.id, relation: 'assisting' }]);
  });

  it('keeps the other organ’s view while the signature is owed, though its help is answered', () => {
    const both = { ...ask().state, records: [...ask().state.records, helping] };
    const answer = answerAssistance(given(both, '2025-04-02', { by: id('p', 31), organ: LABOUR }), {
      assistanceId: helping.id,
      answer: '已协办',
    });
    expect(answer.relations).toEqual([]);
    const signed = { ...sign(true).state, records: [...sign(true).state.records, helping] };
    expect(
      answerAssistance(given(signed, '2025-04-03', { by: id('p', 31), organ: LABOUR }), { assistanceId: helping.id, answer: '已协办' })
        .relations,
    ).toEqual([{ do: 'end', subject: LABOUR.id, relation: 'assisting' }]);
  });
});

describe('a pending commitment', () => {
  const make = (reviewOn = '2025-09-30', state: PetitionState = accepted) =>
    pendingCommitment(given(state, '2025-03-20'), { recordId: id('r'), reason: '今年没有资金', plan: '列入明年计划', reviewOn, ...paper });
  const review = (nextReviewOn: string | null, decision = make()) =>
    reviewCommitment(after(decision, [], '2025-09-30'), { text: '资金已列入', nextReviewOn, ...paper });

  it('tells the petitioner reason and day, and changes neither stage nor outcome nor clocks', () => {
    const { state, clocks, papers } = make();
    expect(state).toMatchObject({ stage: 'accepted', outcome: null, records: [{ state: 'pending', until: '2025-09-30' }] });
    expect(clocks).toEqual([]);
    expect(papers[0]).toMatchObject({ kind: 'COMMITMENT_NOTICE', body: { parts: { reviewOn: '2025-09-30', reason: '今年没有资金' } } });
  });

  it('is looked at again on a later day, until it is solved', () => {
    expect(refusal(() => make('2025-03-20'))).toBe('COMMITMENT_REVIEW_TOO_EARLY');
    expect(refusal(() => make('2025-03-21'))).toBe('no refusal');
    const renewed = review('2026-03-31');
    expect(renewed).toMatchObject({
      papers: [{ kind: 'COMMITMENT_NOTICE' }],
      state: { records: [{ state: 'pending', until: '2026-03-31' }] },
    });
    expect(review(null)).toMatchObject({ papers: [], state: { records: [{ state: 'solved' }] } });
    expect(refusal(() => review('2025-09-30'))).toBe('COMMITMENT_REVIEW_TOO_EARLY');
    expect(refusal(() => review(null, review(null)))).toBe('COMMITMENT_NOT_FOUND');
    expect(refusal(() => make('2025-09-30', make().state))).toBe('COMMITMENT_PENDING');
  });
});

describe('the instruction of a leader', () => {
  it('changes nothing but its own record, whatever the stage', () => {
    fc.assert(
      fc.property(fc.constantFrom('registered', 'received', 'accepted', 'handling', 'opinion_served'), (stage) => {
        const state = { ...accepted, stage };
        const decision = recordInstruction(given(state, '2025-03-20'), {
          recordId: id('r'),
          text: '请抓紧依法办理',
          post: '副市长',
          unit: '住建局',
          dueOn: '2025-04-10',
        });
        const { records, version, latestOn, ...rest } = decision.state;
        expect(rest).toEqual((({ records: _r, version: _v, latestOn: _l, ...other }) => other)(state));
        expect([decision.clocks, decision.papers, decision.relations]).toEqual([[], [], []]);
        expect([records.length, version, latestOn]).toEqual([1, state.version + 1, '2025-03-20']);
      }),
    );
  });

  it('gets its result, and is due on or after its day', () => {
    const instruct = (dueOn: string | null) =>
      recordInstruction(given(accepted, '2025-03-20'), { recordId: id('r'), text: '请办理', post: '副市长', unit: '住建局', dueOn });
    expect(refusal(() => instruct('2025-03-19'))).toBe('INSTRUCTION_DUE_TOO_EARLY');
    const answered = answerInstruction(after(instruct('2025-03-20'), [], '2025-03-25'), { instructionId: id('r'), result: '已报告' });
    expect(answered.state.records[0]).toMatchObject({ state: 'done', data: { result: '已报告' } });
    expect(refusal(() => answerInstruction(after(answered, [], '2025-03-26'), { instructionId: id('r'), result: '再报' }))).toBe(
      'INSTRUCTION_NOT_FOUND',
    );
  });
});

describe('an assignment', () => {
  const REPORT = aClock('ASSIGNMENT_REPORT', '2025-03-03', { dueOn: '2025-04-30' });
  const served: PetitionState = aPetition({
    stage: 'opinion_served',
    exit: '31(6)',
    assignerId: BUREAU.id,
    senderId: BUREAU.id,
    reportBy: '2025-04-30',
    petitionerIds: [],
    opinion: anOpinion({ state: 'issued' }),
  });
  const byBureau = (state: PetitionState, clocks = [REPORT], on = '2025-04-20') =>
    given(state, on, { clocks, by: PERSON.dispatcher, organ: BUREAU, role: 'DISPATCHER' });
  const reported = reportAssignment(given(served, '2025-04-18', { clocks: [REPORT] }), {
    ...REPORT_PAPER,
    recordId: id('e'),
    report: '已办结',
  }).state;

  it('that cannot be kept gets a stage report, which moves no date', () => {
    const stage = (nextDate: string, clocks = [REPORT]) =>
      reportStage(given(served, '2025-04-18', { clocks }), {
        recordId: id('r'),
        reason: '鉴定未完',
        progress: '已委托',
        nextDate,
        ...paper,
      });
    expect(stage('2025-05-20')).toMatchObject({ clocks: [], papers: [{ kind: 'STAGE_REPORT' }], state: { reportBy: '2025-04-30' } });
    expect(refusal(() => stage('2025-04-18'))).toBe('STAGE_REPORT_NEXT_TOO_EARLY');
    expect(refusal(() => stage('2025-05-20', []))).toBe('ASSIGNMENT_NOT_DUE');
  });

  it('has its date moved by the assigner alone, to a later day', () => {
    const move = (reportBy: string, at = byBureau(served)) => moveReportDate(at, { reportBy, reason: '情况复杂' });
    expect(move('2025-05-30')).toMatchObject({
      state: { reportBy: '2025-05-30' },
      clocks: [{ do: 'extend', term: 'ASSIGNMENT_REPORT', days: 30 }],
    });
    expect(refusal(() => move('2025-04-30'))).toBe('ASSIGNMENT_DATE_NOT_LATER');
    expect(refusal(() => move('2025-05-30', given(served, '2025-04-20', { clocks: [REPORT] })))).toBe('ASSIGNMENT_NOT_DUE');
  });

  it('is accepted, or returned with a new date to report by', () => {
    expect(acceptAssignmentReport(byBureau(reported)).state.records[0]?.state).toBe('accepted');
    expect(refusal(() => acceptAssignmentReport(byBureau(served)))).toBe('ASSIGNMENT_REPORT_NOT_MADE');
    const back = (deadline: string) =>
      returnAssignmentReport(byBureau(reported), { reason: '答非所问', todo: '逐项答复', deadline, ...paper });
    expect(back('2025-05-10')).toMatchObject({
      state: { reportedOn: null, reportBy: '2025-05-10' },
      clocks: [{ do: 'start', term: 'ASSIGNMENT_REPORT', startedOn: '2025-04-20', dueOn: '2025-05-10' }],
      papers: [{ kind: 'REDO_RETURN' }],
    });
    expect(refusal(() => back('2025-04-20'))).toBe('ASSIGNMENT_DEADLINE_TOO_EARLY');
    expect(refusal(() => acceptAssignmentReport(byBureau(back('2025-05-10').state)))).toBe('ASSIGNMENT_REPORT_NOT_MADE');
  });

  it('of a settled matter is reported with the settlement', () => {
    const settled = { ...served, stage: 'handling' as const, opinion: null };
    const report = (state: PetitionState) =>
      reportAssignment(given(state, '2025-04-18', { clocks: [REPORT] }), { ...REPORT_PAPER, recordId: id('e'), report: '已和解' });
    expect(refusal(() => report(settled))).toBe('ASSIGNMENT_REPORT_PART_MISSING');
    expect(refusal(() => report({ ...settled, outcome: 'settled' }))).toBe('no refusal');
  });
});

describe('execution', () => {
  const EXECUTE = aClock('EXECUTE', '2025-05-08', { dueOn: '2025-06-30' });
  const served = aPetition({
    stage: 'opinion_served',
    exit: '31(6)',
    opinion: anOpinion({ state: 'issued', performerId: LABOUR.id, executeBy: '2025-06-30' }),
  });
  const record = (organ = LABOUR, by = id('p', 31)) =>
    recordExecution(given(served, '2025-06-20', { clocks: [EXECUTE], by, organ }), {
      recordId: id('e'),
      evidence: '付款凭证',
      petitionerAsked: true,
    });
  const check = (carriedOut: boolean, decision = record(), by = PERSON.checker) =>
    checkExecution(after(decision, [EXECUTE], '2025-06-25', by), { carriedOut, finding: '已核对' });

  it('by another unit meets EXECUTE by its own day once the issuing organ has checked it', () => {
    expect(record().clocks).toEqual([]);
    expect(check(true)).toMatchObject({
      clocks: [{ do: 'stop', term: 'EXECUTE', on: '2025-06-20' }],
      relations: [{ do: 'end', subject: LABOUR.id, relation: 'assisting' }],
    });
    expect(check(false)).toMatchObject({ clocks: [], relations: [], state: { records: [{ state: 'sent_back' }] } });
  });

  it('of the organ itself that a second person sends back is owed from its old start', () => {
    const own = record(HOUSING, PERSON.handler);
    expect(own.clocks).toMatchObject([{ do: 'stop', term: 'EXECUTE' }]);
    expect(check(true, own).clocks).toEqual([]);
    expect(check(false, own).clocks).toMatchObject([{ do: 'start', term: 'EXECUTE', startedOn: '2025-05-08', dueOn: '2025-06-30' }]);
  });

  it('is recorded by no other unit, and not checked by the officer who recorded it', () => {
    expect(refusal(() => record(BUREAU))).toBe('EXECUTION_OF_OTHER_UNIT');
    expect(refusal(() => check(true, record(HOUSING, PERSON.checker)))).toBe('OWN_PROPOSAL');
    expect(refusal(() => check(true, check(true)))).toBe('EXECUTION_NOT_RECORDED');
  });

  it('recorded of a former opinion meets nothing that a later one orders', () => {
    const { state } = record();
    const later = [aClock('EXECUTE', '2026-01-05', { dueOn: '2026-03-02' })];
    expect(
      refusal(() =>
        checkExecution(given(state, '2026-01-06', { clocks: later, by: PERSON.checker }), { carriedOut: true, finding: '属实' }),
      ),
    ).toBe('EXECUTION_NOT_RECORDED');
  });
});
