import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { OrganConcerned, OrganGiven } from '../organ-record.js';
import {
  answerMeasure,
  checkCorrection,
  decideMeasure,
  proposeMeasure,
  recordCorrection,
  recordMeasure,
  removeFromList,
  type ProposeMeasure,
} from './measure.js';
import type { Measure } from './measure.records.js';

const uuid = (n: number): string => `0190a000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
const [PROPOSER, HEAD, CADRE] = [uuid(90), uuid(91), uuid(92)];
const ON = '2026-03-10';
const organ = (n: number, path: readonly number[]): OrganConcerned =>
  ({
    id: uuid(n),
    name: `单位${n}`,
    shortName: `单位${n}`,
    kind: 'department',
    division: '990100',
    path: [...path, n].map(uuid),
  }) as OrganConcerned;
const [GOVERNMENT, BUREAU, HOUSING, ELSEWHERE] = [organ(1, []), organ(2, [1]), organ(4, [1]), organ(8, [9])];
const given = (personId = PROPOSER, on = ON): OrganGiven =>
  ({
    act: { on, personId, organ: BUREAU, role: 'SUPERVISOR' },
    law: { packOn: () => ({ terms: { CORRECTION: {} } }) },
  }) as unknown as OrganGiven;
const command: ProposeMeasure = {
  measureId: uuid(30),
  means: ['ORDERED_CORRECTION', 'ACCOUNTABILITY_TALK'],
  facts: '同类事项连续三个月逾期',
  basis: '信访工作条例 45(一)',
  gravity: '情节较重',
  cadreId: CADRE,
  answerBy: '2026-03-17',
};
const propose = (more: Partial<ProposeMeasure> = {}, to = HOUSING, cadreRoles: readonly string[] = ['HEAD']) =>
  proposeMeasure(given(), { to, cadreRoles }, '单位2信联〔2026〕1号', { ...command, ...more });
const measureOf = (more: Partial<Measure> = {}): Measure => ({ ...(propose().record as Measure), ...more });
const refusal = (code: string) => expect.objectContaining({ code });
const answer = { on: ON, byPersonId: CADRE, text: '已经补办' };
const decision = { taken: true, means: null, meeting: '第三次全体会议纪要', reason: '情节较重', correctBy: '2026-04-10' };
const decide = (measure: Measure, more = {}, on = ON) =>
  decideMeasure(given(HEAD, on), measure, { ...decision, ...more }).record as Measure;

describe('a measure of the joint conference', () => {
  it('is proposed by gravity with facts against a leading cadre or the leading body, each means once', () => {
    expect(propose({ means: ['CIRCULAR', 'ACCOUNTABILITY_TALK', 'CIRCULAR'] }).record).toMatchObject({
      state: 'open',
      number: '单位2信联〔2026〕1号',
      means: ['ACCOUNTABILITY_TALK', 'CIRCULAR'],
      cadreId: CADRE,
      replyBy: '2026-03-17',
    });
    expect(propose({ cadreId: null }, HOUSING, []).record).toMatchObject({ cadreId: null });
    expect(propose({ answerBy: ON }).record.replyBy).toBe(ON);
  });

  it.each([
    ['against a person who only handles matters there', {}, HOUSING, ['HANDLER'], 'MEASURE_CADRE_NOT_LEADING'],
    ['against a person who is not there', {}, HOUSING, [], 'MEASURE_CADRE_NOT_LEADING'],
    ['against the organ above', {}, GOVERNMENT, ['HEAD'], 'MEASURE_NOT_SUPERVISED'],
    ['against the own organ', {}, BUREAU, ['HEAD'], 'MEASURE_NOT_SUPERVISED'],
    ['against an organ of another tree', {}, ELSEWHERE, ['HEAD'], 'MEASURE_NOT_SUPERVISED'],
    ['of no means', { means: [] }, HOUSING, ['HEAD'], 'MEASURE_NONE'],
    ['without gravity', { gravity: ' ' }, HOUSING, ['HEAD'], 'SUPERVISION_TEXT_MISSING'],
    ['without facts', { facts: '' }, HOUSING, ['HEAD'], 'SUPERVISION_TEXT_MISSING'],
    ['to be answered in the past', { answerBy: '2026-03-09' }, HOUSING, ['HEAD'], 'SUPERVISION_REPLY_DAY_PAST'],
  ] as const)('is refused %s', (_title, more, to, roles, code) => {
    expect(() => propose(more, to, roles)).toThrow(refusal(code));
  });

  it('is opened by an act of a person alone: no other file reaches the rule', () => {
    const src = join(import.meta.dirname, '..', '..');
    const reaching = globSync('**/*.ts', { cwd: src, exclude: (name) => name === 'node_modules' })
      .filter((name) => !name.endsWith('.spec.ts'))
      .filter((name) => /proposeMeasure|kind: 'measure',\n/.test(readFileSync(join(src, name), 'utf8')))
      .map((name) => name.replaceAll('\\', '/'));
    expect(reaching.toSorted()).toEqual(['domain/measures/measure.ts', 'measures/measures.acts.ts']);
  });
});

describe('the answer before the decision', () => {
  it('is the cadre’s in person, or of the leading body; once, and before the decision', () => {
    expect(answerMeasure(given(CADRE), measureOf(), { text: '已经补办' }).record).toMatchObject({ answer });
    expect(() => answerMeasure(given(HEAD), measureOf(), { text: '已经补办' })).toThrow(refusal('MEASURE_OF_OTHER_CADRE'));
    expect(answerMeasure(given(HEAD), measureOf({ cadreId: null }), { text: '已经补办' }).record).toMatchObject({
      answer: { byPersonId: HEAD },
    });
    expect(() => answerMeasure(given(CADRE), measureOf({ answer }), { text: '补充' })).toThrow(refusal('MEASURE_ANSWERED'));
    expect(() => answerMeasure(given(CADRE), measureOf({ state: 'decided' }), { text: '补充' })).toThrow(refusal('MEASURE_NOT_THEN'));
  });
});

describe('the decision of the joint conference', () => {
  it('comes once it was answered, or when the time to answer is over', () => {
    expect(decide(measureOf({ answer }))).toMatchObject({ state: 'decided', replyBy: '2026-04-10' });
    expect(() => decide(measureOf(), {}, '2026-03-17')).toThrow(refusal('MEASURE_ANSWER_OPEN'));
    expect(decide(measureOf(), {}, '2026-03-18')).toMatchObject({ state: 'decided' });
  });

  it('is entered by another person than who proposed', () => {
    expect(() => decideMeasure(given(PROPOSER), measureOf({ answer }), decision)).toThrow(refusal('MEASURE_SAME_PERSON'));
  });

  it('takes the means proposed, others, or none; with a day where something is to be corrected, and else without', () => {
    const measure = measureOf({ answer });
    expect(decide(measure, { means: ['CIRCULAR'], correctBy: null })).toMatchObject({ means: ['CIRCULAR'], replyBy: null });
    expect(decide(measure, { taken: false, correctBy: null })).toMatchObject({ state: 'rejected' });
    expect(() => decide(measure, { correctBy: null })).toThrow(refusal('MEASURE_CORRECTION_DAY_MISSING'));
    expect(() => decide(measure, { means: ['CIRCULAR'] })).toThrow(refusal('MEASURE_NOTHING_TO_CORRECT'));
    expect(() => decide(measure, { correctBy: '2026-03-09' })).toThrow(refusal('SUPERVISION_REPLY_DAY_PAST'));
    expect(decide(measure, { correctBy: ON })).toMatchObject({ replyBy: ON });
    expect(() => decide(measureOf({ state: 'decided' }))).toThrow(refusal('MEASURE_NOT_THEN'));
  });
});

describe('the term of the correction', () => {
  const term = { petitionId: uuid(30), term: 'CORRECTION', subject: HOUSING.id };
  const until = (dueOn: string, startedOn = ON) => ({ do: 'start', ...term, startedOn, dueOn });
  const moves = ({ clocks = [] }: { clocks?: readonly object[] }) => clocks;
  const text = { text: '已经整改' };

  it('starts with the decision that sets its day, ends with the report and starts again with a new day; nothing else moves it', () => {
    const listed = measureOf({ answer });
    const taken = decideMeasure(given(HEAD), listed, decision);
    expect(moves(taken)).toEqual([until('2026-04-10')]);
    const recorded = recordMeasure(given(), taken.record as Measure, text);
    expect(moves(recorded)).toEqual([]);
    const reported = recordCorrection(given(CADRE, '2026-04-11'), recorded.record as Measure, text);
    expect(moves(reported)).toEqual([{ do: 'stop', ...term, on: '2026-04-11' }]);
    const check = (passed: boolean, correctBy: string | null) =>
      checkCorrection(given(PROPOSER, '2026-04-12'), reported.record as Measure, { passed, text: '核查', correctBy });
    expect(moves(check(false, '2026-05-10'))).toEqual([until('2026-05-10', '2026-04-12')]);
    expect(moves(check(true, null))).toEqual([]);
    expect(() => check(false, '2026-04-11')).toThrow(refusal('SUPERVISION_REPLY_DAY_PAST'));
  });

  it('is of none of the other means, of no measure that is rejected, and of no pack that does not know it', () => {
    const measure = measureOf({ answer });
    expect(moves(decideMeasure(given(HEAD), measure, { ...decision, means: ['CIRCULAR'], correctBy: null }))).toEqual([]);
    expect(moves(decideMeasure(given(HEAD), measure, { ...decision, taken: false, correctBy: null }))).toEqual([]);
    const before = { ...given(HEAD), law: { packOn: () => ({ terms: {} }) } } as unknown as OrganGiven;
    expect(() => decideMeasure(before, measure, decision)).toThrow(refusal('CORRECTION_NO_TERM'));
  });
});

describe('what follows the decision', () => {
  const text = { text: '已谈话' };
  const listed = measureOf({ state: 'decided', means: ['LISTED_SUPERVISION'] });

  it('is the record; where nothing is to be corrected it ends there', () => {
    expect(recordMeasure(given(), measureOf({ state: 'decided', means: ['ACCOUNTABILITY_TALK'] }), text).record).toMatchObject({
      state: 'done',
    });
    expect(recordMeasure(given(), listed, text).record).toMatchObject({ state: 'correcting', record: { text: '已谈话' } });
    expect(() => recordMeasure(given(), measureOf(), text)).toThrow(refusal('MEASURE_NOT_THEN'));
  });

  it('is correction and check, as often as needed, and the removal from the list', () => {
    const correcting = recordMeasure(given(), listed, text).record as Measure;
    const first = recordCorrection(given(CADRE), correcting, { text: '正在整改' }).record as Measure;
    expect(() => checkCorrection(given(), first, { passed: false, text: '未到位', correctBy: null })).toThrow(
      refusal('MEASURE_CORRECTION_DAY_MISSING'),
    );
    const again = checkCorrection(given(), first, { passed: false, text: '未到位', correctBy: '2026-05-10' }).record as Measure;
    expect(again).toMatchObject({ state: 'correcting', replyBy: '2026-05-10' });
    const second = recordCorrection(given(CADRE), again, { text: '已经整改' }).record as Measure;
    expect(() => removeFromList(given(), second, { reason: '整改到位' })).toThrow(refusal('MEASURE_NOT_THEN'));
    const checked = checkCorrection(given(), second, { passed: true, text: '到位', correctBy: null }).record as Measure;
    expect(checked).toMatchObject({ state: 'checked', corrections: [{}, {}], checks: [{ passed: false }, { passed: true }] });
    expect(removeFromList(given(), checked, { reason: '整改到位' }).record).toMatchObject({ state: 'removed' });
    expect(() => recordCorrection(given(CADRE), checked, text)).toThrow(refusal('MEASURE_NOT_THEN'));
  });

  it('is no removal of what was not listed', () => {
    expect(() => removeFromList(given(), measureOf({ state: 'checked' }), { reason: '整改到位' })).toThrow(refusal('MEASURE_NOT_LISTED'));
  });
});
