import { describe, expect, it } from '@jest/globals';
import { aPetition, anInquiry, BUREAU, given, HOUSING, id, PERSON, PETITIONERS, refusal } from '../../../test/builders.js';
import { members } from '../members.js';
import type { PetitionState } from '../petition.js';
import { newRecord, recordsOf, type CaseRecord } from '../records.js';
import { succeeded, successionOf, successionsOf } from '../succession.js';
import { confirmSuccessionRevocation, revokeSuccession, type OfSuccessors } from './revocation.js';

const [dead, other] = PETITIONERS as [string, string];
const heir = id('s', 3);
const NOTHING: OfSuccessors = { served: [], papers: [] };
const told = (finding: string, more: object = {}) => ({
  petitionId: id('z'),
  petitionerId: dead,
  successionId: id('d'),
  cause: 'DIED',
  endedOn: '2025-05-10',
  finding,
  successorIds: finding === 'FOUND' ? [heir] : [],
  ...more,
});
const entered = (finding = 'FOUND', change: Partial<PetitionState> = {}) =>
  succeeded(aPetition({ petitionerIds: [dead, other], ...change }), told(finding), { recordId: id('e', 1), on: '2025-05-12' });
const propose = (state: PetitionState, of = NOTHING, petitionerId = dead, reason = '同名误登') =>
  revokeSuccession(
    given(state, '2025-05-14', { by: PERSON.dispatcher, organ: BUREAU, role: 'REGISTRAR' }),
    { recordId: id('r'), petitionerId, reason },
    of,
  );
const confirm = (state: PetitionState, of = NOTHING, { by = PERSON.auditor, accepted = true, revocationId = id('r') } = {}) =>
  confirmSuccessionRevocation(given(state, '2025-05-15', { by, organ: BUREAU, role: 'AUDITOR' }), { revocationId, accepted }, of);
const withRecords = (state: PetitionState, ...records: CaseRecord[]): PetitionState => ({
  ...state,
  records: [...state.records, ...records],
});
const reliedOn = (state: PetitionState, of = NOTHING) => refusal(() => propose(state, of));

describe('the taking back of a death that was entered by mistake', () => {
  it('is proposed with its reason and moves nothing before a second person', () => {
    const { state, clocks, events, line } = propose(entered());
    expect(members(state)).toEqual([other, heir]);
    expect(clocks).toEqual([]);
    expect(events).toMatchObject([{ type: 'SuccessionRevocationProposed', data: { revocationId: id('r') } }]);
    expect(line).toMatchObject({ act: 'revokeSuccession', part: 'proposal' });
    expect(refusal(() => propose(entered(), NOTHING, dead, ' '))).toBe('TEXT_MISSING');
  });

  it('gives the petitioner the matter back, and leaves no successor in it; no clock moves', () => {
    const before = aPetition({ petitionerIds: [dead, other] });
    const { state, clocks, events, line } = confirm(propose(entered()).state);
    expect(state.petitionerIds).toEqual(before.petitionerIds);
    expect(members(state)).toEqual([dead, other]);
    expect(clocks).toEqual([]);
    expect(events).toMatchObject([
      { type: 'SuccessionRevoked', data: { petitionerId: dead, successionId: id('d'), successorIds: [heir] } },
    ]);
    expect(line).toMatchObject({ act: 'confirmSuccessionRevocation', part: 'confirmation' });
    expect(recordsOf(state, 'succession')[0]?.state).toBe('revoked');
    expect(refusal(() => propose(state))).toBe('SUCCESSION_NOT_STANDING');
  });

  it('voids the papers that the entry has brought', () => {
    const papers = [{ id: id('p', 5), kind: 'SUCCESSION_NOTICE', number: '1' }];
    const { voids, events } = confirm(propose(entered()).state, { served: [], papers });
    expect(voids).toMatchObject([{ documentId: id('p', 5), on: '2025-05-15', replacedById: null }]);
    expect(events.map(({ type }) => type)).toEqual(['SuccessionRevoked', 'PaperVoided']);
  });

  it('is of the latest entry alone: the one before it stands again', () => {
    const searching = entered('SEARCHING');
    const found = succeeded(searching, told('FOUND', { successionId: id('d', 2) }), { recordId: id('e', 2), on: '2025-05-13' });
    const { state } = confirm(propose(found).state);
    expect(successionOf(successionsOf(state), dead)?.finding).toBe('SEARCHING');
    expect(members(state)).toEqual([other]);
    const { state: alive } = confirm(propose(state).state);
    expect(members(alive)).toEqual([dead, other]);
  });

  it('is another person’s, of the proposal that waits, and may be turned down', () => {
    const { state } = propose(entered());
    expect(refusal(() => confirm(state, NOTHING, { by: PERSON.dispatcher }))).toBe('OWN_PROPOSAL');
    expect(refusal(() => confirm(state, NOTHING, { revocationId: id('r', 2) }))).toBe('REVOCATION_NOT_PROPOSED');
    expect(refusal(() => confirm(entered()))).toBe('REVOCATION_NOT_PROPOSED');
    const declined = confirm(state, NOTHING, { accepted: false });
    expect(members(declined.state)).toEqual([other, heir]);
    expect(declined.line).toMatchObject({ part: 'proposal' });
    expect(refusal(() => confirm(declined.state))).toBe('REVOCATION_NOT_PROPOSED');
  });

  it('finds an entry of a petitioner of this very petition, in an open matter', () => {
    expect(refusal(() => propose(entered(), NOTHING, other))).toBe('SUCCESSION_NOT_STANDING');
    expect(refusal(() => propose(aPetition({ petitionerIds: [dead] })))).toBe('SUCCESSION_NOT_STANDING');
    expect(refusal(() => propose(entered('NONE_FOUND', { stage: 'closed', outcome: 'no_successor' })))).toBe('ACT_NOT_IN_STAGE');
    const joined = [{ id: id('z', 2), number: '2', requestIds: [], petitionerIds: [dead] }];
    const data = { mergeId: id('m'), leadId: id('z'), leadNumber: '1', joined, reason: '', before: [], moved: [], unmerge: null };
    const merge: CaseRecord = newRecord({ id: id('m'), kind: 'merge', state: 'merged', on: '2025-03-10', data });
    expect(refusal(() => propose(withRecords(entered(), merge)))).toBe('SUCCESSION_NOT_STANDING');
  });

  it('comes too late once somebody has relied on the entry, and is judged again by the second person', () => {
    const state = entered();
    const waiting = propose(state).state;
    for (const relied of [
      withRecords(state, anInquiry('INTERVIEW', heir)),
      withRecords(
        state,
        newRecord({
          id: id('w'),
          kind: 'withdrawal',
          state: 'declared',
          on: '2025-05-12',
          data: { way: 'online', reason: null, fileId: null, contact: null, revokedOn: null },
        }),
      ),
      succeeded(state, told('SEARCHING', { petitionerId: heir }), { recordId: id('e', 3), on: '2025-05-13' }),
    ])
      expect(reliedOn(relied)).toBe('SUCCESSION_RELIED_ON');
    const party = { petitionerId: heir, organId: null, other: null };
    const settlement = {
      parties: [party, { petitionerId: null, organId: HOUSING.id, other: null }],
      mediator: null,
      dispute: '',
      terms: '',
      documentId: id('p'),
      stage: 'handling',
    } as const;
    expect(
      reliedOn(withRecords(state, newRecord({ id: id('k'), kind: 'settlement', state: 'broken', on: '2025-05-13', data: settlement }))),
    ).toBe('SUCCESSION_RELIED_ON');
    expect(reliedOn(state, { served: ['NOTICE'], papers: [] })).toBe('SUCCESSION_RELIED_ON');
    expect(refusal(() => confirm(waiting, { served: ['NOTICE'], papers: [] }))).toBe('SUCCESSION_RELIED_ON');
  });

  it('is not hindered by what was done before the entry, or with the others', () => {
    const state = entered();
    const revoked = newRecord({
      id: id('w'),
      kind: 'withdrawal',
      state: 'revoked',
      on: '2025-05-13',
      data: { way: 'online', reason: null, fileId: null, contact: null, revokedOn: '2025-05-13' },
    } as const);
    const earlier = newRecord({
      id: id('w', 2),
      kind: 'withdrawal',
      state: 'declared',
      on: '2025-05-11',
      data: { way: 'online', reason: null, fileId: null, contact: null, revokedOn: null },
    } as const);
    for (const record of [revoked, earlier, anInquiry('INTERVIEW', other)])
      expect(members(confirm(propose(withRecords(state, record)).state).state)).toContain(dead);
  });
});
