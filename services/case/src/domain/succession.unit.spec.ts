import { describe, expect, it } from '@jest/globals';
import { aClock, anOpinion, aPetition, BUREAU, given, id, paper, PERSON, PETITIONERS, refusal } from '../../test/builders.js';
import { closePetition, verifyCompletion } from './closing/closing.js';
import { withdrawPetition } from './closing/withdrawal.js';
import { reportLacks } from './handling/assignment.js';
import { addressees, members, speaksForAll } from './members.js';
import { recordService } from './papers/delivery.js';
import { petitionerParts } from './papers/papers.js';
import type { Delivery, PetitionState } from './petition.js';
import { newRecord, type CaseRecord } from './records.js';
import { succeeded } from './succession.js';

const [dead, other] = PETITIONERS as [string, string];
const heir = id('s', 3);
const ENDED = '2025-05-10';

const told = (finding: string, more: object = {}) => ({
  petitionId: id('z'),
  petitionerId: dead,
  successionId: id('d'),
  cause: 'DIED',
  endedOn: ENDED,
  finding,
  successorIds: finding === 'FOUND' ? [heir] : [],
  ...more,
});
const after = (state: PetitionState, finding: string, more: object = {}, on = '2025-05-12', n = 1) =>
  succeeded(state, told(finding, more), { recordId: id('e', n), on });
const delivery = (petitionerId: string, servedOn: string | null): Delivery => ({
  id: id('v', 1),
  opinionId: id('y'),
  documentId: id('x'),
  petitionerId,
  throughId: null,
  way: servedOn === null ? 'undeliverable' : 'in_person',
  servedOn,
  proof: {},
});
const answered = (change: Partial<PetitionState> = {}) =>
  aPetition({
    stage: 'opinion_issued',
    exit: '31(6)',
    outcome: 'explained',
    petitionerIds: [dead],
    opinion: anOpinion({
      state: 'issued',
      dispatchedOn: '2025-05-07',
      documentId: id('x'),
      answers: [{ requestId: id('q', 1), outcome: 'explained', answer: '已说明', basis: ['《条例》'] }],
      executeBy: null,
    }),
    ...change,
  });
const servedTo = (day: string, ...ids: string[]) => answered({ stage: 'opinion_served', deliveries: ids.map((one) => delivery(one, day)) });
const serve = (state: PetitionState, petitionerId: string, on: string) =>
  recordService(given(state, on), { deliveryIds: [id('v', 7)], petitionerId, way: 'in_person', proof: { signature: '回证' } });
const close = (state: PetitionState, ground: string, on: string) => refusal(() => closePetition(given(state, on), { ground, served: [] }));
const lastDay = (state: PetitionState, on: string) =>
  (serve(state, heir, on).events[0]!.data as { reviewRequestLastDay: string | null }).reviewRequestLastDay;

describe('a succession', () => {
  it('makes the successors petitioners, keeps the dead on file, and moves nothing else', () => {
    const before = aPetition({ petitionerIds: [dead, other] });
    const state = after(before, 'FOUND');
    expect(state).toEqual({ ...before, version: before.version + 1, petitionerIds: [dead, other, heir], records: state.records });
    expect(members(state)).toEqual([other, heir]);
    expect(petitionerParts(state)).toEqual({ petitionerIds: [other, heir] });
    expect(addressees(after(answered(), 'SEARCHING'))).toEqual([dead]);
  });

  it('of a merged petition is on its lead of that petition, which takes the successors back when it is parted', () => {
    const joined = [{ id: id('z', 2), number: '2', requestIds: [], petitionerIds: [other] }];
    const data = { mergeId: id('m'), leadId: id('z'), leadNumber: '1', joined, reason: '', before: [], moved: [], unmerge: null };
    const merge: CaseRecord = newRecord({ id: id('m'), kind: 'merge', state: 'merged', on: '2025-03-10', data });
    const lead = after(aPetition({ petitionerIds: [dead, other], records: [merge] }), 'FOUND', {
      petitionId: id('z', 2),
      petitionerId: other,
    });
    expect(lead.petitionerIds).toEqual([dead, other, heir]);
    expect(lead.records[0]).toMatchObject({ data: { joined: [{ petitionerIds: [other, heir] }] } });
    expect(members(lead)).toEqual([dead, heir]);
  });

  it('takes the dead out of every act: no service after the day of death, no withdrawal, no voice', () => {
    const state = after(answered(), 'SEARCHING');
    expect(refusal(() => serve(state, dead, ENDED))).toBe('no refusal');
    expect(refusal(() => serve(state, dead, '2025-05-11'))).toBe('PETITIONER_ENDED');
    const paperOf = { recordId: id('w'), reason: null, fileId: id('f'), signedBy: [dead] };
    const registrar = given(state, '2025-05-12', { organ: BUREAU, role: 'REGISTRAR' });
    expect(refusal(() => withdrawPetition(registrar, paperOf))).toBe('WITHDRAWAL_NOT_BY_ALL');
    expect(speaksForAll(state, null)).toBe(false);
    expect(speaksForAll(after(answered(), 'FOUND'), heir)).toBe(true);
    expect(speaksForAll(after(answered(), 'FOUND'), null)).toBe(false);
  });
});

describe('the right of the successor', () => {
  it('starts with the own service', () => {
    expect(lastDay(after(answered(), 'FOUND'), '2025-05-20')).toBe('2025-06-19');
  });

  it('passes on whole where that of the dead had not run out, and does not come back where it had', () => {
    // Served on 2025-04-10 the last day is 2025-05-12, the tenth being a Saturday.
    expect(lastDay(after(servedTo('2025-04-10', dead), 'FOUND', { endedOn: '2025-05-12' }), '2025-05-20')).toBe('2025-06-19');
    expect(lastDay(after(servedTo('2025-04-10', dead), 'FOUND', { endedOn: '2025-05-13' }), '2025-05-20')).toBeNull();
  });

  it('is not hindered by what was laid down for the dead after the death', () => {
    const state = after(servedTo('2025-04-10', dead), 'FOUND', { endedOn: '2025-04-09' });
    expect(lastDay(state, '2025-05-20')).toBe('2025-06-19');
    expect(close(state, 'opinion_served', '2025-05-20')).toBe('COMPLETION_SERVICE_MISSING');
  });

  it('is the same through two deaths', () => {
    const second = id('s', 4);
    const twice = (endedOn: string) =>
      after(after(servedTo('2025-04-10', dead), 'FOUND', { endedOn }), 'FOUND', {
        petitionerId: heir,
        endedOn: '2025-06-01',
        successorIds: [second],
      });
    const serveSecond = (state: PetitionState) =>
      (serve(state, second, '2025-06-10').events[0]!.data as { reviewRequestLastDay: string | null }).reviewRequestLastDay;
    expect(serveSecond(twice('2025-05-13'))).toBeNull();
    expect(serveSecond(twice('2025-05-12'))).toBe('2025-07-10');
  });

  it('is served after the closing too, and to nobody else then', () => {
    const closed = { ...servedTo('2025-05-08', dead), stage: 'closed', closedOn: '2025-05-09' } as const;
    const state = after(closed, 'FOUND');
    expect(serve(state, heir, '2025-05-20').state).toMatchObject({
      stage: 'closed',
      deliveries: [{ petitionerId: dead }, { petitionerId: heir }],
    });
    expect(refusal(() => serve({ ...closed, petitionerIds: [dead, other] }, other, '2025-05-20'))).toBe('ACT_NOT_IN_STAGE');
  });
});

describe('the end of the matter', () => {
  it('on the opinion waits for the successor, not for the dead, and for neither where the right had run out', () => {
    const state = after(servedTo('2025-05-08', dead), 'FOUND');
    expect(close(state, 'opinion_served', '2025-05-20')).toBe('COMPLETION_SERVICE_MISSING');
    expect(close(serve(state, heir, '2025-05-20').state, 'opinion_served', '2025-05-20')).toBe('no refusal');
    expect(close(after(servedTo('2025-04-10', dead), 'FOUND', { endedOn: '2025-05-13' }), 'opinion_served', '2025-05-20')).toBe(
      'no refusal',
    );
    expect(close(after(servedTo('2025-05-08', dead), 'SEARCHING'), 'opinion_served', '2025-05-20')).toBe('no refusal');
  });

  it('for want of a successor needs every petitioner dead, nobody found or all waived, and the search of sixty days', () => {
    const none = (finding: string, on: string, first = '2025-05-12') => {
      const searching = after(answered(), 'SEARCHING', {}, first);
      return close(after(searching, finding, {}, first, 2), 'no_successor', on);
    };
    expect(none('NONE_FOUND', '2025-07-11')).toBe('COMPLETION_GROUND_UNMET');
    expect(none('NONE_FOUND', '2025-07-12')).toBe('no refusal');
    expect(none('WAIVED', '2025-05-13')).toBe('no refusal');
    expect(none('SEARCHING', '2025-12-31')).toBe('COMPLETION_GROUND_UNMET');
    expect(none('FOUND', '2025-12-31')).toBe('COMPLETION_GROUND_UNMET');
    expect(close(answered(), 'no_successor', '2025-12-31')).toBe('COMPLETION_GROUND_UNMET');
    expect(close(after(answered({ petitionerIds: [dead, other] }), 'WAIVED'), 'no_successor', '2025-12-31')).toBe(
      'COMPLETION_GROUND_UNMET',
    );
    expect(close(aPetition({ petitionerIds: [] }), 'no_successor', '2025-12-31')).toBe('COMPLETION_GROUND_UNMET');
  });

  it('for want of a successor is one of claims alone, and leaves an answer that was given what it is', () => {
    const suggestion = after(aPetition({ kind: 'SUGGESTION', petitionerIds: [dead] }), 'WAIVED');
    expect(close(suggestion, 'no_successor', '2025-05-13')).toBe('COMPLETION_GROUND_OTHER_PATH');
    const end = (state: PetitionState) => {
      const proposed = closePetition(given(state, '2025-05-13'), { ground: 'no_successor', served: [] });
      const command = { archiveId: id('k'), remark: null, helpBy: null, served: [], ...paper };
      const auditor = { by: PERSON.auditor, organ: BUREAU, role: 'AUDITOR' as const };
      const clocks = [aClock('HANDLE', '2025-05-01')];
      return verifyCompletion(given(proposed.state, '2025-05-13', { ...auditor, clocks }), command);
    };
    expect(end(after(aPetition({ petitionerIds: [dead] }), 'WAIVED')).state).toMatchObject({ stage: 'closed', outcome: 'no_successor' });
    expect(end(after(answered(), 'WAIVED')).state.outcome).toBe('explained');
  });

  it('is reported to the assigner though nobody is left to answer', () => {
    const assigned = aPetition({ petitionerIds: [dead], stage: 'accepted', assignerId: BUREAU.id });
    expect(reportLacks(assigned)).toBe('处理意见书');
    expect(reportLacks(after(assigned, 'SEARCHING'))).toBe('处理意见书');
    expect(reportLacks(after(assigned, 'WAIVED'))).toBeNull();
    expect(reportLacks(after(answered(), 'FOUND'))).toBe('送达回证');
  });
});
