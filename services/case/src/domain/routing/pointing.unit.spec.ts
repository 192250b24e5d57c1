import { describe, expect, it } from '@jest/globals';
import type { Role } from '@sunshine/events';
import { AT, Matter, WHO } from '../../../test/between.js';
import { HOUSING, id, paper, refusal, sent, termsOf } from '../../../test/builders.js';
import { latestRecord } from '../records.js';
import { reopenPetition } from '../closing/reopening.js';
import { confirmPointing, pointElsewhere, type PointElsewhere, type PointedTo } from './pointing.js';

const TO: PointedTo = { ...AT.labour, accused: false };
const direct = (more: Parameters<typeof Matter.registered>[0] = {}) =>
  Matter.registered({ organId: HOUSING.id, organKind: 'department', ...more });
const at = (matter: Matter, by: string, role: Role) => matter.given('2025-03-05', by, HOUSING, role);
const point = (matter: Matter, more: Partial<PointElsewhere> = {}) =>
  pointElsewhere(at(matter, WHO.handler, 'HANDLER'), {
    pointingId: id('k'),
    to: TO,
    toName: null,
    basis: '劳动保障监察条例第十条',
    place: '市民中心二楼',
    reason: '拖欠工资不属本局职权',
    ...more,
  });
const confirm = (matter: Matter, to: PointedTo | null = TO, by: string = WHO.checker) =>
  confirmPointing(at(matter, by, 'CHECKER'), { to, ...sent, ...paper });
const proposed = (matter = direct(), more: Partial<PointElsewhere> = {}) => matter.after(point(matter, more));

describe('pointElsewhere', () => {
  it('is for what came straight to an organ that is no bureau', () => {
    expect(refusal(() => point(direct()))).toBe('no refusal');
    expect(refusal(() => point(Matter.registered()))).toBe('POINTING_BY_BUREAU');
    expect(refusal(() => point(direct({ channel: 'TRANSFER_IN' })))).toBe('POINTING_OF_TRANSFERRED');
    expect(refusal(() => point(Matter.registered().routed(HOUSING, '2025-03-04')))).toBe('POINTING_OF_TRANSFERRED');
  });

  it('comes too late once the organ has decided the exit, or the matter has an outcome', () => {
    expect(refusal(() => point(direct().with({ exit: '31(6)' })))).toBe('POINTING_IN_HAND');
    expect(refusal(() => point(direct().with({ outcome: 'settled' })))).toBe('POINTING_IN_HAND');
    expect(refusal(() => point(direct().with({ outcome: 'refused_acceptance' })))).toBe('MATTER_REFUSED');
    expect(refusal(() => point(direct().with({ stage: 'accepted' })))).toBe('ACT_NOT_IN_STAGE');
    expect(refusal(() => point(direct().with({ stage: 'informed' })))).toBe('no refusal');
  });

  it('names an organ with authority: not itself, no bureau, none of its own system, none that is closed', () => {
    const code = (to: PointedTo | null, toName: string | null = null) => refusal(() => point(direct(), { to, toName }));
    expect(code({ ...TO, id: HOUSING.id })).toBe('ROUTE_TO_SELF');
    expect(code({ ...AT.bureau, accused: false })).toBe('ROUTE_TO_ORGAN_WITHOUT_AUTHORITY');
    expect(code({ ...AT.estate, accused: false })).toBe('POINTING_INSIDE_SYSTEM');
    expect(code({ ...TO, closedOn: '2025-03-05' })).toBe('ROUTE_TO_CLOSED_ORGAN');
    expect(code(null)).toBe('POINTING_TO_MISSING');
    expect(code(null, '省海关')).toBe('no refusal');
    expect(refusal(() => point(direct(), { place: ' ' }))).toBe('TEXT_MISSING');
  });

  it('points no report to whom it accuses, nor to an organ that nobody can look up, nor into the air', () => {
    const report = (more: Parameters<typeof direct>[0] = {}) =>
      direct({ kind: 'REPORT', accusedIds: [id('o', 77)], accusedInWords: 0, ...more });
    expect(refusal(() => point(report()))).toBe('no refusal');
    expect(refusal(() => point(report(), { to: { ...TO, accused: true } }))).toBe('ROUTE_TO_ACCUSED');
    expect(refusal(() => point(report(), { to: null, toName: '某局' }))).toBe('POINTING_REPORT_TO_DIRECTORY');
    expect(refusal(() => point(report({ petitionerIds: [] })))).toBe('POINTING_NOBODY_TOLD');
    expect(refusal(() => point(report({ accusedInWords: 1 })))).toBe('ACCUSED_NOT_IDENTIFIED');
  });
});

describe('confirmPointing', () => {
  it('is read by another person, tells who has the authority, meets the duty to tell and ends the matter as guided', () => {
    const matter = proposed();
    expect(refusal(() => confirm(matter, TO, WHO.handler))).toBe('OWN_PROPOSAL');
    expect(refusal(() => confirm(direct()))).toBe('POINTING_NOT_PROPOSED');
    const decision = confirm(matter);
    expect(decision.state).toMatchObject({ stage: 'closed', outcome: 'guided', closedOn: '2025-03-05' });
    expect(termsOf(decision.clocks, 'stop')).toEqual(['NOTIFY_DIRECT']);
    expect(decision.events.map(({ type }) => type)).toEqual(['PetitionPointed', 'PetitionClosed']);
    expect(decision.papers).toMatchObject([
      {
        kind: 'POINTING_NOTICE',
        body: { parts: { competentBody: AT.labour.name, basis: '劳动保障监察条例第十条', place: '市民中心二楼' } },
      },
    ]);
  });

  it('judges the organ again as it is now', () => {
    expect(refusal(() => confirm(proposed(), { ...TO, closedOn: '2025-03-05' }))).toBe('ROUTE_TO_CLOSED_ORGAN');
  });

  it('stands no longer once the matter was opened again', () => {
    const matter = proposed();
    const ended = matter.after(confirm(matter));
    const again = reopenPetition(ended.given('2025-03-10', WHO.auditor, AT.bureau, 'AUDITOR'), {
      recordId: id('r', 9),
      reason: 'DEFECT',
      text: '查实属该局职权',
      stage: 'registered',
    });
    expect(again.state).toMatchObject({ stage: 'registered', outcome: null, closedOn: null });
    expect(latestRecord(again.state, 'pointing')?.state).toBe('set_aside');
    expect(termsOf(again.clocks, 'start')).toEqual(['NOTIFY_DIRECT']);
  });
});
