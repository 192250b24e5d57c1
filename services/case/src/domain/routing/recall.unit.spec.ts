import { describe, expect, it } from '@jest/globals';
import { AT, Matter, WHO } from '../../../test/between.js';
import { BUREAU, COUNTY_BUREAU, HOUSING, PERSON, aClock, paper, refusal, sent, termsOf } from '../../../test/builders.js';
import { handDown } from './hand-down.js';
import { informPetitioner } from '../exits/notice.js';
import { latestRecord } from '../records.js';
import { recallTransfer } from './recall.js';

const recall = (matter: Matter, on: string, organ = BUREAU, by = WHO.dispatcher) =>
  recallTransfer(matter.given(on, by, organ, 'DISPATCHER'), { reason: '误转', ...paper });
const routed = () => Matter.registered().routed(HOUSING, '2025-03-05');

describe('recallTransfer', () => {
  it('cancels the receiver’s clocks and opens ROUTE again from its first start', () => {
    const matter = routed();
    const decision = recall(matter, '2025-03-07');
    expect(decision.state).toMatchObject({ stage: 'registered', organId: BUREAU.id, senderId: null, handlerId: null });
    expect(termsOf(decision.clocks, 'cancel')).toEqual(['NOTIFY_TRANSFERRED', 'OBJECT']);
    expect(matter.after(decision).running()).toEqual(['ROUTE 2025-03-03..2025-03-18 明川市信访局']);
    expect(decision.events.map(({ type }) => type)).toEqual(['TransferRecalled']);
    expect(decision.papers).toMatchObject([
      { kind: 'RECALL_DECISION', body: { parts: { reason: '误转', firstRegisteredOn: '2025-03-03', transfer: { on: '2025-03-05' } } } },
    ]);
    expect(decision.relations).toEqual([{ do: 'end', subject: HOUSING.id, relation: 'in_charge' }]);
  });

  it('wins no time: ROUTE is due when it was, though that day is past', () => {
    const back = routed();
    expect(back.after(recall(back, '2025-03-20')).running()).toEqual(['ROUTE 2025-03-03..2025-03-18 明川市信访局']);
  });

  it('lets the bureau route anew, and ends at once where there is nothing more to take back', () => {
    const matter = routed();
    const back = matter.after(recall(matter, '2025-03-07'));
    expect(refusal(() => recall(back, '2025-03-07'))).toBe('ACT_NOT_IN_STAGE');
    expect(back.routed(AT.labour, '2025-03-08').running()).toEqual([
      'NOTIFY_TRANSFERRED 2025-03-08..2025-03-24 明川市人力资源和社会保障局',
      'OBJECT 2025-03-08..2025-03-14 明川市人力资源和社会保障局',
    ]);
  });

  it('is lawful until the petitioner is told, and not after', () => {
    const matter = routed();
    const told = informPetitioner(matter.given('2025-03-06', PERSON.handler, HOUSING), {
      path: '信访程序',
      procedure: '调查核实',
      ...sent,
      ...paper,
    });
    expect(refusal(() => recall(matter, '2025-03-06'))).toBe('no refusal');
    expect(refusal(() => recall(matter.after(told), '2025-03-06'))).toBe('ACT_NOT_IN_STAGE');
  });

  it('is the sender’s, with a reason', () => {
    expect(refusal(() => recall(routed(), '2025-03-07', HOUSING, PERSON.handler))).toBe('RECALL_BY_SENDER_ONLY');
    const given = routed().given('2025-03-07', WHO.dispatcher, BUREAU, 'DISPATCHER');
    expect(refusal(() => recallTransfer(given, { reason: ' ', ...paper }))).toBe('TEXT_MISSING');
  });

  it('knows nothing to take back of a matter brought directly', () => {
    const direct = Matter.registered({ organId: HOUSING.id, organKind: 'department' }).with({ stage: 'received' });
    expect(refusal(() => recall(direct, '2025-03-07', HOUSING, PERSON.head))).toBe('RECALL_NOTHING_SENT');
  });

  it('lets the report of the organ fall: the next one owes its own, and the assigner has none to send back', () => {
    const matter = Matter.registered().routed(HOUSING, '2025-03-05', { kind: 'ASSIGNMENT', reportBy: '2025-04-30', points: ['一'] });
    const { state } = recall(matter.reported('2025-03-06'), '2025-03-07');
    expect([state.reportedOn, latestRecord(state, 'assignmentReport')?.state]).toEqual([null, 'returned']);
  });

  it('ends the assigner’s date of that assignment', () => {
    const assigned = Matter.registered().routed(HOUSING, '2025-03-05', { kind: 'ASSIGNMENT', reportBy: '2025-04-30', points: ['一'] });
    const decision = recall(assigned, '2025-03-07');
    expect(decision.state).toMatchObject({ assignerId: null, reportBy: null });
    expect(assigned.after(decision).running()).toEqual(['ROUTE 2025-03-03..2025-03-18 明川市信访局']);
    expect(decision.relations).toContainEqual({ do: 'end', subject: BUREAU.id, relation: 'assigner' });
  });

  it('takes the last step back alone where a matter went from bureau to bureau', () => {
    const city = Matter.registered().routed(COUNTY_BUREAU, '2025-03-04');
    const county = city.routed(AT.countyHousing, '2025-03-06', { from: COUNTY_BUREAU });
    expect(refusal(() => recall(county, '2025-03-07'))).toBe('RECALL_BY_SENDER_ONLY');
    const back = county.after(recall(county, '2025-03-07', COUNTY_BUREAU));
    expect(back.state).toMatchObject({ stage: 'received', organId: COUNTY_BUREAU.id, senderId: BUREAU.id });
    expect(back.running()).toEqual(['ROUTE 2025-03-04..2025-03-19 东湖区信访局']);
    const home = back.after(recall(back, '2025-03-10'));
    expect(home.state.stage).toBe('registered');
    expect(home.running()).toEqual(['ROUTE 2025-03-03..2025-03-18 明川市信访局']);
  });

  const handedDown = (matter: Matter, on: string, reportBy: string | null) =>
    matter.after(
      handDown(matter.given(on, PERSON.handler, HOUSING), {
        to: AT.estate,
        from: AT.housing,
        toAccused: false,
        reason: '属其日常管理',
        line: null,
        reportBy,
        ...sent,
        ...paper,
      }),
    );

  it('gives an organ back the date by which it owed a report itself, and none of an assignment that was recalled before', () => {
    const ASSIGNED = { kind: 'ASSIGNMENT', reportBy: '2025-05-06', points: ['核查供暖'] } as const;
    const reports = (matter: Matter) => matter.running().filter((clock) => clock.startsWith('ASSIGNMENT_REPORT'));
    const assigned = Matter.registered().routed(HOUSING, '2025-03-05', ASSIGNED);
    const down = handedDown(assigned, '2025-03-06', '2025-04-10');
    const owed = 'ASSIGNMENT_REPORT 2025-03-05..2025-05-06 明川市住房和城乡建设局';
    expect(reports(down.after(recall(down, '2025-03-07', HOUSING, PERSON.head)))).toEqual([owed]);

    const again = assigned.after(recall(assigned, '2025-03-06')).routed(HOUSING, '2025-03-07');
    const downAgain = handedDown(again, '2025-03-10', '2025-04-10');
    expect(reports(downAgain.after(recall(downAgain, '2025-03-11', HOUSING, PERSON.head)))).toEqual([]);
  });

  it('opens the notice duty again of an organ that takes back what it handed down, and no option to object', () => {
    const down = handedDown(Matter.registered({ organId: HOUSING.id, organKind: 'department' }), '2025-03-05', null);
    const back = down.after(recall(down, '2025-03-06', HOUSING, PERSON.head));
    expect(back.state).toMatchObject({ stage: 'registered', organId: HOUSING.id, senderId: null });
    expect(back.running()).toEqual(['NOTIFY_DIRECT 2025-03-03..2025-03-18 明川市住房和城乡建设局']);
  });

  it('takes HANDLE back with the receiver’s other clocks where the cap alone had started it (CN-2005)', () => {
    const matter = Matter.registered({ receivedOn: '2021-12-20', registeredOn: '2021-12-20' }).routed(HOUSING, '2021-12-20');
    const capped = Object.assign(matter, { clocks: [...matter.clocks, aClock('HANDLE', '2022-01-04')] });
    const decision = recall(capped, '2022-01-07');
    expect(termsOf(decision.clocks, 'cancel')).toEqual(['NOTIFY_TRANSFERRED', 'HANDLE']);
    expect(capped.after(decision).running()).toEqual(['ROUTE 2021-12-20..2022-01-04 明川市信访局']);
  });
});
