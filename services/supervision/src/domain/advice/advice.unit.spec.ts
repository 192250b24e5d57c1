import { describe, expect, it } from '@jest/globals';
import { nationalCalendar, nationalPacks, packNamed } from '@sunshine/procedure';
import type { OrganConcerned, OrganGiven } from '../organ-record.js';
import {
  answerAdvice,
  extendAdviceReply,
  issueAdvice,
  recordResponsibilityResult,
  reviewAdviceEffect,
  type IssueAdvice,
} from './advice.js';
import type { Advice } from './advice.records.js';

const uuid = (n: number): string => `0190a000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
const ON = '2026-03-10';
const OFFICER = uuid(90);
const organ = (n: number, kind: OrganConcerned['kind'], path: readonly number[], division = '990100'): OrganConcerned => ({
  id: uuid(n),
  name: `单位${n}`,
  shortName: `单位${n}`,
  kind,
  division,
  path: [...path, n].map(uuid),
});
const GOVERNMENT = organ(1, 'government', []);
const BUREAU = organ(2, 'petition_bureau', [1]);
const HOUSING = organ(4, 'department', [1]);
const STATION = organ(5, 'institution', [1, 4]);
const DISCIPLINE = organ(6, 'discipline', [7]);
const COMMITTEE = organ(7, 'party_committee', []);
const ELSEWHERE = organ(8, 'department', [9], '990200');
const OTHER_GOVERNMENT = organ(9, 'government', [], '990200');

const given = (on = ON, pack = 'CN-2022'): OrganGiven =>
  ({
    act: { on, personId: OFFICER, organ: BUREAU, role: 'SUPERVISOR' },
    law: { packOn: () => packNamed(nationalPacks(), pack), calendar: nationalCalendar() },
  }) as unknown as OrganGiven;
const command: IssueAdvice = {
  adviceId: uuid(30),
  kind: 'IMPROVE',
  found: '三件信访事项逾期未书面告知',
  basis: '信访工作条例 44(三)',
  advised: '建立每日核对到期事项的制度',
  consequences: null,
  replyBy: '2026-04-10',
};
const issue = (
  to: OrganConcerned,
  more: Partial<IssueAdvice> = {},
  { unit = null, report = null, by = given() }: { unit?: OrganConcerned | null; report?: boolean | null; by?: OrganGiven } = {},
) =>
  issueAdvice(by, { to, unit, petition: report === null ? null : { id: uuid(20), report } }, '单位2信建〔2026〕1号', {
    ...command,
    ...more,
  });
const adviceOf = (more: Partial<Advice> = {}): Advice => ({ ...(issue(HOUSING).record as Advice), ...more });
const refusal = (code: string) => expect.objectContaining({ code });
const responsible = { kind: 'RESPONSIBILITY', consequences: '引发集体上访，群众损失无法挽回' } as const;

describe('an advice (三项建议)', () => {
  it('has number, facts, article and the day of its answer, and starts the term of the answer under its own id', () => {
    const { record, events, clocks } = issue(HOUSING);
    expect(record).toMatchObject({
      state: 'open',
      number: '单位2信建〔2026〕1号',
      organId: HOUSING.id,
      byOrganId: BUREAU.id,
      replyBy: '2026-04-10',
    });
    expect(events.map(({ type }) => type)).toEqual(['AdviceIssued']);
    expect(clocks).toEqual([
      { do: 'start', petitionId: uuid(30), term: 'ADVICE_REPLY', subject: HOUSING.id, startedOn: ON, dueOn: '2026-04-10' },
    ]);
  });

  it('goes to whom the law names, kind by kind', () => {
    expect(issue(STATION).record).toMatchObject({ advice: 'IMPROVE' });
    expect(issue(GOVERNMENT, { kind: 'POLICY' }).record).toMatchObject({ advice: 'POLICY', unitId: null });
    expect(issue(COMMITTEE, { kind: 'POLICY' }).record).toMatchObject({ organId: COMMITTEE.id });
    expect(issue(DISCIPLINE, responsible, { unit: HOUSING }).record).toMatchObject({ unitId: HOUSING.id });
    expect(issue(HOUSING, responsible, { unit: STATION }).record).toMatchObject({ organId: HOUSING.id });
  });

  it.each([
    ['to improve work, to the own organ', BUREAU, {}, null, 'ADVICE_OWN_ORGAN'],
    ['to improve work, to an organ that is not supervised', ELSEWHERE, {}, null, 'ADVICE_NOT_SUPERVISED'],
    ['to improve work, to the organ above', GOVERNMENT, {}, null, 'ADVICE_NOT_SUPERVISED'],
    ['on policy, to a department', HOUSING, { kind: 'POLICY' }, null, 'ADVICE_NOT_OWN_COMMITTEE'],
    ['on policy, to another government', OTHER_GOVERNMENT, { kind: 'POLICY' }, null, 'ADVICE_NOT_OWN_COMMITTEE'],
    ['on responsibility, of no unit', DISCIPLINE, responsible, null, 'ADVICE_UNIT_MISSING'],
    ['on responsibility, to the unit itself', HOUSING, responsible, HOUSING, 'ADVICE_NO_AUTHORITY'],
    ['on responsibility, to an organ below the unit', STATION, responsible, HOUSING, 'ADVICE_NO_AUTHORITY'],
    [
      'on responsibility, without serious consequences',
      DISCIPLINE,
      { ...responsible, consequences: ' ' },
      HOUSING,
      'ADVICE_NO_CONSEQUENCES',
    ],
  ] as const)('is refused %s', (_title, to, more, unit, code) => {
    expect(() => issue(to, more, { unit })).toThrow(refusal(code));
  });

  it('tells nothing of a report', () => {
    expect(() => issue(HOUSING, {}, { report: true })).toThrow(refusal('ADVICE_OF_REPORT'));
    expect(issue(HOUSING, {}, { report: false }).record).toMatchObject({ state: 'open' });
  });

  it('sets the day of its answer itself in 2022, and has thirty days in 2005', () => {
    expect(() => issue(HOUSING, { replyBy: null })).toThrow(refusal('ADVICE_REPLY_DAY_MISSING'));
    expect(() => issue(HOUSING, { replyBy: '2026-03-09' })).toThrow(refusal('SUPERVISION_REPLY_DAY_PAST'));
    expect(issue(HOUSING, { replyBy: ON }).record.replyBy).toBe(ON);
    const by = given(ON, 'CN-2005');
    expect(() => issue(HOUSING, {}, { by })).toThrow(refusal('ADVICE_REPLY_DAY_FIXED'));
    expect(issue(HOUSING, { replyBy: null }, { by }).record).toMatchObject({ nominalReply: '2026-04-09', replyBy: '2026-04-09' });
  });

  it('states facts, article and what is advised', () => {
    for (const field of ['found', 'basis', 'advised'] as const)
      expect(() => issue(HOUSING, { [field]: ' ' })).toThrow(refusal('SUPERVISION_TEXT_MISSING'));
  });
});

describe('more time for the answer', () => {
  const extend = (replyBy: string, on = ON, pack = 'CN-2022', advice = adviceOf()) =>
    extendAdviceReply(given(on, pack), advice, { replyBy, reason: '需要会商' });

  it('is given by who advised until the last day, as so many days more', () => {
    const { record, clocks } = extend('2026-04-20', '2026-04-10');
    expect(record).toMatchObject({ replyBy: '2026-04-20', extensions: [{ replyBy: '2026-04-20', reason: '需要会商' }] });
    expect(clocks).toMatchObject([{ do: 'extend', term: 'ADVICE_REPLY', days: 10, subject: HOUSING.id }]);
  });

  it('is refused when the time has run out, when it is not later, when the advice was answered, and in 2005', () => {
    expect(() => extend('2026-04-20', '2026-04-11')).toThrow(refusal('ADVICE_REPLY_OVERDUE'));
    expect(() => extend('2026-04-10')).toThrow(refusal('ADVICE_REPLY_NOT_LATER'));
    expect(() => extend('2026-04-20', ON, 'CN-2022', adviceOf({ state: 'answered' }))).toThrow(refusal('ADVICE_ANSWERED'));
    const of2005 = issue(HOUSING, { replyBy: null }, { by: given(ON, 'CN-2005') }).record as Advice;
    expect(() => extend('2026-04-20', ON, 'CN-2005', of2005)).toThrow(refusal('EXTENSION_NOT_ALLOWED'));
  });
});

describe('the answer to an advice', () => {
  const answer = (as: string, reasons: string | null = null, advice = adviceOf()) =>
    answerAdvice(given(), advice, { as, text: '已经建立制度', reasons });

  it('says whether it is adopted and stops the term; where not, or not whole, with reasons', () => {
    expect(answer('adopted')).toMatchObject({
      record: { state: 'answered', answer: { as: 'adopted', reasons: null } },
      clocks: [{ do: 'stop', on: ON }],
    });
    expect(answer('partly', '人员不足').record).toMatchObject({ answer: { as: 'partly', reasons: '人员不足' } });
    expect(() => answer('partly')).toThrow(refusal('SUPERVISION_TEXT_MISSING'));
    expect(() => answer('not_adopted')).toThrow(refusal('SUPERVISION_TEXT_MISSING'));
  });

  it('is given once, and by a code of the form', () => {
    expect(() => answer('adopted', null, adviceOf({ state: 'answered' }))).toThrow(refusal('ADVICE_ANSWERED'));
    expect(() => answer('maybe')).toThrow(refusal('SUPERVISION_CODE_UNKNOWN'));
  });
});

describe('what comes after the answer', () => {
  const answered = adviceOf({ state: 'answered' });
  const pursuing: Advice = { ...(issue(DISCIPLINE, responsible, { unit: HOUSING }).record as Advice), state: 'answered' };
  const result = { result: 'admonition', decidedBy: '市纪委监委', decidedOn: ON, text: '对分管负责人诫勉' };

  it('is a look at the effect, again and again', () => {
    const once = reviewAdviceEffect(given(), answered, { effect: 'partly', text: '仍有一件逾期' }).record as Advice;
    expect(once).toMatchObject({ state: 'reviewed', effects: [{ effect: 'partly' }] });
    expect(reviewAdviceEffect(given(), once, { effect: 'achieved', text: '已无逾期' }).record).toMatchObject({
      effects: [{}, { effect: 'achieved' }],
    });
    expect(() => reviewAdviceEffect(given(), adviceOf(), { effect: 'achieved', text: '好' })).toThrow(refusal('ADVICE_NOT_ANSWERED'));
  });

  it('is the final result of the body that decides responsibility, entered once', () => {
    const concluded = recordResponsibilityResult(given(), pursuing, result).record as Advice;
    expect(concluded).toMatchObject({ state: 'concluded', result: { result: 'admonition', decidedOn: ON } });
    expect(() => recordResponsibilityResult(given(), concluded, result)).toThrow(refusal('ADVICE_CONCLUDED'));
    expect(reviewAdviceEffect(given(), concluded, { effect: 'achieved', text: '已整改' }).record).toMatchObject({ state: 'concluded' });
  });

  it('is no result of an advice that pursues none, that is not answered, or of a day to come', () => {
    expect(() => recordResponsibilityResult(given(), answered, result)).toThrow(refusal('ADVICE_NO_RESPONSIBILITY'));
    expect(() => recordResponsibilityResult(given(), { ...pursuing, state: 'open' }, result)).toThrow(refusal('ADVICE_NOT_ANSWERED'));
    expect(() => recordResponsibilityResult(given(), pursuing, { ...result, decidedOn: '2026-03-11' })).toThrow(
      refusal('ADVICE_RESULT_IN_FUTURE'),
    );
  });
});
