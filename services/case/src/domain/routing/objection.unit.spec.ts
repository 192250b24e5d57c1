import { describe, expect, it } from '@jest/globals';
import { isLate } from '@sunshine/procedure';
import fc from 'fast-check';
import { AT, Matter, WHO, placed } from '../../../test/between.js';
import { BUREAU, COUNTY_BUREAU, COURT, HOUSING, PERSON, id, paper, refusal, sent, startOf, termsOf } from '../../../test/builders.js';
import { stationsOf } from './charge.js';
import { acceptPetition } from '../exits/acceptance.js';
import { informPetitioner } from '../exits/notice.js';
import {
  confirmObjection,
  confirmObjectionDecision,
  decideObjection,
  needsHead,
  objectToTransfer,
  recordObjectionAnswer,
  type DecideObjection,
} from './objection.js';
import type { Organ } from '../petition.js';
import { latestRecord } from '../records.js';

const assignment = { kind: 'ASSIGNMENT', reportBy: '2025-04-30', points: ['如何处理'] } as const;
const routed = (on = '2025-03-05', more: Parameters<Matter['routed']>[2] = {}) =>
  Matter.registered({ receivedOn: on, registeredOn: on }).routed(HOUSING, on, more);
const object = (matter: Matter, on: string, proposed: Organ = AT.labour, by: string = PERSON.handler, organ: Organ = HOUSING) =>
  objectToTransfer(matter.given(on, by, organ), {
    objectionId: id('o', 7),
    reason: '不属住建职责',
    basis: '三定规定第二条',
    proposed,
    sender: null,
  });
const confirm = (matter: Matter, on: string, by: string = PERSON.head) =>
  confirmObjection(matter.given(on, by, HOUSING, 'HEAD'), { ...paper, documentId: id('x', 30) });
const raised = (matter: Matter, on: string) => {
  const proposed = matter.after(object(matter, on));
  return proposed.after(confirm(proposed, on));
};
const judge = (matter: Matter, on: string, more: Partial<DecideObjection> = {}, by: string = WHO.secondDispatcher, organ: Organ = BUREAU) =>
  decideObjection(matter.given(on, by, organ, 'DISPATCHER'), {
    upheld: true,
    reason: '经核实属劳动保障事项',
    newOrgan: AT.labour,
    from: placed(organ),
    toAccused: false,
    reportBy: null,
    ...paper,
    documentId: id('x', 31),
    ...more,
  });
const rejection = { upheld: false, newOrgan: null, reason: '属该局职责' } as const;

describe('objectToTransfer', () => {
  it('is the organ’s only when the head confirms it: the proposal moves no clock', () => {
    const matter = routed();
    const proposal = object(matter, '2025-03-06');
    expect(proposal.clocks).toEqual([]);
    expect(proposal.line).toMatchObject({ part: 'proposal', basis: '信访工作条例 23 ¶3' });
    const proposed = matter.after(proposal);
    expect(refusal(() => confirm(proposed, '2025-03-06', PERSON.handler))).toBe('OWN_PROPOSAL');
    const confirmed = confirm(proposed, '2025-03-07');
    expect(termsOf(confirmed.clocks, 'stop')).toEqual(['OBJECT']);
    expect(startOf(confirmed.clocks, 'OBJECT_DECIDE')).toBe('2025-03-07');
    expect(proposed.after(confirmed).running()).toEqual([
      'NOTIFY_TRANSFERRED 2025-03-05..2025-03-20 明川市住房和城乡建设局',
      'OBJECT_DECIDE 2025-03-07..2025-03-12 明川市信访局',
    ]);
    expect(confirmed.papers).toMatchObject([{ kind: 'OBJECTION', organId: HOUSING.id, body: { parts: { basis: '三定规定第二条' } } }]);
    expect(confirmed.state.organId).toBe(HOUSING.id);
  });

  it('counts within five working days of the receipt, over a make-up working day, and not after', () => {
    const matter = routed('2025-01-24');
    expect(refusal(() => object(matter, '2025-02-07'))).toBe('no refusal');
    expect(refusal(() => object(matter, '2025-02-08'))).toBe('OBJECTION_TOO_LATE');
    const proposed = matter.after(object(matter, '2025-02-07'));
    expect(refusal(() => confirm(proposed, '2025-02-07'))).toBe('no refusal');
    expect(refusal(() => confirm(proposed, '2025-02-08'))).toBe('OBJECTION_TOO_LATE');
  });

  it('entered late counts by its own day, though the option was found unused', () => {
    const matter = routed();
    const ranOut = Object.assign(matter, {
      clocks: matter.clocks.map((clock) =>
        clock.term === 'OBJECT' ? { ...clock, ended: 'cancelled' as const, endReason: 'not_used' } : clock,
      ),
    });
    expect(refusal(() => object(ranOut, '2025-03-12'))).toBe('no refusal');
    expect(refusal(() => object(ranOut, '2025-03-13'))).toBe('OBJECTION_TOO_LATE');
  });

  it('is once for each transfer', () => {
    const matter = raised(routed(), '2025-03-06');
    expect(refusal(() => object(matter, '2025-03-07'))).toBe('OBJECTION_ALREADY_MADE');
    const rejected = matter.after(judge(matter, '2025-03-07', rejection));
    expect(refusal(() => object(rejected, '2025-03-10'))).toBe('OBJECTION_ALREADY_MADE');
  });

  it('lets a later proposal take the place of one not yet confirmed', () => {
    const matter = routed();
    const first = matter.after(object(matter, '2025-03-06', AT.hospital));
    const second = first.after(
      objectToTransfer(first.given('2025-03-07', PERSON.checker, HOUSING), {
        objectionId: id('o', 8),
        reason: '理由',
        basis: '依据',
        proposed: AT.labour,
        sender: null,
      }),
    );
    const confirmed = confirm(second, '2025-03-07').state;
    expect(latestRecord(confirmed, 'objection', 'raised')?.id).toBe(id('o', 8));
    expect(latestRecord(confirmed, 'objection', 'replaced')?.id).toBe(id('o', 7));
  });

  it('has a reason, an article, and another organ that exists', () => {
    const matter = routed();
    const given = matter.given('2025-03-06', PERSON.handler, HOUSING);
    const command = { objectionId: id('o', 7), reason: '理由', basis: '依据', proposed: AT.labour, sender: null };
    expect(refusal(() => objectToTransfer(given, { ...command, reason: '' }))).toBe('TEXT_MISSING');
    expect(refusal(() => objectToTransfer(given, { ...command, basis: '' }))).toBe('TEXT_MISSING');
    expect(refusal(() => objectToTransfer(given, { ...command, proposed: HOUSING }))).toBe('OBJECTION_PROPOSES_ITSELF');
    expect(refusal(() => objectToTransfer(given, { ...command, proposed: { ...AT.labour, closedOn: '2025-03-06' } }))).toBe(
      'ROUTE_TO_CLOSED_ORGAN',
    );
    expect(refusal(() => objectToTransfer(given, { ...command, proposed: { ...AT.labour, closedOn: '2025-03-07' } }))).toBe('no refusal');
  });

  it('lies only against a transfer or an assignment, and only where the pack gives it', () => {
    const direct = Matter.registered({ organId: HOUSING.id, organKind: 'department' }).with({ stage: 'received' });
    expect(refusal(() => object(direct, '2025-03-06'))).toBe('OBJECTION_DIRECT_MATTER');
    expect(refusal(() => object(routed('2019-03-05'), '2019-03-06'))).toBe('OBJECTION_NOT_GIVEN');
    // Art 23 ¶4 exempts from the notice alone.
    for (const kind of ['TRANSFER', 'LETTER'] as const) {
      const toCourt = Matter.registered().routed(COURT, '2025-03-05', { kind });
      expect(refusal(() => object(toCourt, '2025-03-06', AT.labour, PERSON.handler, COURT))).toBe('no refusal');
      // The option is of the organ that has the matter.
      expect(refusal(() => object(toCourt, '2025-03-06'))).toBe('ACT_NOT_IN_STAGE');
    }
    expect(refusal(() => object(routed('2025-03-05', assignment), '2025-03-06'))).toBe('no refusal');
  });

  it('falls when the organ tells the petitioner: it is bound', () => {
    const matter = raised(routed(), '2025-03-06');
    const inform = informPetitioner(matter.given('2025-03-10', PERSON.handler, HOUSING), {
      path: '途径',
      procedure: '程序',
      ...sent,
      ...paper,
    });
    const told = matter.after(inform);
    expect(told.ended('OBJECT_DECIDE')).toEqual(['cancelled']);
    expect(latestRecord(told.state, 'objection')?.state).toBe('dropped');
    expect(refusal(() => judge(told, '2025-03-10'))).toBe('ACT_NOT_IN_STAGE');
    const accepted = matter.after(acceptPetition(matter.given('2025-03-10', PERSON.handler, HOUSING), { ...sent, ...paper }));
    expect(latestRecord(accepted.state, 'objection')?.state).toBe('dropped');
  });

  it('is over once the organ was designated, or the matter ended, though its days still run', () => {
    for (const endReason of ['designated', 'closed', 'settled']) {
      const matter = routed();
      const over = Object.assign(matter, {
        clocks: matter.clocks.map((clock) => (clock.term === 'OBJECT' ? { ...clock, ended: 'cancelled' as const, endReason } : clock)),
      });
      expect(refusal(() => object(over, '2025-03-06'))).toBe('OBJECTION_NOT_GIVEN');
    }
  });
});

describe('decideObjection', () => {
  it('upheld: names the new organ in the same act, with its own fifteen days and its own option', () => {
    const matter = raised(routed(), '2025-03-06');
    const decision = judge(matter, '2025-03-10');
    expect(decision.state).toMatchObject({
      stage: 'received',
      organId: AT.labour.id,
      senderId: BUREAU.id,
      organReceivedOn: '2025-03-10',
      receivedOn: '2025-03-05',
      registeredOn: '2025-03-05',
    });
    expect(termsOf(decision.clocks, 'stop')).toEqual(['OBJECT_DECIDE']);
    expect(termsOf(decision.clocks, 'cancel')).toEqual(['NOTIFY_TRANSFERRED']);
    expect(matter.after(decision).running()).toEqual([
      'NOTIFY_TRANSFERRED 2025-03-10..2025-03-25 明川市人力资源和社会保障局',
      'OBJECT 2025-03-10..2025-03-17 明川市人力资源和社会保障局',
    ]);
    expect(decision.relations).toEqual([
      { do: 'end', subject: HOUSING.id, relation: 'in_charge' },
      { do: 'set', subject: AT.labour.id, relation: 'in_charge' },
    ]);
    expect(decision.papers).toMatchObject([
      {
        kind: 'OBJECTION_DECISION',
        organId: BUREAU.id,
        body: {
          parts: {
            outcome: '异议成立',
            newOrgan: { organId: AT.labour.id },
            firstRegisteredOn: '2025-03-05',
            objectionDeadline: '2025-03-17',
          },
        },
      },
    ]);
    expect(decision.events.map(({ type }) => type)).toEqual(['ObjectionDecided', 'PetitionReceived']);
  });

  it('rejected: nothing moves, the old fifteen days run on', () => {
    const matter = raised(routed(), '2025-03-06');
    const decision = judge(matter, '2025-03-10', rejection);
    expect(decision.clocks).toEqual([{ do: 'stop', petitionId: matter.state.id, term: 'OBJECT_DECIDE', on: '2025-03-10' }]);
    expect(decision.state).toMatchObject({ organId: HOUSING.id, organReceivedOn: '2025-03-05' });
    expect(decision.relations).toEqual([]);
    expect(matter.after(decision).running()).toEqual(['NOTIFY_TRANSFERRED 2025-03-05..2025-03-20 明川市住房和城乡建设局']);
  });

  it('is met late after three working days, which is the sender’s own finding', () => {
    const matter = raised(routed(), '2025-03-06');
    const duty = matter.clocks.find(({ term }) => term === 'OBJECT_DECIDE')!;
    expect(duty.subject).toBe(BUREAU.id);
    expect(['2025-03-11', '2025-03-12'].map((day) => isLate(day, duty))).toEqual([false, true]);
    expect(refusal(() => judge(matter, '2025-03-12'))).toBe('no refusal');
  });

  it('is the sender’s, by another officer than the one who routed', () => {
    const matter = raised(routed(), '2025-03-06');
    expect(refusal(() => judge(matter, '2025-03-10', {}, WHO.dispatcher))).toBe('OBJECTION_JUDGED_BY_ROUTER');
    expect(refusal(() => judge(matter, '2025-03-10', {}, WHO.secondDispatcher, COUNTY_BUREAU))).toBe('OBJECTION_SENDER_DECIDES');
    expect(refusal(() => judge(routed(), '2025-03-10'))).toBe('OBJECTION_NONE');
  });

  it('upheld for a bureau: it has nothing left to route', () => {
    const at = (matter: Matter, by: string, role: 'DISPATCHER' | 'HEAD') => matter.given('2025-03-06', by, COUNTY_BUREAU, role);
    const sentDown = Matter.registered({ receivedOn: '2025-03-05', registeredOn: '2025-03-05' }).routed(COUNTY_BUREAU, '2025-03-05');
    expect(sentDown.running().filter((clock) => clock.startsWith('ROUTE'))).toEqual(['ROUTE 2025-03-05..2025-03-20 东湖区信访局']);
    const objection = { objectionId: id('o', 7), reason: '不属本区职责', basis: '三定规定', proposed: AT.labour, sender: null };
    const proposed = sentDown.after(objectToTransfer(at(sentDown, PERSON.handler, 'DISPATCHER'), objection));
    const decided = proposed.after(confirmObjection(at(proposed, PERSON.head, 'HEAD'), { ...paper, documentId: id('x', 30) }));
    const upheld = decided.after(judge(decided, '2025-03-07'));
    expect(upheld.running().filter((clock) => clock.startsWith('ROUTE'))).toEqual([]);
    expect(upheld.state.organId).toBe(AT.labour.id);
  });

  it('names a new organ if and only if it is upheld, and a lawful one', () => {
    const matter = raised(routed(), '2025-03-06');
    const code = (more: Partial<DecideObjection>) => refusal(() => judge(matter, '2025-03-10', more));
    expect(code({ newOrgan: null })).toBe('OBJECTION_NEW_ORGAN_MISSING');
    expect(code({ upheld: false })).toBe('OBJECTION_NEW_ORGAN_NOT_WANTED');
    expect(code({ newOrgan: AT.housing })).toBe('OBJECTION_NEW_ORGAN_SAME');
    expect(code({ newOrgan: AT.bureau })).toBe('ROUTE_TO_SELF');
    expect(code({ newOrgan: { ...AT.labour, closedOn: '2025-03-10' } })).toBe('ROUTE_TO_CLOSED_ORGAN');
    expect(code({ reason: '' })).toBe('TEXT_MISSING');
  });

  it('keeps a report from the accused here too', () => {
    const report = raised(Matter.registered({ kind: 'REPORT', accusedIds: [id('p', 90)] }).handedOver(HOUSING, '2025-03-05'), '2025-03-06');
    expect(refusal(() => judge(report, '2025-03-10', { toAccused: true }))).toBe('ROUTE_TO_ACCUSED');
    // The head had confirmed where it went, and confirms where it goes instead.
    const decided = judge(report, '2025-03-10');
    expect(decided.state.organId).toBe(HOUSING.id);
    expect(latestRecord(decided.state, 'objection')?.data.decision?.newOrganId).toBe(AT.labour.id);
  });

  it('takes the assignment along: the assigner’s date stays unless the assigner names another', () => {
    const matter = raised(routed('2025-03-05', assignment), '2025-03-06');
    const same = matter.after(judge(matter, '2025-03-10'));
    expect(same.running()).toContain('ASSIGNMENT_REPORT 2025-03-10..2025-04-30 明川市人力资源和社会保障局');
    const other = matter.after(judge(matter, '2025-03-10', { reportBy: '2025-05-15' }));
    expect(other.running()).toContain('ASSIGNMENT_REPORT 2025-03-10..2025-05-15 明川市人力资源和社会保障局');
    expect(other.state.reportBy).toBe('2025-05-15');
    expect(refusal(() => judge(matter, '2025-03-10', { reportBy: '2025-03-10' }))).toBe('ROUTE_REPORT_BY_TOO_EARLY');
    expect(refusal(() => judge(matter, '2025-03-10', { newOrgan: AT.countyBureau }))).toBe('no refusal');
  });

  it('takes a day for an assignment alone, and for none that stays where it is', () => {
    const plain = raised(routed(), '2025-03-06');
    expect(refusal(() => judge(plain, '2025-03-10', { reportBy: '2025-05-15' }))).toBe('OBJECTION_DATE_NOT_WANTED');
    const assigned = raised(routed('2025-03-05', assignment), '2025-03-06');
    expect(refusal(() => judge(assigned, '2025-03-10', { ...rejection, reportBy: '2025-05-15' }))).toBe('OBJECTION_DATE_NOT_WANTED');
  });

  it('lets a report of the former organ fall: the new one owes its own, and the assigner has none to send back', () => {
    const matter = raised(routed('2025-03-05', assignment), '2025-03-06');
    const { state } = judge(matter.reported('2025-03-06'), '2025-03-10');
    expect(state.reportedOn).toBeNull();
    expect(latestRecord(state, 'assignmentReport')?.state).toBe('returned');
  });

  it('needs the head where a head had confirmed the routing', () => {
    const matter = raised(routed('2025-03-05', { ...assignment, by: WHO.bureauHead, role: 'HEAD' }), '2025-03-06');
    expect(needsHead(matter.state)).toBe(true);
    const proposal = judge(matter, '2025-03-10');
    expect(proposal.clocks).toEqual([]);
    expect(proposal.papers).toEqual([]);
    expect(proposal.state.organId).toBe(HOUSING.id);
    const proposed = matter.after(proposal);
    const approve = (by: string, on = '2025-03-11') =>
      confirmObjectionDecision(proposed.given(on, by, BUREAU, 'HEAD'), {
        newOrgan: AT.labour,
        from: AT.bureau,
        toAccused: false,
        ...paper,
        documentId: id('x', 32),
      });
    expect(refusal(() => approve(WHO.secondDispatcher))).toBe('OWN_PROPOSAL');
    const approved = approve(WHO.bureauHead);
    expect(approved.state).toMatchObject({ organId: AT.labour.id });
    expect(approved.line).toMatchObject({ act: 'confirmObjectionDecision', part: 'confirmation' });
    expect(needsHead(raised(routed(), '2025-03-06').state)).toBe(false);
    expect(
      refusal(() =>
        confirmObjectionDecision(raised(routed(), '2025-03-06').given('2025-03-11', WHO.bureauHead, BUREAU, 'HEAD'), {
          newOrgan: null,
          from: AT.bureau,
          toAccused: false,
          ...paper,
        }),
      ),
    ).toBe('OBJECTION_DECISION_NOT_PROPOSED');
  });

  it('moves the first-handling unit where there is one, and keeps both in the record', () => {
    const matter = raised(routed(), '2025-03-06').with({ firstHandlingUnitId: HOUSING.id });
    const { state } = judge(matter, '2025-03-10');
    expect(state.firstHandlingUnitId).toBe(AT.labour.id);
    expect(latestRecord(state, 'objection', 'upheld')?.data.firstHandling).toEqual({ from: HOUSING.id, to: AT.labour.id });
    expect(judge(raised(routed(), '2025-03-06'), '2025-03-10').state.firstHandlingUnitId).toBeNull();
  });

  it('lets the new organ object in its turn', () => {
    const matter = raised(routed(), '2025-03-06');
    const moved = matter.after(judge(matter, '2025-03-10'));
    const again = objectToTransfer(moved.given('2025-03-12', id('p', 40), AT.labour), {
      objectionId: id('o', 9),
      reason: '理由',
      basis: '依据',
      proposed: AT.hospital,
      sender: null,
    });
    expect(again.line.part).toBe('proposal');
  });
});

describe('an objection to a body outside', () => {
  const outside = () =>
    Matter.registered({
      channel: 'TRANSFER_IN',
      organId: HOUSING.id,
      organKind: 'department',
      receivedOn: '2025-03-05',
      registeredOn: '2025-03-05',
    });
  const command = { objectionId: id('o', 7), reason: '不属住建职责', basis: '三定规定第二条', proposed: AT.labour, sender: '省信访局' };
  const sentTo = (on = '2025-03-06') => {
    const matter = outside();
    const proposed = matter.after(objectToTransfer(matter.given(on, PERSON.handler, HOUSING), command));
    return proposed.after(confirm(proposed, on));
  };
  const answered = (matter: Matter, upheld: boolean) =>
    recordObjectionAnswer(matter.given('2025-03-10', PERSON.handler, HOUSING), { upheld, reference: '晴信函3号', reason: '经核实' });

  it('names it, within five working days of the receipt, and no day of ours runs for its answer', () => {
    const matter = outside();
    const given = (on: string) => matter.given(on, PERSON.handler, HOUSING);
    expect(matter.running()).toContain('OBJECT 2025-03-05..2025-03-12 明川市住房和城乡建设局');
    expect(refusal(() => objectToTransfer(given('2025-03-06'), { ...command, sender: null }))).toBe('TEXT_MISSING');
    expect(refusal(() => objectToTransfer(given('2025-03-12'), command))).toBe('no refusal');
    expect(refusal(() => objectToTransfer(given('2025-03-13'), command))).toBe('OBJECTION_TOO_LATE');
    expect(sentTo().running()).toEqual(['NOTIFY_TRANSFERRED 2025-03-05..2025-03-20 明川市住房和城乡建设局']);
    const inside = routed();
    expect(refusal(() => objectToTransfer(inside.given('2025-03-06', PERSON.handler, HOUSING), command))).toBe(
      'OBJECTION_SENDER_NOT_WANTED',
    );
  });

  it('that is upheld sends the matter back: it ends here with no clock; one that is not leaves it where it is', () => {
    const back = answered(sentTo(), true);
    expect(back.state).toMatchObject({ stage: 'closed', outcome: 'returned_to_sender', closedOn: '2025-03-10', receivedOn: '2025-03-05' });
    expect(sentTo().after(back).running()).toEqual([]);
    // The exit that was decided here goes with it.
    expect(answered(sentTo().with({ exit: '31(5)' }), true).state.exit).toBeNull();
    const stays = answered(sentTo(), false);
    expect(stays.state).toMatchObject({ stage: 'registered', outcome: null });
    expect(sentTo().after(stays).running()).toEqual(['NOTIFY_TRANSFERRED 2025-03-05..2025-03-20 明川市住房和城乡建设局']);
    expect(refusal(() => answered(outside(), true))).toBe('OBJECTION_NONE');
    expect(refusal(() => answered(raised(routed(), '2025-03-06'), true))).toBe('OBJECTION_NONE');
  });
});

describe('objection, recall and hand-down, whatever the days', () => {
  const plus = (day: string, days: number) => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
  const received = fc.constantFrom('2022-05-01', '2025-01-14', '2025-01-24', '2025-09-26', '2026-02-10');

  it('never hides the first registration date', () => {
    fc.assert(
      fc.property(received, fc.nat(10), fc.nat(4), fc.nat(9), (on, wait, objectAfter, decideAfter) => {
        const sentOn = plus(on, wait);
        const matter = Matter.registered({ receivedOn: on, registeredOn: on }).routed(HOUSING, sentOn);
        const objected = raised(matter, plus(sentOn, objectAfter));
        const { state } = judge(objected, plus(sentOn, objectAfter + decideAfter));
        expect([state.receivedOn, state.registeredOn]).toEqual([on, on]);
        expect(stationsOf(state).map(({ organId, standing }) => [organId, standing])).toEqual([
          [BUREAU.id, true],
          [HOUSING.id, false],
          [AT.labour.id, true],
        ]);
        expect(stationsOf(state)[0]?.receivedOn).toBe(on);
      }),
    );
  });

  it('never stops NOTIFY: while an objection waits, the fifteen days of the receipt run', () => {
    fc.assert(
      fc.property(received, fc.nat(4), (on, objectAfter) => {
        const matter = routed(on);
        const before = matter.clocks.find(({ term }) => term === 'NOTIFY_TRANSFERRED');
        const waiting = raised(matter, plus(on, objectAfter));
        expect(waiting.clocks.find(({ term }) => term === 'NOTIFY_TRANSFERRED')).toEqual(before);
        const rejected = waiting.after(judge(waiting, plus(on, objectAfter + 1), rejection));
        expect(rejected.clocks.find(({ term }) => term === 'NOTIFY_TRANSFERRED')).toEqual(before);
      }),
    );
  });
});
