import { describe, expect, it } from '@jest/globals';
import { BUREAU, HOUSING, PERSON, PETITIONERS, aPetition, given, id, law, refusal } from '../../../test/builders.js';
import type { PetitionState, PetitionerGiven } from '../petition.js';
import { confirmWithdrawal, revocableUntil, revokeWithdrawal, withdrawPetition } from './withdrawal.js';

const alone = aPetition({ stage: 'accepted', exit: '31(6)', acceptedOn: '2025-03-10', petitionerIds: PETITIONERS.slice(0, 1) });
const joint = aPetition({ stage: 'accepted', exit: '31(6)', acceptedOn: '2025-03-10' });
const REGISTRAR = id('p', 20);
const byPass = (state: PetitionState, on = '2025-03-24'): PetitionerGiven => {
  const { act, ...rest } = given(state, on);
  return { ...rest, act: { ...act, actor: { kind: 'tracker', id: null }, personId: null } };
};
const online = (state = alone, reason: string | null = null) =>
  withdrawPetition(byPass(state), { recordId: id('w'), reason, fileId: null, signedBy: [] });
const onPaper = (state = joint, signedBy = PETITIONERS, fileId: string | null = id('f')) =>
  withdrawPetition(given(state, '2025-03-24', { by: REGISTRAR, organ: BUREAU, role: 'REGISTRAR' }), {
    recordId: id('w'),
    reason: null,
    fileId,
    signedBy,
  });
const confirm = (state: PetitionState, { by = PERSON.auditor, organ = BUREAU, willing = true } = {}) =>
  confirmWithdrawal(given(state, '2025-03-26', { by, organ, role: 'AUDITOR' }), { contact: '电话询问本人', willing });

describe('withdrawPetition', () => {
  it('changes neither stage nor outcome nor clocks, and can be taken back for fifteen days', () => {
    const { state, clocks, events } = online();
    expect(state).toMatchObject({ stage: 'accepted', outcome: null });
    expect(clocks).toEqual([]);
    expect(state.records[0]).toMatchObject({ state: 'declared', until: '2025-04-08', data: { way: 'online' } });
    expect(events[0]).toMatchObject({ type: 'PetitionWithdrawn', data: { organId: HOUSING.id, withdrawnOn: '2025-03-24' } });
  });

  it('ends the right to take it back on a working day', () => {
    const pack = law.packOn('2025-03-24');
    expect(revocableUntil(pack, '2025-03-24', law.calendar)).toBe('2025-04-08');
    // 2025-04-05 is a Saturday inside the Qingming rest to 2025-04-06.
    expect(revocableUntil(pack, '2025-03-21', law.calendar)).toBe('2025-04-07');
  });

  it('of a joint matter is the act of everybody', () => {
    expect(refusal(() => online(joint))).toBe('WITHDRAWAL_NOT_BY_ALL');
    expect(refusal(() => onPaper(joint, PETITIONERS.slice(0, 1)))).toBe('WITHDRAWAL_NOT_BY_ALL');
    expect(onPaper().state.records[0]).toMatchObject({ data: { way: 'paper' }, byPersonId: REGISTRAR });
  });

  it('by a registrar needs the signed paper', () => {
    expect(refusal(() => onPaper(joint, PETITIONERS, null))).toBe('WITHDRAWAL_PAPER_MISSING');
  });

  it('holds no promise not to petition again', () => {
    expect(refusal(() => online(alone, '问题已解决，今后不再上访'))).toBe('PLEDGE_NOT_TO_PETITION');
    expect(refusal(() => online(alone, '问题已解决'))).toBe('no refusal');
  });

  it('is possible once, and not of a closed matter', () => {
    expect(refusal(() => online(online().state))).toBe('WITHDRAWAL_STANDING');
    expect(refusal(() => online({ ...alone, stage: 'closed' }))).toBe('ACT_NOT_IN_STAGE');
    expect(refusal(() => online(confirm(online().state, { willing: false }).state))).toBe('no refusal');
  });
});

describe('confirmWithdrawal', () => {
  it('is a second contact by a bureau that does not handle the matter', () => {
    expect(confirm(online().state).state.records[0]).toMatchObject({ state: 'confirmed', confirmedBy: PERSON.auditor });
    expect(refusal(() => confirm(online().state, { by: PERSON.handler, organ: HOUSING }))).toBe('WITHDRAWAL_SECOND_CONTACT_ELSEWHERE');
    const atBureau = { ...alone, stage: 'received' as const, organId: BUREAU.id, organKind: 'petition_bureau' as const };
    expect(refusal(() => confirm(online(atBureau).state))).toBe('WITHDRAWAL_SECOND_CONTACT_ELSEWHERE');
    expect(refusal(() => confirm(online({ ...atBureau, stage: 'registered' }).state))).toBe('no refusal');
  });

  it('is not done by the officer who entered the paper, and records that the petitioner did not want it', () => {
    expect(refusal(() => confirm(onPaper().state, { by: REGISTRAR }))).toBe('OWN_PROPOSAL');
    expect(confirm(online().state, { willing: false }).state.records[0]?.state).toBe('denied');
    expect(refusal(() => confirm(alone))).toBe('WITHDRAWAL_NOT_FOUND');
  });
});

describe('revokeWithdrawal', () => {
  const revoke = (state: PetitionState, on: string) => revokeWithdrawal(byPass(state, on));

  it('is in time up to the last day, confirmed or not', () => {
    const confirmed = confirm(online().state).state;
    expect(revoke(confirmed, '2025-04-08')).toMatchObject({ clocks: [], state: { stage: 'accepted' } });
    expect(revoke(confirmed, '2025-04-08').state.records[0]).toMatchObject({ state: 'revoked', data: { revokedOn: '2025-04-08' } });
    expect(refusal(() => revoke(confirmed, '2025-04-09'))).toBe('WITHDRAWAL_NO_LONGER_REVOCABLE');
    expect(refusal(() => revoke(online().state, '2025-03-24'))).toBe('no refusal');
    expect(refusal(() => revoke(alone, '2025-03-24'))).toBe('WITHDRAWAL_NOT_FOUND');
  });

  it('takes a proposal to close on it along', () => {
    const completion = { ground: 'withdrawn', proposedBy: PERSON.handler, proposedOn: '2025-03-25', verifiedBy: null };
    expect(revoke({ ...online().state, completion }, '2025-03-26').state.completion).toBeNull();
    expect(
      revoke({ ...online().state, completion: { ...completion, ground: 'opinion_served' } }, '2025-03-26').state.completion,
    ).not.toBeNull();
  });
});
