import { describe, expect, it } from '@jest/globals';
import { actOnDay } from '@sunshine/testing';
import fc from 'fast-check';
import {
  HOUSING,
  PETITIONERS,
  aClock,
  aPetition,
  after,
  given,
  id,
  moved,
  paper,
  refusal,
  startOf,
  termsOf,
  anExtension,
} from '../../../test/builders.js';
import type { ClockFact, PetitionState } from '../petition.js';
import { movePromise, recordPromiseBroken, recordPromisePerformed, recordSettlement, type RecordSettlement } from './settlement.js';

const accepted = aPetition({ stage: 'handling', exit: '31(6)', acceptedOn: '2025-03-10' });
const HANDLE = aClock('HANDLE', '2025-03-10');
const party = (change: Partial<RecordSettlement['parties'][number]>) => ({
  petitionerId: null,
  organId: null,
  other: null,
  signature: '已签',
  ...change,
});
const PARTIES = [party({ petitionerId: PETITIONERS[0]! }), party({ organId: HOUSING.id })];
const [FIRST, SECOND] = [id('m', 1), id('m', 2)] as const;
const promise = (promiseId: string, dueOn: string, change = {}) => ({ id: promiseId, party: 2, text: '修复屋面', dueOn, ...change });
const settle = (change: Partial<RecordSettlement> = {}, state: PetitionState = accepted, clocks: ClockFact[] = [HANDLE]) =>
  recordSettlement(given(state, '2025-04-10', { clocks }), {
    settlementId: id('k'),
    parties: PARTIES,
    mediator: '调解员',
    dispute: '房屋渗漏的责任',
    terms: '甲方修复并补偿',
    promises: [promise(FIRST, '2025-05-30'), promise(SECOND, '2025-06-30')],
    ...paper,
    ...change,
  });
const settled = settle();
const open = moved([HANDLE], settled.clocks);
const perform = (at = after(settled, [HANDLE], '2025-05-20'), promiseId: string = FIRST, otherPartyAsked = true) =>
  recordPromisePerformed(at, { promiseId, evidence: '验收单', otherPartyAsked });
const broken = (on: string, refusedByParty = false, state: PetitionState = settled.state) =>
  recordPromiseBroken(given(state, on, { clocks: open }), { promiseId: FIRST, reason: '至今未动工', refusedByParty });

describe('recordSettlement', () => {
  it('starts one clock for each promise, ends the duty to handle without meeting it, and issues the agreement', () => {
    expect(settled.clocks.filter((move) => move.do === 'start')).toMatchObject([
      { term: 'PROMISE', subject: FIRST, startedOn: '2025-04-10', dueOn: '2025-05-30' },
      { term: 'PROMISE', subject: SECOND, startedOn: '2025-04-10', dueOn: '2025-06-30' },
    ]);
    expect(settled.clocks.filter((move) => move.do !== 'start')).toMatchObject([{ do: 'cancel', term: 'HANDLE', reason: 'settled' }]);
    expect(settled.state).toMatchObject({ stage: 'handling', outcome: 'settled' });
    expect(settled.papers[0]).toMatchObject({ kind: 'SETTLEMENT' });
  });

  it('is of claims alone, and not of what belongs before a court', () => {
    for (const kind of ['REPORT', 'SUGGESTION'] as const)
      expect(refusal(() => settle({}, { ...accepted, kind }))).toBe('SETTLEMENT_OF_CLAIMS_ONLY');
    expect(refusal(() => settle({}, { ...accepted, exit: '31(1)' }))).toBe('SETTLEMENT_OF_CLAIMS_ONLY');
    for (const exit of ['31(2)', '31(5)', null] as const) expect(settle({}, { ...accepted, exit }).state.outcome).toBe('settled');
  });

  it('names the petitioner by id in paper and event', () => {
    expect(settled.papers[0]?.body).toMatchObject({ parts: { parties: [{ petitionerIds: [PETITIONERS[0]] }, { organId: HOUSING.id }] } });
    expect(JSON.stringify(settled.events)).not.toContain(PETITIONERS[0]);
  });

  it('needs both sides and their signatures', () => {
    expect(refusal(() => settle({ parties: PARTIES.slice(0, 1) }))).toBe('SETTLEMENT_PARTIES_MISSING');
    expect(refusal(() => settle({ parties: PARTIES.slice(1) }))).toBe('SETTLEMENT_PARTIES_MISSING');
    expect(refusal(() => settle({ parties: [PARTIES[0]!, party({ organId: HOUSING.id, signature: ' ' })] }))).toBe('SETTLEMENT_NOT_SIGNED');
    expect(refusal(() => settle({ parties: [PARTIES[0]!, party({})] }))).toBe('SETTLEMENT_PARTY_MALFORMED');
    expect(refusal(() => settle({ parties: [PARTIES[0]!, party({ organId: HOUSING.id, other: '物业公司' })] }))).toBe(
      'SETTLEMENT_PARTY_MALFORMED',
    );
    expect(refusal(() => settle({ parties: [party({ petitionerId: id('s', 9) }), PARTIES[1]!] }))).toBe('SETTLEMENT_PARTY_UNKNOWN');
  });

  it('needs promises with party and day, the day of signing included', () => {
    expect(refusal(() => settle({ promises: [] }))).toBe('SETTLEMENT_PROMISES_MISSING');
    expect(refusal(() => settle({ promises: [promise(FIRST, '2025-05-30', { party: 3 })] }))).toBe('SETTLEMENT_PROMISE_PARTY_UNKNOWN');
    expect(refusal(() => settle({ promises: [promise(FIRST, '2025-04-09')] }))).toBe('SETTLEMENT_PROMISE_TOO_EARLY');
    expect(refusal(() => settle({ promises: [promise(FIRST, '2025-04-10')] }))).toBe('no refusal');
  });

  it('holds no promise not to petition, sue or complain, in any of its texts', () => {
    for (const change of [
      { terms: '乙方息诉罢访' },
      { dispute: '乙方同意不再信访' },
      { promises: [promise(FIRST, '2025-05-30', { party: 1, text: '今后不再上访' })] },
      { mediator: '放弃诉讼' },
    ])
      expect(refusal(() => settle(change))).toBe('PLEDGE_NOT_TO_PETITION');
  });

  it('is one at a time, by an organ with authority', () => {
    expect(refusal(() => settle({}, settled.state))).toBe('SETTLEMENT_STANDING');
    expect(refusal(() => settle({}, { ...accepted, organKind: 'petition_bureau' }))).toBe('BUREAU_DECIDES_NO_EXIT');
    expect(refusal(() => settle({}, { ...accepted, stage: 'registered' }))).toBe('ACT_NOT_IN_STAGE');
  });
});

describe('recordPromisePerformed', () => {
  it('meets the clock of that promise alone', () => {
    expect(perform().clocks).toEqual([{ do: 'stop', petitionId: id('z'), term: 'PROMISE', subject: FIRST, on: '2025-05-20' }]);
    expect(perform().state.records[0]?.state).toBe('standing');
  });

  it('performs the settlement with the last one', () => {
    const last = perform(after(perform(), open, '2025-06-10'), SECOND);
    expect(last.state.records[0]?.state).toBe('performed');
    expect(last.events[0]).toMatchObject({ data: { settled: true } });
  });

  it('asks the other side, and knows no other promise', () => {
    expect(refusal(() => perform(undefined, FIRST, false))).toBe('PROMISE_PARTY_NOT_ASKED');
    expect(refusal(() => perform(undefined, id('m', 3)))).toBe('PROMISE_NOT_FOUND');
    expect(refusal(() => perform(after(perform(), open, '2025-06-10')))).toBe('PROMISE_NOT_FOUND');
  });
});

describe('movePromise', () => {
  const AGREED = ['信访人签名', '单位盖章'];
  const move = (on: string, dueOn: string, agreed = AGREED, state: PetitionState = settled.state) =>
    movePromise(given(state, on, { clocks: open }), { promiseId: FIRST, dueOn, reason: '备料未到', agreed });

  it('gives a later day by agreement of all parties, and extends the clock of that promise alone', () => {
    const { clocks, state, events } = move('2025-05-20', '2025-06-09');
    expect(clocks).toMatchObject([{ do: 'extend', term: 'PROMISE', subject: FIRST, days: 10 }]);
    expect(state.records.map(({ until }) => until)).toEqual(['2025-06-30', '2025-06-09', '2025-06-30']);
    expect(events).toMatchObject([{ type: 'PromiseMoved', data: { formerDate: '2025-05-30', newDate: '2025-06-09' } }]);
    expect(move('2025-05-20', '2025-07-09').state.records[0]?.until).toBe('2025-07-09');
  });

  it('needs each party, a later day, a promise that can still be kept, and no pledge', () => {
    expect(refusal(() => move('2025-05-20', '2025-06-09', ['信访人签名']))).toBe('PROMISE_MOVE_NOT_AGREED');
    expect(refusal(() => move('2025-05-20', '2025-06-09', ['信访人签名', ' ']))).toBe('PROMISE_MOVE_NOT_AGREED');
    expect(refusal(() => move('2025-05-20', '2025-05-30'))).toBe('PROMISE_DATE_NOT_LATER');
    expect(refusal(() => move('2025-05-30', '2025-05-31'))).toBe('no refusal');
    expect(refusal(() => move('2025-05-31', '2025-06-09'))).toBe('PROMISE_DUE_PAST');
    const pledge = { promiseId: FIRST, dueOn: '2025-06-09', reason: '乙方息诉罢访', agreed: AGREED };
    expect(refusal(() => movePromise(given(settled.state, '2025-05-20', { clocks: open }), pledge))).toBe('PLEDGE_NOT_TO_PETITION');
  });
});

describe('recordPromiseBroken', () => {
  it('takes the word of the petitioner to whom it is owed once it is overdue, and of nobody for a promise of their own', () => {
    const one: PetitionState = { ...settled.state, petitionerIds: [PETITIONERS[0]!] };
    const byPass = (on: string, state = one, refusedByParty = false, petitionerId: string | null = null) =>
      recordPromiseBroken(
        { ...given(state, on, { clocks: open }), act: { ...actOnDay(on, { kind: 'tracker', id: null }), personId: null, petitionerId } },
        { promiseId: FIRST, reason: '没有来修', refusedByParty },
      );
    expect(refusal(() => byPass('2025-05-30'))).toBe('PROMISE_NOT_YET_DUE');
    expect(refusal(() => byPass('2025-05-30', one, true))).toBe('PROMISE_NOT_YET_DUE');
    const { state, clocks } = byPass('2025-05-31');
    expect(state).toMatchObject({ stage: 'handling', outcome: null });
    expect(startOf(clocks, 'HANDLE')).toBe('2025-03-10');
    expect(refusal(() => byPass('2025-05-31', settled.state))).toBe('PETITIONER_NOT_NAMED');
    expect(refusal(() => byPass('2025-05-31', settled.state, false, PETITIONERS[1]))).toBe('PROMISE_NOT_OWED_TO_YOU');
    const byPetitioner = settle({ promises: [promise(FIRST, '2025-05-30', { party: 1 })] });
    expect(refusal(() => byPass('2025-05-31', { ...byPetitioner.state, petitionerIds: [PETITIONERS[0]!] }))).toBe(
      'PROMISE_NOT_OWED_TO_YOU',
    );
  });

  it('of two brings back exactly the matter of the one that lapsed', () => {
    const kept = perform();
    const after = moved(open, kept.clocks);
    const second = recordPromiseBroken(given(kept.state, '2025-07-01', { clocks: after }), {
      promiseId: SECOND,
      reason: '没有补偿',
      refusedByParty: false,
    });
    expect(second.state.records.map(({ kind, state: of }) => `${kind} ${of}`)).toEqual([
      'settlement broken',
      'promise performed',
      'promise broken',
    ]);
    expect(second.state).toMatchObject({ stage: 'handling', outcome: null });
    expect(
      refusal(() =>
        recordPromiseBroken(given(kept.state, '2025-07-01', { clocks: after }), { promiseId: FIRST, reason: '未', refusedByParty: true }),
      ),
    ).toBe('PROMISE_NOT_FOUND');
  });

  it('brings nothing back of a letter that was split meanwhile: its parts go on in its place', () => {
    const split: PetitionState = { ...settled.state, stage: 'closed', closedOn: '2025-04-12', outcome: 'split' };
    const { state, clocks, events } = broken('2025-04-20', true, split);
    expect(state).toMatchObject({ stage: 'closed', outcome: 'split', closedOn: '2025-04-12' });
    expect(clocks).toMatchObject([{ do: 'cancel', term: 'PROMISE', subject: FIRST, reason: 'broken' }]);
    expect(events).toMatchObject([{ type: 'PromiseBroken', data: { stage: 'closed', reopened: false } }]);
  });

  it('is broken after its last effective day, or at once where the party refuses', () => {
    // 2025-05-30 is a Friday before the Dragon Boat rest.
    expect(refusal(() => broken('2025-05-30'))).toBe('PROMISE_NOT_YET_DUE');
    expect(refusal(() => broken('2025-05-31'))).toBe('no refusal');
    expect(refusal(() => broken('2025-05-01', true))).toBe('no refusal');
  });

  it('brings the matter back to the step where it left, with the old start of its duty', () => {
    const { state, clocks } = broken('2025-06-03');
    expect(state).toMatchObject({ stage: 'handling', outcome: null });
    expect(startOf(clocks, 'HANDLE')).toBe('2025-03-10');
    expect(termsOf(clocks, 'cancel')).toEqual(['PROMISE']);
    expect(state.records.map(({ kind, state: of }) => `${kind} ${of}`)).toEqual(['settlement broken', 'promise broken', 'promise open']);
  });

  it('reopens a matter that was closed meanwhile', () => {
    const { state, events } = broken('2025-06-03', false, { ...settled.state, stage: 'closed', closedOn: '2025-05-01' });
    expect(state).toMatchObject({ stage: 'handling', closedOn: null, completion: null });
    expect(events[0]).toMatchObject({ data: { reopened: true, stage: 'handling' } });
  });

  it('never gives the organ a later day than without the settlement', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 27 }), (n) => {
        const start = `2025-03-${String(n + 1).padStart(2, '0')}`;
        const handle = aClock('HANDLE', start);
        const signed = settle({}, { ...accepted, acceptedOn: start }, [handle]);
        const back = recordPromiseBroken(given(signed.state, '2025-06-03', { clocks: moved([handle], signed.clocks) }), {
          promiseId: FIRST,
          reason: '未履行',
          refusedByParty: false,
        });
        expect(aClock('HANDLE', startOf(back.clocks, 'HANDLE')!).effectiveDue).toBe(handle.effectiveDue);
      }),
    );
  });

  it('knows no other promise', () => {
    expect(
      refusal(() => recordPromiseBroken(given(accepted, '2025-06-03'), { promiseId: FIRST, reason: '未', refusedByParty: true })),
    ).toBe('PROMISE_NOT_FOUND');
  });

  it('of an open matter takes only the settlement away, not what the matter came to meanwhile', () => {
    const refused: PetitionState = { ...settled.state, stage: 'informed', outcome: 'refused_acceptance' };
    expect(broken('2025-04-20', true, refused).state).toMatchObject({ stage: 'informed', outcome: 'refused_acceptance' });
  });

  it('brings HANDLE back with the extension it had, and under CN-2005 at the notice too', () => {
    const end = { ended: 'cancelled', endReason: 'settled' } as const;
    const extension = anExtension({ days: 13, grantedDays: 13, approvedBy: id('p', 2), approvedOn: '2025-04-02' });
    const back = (state: PetitionState, clock: ClockFact) =>
      recordPromiseBroken(given(state, '2025-04-20', { clocks: [clock] }), { promiseId: FIRST, reason: '未动工', refusedByParty: true })
        .clocks;
    expect(back({ ...settled.state, extension }, { ...HANDLE, ...end, extendedBy: 13 })).toMatchObject([
      { do: 'cancel', term: 'PROMISE' },
      { do: 'start', term: 'HANDLE', startedOn: '2025-03-10' },
      { do: 'extend', term: 'HANDLE', days: 13, on: '2025-04-02' },
    ]);
    const told: PetitionState = { ...settled.state, stage: 'informed' };
    expect(startOf(back(told, { ...aClock('HANDLE', '2021-12-20'), ...end }), 'HANDLE')).toBe('2021-12-20');
    expect(startOf(back(told, { ...HANDLE, ...end }), 'HANDLE')).toBeNull();
    expect(startOf(back(told, { ...aClock('HANDLE', '2021-12-20'), ended: 'cancelled', endReason: 'recalled' }), 'HANDLE')).toBeNull();
  });
});
