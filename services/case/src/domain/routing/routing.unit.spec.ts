import { describe, expect, it } from '@jest/globals';
import { AT, GOVERNMENT, Matter, PARTY, WHO, placed } from '../../../test/between.js';
import {
  BUREAU,
  COUNTY_BUREAU,
  COURT,
  DISCIPLINE,
  HOUSING,
  PERSON,
  aClock,
  aRegistration,
  given,
  id,
  law,
  paper,
  refusal,
  startOf,
  termsOf,
  type SentRegistration,
} from '../../../test/builders.js';
import { openCase, registered } from '../opening.js';
import type { Organ, PetitionState } from '../petition.js';
import { latestRecord } from '../records.js';
import { recallTransfer } from './recall.js';
import { routePetition, type RoutePetition } from './routing.js';

const at = (on: string, change: Partial<SentRegistration> = {}) =>
  registered(aRegistration({ receivedOn: on, registeredOn: on, ...change }));
const open = (state: PetitionState) => openCase(state, law.packOn(state.receivedOn));
const transfer = (to: Organ, by: Organ, more: Partial<RoutePetition> = {}): RoutePetition => ({
  kind: 'TRANSFER',
  to: placed(to),
  from: placed(by),
  reason: '属该单位职责',
  reportBy: null,
  points: [],
  toAccused: false,
  ...paper,
  ...more,
});
const route = (to: Organ, more: Partial<RoutePetition> = {}, state = at('2025-03-03'), on = '2025-03-04', by: Organ = BUREAU) =>
  routePetition(
    given(state, on, { by: PERSON.dispatcher, organ: by, clocks: [aClock('ROUTE', state.receivedOn, { subject: state.organId })] }),
    transfer(to, by, more),
  );

describe('opening a case', () => {
  it('starts ROUTE at a bureau on the day of receipt', () => {
    const { clocks, events, line } = open(at('2025-03-03'));
    expect(clocks).toEqual([{ do: 'start', petitionId: id('z'), term: 'ROUTE', subject: BUREAU.id, startedOn: '2025-03-03' }]);
    expect(events.map(({ type }) => type)).toEqual(['CaseOpened']);
    expect(line.basis).toBe('信访工作条例 22');
  });

  it('starts NOTIFY_DIRECT and no ROUTE at another organ', () => {
    expect(open(at('2025-03-03', { organId: HOUSING.id, organKind: 'department' })).clocks.map(({ term }) => term)).toEqual([
      'NOTIFY_DIRECT',
    ]);
  });

  it.each([
    ['2025-03-03', 'CN-2022'],
    ['2019-03-04', 'CN-2005'],
  ])('exempts the direct notice where name or address is unclear (%s, %s)', (on) => {
    expect(open(at(on, { organId: HOUSING.id, organKind: 'department', addressUnclear: true })).clocks).toEqual([]);
  });

  it('starts no notice duty for a report at a discipline organ, which tells under its own rules, and for a claim there as anywhere', () => {
    const { id: organId, kind: organKind } = DISCIPLINE;
    expect(open(at('2025-03-03', { organId, organKind, kind: 'REPORT' })).clocks).toEqual([]);
    expect(open(at('2025-03-03', { organId, organKind })).clocks.map(({ term }) => term)).toEqual(['NOTIFY_DIRECT']);
  });

  it('starts the notice duty at a political-legal organ: nobody has said yet that it is litigation relief', () => {
    expect(open(at('2025-03-03', { organId: COURT.id, organKind: COURT.kind })).clocks.map(({ term }) => term)).toEqual(['NOTIFY_DIRECT']);
  });

  it('knows no such exemption under CN-2005', () => {
    expect(open(at('2019-03-04', { organId: COURT.id, organKind: COURT.kind })).clocks.map(({ term }) => term)).toEqual(['NOTIFY_DIRECT']);
  });

  it('takes the pack in force on the day of receipt, on both sides of 2022-05-01', () => {
    expect(open(at('2022-04-30')).line.basis).toBe('信访条例 21');
    expect(open(at('2022-05-01')).line.basis).toBe('信访工作条例 22');
  });
});

describe('routePetition', () => {
  it('meets ROUTE and starts the receiver’s duties on the day of the transport receipt', () => {
    const { state, clocks, events, papers } = route(HOUSING);
    expect(state).toMatchObject({
      stage: 'received',
      organId: HOUSING.id,
      senderId: BUREAU.id,
      assignerId: null,
      version: 2,
      latestOn: '2025-03-04',
    });
    expect(termsOf(clocks, 'stop')).toEqual(['ROUTE']);
    expect(termsOf(clocks, 'start')).toEqual(['NOTIFY_TRANSFERRED', 'OBJECT']);
    expect(clocks.every((move) => move.do !== 'start' || (move.subject === HOUSING.id && move.startedOn === '2025-03-04'))).toBe(true);
    expect(events.map(({ type }) => type)).toEqual(['PetitionRouted', 'PetitionReceived']);
    expect(papers.map(({ kind, organId }) => [kind, organId])).toEqual([['TRANSFER_SLIP', BUREAU.id]]);
  });

  it('tells the day up to which the receiver may object: five working days', () => {
    const [slip] = route(HOUSING, {}, at('2025-01-23'), '2025-01-24').papers;
    expect(slip?.body).toMatchObject({ parts: { objectionDeadline: '2025-02-07', issuer: '明川市信访局' } });
  });

  it('gives no option to object under CN-2005', () => {
    expect(termsOf(route(HOUSING, {}, at('2019-03-04'), '2019-03-05').clocks, 'start')).toEqual(['NOTIFY_TRANSFERRED']);
  });

  it('starts the transferred notice even where the address is unclear', () => {
    expect(termsOf(route(HOUSING, {}, at('2025-03-03', { addressUnclear: true })).clocks, 'start')).toContain('NOTIFY_TRANSFERRED');
  });

  it.each([COURT, DISCIPLINE])('starts notice and objection of an ordinary claim at an organ of Art 23 ¶4 ($kind)', (to) => {
    expect(termsOf(route(to).clocks, 'start')).toEqual(['NOTIFY_TRANSFERRED', 'OBJECT']);
  });

  it('starts only the option to object for a litigation letter at a political-legal organ, and both under CN-2005 but that option', () => {
    const letter = { kind: 'LETTER' } as const;
    expect(termsOf(route(COURT, letter).clocks, 'start')).toEqual(['OBJECT']);
    expect(termsOf(route(COURT, letter, at('2019-03-04'), '2019-03-05').clocks, 'start')).toEqual(['NOTIFY_TRANSFERRED']);
  });

  it('starts ROUTE anew at another bureau, which may send it on', () => {
    const first = route(COUNTY_BUREAU);
    expect(startOf(first.clocks, 'ROUTE')).toBe('2025-03-04');
    const second = route(AT.countyHousing, {}, first.state, '2025-03-06', COUNTY_BUREAU);
    expect(second.state).toMatchObject({ organId: AT.countyHousing.id, senderId: COUNTY_BUREAU.id, receivedOn: '2025-03-03' });
  });

  it('refuses to send on what another bureau holds now, or what an organ has received', () => {
    expect(refusal(() => route(HOUSING, {}, route(COUNTY_BUREAU).state, '2025-03-06', BUREAU))).toBe('ACT_NOT_IN_STAGE');
    expect(refusal(() => route(COURT, {}, route(HOUSING).state))).toBe('ACT_NOT_IN_STAGE');
  });

  it('goes to the own level or below it in the own area, never up and never sideways', () => {
    const county = route(COUNTY_BUREAU).state;
    const from = (to: Organ) => refusal(() => route(to, {}, county, '2025-03-06', COUNTY_BUREAU));
    expect(from(AT.countyHousing)).toBe('no refusal');
    expect([HOUSING, GOVERNMENT, PARTY, BUREAU].map(from)).toEqual(['ROUTE_UPWARD', 'ROUTE_UPWARD', 'ROUTE_UPWARD', 'ROUTE_UPWARD']);
    const next = { ...AT.countyHousing, division: '990123' };
    expect(from(next)).toBe('ROUTE_OUTSIDE_AREA');
    expect(refusal(() => route(next))).toBe('no refusal');
    expect(refusal(() => route({ ...next, division: '990223' } as Organ))).toBe('ROUTE_OUTSIDE_AREA');
  });

  it('is for bureaus only', () => {
    expect(refusal(() => route(COURT, {}, at('2025-03-03', { organId: HOUSING.id, organKind: 'department' }), '2025-03-04', HOUSING))).toBe(
      'ROUTE_BY_BUREAU_ONLY',
    );
  });

  it('refuses the bureau itself, a closed organ and an organ without authority', () => {
    expect(refusal(() => route(BUREAU))).toBe('ROUTE_TO_SELF');
    expect(refusal(() => route({ ...HOUSING, closedOn: '2025-03-04' }))).toBe('ROUTE_TO_CLOSED_ORGAN');
    expect(refusal(() => route({ ...HOUSING, closedOn: '2025-03-05' }))).toBe('no refusal');
    expect(refusal(() => route({ ...HOUSING, kind: 'supervision_office' }))).toBe('ROUTE_TO_ORGAN_WITHOUT_AUTHORITY');
  });

  it('is no way for a report, not even to the discipline organ', () => {
    expect(refusal(() => route(DISCIPLINE, {}, at('2025-03-03', { kind: 'REPORT' })))).toBe('REPORT_BY_HAND_OVER_ONLY');
  });

  it('takes no petition to a unit that is kept from it, since a complaint about its staff came by it', () => {
    expect(refusal(() => route(HOUSING, { toAccused: true }))).toBe('CONDUCT_ABOVE_THE_UNIT');
    expect(refusal(() => route(HOUSING, { toAccused: false }))).toBe('no refusal');
  });

  it('takes a complaint about the conduct of staff above their unit, once it is known which that is', () => {
    const complaint = (more: object) => at('2025-03-03', { staffConduct: true, accusedInWords: 0, accusedIds: [HOUSING.id], ...more });
    expect(refusal(() => route(HOUSING, { toAccused: true }, complaint({})))).toBe('CONDUCT_ABOVE_THE_UNIT');
    expect(refusal(() => route(GOVERNMENT, {}, complaint({})))).toBe('no refusal');
    expect(refusal(() => route(GOVERNMENT, {}, complaint({ accusedInWords: 1 })))).toBe('ACCUSED_NOT_IDENTIFIED');
    expect(refusal(() => route(GOVERNMENT, {}, complaint({ accusedIds: [] })))).toBe('ACCUSED_NOT_IDENTIFIED');
  });

  describe('assignment', () => {
    const assignment = { kind: 'ASSIGNMENT', reportBy: '2025-04-30', points: ['维修何时完成'] } as const;

    it('starts ASSIGNMENT_REPORT to the assigner’s date', () => {
      const { state, clocks, papers } = route(HOUSING, assignment);
      expect(clocks).toContainEqual({
        do: 'start',
        petitionId: id('z'),
        term: 'ASSIGNMENT_REPORT',
        subject: HOUSING.id,
        startedOn: '2025-03-04',
        dueOn: '2025-04-30',
      });
      expect(state).toMatchObject({ assignerId: BUREAU.id, reportBy: '2025-04-30' });
      expect(papers.map(({ kind }) => kind)).toEqual(['ASSIGNMENT_LETTER']);
    });

    it('names a date after its own day, and points to answer', () => {
      expect(refusal(() => route(HOUSING, { ...assignment, reportBy: null }))).toBe('ROUTE_REPORT_BY_MISSING');
      expect(refusal(() => route(HOUSING, { ...assignment, reportBy: '2025-03-04' }))).toBe('ROUTE_REPORT_BY_TOO_EARLY');
      expect(refusal(() => route(HOUSING, { ...assignment, reportBy: '2025-03-05' }))).toBe('no refusal');
      expect(refusal(() => route(HOUSING, { ...assignment, points: [] }))).toBe('ROUTE_POINTS_MISSING');
      expect(refusal(() => route(COUNTY_BUREAU, assignment))).toBe('no refusal');
    });

    describe('through the bureau below', () => {
      const passed = Matter.registered().routed(COUNTY_BUREAU, '2025-03-04', assignment);
      const on = (change: { reportBy: string }) =>
        passed.routed(AT.countyHousing, '2025-03-06', {
          ...assignment,
          ...change,
          from: COUNTY_BUREAU,
          by: WHO.secondDispatcher,
          documentId: id('x', 2),
        });

      it('lets a report that was made before fall where it is sent on by a day: the next organ owes its own', () => {
        const after = (more: Omit<Partial<RoutePetition>, 'from'>) => {
          const { state } = passed
            .reported('2025-03-05')
            .routed(AT.countyHousing, '2025-03-06', { from: COUNTY_BUREAU, by: WHO.secondDispatcher, documentId: id('x', 2), ...more });
          return [state.reportedOn, latestRecord(state, 'assignmentReport')?.state];
        };
        expect(after({ ...assignment, reportBy: '2025-04-22' })).toEqual([null, 'returned']);
        expect(after({})).toEqual(['2025-03-05', 'made']);
      });

      it('leaves that bureau to route, to object or to pass it on by an earlier day', () => {
        expect(passed.running()).toEqual([
          'ASSIGNMENT_REPORT 2025-03-04..2025-04-30 东湖区信访局',
          'OBJECT 2025-03-04..2025-03-11 东湖区信访局',
          'ROUTE 2025-03-04..2025-03-19 东湖区信访局',
        ]);
        expect(refusal(() => on({ reportBy: '2025-05-01' }))).toBe('ROUTE_REPORT_BY_AFTER_ASSIGNERS');
        expect(on({ reportBy: '2025-04-30' }).state).toMatchObject({ assignerId: BUREAU.id, reportBy: '2025-04-30' });
        const earlier = on({ reportBy: '2025-04-22' });
        expect(earlier.state).toMatchObject({ assignerId: BUREAU.id, senderId: COUNTY_BUREAU.id, reportBy: '2025-04-22' });
        expect(earlier.running()).toEqual([
          'ASSIGNMENT_REPORT 2025-03-06..2025-04-22 东湖区住房和城乡建设局',
          'NOTIFY_TRANSFERRED 2025-03-06..2025-03-21 东湖区住房和城乡建设局',
          'OBJECT 2025-03-06..2025-03-13 东湖区住房和城乡建设局',
        ]);
      });

      it('comes back to it with the day of the first assigner', () => {
        const matter = on({ reportBy: '2025-04-22' });
        const back = matter.after(
          recallTransfer(matter.given('2025-03-07', WHO.dispatcher, COUNTY_BUREAU, 'DISPATCHER'), {
            reason: '误转',
            ...paper,
            documentId: id('x', 3),
          }),
        );
        expect(back.state).toMatchObject({ organId: COUNTY_BUREAU.id, assignerId: BUREAU.id, reportBy: '2025-04-30' });
        expect(back.running()).toContain('ASSIGNMENT_REPORT 2025-03-04..2025-04-30 东湖区信访局');
      });
    });

    it('is the only way to set a date', () => {
      expect(refusal(() => route(HOUSING, { reportBy: '2025-04-30' }))).toBe('ROUTE_TRANSFER_HAS_NO_DATE');
    });
  });
});
