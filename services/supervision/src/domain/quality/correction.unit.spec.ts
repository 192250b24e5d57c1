import { describe, expect, it } from '@jest/globals';
import { nationalCalendar, nationalPacks, packNamed, type RulePack } from '@sunshine/procedure';
import type { MatterCourse } from '../figures/course.js';
import type { OrganGiven } from '../organ-record.js';
import {
  answerQualityCorrection,
  checkQualityCorrection,
  openQualityCorrection,
  type OpenQualityCorrection,
  type Reviewed,
} from './correction.js';
import type { QualityCorrection } from './correction.records.js';
import { heldScores, type Inspection, type Sample, type Settlement } from './sample.js';

const uuid = (n: number): string => `0190a000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
const [OFFICE, HOUSING, OTHER, MATTER] = [uuid(3), uuid(4), uuid(5), uuid(50)];
const ON = '2026-03-10';
const national = packNamed(nationalPacks(), 'CN-2022');
const given = (on = ON, organId = OFFICE, pack: RulePack = national): OrganGiven =>
  ({
    act: { on, personId: uuid(90), organ: { id: organId }, role: 'SUPERVISOR' },
    law: { packOn: () => pack, calendar: nationalCalendar() },
  }) as unknown as OrganGiven;

const item = (code: string, points: number) => ({ item: code, title: code, points, source: '本系统规则', mark: 'own_rule' as const });
const sample = {
  id: uuid(60),
  organId: HOUSING,
  byOrganId: OFFICE,
  petitionIds: [MATTER],
  sheet: [item('TOLD', 10), item('SERVED', 20)],
} as unknown as Sample;
const reviewed: Reviewed = { sample, petitionId: MATTER, scores: { TOLD: 10, SERVED: 5 }, runs: false };
const command: OpenQualityCorrection = {
  correctionId: uuid(30),
  items: ['SERVED'],
  defect: '没有送达回证',
  request: '补办送达',
  reopening: null,
  correctBy: '2026-04-10',
};
const open = (more: Partial<Reviewed> = {}, changed: Partial<OpenQualityCorrection> = {}, by = given()) =>
  openQualityCorrection(by, { ...reviewed, ...more }, '单位3信改〔2026〕1号', { ...command, ...changed });
const opened = open().record as QualityCorrection;
const refusal = (code: string) => expect.objectContaining({ code });
const answer = (correction: QualityCorrection) => answerQualityCorrection(given('2026-04-01', HOUSING), correction, { text: '已经补办' });
const answered = answer(opened).record as QualityCorrection;
const closed: MatterCourse = { exits: [], accepted: [], closings: [{ on: '2026-01-10', reopenedOn: null }] };
const reopened = (...days: (string | null)[]): MatterCourse => ({
  ...closed,
  closings: days.map((reopenedOn) => ({ on: '2026-01-10', reopenedOn })),
});
const check = (correction: QualityCorrection, passed: boolean, correctBy: string | null, course = closed) =>
  checkQualityCorrection(given('2026-04-02'), correction, course, { passed, text: '看了回证', correctBy });

describe('the points that hold for a sampled matter', () => {
  const by = (n: number, served: number) =>
    ({ petitionId: MATTER, personId: uuid(n), scores: { TOLD: 10, SERVED: served } }) as unknown as Inspection;
  it('are those of both inspectors where they agree, else those that a third person has settled', () => {
    expect(heldScores(sample.sheet, [by(1, 5)], null)).toBeNull();
    expect(heldScores(sample.sheet, [by(1, 5), by(2, 6)], null)).toBeNull();
    expect(heldScores(sample.sheet, [by(1, 5), by(2, 5)], null)).toEqual({ TOLD: 10, SERVED: 5 });
    expect(heldScores(sample.sheet, [by(1, 5), by(2, 6)], { scores: { TOLD: 10, SERVED: 6 } } as unknown as Settlement)).toEqual({
      TOLD: 10,
      SERVED: 6,
    });
  });
});

describe('a correction after a quality review', () => {
  it('is addressed to the organ, on items with points lost, until a day for which its term runs', () => {
    expect(opened).toMatchObject({
      state: 'open',
      organId: HOUSING,
      items: [{ item: 'SERVED', points: 5, most: 20 }],
      replyBy: '2026-04-10',
      reopening: null,
    });
    expect(open().clocks).toEqual([
      { do: 'start', petitionId: opened.id, term: 'CORRECTION', subject: HOUSING, startedOn: ON, dueOn: '2026-04-10' },
    ]);
    expect(open({}, { correctBy: ON }).record.replyBy).toBe(ON);
    expect(open({}, { items: ['SERVED', 'SERVED'] }).record).toMatchObject({ items: [{ item: 'SERVED' }] });
  });

  it.each<[string, Partial<Reviewed>, Partial<OpenQualityCorrection>, string, string]>([
    ['of an office that did not draw the sample', {}, {}, OTHER, 'QUALITY_CORRECTION_OF_OTHER_OFFICE'],
    ['of a matter that was not drawn', { petitionId: uuid(51) }, {}, OFFICE, 'INSPECTION_NOT_SAMPLED'],
    ['before the points hold', { scores: null }, {}, OFFICE, 'QUALITY_NOT_SCORED'],
    ['beside one that runs', { runs: true }, {}, OFFICE, 'QUALITY_CORRECTION_RUNS'],
    ['on no item', {}, { items: [] }, OFFICE, 'QUALITY_NO_ITEM'],
    ['on an item that is not on the sheet', {}, { items: ['KIND'] }, OFFICE, 'SUPERVISION_CODE_UNKNOWN'],
    ['on an item without a defect', {}, { items: ['TOLD'] }, OFFICE, 'QUALITY_ITEM_WITHOUT_DEFECT'],
    ['until a day that has passed', {}, { correctBy: '2026-03-09' }, OFFICE, 'SUPERVISION_REPLY_DAY_PAST'],
    ['without saying what is wrong', {}, { defect: ' ' }, OFFICE, 'SUPERVISION_TEXT_MISSING'],
  ])('is refused %s', (_title, more, changed, organId, code) => {
    expect(() => open(more, changed, given(ON, organId))).toThrow(refusal(code));
  });

  it('is not opened under a pack that was published before corrections had a term', () => {
    const { CORRECTION: _, ...terms } = national.terms;
    expect(() => open({}, {}, given(ON, OFFICE, { ...national, terms } as RulePack))).toThrow(refusal('CORRECTION_NO_TERM'));
  });

  it('is answered by the organ, which meets its term', () => {
    expect(answer(opened)).toMatchObject({ record: { state: 'answered' }, clocks: [{ do: 'stop', on: '2026-04-01', subject: HOUSING }] });
    expect(() => answer(answered)).toThrow(refusal('QUALITY_CORRECTION_STATE'));
  });

  it('is checked: it stands, or goes on until a new day', () => {
    expect(check(answered, true, null)).toMatchObject({ record: { state: 'checked' }, clocks: [] });
    const returned = check(answered, false, '2026-04-20');
    expect(returned).toMatchObject({
      record: { state: 'returned', replyBy: '2026-04-20' },
      clocks: [{ do: 'start', dueOn: '2026-04-20' }],
    });
    expect(answer(returned.record as QualityCorrection).record).toMatchObject({ state: 'answered', answers: [{}, {}] });
    expect(() => check(answered, false, null)).toThrow(refusal('QUALITY_CORRECTION_DAY_MISSING'));
    expect(() => check(answered, true, '2026-04-20')).toThrow(refusal('QUALITY_CORRECTION_DAY_NOT_NEEDED'));
    expect(() => check(opened, true, null)).toThrow(refusal('QUALITY_CORRECTION_STATE'));
  });

  it('that asks for the matter to be reopened does not stand before it was, on the day of the correction or later', () => {
    const asking: QualityCorrection = { ...answered, reopening: '应当重新送达' };
    expect(() => check(asking, true, null)).toThrow(refusal('QUALITY_NOT_REOPENED'));
    expect(() => check(asking, true, null, reopened('2026-03-09', null))).toThrow(refusal('QUALITY_NOT_REOPENED'));
    for (const course of [reopened(ON, null), reopened('2026-03-09'), reopened()])
      expect(check(asking, true, null, course).record).toMatchObject({ state: 'checked' });
    expect(check(asking, false, '2026-04-20').record).toMatchObject({ state: 'returned' });
  });
});
