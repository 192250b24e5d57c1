import { describe, expect, it } from '@jest/globals';
import { CAP_START } from '@sunshine/procedure';
import {
  BUREAU,
  HOUSING,
  aClock,
  aPetition,
  after,
  given,
  id,
  law,
  moved,
  paper,
  refusal,
  sent,
  startOf,
  termsOf,
} from '../../../test/builders.js';
import { acceptPetition, capOfHandle } from './acceptance.js';
import { informPetitioner } from './notice.js';
import type { ClockFact, PetitionState } from '../petition.js';

const told = { path: '信访事项办理程序', procedure: '调查核实后作出处理意见', ...sent, ...paper };
const accepted = { ...sent, ...paper };
const received = (on: string): ClockFact[] => [aClock('NOTIFY_TRANSFERRED', on), aClock('OBJECT', on)];
const inform = (on: string, clocks = received('2025-03-03'), state: PetitionState = aPetition()) =>
  informPetitioner(given(state, on, { clocks }), told);
const accept = (on: string, clocks = received('2025-03-03'), state: PetitionState = aPetition()) =>
  acceptPetition(given(state, on, { clocks }), accepted);

describe('informPetitioner', () => {
  it('meets NOTIFY by dispatch and ends the option to object unused', () => {
    const { state, clocks, events, papers } = inform('2025-03-10');
    expect(state.stage).toBe('informed');
    expect(clocks).toEqual([
      { do: 'stop', petitionId: id('z'), term: 'NOTIFY_TRANSFERRED', on: '2025-03-10' },
      { do: 'cancel', petitionId: id('z'), term: 'OBJECT', on: '2025-03-10', reason: 'not_used' },
      { do: 'start', petitionId: id('z'), term: 'DECIDE_EXIT', subject: HOUSING.id, startedOn: '2025-03-10' },
    ]);
    expect(events.map(({ type }) => type)).toEqual(['PetitionInformed']);
    expect(papers[0]).toMatchObject({
      kind: 'NOTICE',
      number: paper.number,
      body: { parts: { issuer: HOUSING.name, handlingUnit: HOUSING.name } },
    });
  });

  it('starts no HANDLE under CN-2022', () => {
    expect(startOf(inform('2025-03-10').clocks, 'HANDLE')).toBeNull();
  });

  it('is the decision on acceptance under CN-2005 and starts HANDLE, for every kind', () => {
    const clocks = [aClock('NOTIFY_TRANSFERRED', '2019-03-04')];
    for (const kind of ['CLAIM', 'SUGGESTION', 'REPORT'] as const) {
      const state = aPetition({ kind, receivedOn: '2019-03-04', latestOn: '2019-03-04' });
      expect(startOf(inform('2019-03-11', clocks, state).clocks, 'HANDLE')).toBe('2019-03-11');
      // 15 days end on 2019-03-19.
      expect(startOf(inform('2019-04-01', clocks, state).clocks, 'HANDLE')).toBe('2019-03-19');
    }
  });

  it('is refused to a bureau, twice, and without path or procedure', () => {
    expect(refusal(() => inform('2025-03-10', [], aPetition({ organKind: 'petition_bureau', organId: BUREAU.id })))).toBe(
      'BUREAU_DECIDES_NO_EXIT',
    );
    const first = inform('2025-03-10');
    expect(refusal(() => inform('2025-03-11', moved(received('2025-03-03'), first.clocks), first.state))).toBe('ACT_NOT_IN_STAGE');
    expect(refusal(() => informPetitioner(given(aPetition(), '2025-03-10'), { ...told, path: ' ' }))).toBe('TEXT_MISSING');
    expect(refusal(() => informPetitioner(given(aPetition(), '2025-03-10'), { ...told, procedure: 'x'.repeat(1001) }))).toBe(
      'TEXT_TOO_LONG',
    );
    expect(refusal(() => informPetitioner(given(aPetition(), '2025-03-10'), { ...told, procedure: 'a\u0000b' }))).toBe('TEXT_MALFORMED');
  });

  it('needs the post receipt number or the consent of the way it names', () => {
    const by = (way: string | null, proof = {}) =>
      refusal(() => informPetitioner(given(aPetition(), '2025-03-10'), { ...told, way, proof }));
    expect(by('post')).toBe('DISPATCH_PROOF_MISSING');
    expect(by('post', { receiptNumber: 'EMS-1' })).toBe('no refusal');
    expect(by('electronic')).toBe('DISPATCH_PROOF_MISSING');
    expect(by('electronic', { consent: '同意' })).toBe('no refusal');
    expect(by('in_person')).toBe('no refusal');
    expect(by(null)).toBe('no refusal');
    expect(by('pigeon')).toBe('DISPATCH_WAY_UNKNOWN');
    expect(by('undeliverable')).toBe('DISPATCH_WAY_UNKNOWN');
  });
});

describe('acceptPetition', () => {
  it('starts HANDLE on the acceptance date and meets NOTIFY in the same letter', () => {
    const { state, clocks, events, papers } = accept('2025-03-10');
    expect(state).toMatchObject({ stage: 'accepted', exit: '31(6)', acceptedOn: '2025-03-10' });
    expect(startOf(clocks, 'HANDLE')).toBe('2025-03-10');
    expect(termsOf(clocks, 'stop')).toEqual(['NOTIFY_TRANSFERRED']);
    expect(termsOf(clocks, 'cancel')).toEqual(['OBJECT']);
    expect(events.map(({ type }) => type)).toEqual(['PetitionInformed', 'PetitionAccepted']);
    expect(papers[0]?.body).toMatchObject({ parts: { acceptedOn: '2025-03-10', dueOn: '2025-05-09' } });
  });

  it('says nothing twice where the petitioner was told before', () => {
    const first = inform('2025-03-10');
    const second = acceptPetition(after(first, received('2025-03-03'), '2025-03-12'), accepted);
    expect(second.events.map(({ type }) => type)).toEqual(['PetitionAccepted']);
    expect(startOf(second.clocks, 'HANDLE')).toBe('2025-03-12');
  });

  // NOTIFY received 2025-03-03 ends on Tuesday 2025-03-18.
  it.each([
    ['2025-03-17', '2025-03-17'],
    ['2025-03-18', '2025-03-18'],
    ['2025-03-19', '2025-03-18'],
    ['2025-05-30', '2025-03-18'],
  ])('accepted on %s counts from %s: at the latest the last effective day of NOTIFY', (on, from) => {
    expect(startOf(accept(on).clocks, 'HANDLE')).toBe(from);
  });

  it('caps at the effective day, not the nominal one', () => {
    // Received 2025-01-14: nominal 2025-01-29 in the Spring Festival, effective 2025-02-05.
    expect(startOf(accept('2025-02-05', received('2025-01-14')).clocks, 'HANDLE')).toBe('2025-02-05');
    expect(startOf(accept('2025-02-06', received('2025-01-14')).clocks, 'HANDLE')).toBe('2025-02-05');
  });

  it('says that the cap started HANDLE where it did, and that the acceptance did where it came in time', () => {
    const handle = (on: string) => accept(on).clocks.find((move) => move.do === 'start' && move.term === 'HANDLE');
    expect(handle('2025-03-19')).toMatchObject({ startedOn: '2025-03-18', startFact: CAP_START });
    expect(handle('2025-03-18')).not.toHaveProperty('startFact');
  });

  it('gives the same HANDLE with and without a late notice', () => {
    const late = inform('2025-04-01');
    const withNotice = acceptPetition(after(late, received('2025-03-03'), '2025-04-02'), accepted);
    expect(startOf(withNotice.clocks, 'HANDLE')).toBe('2025-03-18');
    expect(startOf(accept('2025-04-02').clocks, 'HANDLE')).toBe('2025-03-18');
  });

  it('counts from the acceptance alone where the notice is exempt', () => {
    expect(
      startOf(accept('2025-06-03', [], aPetition({ addressUnclear: true, senderId: null, stage: 'registered' })).clocks, 'HANDLE'),
    ).toBe('2025-06-03');
  });

  it('is for claims under CN-2022 and for every kind under CN-2005', () => {
    expect(refusal(() => accept('2025-03-10', [], aPetition({ kind: 'SUGGESTION' })))).toBe('ACCEPT_CLAIMS_ONLY');
    expect(refusal(() => accept('2025-03-10', [], aPetition({ kind: 'REPORT' })))).toBe('ACCEPT_CLAIMS_ONLY');
    expect(refusal(() => accept('2019-03-11', [], aPetition({ kind: 'SUGGESTION', receivedOn: '2019-03-04' })))).toBe('no refusal');
  });

  it('is refused twice and to a bureau', () => {
    const first = accept('2025-03-10');
    expect(refusal(() => accept('2025-03-11', [], first.state))).toBe('ACT_NOT_IN_STAGE');
    expect(refusal(() => accept('2025-03-11', [], aPetition({ organKind: 'petition_bureau' })))).toBe('BUREAU_DECIDES_NO_EXIT');
  });

  it('leaves HANDLE where the cap or an earlier notice has started it', () => {
    const clocks = [aClock('NOTIFY_TRANSFERRED', '2019-03-04'), aClock('HANDLE', '2019-03-19')];
    const decision = accept('2019-04-01', clocks, aPetition({ receivedOn: '2019-03-04', latestOn: '2019-03-04' }));
    expect(termsOf(decision.clocks, 'start')).toEqual([]);
    expect(decision.events.at(-1)?.data).toMatchObject({ acceptedOn: '2019-04-01', handleFrom: '2019-03-19' });
  });

  it('counts an acceptance entered late by its own date', () => {
    const clocks = [aClock('NOTIFY_TRANSFERRED', '2019-03-04'), aClock('HANDLE', '2019-03-19')];
    const decision = accept('2019-03-08', clocks, aPetition({ receivedOn: '2019-03-04', latestOn: '2019-03-04' }));
    expect(decision.clocks).toContainEqual({
      do: 'cancel',
      petitionId: id('z'),
      term: 'HANDLE',
      on: '2019-03-08',
      reason: 'accepted_earlier',
    });
    expect(startOf(decision.clocks, 'HANDLE')).toBe('2019-03-08');
  });

  it('runs HANDLE under the pack in force on the day it starts', () => {
    // Notice due 2022-05-05, accepted after it: the cap decides the day, the day decides the pack.
    const clocks = [aClock('NOTIFY_TRANSFERRED', '2022-04-14')];
    const suggestion = aPetition({ kind: 'SUGGESTION', receivedOn: '2022-04-14', latestOn: '2022-04-14' });
    expect(aClock('NOTIFY_TRANSFERRED', '2022-04-14').effectiveDue).toBe('2022-04-29');
    expect(startOf(accept('2022-05-06', clocks, suggestion).clocks, 'HANDLE')).toBe('2022-04-29');
    expect(refusal(() => accept('2022-05-06', [aClock('NOTIFY_TRANSFERRED', '2022-04-29')], suggestion))).toBe('ACCEPT_CLAIMS_ONLY');
  });
});

describe('the cap without any notice', () => {
  const cap = (on: string, kind: PetitionState['kind'], clocks: ClockFact[] = []) =>
    capOfHandle(aPetition({ kind }), clocks, on, law.packOn(on));

  it('starts HANDLE for every matter under CN-2005 and for none under CN-2022, where the exit is not decided yet', () => {
    for (const kind of ['CLAIM', 'SUGGESTION', 'REPORT'] as const) {
      expect(cap('2019-03-19', kind)).toMatchObject([{ do: 'start', term: 'HANDLE', startedOn: '2019-03-19', startFact: CAP_START }]);
      expect(cap('2025-03-18', kind)).toEqual([]);
    }
  });

  it('starts it once', () => {
    expect(cap('2019-03-19', 'CLAIM', [aClock('HANDLE', '2019-03-12')])).toEqual([]);
    expect(cap('2019-03-19', 'CLAIM', [aClock('HANDLE', '2019-03-12', { ended: 'met' })])).toEqual([]);
  });

  it('gives the same HANDLE as an acceptance that comes later', () => {
    const notify = aClock('NOTIFY_TRANSFERRED', '2019-03-04');
    const bySweep = startOf(cap(notify.effectiveDue, 'CLAIM', [notify]), 'HANDLE');
    const byAcceptance = startOf(
      accept('2019-05-01', [notify], aPetition({ receivedOn: '2019-03-04', latestOn: '2019-03-04' })).clocks,
      'HANDLE',
    );
    expect(bySweep).toBe(byAcceptance);
  });
});
