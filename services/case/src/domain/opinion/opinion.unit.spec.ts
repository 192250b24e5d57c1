import { describe, expect, it } from '@jest/globals';
import {
  INQUIRED,
  PERSON,
  PETITIONERS,
  REQUESTS,
  aClock,
  aPetition,
  anInquiry,
  anOpinion,
  given,
  id,
  law,
  paper,
  refusal,
  sent,
} from '../../../test/builders.js';
import {
  checkOpinion,
  draftOpinion,
  issueOpinion,
  opinionPaper,
  opinionSoFar,
  outcomeOf,
  returnOpinion,
  type DraftOpinion,
} from './opinion.js';
import type { Opinion, PetitionState } from '../petition.js';
import type { CaseRecord } from '../records.js';

const HANDLE = aClock('HANDLE', '2025-03-03');
const handling = (opinion: Opinion | null, change: Partial<PetitionState> = {}) =>
  aPetition({ stage: opinion ? 'handling' : 'accepted', exit: '31(6)', opinion, records: INQUIRED, ...change });
const answers = (first = 'supported', second = 'explained') => [
  { id: REQUESTS[0]!, outcome: first, answer: '由我局组织维修。', basis: ['依据一'] },
  { id: REQUESTS[1]!, outcome: second, answer: '以协议为准。', basis: ['依据二'] },
];
const content = (change: Partial<DraftOpinion> = {}): DraftOpinion => ({
  opinionId: id('y'),
  facts: '渗水属实。',
  evidence: ['查看记录'],
  answers: answers(),
  executeBy: '2025-06-30',
  performerOrganId: null,
  ...change,
});
const draft = (change: Partial<DraftOpinion> = {}, state = handling(null)) =>
  draftOpinion(given(state, '2025-04-28', { clocks: [HANDLE] }), content(change));
const issue = (opinion: Opinion, { on = '2025-05-06', by = PERSON.issuer, way = null as string | null, proof = {} } = {}) =>
  issueOpinion(given(handling(opinion), on, { by, role: 'ISSUER', clocks: [HANDLE] }), {
    ...sent,
    ...paper,
    way,
    proof,
    reviewedBy: '明川市人民政府',
  });

describe('draftOpinion', () => {
  it('enters handling: the first inquiry act', () => {
    const { state, events } = draft();
    expect(state.stage).toBe('handling');
    expect(state.opinion).toMatchObject({
      revision: 1,
      state: 'drafted',
      draftedBy: PERSON.handler,
      executeBy: '2025-06-30',
      performerId: state.organId,
    });
    expect(events[0]).toMatchObject({ type: 'OpinionDrafted', data: { revision: 1 } });
  });

  it('answers requests of this petition, each once, with an outcome of law', () => {
    expect(refusal(() => draft({ answers: [{ ...answers()[0]!, id: id('q', 9) }] }))).toBe('OPINION_REQUEST_UNKNOWN');
    expect(refusal(() => draft({ answers: [answers()[0]!, answers()[0]!] }))).toBe('OPINION_REQUEST_TWICE');
    expect(refusal(() => draft({ answers: answers('granted') }))).toBe('OPINION_OUTCOME_UNKNOWN');
  });

  it('dates the execution of a supported request only', () => {
    expect(draft({ answers: answers('partly_supported') }).state.opinion?.executeBy).toBe('2025-06-30');
    expect(draft({ answers: answers('not_supported') }).state.opinion).toMatchObject({ executeBy: null, performerId: null });
  });

  it('revises a returned draft under its id and leaves one in check alone', () => {
    const returned = handling(anOpinion({ state: 'returned', remark: '请写明日期', revision: 1 }));
    expect(draft({ opinionId: id('y', 2) }, returned).state.opinion).toMatchObject({ id: id('y'), revision: 2, state: 'drafted' });
    expect(refusal(() => draft({}, handling(anOpinion({ state: 'drafted' }))))).toBe('ACT_NOT_IN_STAGE');
    expect(refusal(() => draft({}, handling(anOpinion({ state: 'checked' }))))).toBe('ACT_NOT_IN_STAGE');
  });

  it('needs an accepted matter', () => {
    for (const stage of ['registered', 'received', 'informed', 'opinion_issued', 'opinion_served', 'closed'] as const) {
      expect(refusal(() => draft({}, aPetition({ stage })))).toBe('ACT_NOT_IN_STAGE');
    }
  });
});

describe('what an opinion rests on', () => {
  const HEARD = anInquiry('INTERVIEW', PETITIONERS[0]);
  const REASON = anInquiry('NOT_HEARD');
  const LOOKED = anInquiry('SITE_VISIT', null, 2);
  const drafting = (...records: CaseRecord[]) => refusal(() => draft({}, handling(null, { records })));

  it('is a petitioner who was heard, or the reason on file why not', () => {
    expect(drafting()).toBe('OPINION_PETITIONER_NOT_HEARD');
    expect(drafting(LOOKED)).toBe('OPINION_PETITIONER_NOT_HEARD');
    // A talk with somebody else hears no petitioner, nor does an explanation given to him.
    expect(drafting(LOOKED, anInquiry('INTERVIEW', null, 3), anInquiry('EXPLANATION', PETITIONERS[0], 4))).toBe(
      'OPINION_PETITIONER_NOT_HEARD',
    );
    expect(drafting(LOOKED, HEARD)).toBe('no refusal');
    expect(drafting(LOOKED, REASON)).toBe('no refusal');
  });

  it('is an inquiry besides, which a plan and an explanation are not', () => {
    expect(drafting(HEARD)).toBe('OPINION_INQUIRY_MISSING');
    expect(drafting(REASON)).toBe('OPINION_INQUIRY_MISSING');
    expect(drafting(HEARD, anInquiry('INTERVIEW', PETITIONERS[1], 3))).toBe('OPINION_INQUIRY_MISSING');
    for (const form of ['PLAN', 'EXPLANATION', 'NOT_HEARD'] as const)
      expect([form, drafting(HEARD, anInquiry(form, null, 3))]).toEqual([form, 'OPINION_INQUIRY_MISSING']);
    for (const form of ['QUESTIONS', 'SITE_VISIT', 'MATERIAL_REQUEST', 'INTERVIEW'] as const)
      expect([form, drafting(HEARD, anInquiry(form, null, 3))]).toEqual([form, 'no refusal']);
  });

  it('is owed of a text that was drafted before the rule was kept, when it is checked and when it is issued', () => {
    const at = (state: 'drafted' | 'checked', by: string) =>
      given(handling(anOpinion({ state }), { records: [HEARD] }), '2025-05-06', { by, clocks: [HANDLE] });
    expect(refusal(() => checkOpinion(at('drafted', PERSON.checker), { remark: null }))).toBe('OPINION_INQUIRY_MISSING');
    expect(refusal(() => issueOpinion(at('checked', PERSON.issuer), { ...sent, ...paper, reviewedBy: null }))).toBe(
      'OPINION_INQUIRY_MISSING',
    );
    // It can be sent back whatever it lacks.
    expect(refusal(() => returnOpinion(at('checked', PERSON.issuer), { remark: '请先听取陈述' }))).toBe('no refusal');
  });

  it('cites the paragraph that asks for it', () => {
    expect(() => draft({}, handling(null, { records: [] }))).toThrow(expect.objectContaining({ source: '信访工作条例 31(6)' }));
    expect(() => draft({}, handling(null, { records: [HEARD] }))).toThrow(expect.objectContaining({ source: '信访工作条例 28 ¶1、31(6)' }));
  });
});

describe('checkOpinion and returnOpinion', () => {
  const check = (opinion: Opinion | null, by = PERSON.checker) =>
    checkOpinion(given(handling(opinion), '2025-04-29', { by, role: 'CHECKER' }), { remark: null });
  const giveBack = (opinion: Opinion, by = PERSON.checker, remark = '请写明日期') =>
    returnOpinion(given(handling(opinion), '2025-04-29', { by }), { remark });

  it('is done by another officer than the drafter', () => {
    expect(check(anOpinion({ state: 'drafted' })).state.opinion).toMatchObject({ state: 'checked', checkedBy: PERSON.checker });
    expect(refusal(() => check(anOpinion({ state: 'drafted' }), PERSON.handler))).toBe('OWN_PROPOSAL');
    expect(refusal(() => giveBack(anOpinion({ state: 'drafted' }), PERSON.handler))).toBe('OWN_PROPOSAL');
  });

  it('judges a draft once', () => {
    for (const state of ['returned', 'checked', 'issued'] as const)
      expect(refusal(() => check(anOpinion({ state })))).toBe('ACT_NOT_IN_STAGE');
    expect(refusal(() => check(null))).toBe('ACT_NOT_IN_STAGE');
  });

  it('returns a draft or a checked one, saying what is asked', () => {
    expect(giveBack(anOpinion({ state: 'drafted' })).state.opinion).toMatchObject({ state: 'returned', remark: '请写明日期' });
    expect(giveBack(anOpinion({ state: 'checked' }), PERSON.issuer).state.opinion).toMatchObject({ state: 'returned', checkedBy: null });
    expect(refusal(() => giveBack(anOpinion({ state: 'returned' })))).toBe('ACT_NOT_IN_STAGE');
    expect(refusal(() => giveBack(anOpinion({ state: 'drafted' }), PERSON.checker, ''))).toBe('TEXT_MISSING');
  });
});

describe('issueOpinion', () => {
  it('numbers the paper, meets HANDLE by the day of dispatch and settles the outcome', () => {
    const { state, clocks, events, papers } = issue(anOpinion());
    expect(state).toMatchObject({
      stage: 'opinion_issued',
      outcome: 'partly_supported',
      opinion: { state: 'issued', dispatchedOn: '2025-05-06', documentId: paper.documentId },
    });
    expect(clocks).toEqual([{ do: 'stop', petitionId: id('z'), term: 'HANDLE', on: '2025-05-06' }]);
    expect(events[0]).toMatchObject({
      type: 'OpinionIssued',
      data: { number: paper.number, dispatchedOn: '2025-05-06', executeBy: '2025-06-30' },
    });
    expect(papers[0]).toMatchObject({
      kind: 'OPINION',
      body: { parts: { issuer: '明川市住房和城乡建设局', remedy: { to: '明川市人民政府' } } },
    });
  });

  it('names whom to ask for review, within how many days and in writing, and says so where the chain ends', () => {
    const remedy = (reviewing: { reviewedBy: string | null; endsChain?: boolean }) => {
      const checked = anOpinion();
      return (
        opinionPaper(given(handling(checked), '2025-05-06'), { ...paper, way: null, proof: null, ...reviewing }, checked).body[
          'parts'
        ] as Record<string, unknown>
      )['remedy'];
    };
    const two = '西岭县人民政府或者明川市自然资源局，由您选择';
    expect(remedy({ reviewedBy: two })).toMatchObject({ to: two, within: '自收到本意见书之日起三十日内，书面提出' });
    expect(remedy({ reviewedBy: null })).toMatchObject({ to: '原办理机关、单位的上一级机关、单位' });
    expect(remedy({ reviewedBy: null, endsChain: true })).toMatchObject({
      to: null,
      text: expect.stringContaining('最高一级'),
      papers: [],
    });
  });

  const short = (change: Partial<Opinion['answers'][number]>, index = 0) =>
    anOpinion().answers.map((answer, at) => (at === index ? { ...answer, ...change } : answer));
  it.each([
    ['facts', anOpinion({ facts: '' }), '事实和理由认定情况'],
    ['evidence', anOpinion({ evidence: [] }), '证据'],
    ['an answer to one request', anOpinion({ answers: anOpinion().answers.slice(0, 1) }), '法律法规政策依据'],
    ['the text of one answer', anOpinion({ answers: short({ answer: '' }, 1) }), '对每项请求的意见'],
    ['the basis of one answer', anOpinion({ answers: short({ basis: [] }) }), '法律法规政策依据'],
    ['every answer', anOpinion({ answers: [] }), '法律法规政策依据'],
    ['the date of execution where a request is supported', anOpinion({ executeBy: null }), '执行方式和执行日期'],
  ])('cannot be numbered without %s', (_, opinion, title) => {
    expect(refusal(() => issue(opinion))).toBe('DOCUMENT_PART_MISSING');
    expect(() => issue(opinion)).toThrow(title);
  });

  it('needs no date of execution where nothing is supported', () => {
    expect(refusal(() => issue(anOpinion({ executeBy: null, answers: short({ outcome: 'not_supported' }) })))).toBe('no refusal');
  });

  it('refuses an execution that ended before the opinion goes out', () => {
    expect(refusal(() => issue(anOpinion({ executeBy: '2025-05-05' })))).toBe('OPINION_EXECUTE_BY_TOO_EARLY');
    expect(refusal(() => issue(anOpinion({ executeBy: '2025-05-06' })))).toBe('no refusal');
  });

  it('is issued by nobody who drafted it, and only when checked', () => {
    expect(refusal(() => issue(anOpinion(), { by: PERSON.handler }))).toBe('OWN_PROPOSAL');
    for (const state of ['drafted', 'returned', 'issued'] as const)
      expect(refusal(() => issue(anOpinion({ state })))).toBe('ACT_NOT_IN_STAGE');
  });

  it('needs the proof of dispatch of its way', () => {
    expect(refusal(() => issue(anOpinion(), { way: 'post' }))).toBe('DISPATCH_PROOF_MISSING');
    expect(refusal(() => issue(anOpinion(), { way: 'post', proof: { receiptNumber: 'EMS-3' } }))).toBe('no refusal');
  });
});

describe('the outcome of the whole', () => {
  const of = (...outcomes: Parameters<typeof outcomeOf>[0][number]['outcome'][]) => outcomeOf(outcomes.map((outcome) => ({ outcome })));
  it('is that of all answers, or partly supported where some request is', () => {
    expect(of('supported', 'supported')).toBe('supported');
    expect(of('explained', 'explained')).toBe('explained');
    expect(of('supported', 'not_supported')).toBe('partly_supported');
    expect(of('partly_supported', 'explained')).toBe('partly_supported');
    expect(of('explained', 'not_supported')).toBe('not_supported');
  });
});

describe('what an opinion still lacks', () => {
  const HOUSE = { name: '明川市住房和城乡建设局', shortName: '明住建', contactPhone: '0000-8800000' };
  const soFar = (state: PetitionState, on = '2025-05-06') =>
    opinionSoFar({ state, act: { on, officer: null } }, law.packOn(on), HOUSE, { reviewedBy: '明川市人民政府' });
  const lacking = (state: PetitionState) =>
    soFar(state)
      ?.parts.filter(({ present }) => !present)
      .map(({ part }) => part);

  it('is all that is to be written, before anybody has drafted it', () => {
    expect(lacking(handling(null))).toEqual(['facts', 'basis', 'answers', 'evidence']);
    expect(lacking(handling(null, { records: [] }))).toEqual(['heard', 'inquired', 'facts', 'basis', 'answers', 'evidence']);
  });

  it('is told per request, and what a supported request asks for besides', () => {
    const half = draft({ answers: answers().slice(0, 1), executeBy: null }).state;
    expect(lacking(half)).toEqual(['basis', 'answers', 'executeBy']);
    expect(soFar(half)?.parts.find(({ part }) => part === 'answers')?.missingFor).toEqual([REQUESTS[1]]);
  });

  it('is nothing exactly where it can be issued, and the page is that of the paper but for its number', () => {
    const drafted = draft().state;
    expect(lacking(drafted)).toEqual([]);
    const issued = issue({ ...drafted.opinion!, state: 'checked' }).papers[0]!;
    const { body } = soFar(drafted)!;
    expect(body).toEqual({
      ...issued.body,
      parts: {
        ...(issued.body['parts'] as object),
        number: '明住建信访〔2025〕　号',
        dispatch: (body['parts'] as Record<string, unknown>)['dispatch'],
      },
    });
  });

  it('is asked of no matter whose opinion is out, or not yet due', () => {
    expect(soFar(handling(anOpinion({ state: 'issued' }), { stage: 'opinion_issued' }))).toBeNull();
    expect(soFar(aPetition({ stage: 'received' }))).toBeNull();
    expect(lacking(handling(anOpinion({ state: 'issued' })))).toContain('facts');
  });
});
