import { describe, expect, it } from '@jest/globals';
import type { OrganKind } from '@sunshine/events';
import { checkRegister, missingNumbers, MOST_MISSING } from './desk-day.js';
import type { DeskPetition } from '../desk-petition.js';
import { issueGuidanceSlip } from './guidance-slip.js';
import { recordInterview, type InterviewNotes } from './interview.js';
import { endVisit, isAboveLevel, isCollective, levelOf, visitOf, type VisitNotes } from './visit.js';
import { id, BUREAU, OTHER, FILE, VISIT, ON, NOW, pack, refusal, at, act, petition } from '../../../test/builders.js';

describe('a visit', () => {
  const open = (notes: VisitNotes = {}, people = 3) => visitOf(notes, { id: VISIT, organId: BUREAU, on: ON, people, now: NOW });

  it('has its times on its own day, not in the future, and does not end before it began', () => {
    expect(open({ timeIn: at('01:00'), timeOut: at('01:00') })).toMatchObject({ timeIn: at('01:00').at, timeOut: at('01:00').at });
    expect(() => open({ timeIn: at('08:01') })).toThrow(refusal('VISIT_TIME_MALFORMED'));
    expect(() => open({ timeIn: at('01:00', '2025-03-02') })).toThrow(refusal('VISIT_TIME_MALFORMED'));
    expect(() => open({ timeIn: at('02:00'), timeOut: at('01:59') })).toThrow(refusal('VISIT_ENDS_BEFORE_IT_BEGAN'));
  });

  it('counts heads from one upwards', () => {
    expect(open({ headCount: 1 }).headCount).toBe(1);
    for (const headCount of [0, 1.5, 1_000_001]) expect(() => open({ headCount })).toThrow(refusal('VISIT_HEADS_MALFORMED'));
  });

  it('ends once, and keeps every unit that was called in', () => {
    const ended = endVisit(open({ calledOrganIds: [OTHER] }), { timeOut: at('07:00'), calledOrganIds: [OTHER, BUREAU] }, NOW);
    expect(ended).toMatchObject({ timeOut: at('07:00').at, calledOrganIds: [OTHER, BUREAU] });
    expect(() => endVisit(ended, { timeOut: at('07:30') }, NOW)).toThrow(refusal('VISIT_ENDED_ALREADY'));
  });

  it('is collective from the pack’s number of heads', () => {
    expect(isCollective({ headCount: 4 }, pack)).toBe(false);
    expect(isCollective({ headCount: 5 }, pack)).toBe(true);
    expect(isCollective({ headCount: 500 }, { values: {} })).toBe(false);
  });

  const organ = (kind: OrganKind, division: string) => ({ id: OTHER, kind, name: '某机关', division });
  const [province, city, county, town] = [
    organ('petition_bureau', '990000'),
    organ('petition_bureau', '990100'),
    organ('department', '990123'),
    organ('township', '990123'),
  ] as const;

  it('is above the level two levels up, not at its own level nor one up', () => {
    expect([province, city, county, town].map(levelOf)).toEqual([1, 2, 3, 4]);
    expect([city, county, town].map((competent) => isAboveLevel(city, competent))).toEqual([false, false, true]);
    expect([city, county, town].map((competent) => isAboveLevel(province, competent))).toEqual([false, true, true]);
    expect(isAboveLevel(county, city)).toBe(false);
  });

  it('above the level gets a slip that says that the petition is still transferred', () => {
    const slip = (competent: typeof town, more: Partial<DeskPetition> = {}, former: { on: string } | null = null) =>
      issueGuidanceSlip(
        petition(more),
        { visited: { ...city, id: BUREAU }, competent, former },
        { place: '镇政府接待室', calledAt: at('07:00'), callAnswer: '派员接待' },
        id(30),
        act(),
      );
    const { slip: issued, events } = slip(town);
    expect(issued).toMatchObject({ competentOrganId: OTHER, place: '镇政府接待室', callAnswer: '派员接待' });
    expect(issued.text.join('')).toMatch(/已登记.*仍按规定转送.*不利后果/);
    expect(JSON.stringify(Object.keys(issued))).not.toMatch(/transport|escort|police|village|employer/i);
    expect(events).toMatchObject([{ type: 'GuidanceSlipIssued', data: { organId: BUREAU, competentOrganId: OTHER } }]);
    expect(() => slip(county as never)).toThrow(refusal('SLIP_NOT_ABOVE_LEVEL'));
    expect(() => slip(town, { channel: 'LETTER' })).toThrow(refusal('SLIP_ONLY_FOR_VISITS'));
    expect(() => slip(town, { kind: 'REPORT' })).toThrow(refusal('SLIP_NOT_FOR_REPORT'));
    expect(() => slip(town, {}, { on: ON })).toThrow(refusal('SLIP_ISSUED_ALREADY'));
  });
});

describe('the record of an oral petition', () => {
  const notes = (more: Partial<InterviewNotes> = {}): InterviewNotes => ({
    answers: [{ question: '反映何事？', answer: '供暖不足。' }],
    readBack: true,
    signatureFileId: FILE,
    copyGiven: true,
    ...more,
  });
  const record = (more: Partial<InterviewNotes> = {}, channel: DeskPetition['channel'] = 'VISIT') =>
    recordInterview(petition({ channel }), notes(more), id(31), act());

  it('is read back, and signed or its refusal witnessed', () => {
    expect(record().interview).toMatchObject({ readBack: true, signatureFileId: FILE, copyGiven: true });
    expect(record({ signatureFileId: null, refusalWitness: '值班员' }).interview).toMatchObject({ refusalWitness: '值班员' });
    expect(record().events).toMatchObject([{ type: 'InterviewRecorded', data: { readBack: true } }]);
    expect(() => record({ signatureFileId: null })).toThrow(refusal('INTERVIEW_REFUSAL_UNWITNESSED'));
    expect(() => record({ readBack: false })).toThrow(refusal('INTERVIEW_SIGNED_UNREAD'));
  });

  it('on the telephone is read back and signed by nobody', () => {
    expect(record({ signatureFileId: null }, 'PHONE').interview).toMatchObject({ readBack: true, signatureFileId: null });
  });

  it('belongs to visits and calls, and holds at least one answer', () => {
    expect(() => record({}, 'LETTER')).toThrow(refusal('INTERVIEW_NOT_ORAL'));
    expect(() => record({ answers: [] })).toThrow(refusal('INTERVIEW_EMPTY'));
    expect(() => record({ answers: [{ question: ' ', answer: '供暖不足' }] })).toThrow(refusal('DESK_TEXT_MISSING'));
  });
});

describe('the end of the desk’s day', () => {
  it('finds a number missing in between, a doubled one, and none beyond the last', () => {
    expect(checkRegister([3, 1, 5, 5], null)).toEqual({ first: 1, last: 5, missing: [2, 4], doubled: [5] });
    expect(checkRegister([1, 2], 4).missing).toEqual([3, 4]);
    expect(checkRegister([], null)).toEqual({ first: null, last: null, missing: [], doubled: [] });
    expect(checkRegister([999_999], null).missing).toHaveLength(MOST_MISSING);
  });

  it('finds petition numbers that were not given out', () => {
    expect(missingNumbers(['990100-20250303-000001', '990100-20250303-000004'])).toEqual([
      '990100-20250303-000002',
      '990100-20250303-000003',
    ]);
    expect(missingNumbers(['990100-20250303-000009'])).toEqual([]);
    expect(missingNumbers([])).toEqual([]);
  });
});
