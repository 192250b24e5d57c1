import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AT, Matter, WHO } from '../../../test/between.js';
import { BUREAU, HOUSING, PERSON, aClock, id, paper, refusal, sent, termsOf } from '../../../test/builders.js';
import { stationsOf } from './charge.js';
import { handDown, type HandDown } from './hand-down.js';
import { objectToTransfer } from './objection.js';
import { latestRecord } from '../records.js';

const direct = (change: Parameters<typeof Matter.registered>[0] = {}) =>
  Matter.registered({ organId: HOUSING.id, organKind: 'department', ...change });
const down = (matter: Matter, on: string, more: Partial<HandDown> = {}) =>
  handDown(matter.given(on, PERSON.handler, HOUSING), {
    to: AT.estate,
    from: AT.housing,
    toAccused: false,
    reason: '属其日常管理',
    line: null,
    reportBy: null,
    ...sent,
    ...paper,
    documentId: id('x', 60),
    ...more,
  });

describe('handDown', () => {
  it('meets the own notice duty by telling where, and starts notice and option at the lower organ', () => {
    const matter = direct();
    const decision = down(matter, '2025-03-10');
    expect(termsOf(decision.clocks, 'stop')).toEqual(['NOTIFY_DIRECT']);
    expect(decision.state).toMatchObject({ stage: 'received', organId: AT.estate.id, senderId: HOUSING.id, receivedOn: '2025-03-03' });
    expect(matter.after(decision).running()).toEqual([
      'NOTIFY_TRANSFERRED 2025-03-10..2025-03-25 明川市房屋管理所',
      'OBJECT 2025-03-10..2025-03-17 明川市房屋管理所',
    ]);
    expect(decision.papers).toMatchObject([
      { kind: 'NOTICE', organId: HOUSING.id, body: { parts: { handlingUnit: AT.estate.name, exit: `转送${AT.estate.name}` } } },
    ]);
    expect(decision.relations).toEqual([
      { do: 'end', subject: HOUSING.id, relation: 'in_charge' },
      { do: 'set', subject: AT.estate.id, relation: 'in_charge' },
    ]);
  });

  it('of a matter that a bureau sent binds the organ, and keeps it in sight as sender', () => {
    const matter = Matter.registered().routed(HOUSING, '2025-03-05');
    const decision = down(matter, '2025-03-07');
    expect(termsOf(decision.clocks, 'stop')).toEqual(['NOTIFY_TRANSFERRED']);
    expect(termsOf(decision.clocks, 'cancel')).toEqual(['OBJECT']);
    expect(decision.relations).toContainEqual({ do: 'set', subject: HOUSING.id, relation: 'sender' });
  });

  it('leaves the assigner’s date where it is', () => {
    const assigned = Matter.registered().routed(HOUSING, '2025-03-05', { kind: 'ASSIGNMENT', reportBy: '2025-04-30', points: ['一'] });
    const there = assigned.after(down(assigned, '2025-03-07'));
    expect(there.running()).toContain('ASSIGNMENT_REPORT 2025-03-05..2025-04-30 明川市住房和城乡建设局');
    expect(there.state).toMatchObject({ assignerId: BUREAU.id, reportBy: '2025-04-30' });
  });

  it('with a date is an assignment: the report is owed to this organ, and a notice of it says so', () => {
    const decision = down(direct(), '2025-03-10', { reportBy: '2025-04-10' });
    const there = direct().after(decision);
    expect(there.running()).toContain('ASSIGNMENT_REPORT 2025-03-10..2025-04-10 明川市房屋管理所');
    expect(there.state).toMatchObject({ assignerId: HOUSING.id, reportBy: '2025-04-10' });
    expect(decision.relations).toContainEqual({ do: 'set', subject: HOUSING.id, relation: 'assigner' });
    expect(decision.papers).toMatchObject([{ body: { parts: { exit: `交办${AT.estate.name}` } } }]);
    expect(refusal(() => down(direct(), '2025-03-10', { reportBy: '2025-03-10' }))).toBe('ROUTE_REPORT_BY_TOO_EARLY');
    expect(refusal(() => down(direct(), '2025-03-10', { reportBy: '2025-03-11' }))).toBe('no refusal');
  });

  it('with a date passes on what a bureau had assigned, never later than its day, and the report goes to the bureau', () => {
    const assigned = Matter.registered().routed(HOUSING, '2025-03-05', { kind: 'ASSIGNMENT', reportBy: '2025-04-30', points: ['一'] });
    expect(refusal(() => down(assigned, '2025-03-07', { reportBy: '2025-05-01' }))).toBe('ROUTE_REPORT_BY_AFTER_ASSIGNERS');
    const there = assigned.after(down(assigned, '2025-03-07', { reportBy: '2025-04-30' }));
    expect(there.running().filter((clock) => clock.startsWith('ASSIGNMENT_REPORT'))).toEqual([
      'ASSIGNMENT_REPORT 2025-03-07..2025-04-30 明川市房屋管理所',
    ]);
    expect(there.state.assignerId).toBe(BUREAU.id);
  });

  it('with a date lets the report of this organ fall: the lower one owes its own, and the assigner has none to send back', () => {
    const reported = Matter.registered()
      .routed(HOUSING, '2025-03-05', { kind: 'ASSIGNMENT', reportBy: '2025-04-30', points: ['一'] })
      .reported('2025-03-06');
    const after = (reportBy: string | null) => {
      const { state } = down(reported, '2025-03-07', { reportBy });
      return [state.reportedOn, latestRecord(state, 'assignmentReport')?.state];
    };
    expect(after('2025-04-30')).toEqual([null, 'returned']);
    expect(after(null)).toEqual(['2025-03-06', 'made']);
  });

  it('stays inside the own system: below in the tree, or of the same line in a division below with its basis', () => {
    const code = (more: Partial<HandDown>) => refusal(() => down(direct(), '2025-03-10', more));
    expect(code({ to: AT.labour })).toBe('HAND_DOWN_OUTSIDE_SYSTEM');
    expect(code({ to: AT.labour, line: '业务指导' })).toBe('HAND_DOWN_OUTSIDE_SYSTEM');
    expect(code({ to: AT.countyCourt, line: '业务指导' })).toBe('HAND_DOWN_OUTSIDE_SYSTEM');
    expect(code({ to: AT.countyHousing })).toBe('HAND_DOWN_LINE_MISSING');
    expect(code({ to: AT.countyHousing, line: '《住建系统职责规定（演示）》第三条' })).toBe('no refusal');
    expect(code({ to: { ...AT.estate, closedOn: '2025-03-10' } })).toBe('ROUTE_TO_CLOSED_ORGAN');
    expect(code({ to: AT.housing })).toBe('ROUTE_TO_SELF');
  });

  it('is no act of a bureau, and shows how the notice went out', () => {
    const given = Matter.registered().given('2025-03-05', WHO.dispatcher, BUREAU, 'DISPATCHER');
    const command = { to: AT.estate, from: AT.bureau, toAccused: false, reason: '理由', line: null, reportBy: null, ...sent, ...paper };
    expect(refusal(() => handDown(given, command))).toBe('HAND_DOWN_BY_BUREAU');
    expect(refusal(() => down(direct(), '2025-03-10', { way: 'post', proof: {} }))).toBe('DISPATCH_PROOF_MISSING');
    expect(refusal(() => down(direct({ kind: 'REPORT', accusedIds: [id('p', 90)] }), '2025-03-10', { toAccused: true }))).toBe(
      'ROUTE_TO_ACCUSED',
    );
  });

  it('lets the lower organ object, to the organ that handed it down', () => {
    const matter = direct();
    const there = matter.after(down(matter, '2025-03-10'));
    const objection = objectToTransfer(there.given('2025-03-12', id('p', 42), AT.estate), {
      objectionId: id('o'),
      reason: '理由',
      basis: '依据',
      proposed: AT.hospital,
      sender: null,
    });
    expect(objection.state.senderId).toBe(HOUSING.id);
  });

  it('never hides the first registration date', () => {
    fc.assert(
      fc.property(fc.constantFrom('2022-05-01', '2025-01-14', '2019-03-04'), fc.nat(40), (on, wait) => {
        const day = new Date(Date.parse(`${on}T00:00:00Z`) + wait * 86_400_000).toISOString().slice(0, 10);
        const { state } = down(direct({ receivedOn: on, registeredOn: on }), day);
        expect([state.receivedOn, state.registeredOn, stationsOf(state)[0]?.receivedOn]).toEqual([on, on, on]);
      }),
    );
  });

  it('passes a HANDLE that the cap had started on to the lower organ with its start (CN-2005)', () => {
    const matter = direct({ receivedOn: '2019-03-04', registeredOn: '2019-03-04' });
    const capped = Object.assign(matter, { clocks: [...matter.clocks, aClock('HANDLE', '2019-03-19')] });
    expect(capped.after(down(capped, '2019-05-13')).running()).toEqual([
      'HANDLE 2019-03-19..2019-05-20 明川市房屋管理所',
      'NOTIFY_TRANSFERRED 2019-05-13..2019-05-28 明川市房屋管理所',
    ]);
  });
});
