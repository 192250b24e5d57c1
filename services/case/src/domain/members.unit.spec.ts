import { describe, expect, it } from '@jest/globals';
import { BUREAU, HOUSING, PETITIONERS, aPetition, anOpinion, given, id, refusal } from '../../test/builders.js';
import { reportLacks } from './handling/assignment.js';
import { members, requireMember, speaksForAll } from './members.js';
import type { PetitionState, PetitionerGiven } from './petition.js';
import { newRecord } from './records.js';
import { recordService } from './papers/delivery.js';
import { withdrawPetition } from './closing/withdrawal.js';

const [first, second] = PETITIONERS as [string, string];
const third = id('q', 3);
const left = (state: PetitionState, ...ids: string[]): PetitionState => ({
  ...state,
  records: ids.map((petitionerId, at) =>
    newRecord({ id: id('d', at + 1), kind: 'departure', state: 'left', on: '2025-05-08', data: { petitionerId, way: 'online' } }),
  ),
});
const joint = aPetition({ stage: 'accepted', exit: '31(6)', acceptedOn: '2025-03-10', petitionerIds: [first, second, third] });
const issued = aPetition({
  stage: 'opinion_issued',
  exit: '31(6)',
  petitionerIds: [first, second, third],
  opinion: anOpinion({ state: 'issued', dispatchedOn: '2025-05-07', documentId: id('x') }),
});
const serve = (state: PetitionState, petitionerId: string, on: string) =>
  recordService(given(state, on, { organ: HOUSING }), {
    deliveryIds: [id('v', 1), id('v', 2), id('v', 3)],
    petitionerId,
    way: 'in_person',
    proof: { signature: '回证' },
  });

describe('a member who has left a joint petition', () => {
  it('is no longer among its members, and party to nothing after the day of leaving', () => {
    const state = left(joint, second);
    expect(members(joint)).toEqual([first, second, third]);
    expect(members(state)).toEqual([first, third]);
    expect(refusal(() => requireMember(state, second, '2025-05-09'))).toBe('MEMBER_HAS_LEFT');
    expect(refusal(() => requireMember(state, second, '2025-05-08'))).toBe('no refusal');
    expect(refusal(() => requireMember(state, first, '2025-05-09'))).toBe('no refusal');
  });

  it('is served no more; a service of before the leaving is entered, and stays', () => {
    expect(refusal(() => serve(left(issued, second), second, '2025-05-09'))).toBe('MEMBER_HAS_LEFT');
    expect(serve(left(issued, second), second, '2025-05-08').state.deliveries).toMatchObject([{ petitionerId: second }]);
    expect(serve(left(issued, second), first, '2025-05-09').state.deliveries).toMatchObject([{ petitionerId: first }]);
  });

  it('is not waited for, neither by the representative who receives for all nor by the report', () => {
    const at = given({ ...left(issued, second), representativeIds: [first] }, '2025-05-09', { organ: HOUSING });
    const pack = at.law.packOn('2025-05-09');
    const rule = { ...pack.values['representativesReceiveForAll']!, value: true };
    const law = { ...at.law, packOn: () => ({ ...pack, values: { ...pack.values, representativesReceiveForAll: rule } }) };
    const proof = { signature: '回证' };
    const ids = [id('v', 1), id('v', 2), id('v', 3)];
    const { state } = recordService({ ...at, law }, { deliveryIds: ids, petitionerId: first, way: 'in_person', proof, forAll: true });
    expect(state.deliveries.map(({ petitionerId }) => petitionerId)).toEqual([first, third]);
    expect(reportLacks(state)).toBeNull();
    expect(reportLacks({ ...state, records: [] })).toBe('送达回证');
  });

  it('signs no withdrawal of the others, and hinders none', () => {
    const paper = (state: PetitionState, ...signedBy: string[]) =>
      withdrawPetition(given(state, '2025-05-12', { organ: BUREAU, role: 'REGISTRAR' }), {
        recordId: id('w'),
        reason: null,
        fileId: id('f'),
        signedBy,
      });
    expect(refusal(() => paper(joint, first, third))).toBe('WITHDRAWAL_NOT_BY_ALL');
    expect(refusal(() => paper(left(joint, second), first, third))).toBe('no refusal');
    expect(refusal(() => paper(left(joint, second), first))).toBe('WITHDRAWAL_NOT_BY_ALL');
  });
});

describe('a pass', () => {
  const online = (state: PetitionState, petitionerId: string | null) => {
    const { act, ...rest } = given(state, '2025-05-12');
    const by: PetitionerGiven = { ...rest, act: { ...act, actor: { kind: 'tracker', id: null }, personId: null, petitionerId } };
    return withdrawPetition(by, { recordId: id('w'), reason: null, fileId: null, signedBy: [] });
  };

  it('speaks for all of a petition of one, and by the own code for the only member left', () => {
    const alone = aPetition({ stage: 'accepted', exit: '31(6)', acceptedOn: '2025-03-10', petitionerIds: [first] });
    expect(speaksForAll(alone, null)).toBe(true);
    expect(speaksForAll(left(joint, second, third), first)).toBe(true);
    expect(refusal(() => online(left(joint, second, third), first))).toBe('no refusal');
  });

  it('of a member among others, of one who has left, or of the group itself does not', () => {
    expect(refusal(() => online(joint, first))).toBe('WITHDRAWAL_NOT_BY_ALL');
    expect(refusal(() => online(left(joint, second, third), second))).toBe('WITHDRAWAL_NOT_BY_ALL');
    expect(refusal(() => online(left(joint, second, third), null))).toBe('WITHDRAWAL_NOT_BY_ALL');
  });
});
