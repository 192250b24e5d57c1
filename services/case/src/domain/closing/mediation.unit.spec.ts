import { describe, expect, it } from '@jest/globals';
import { groundsOf } from '@sunshine/procedure';
import { actOnDay } from '@sunshine/testing';
import fc from 'fast-check';
import { HOUSING, PETITIONERS, aClock, aPetition, given, id, law, paper, refusal } from '../../../test/builders.js';
import type { Decision, PetitionState, PetitionerGiven } from '../petition.js';
import { latestRecord } from '../records.js';
import { answerMediation, arrangeMediation, endMediation, proposeMediation } from './mediation.js';
import { recordSettlement } from './settlement.js';

const ON = '2025-04-10';
const accepted = aPetition({ stage: 'handling', exit: '31(6)', acceptedOn: '2025-03-10', petitionerIds: [PETITIONERS[0]!] });
const party = (change: object) => ({ petitionerId: null, organId: null, other: null, ...change });
const PARTIES = [party({ petitionerId: PETITIONERS[0] }), party({ other: '明川市演示物业服务有限公司' })];
const at = (state: PetitionState) => given(state, ON, { clocks: [aClock('HANDLE', '2025-03-10')] });
const byPass = (state: PetitionState, petitionerId: string | null = null): PetitionerGiven => ({
  ...at(state),
  act: { ...actOnDay(ON, { kind: 'tracker', id: null }), personId: null, petitionerId },
});
const propose = (change: object = {}, state = accepted) =>
  proposeMediation(at(state), { mediationId: id('m'), parties: PARTIES, other: null, dispute: '漏水的责任', ...change });
const answer = ({ state }: Decision, of: number, willing = true) =>
  answerMediation(at(state), { party: of, willing, how: '电话征询，录音入卷' });
const agreed = () => answer(answer(propose(), 1), 2);
const mediation = ({ state }: Decision) => latestRecord(state, 'mediation');
const MEETING = { mediator: '湖滨街道人民调解委员会', meetingOn: ON, meetingAt: '上午九时', place: '街道调解室' };

describe('proposeMediation', () => {
  it('asks each party and moves no clock', () => {
    const proposed = propose();
    expect(mediation(proposed)).toMatchObject({ state: 'asking', data: { by: 'organ', willing: [null, null] } });
    expect(proposed.clocks).toEqual([]);
    expect(proposed.state.stage).toBe('handling');
  });

  it('by the petitioner has the petitioner’s word already, with the organ in charge on the other side or whom the petitioner names', () => {
    const asked = (other: string | null) =>
      proposeMediation(byPass(accepted), { mediationId: id('m'), parties: [], other, dispute: '漏水' });
    expect(mediation(asked(null))?.data).toMatchObject({
      by: 'petitioner',
      parties: [{ petitionerId: PETITIONERS[0] }, { organId: HOUSING.id }],
      willing: [true, null],
    });
    expect(mediation(asked('物业公司'))?.data.parties[1]).toMatchObject({ other: '物业公司', organId: null });
    const group = { ...accepted, petitionerIds: PETITIONERS };
    const command = { mediationId: id('m'), parties: [], other: null, dispute: '漏水' };
    expect(refusal(() => proposeMediation(byPass(group), command))).toBe('PETITIONER_NOT_NAMED');
    expect(mediation(proposeMediation(byPass(group, PETITIONERS[1]), command))?.data.parties[0]).toMatchObject({
      petitionerId: PETITIONERS[1],
    });
  });

  it('is of claims, one at a time, by an organ with authority, and beside no settlement', () => {
    for (const kind of ['REPORT', 'SUGGESTION'] as const)
      expect(refusal(() => propose({}, { ...accepted, kind }))).toBe('SETTLEMENT_OF_CLAIMS_ONLY');
    expect(refusal(() => propose({}, { ...accepted, exit: '31(1)' }))).toBe('SETTLEMENT_OF_CLAIMS_ONLY');
    expect(refusal(() => propose({}, propose().state))).toBe('MEDIATION_STANDING');
    expect(refusal(() => propose({}, { ...accepted, organKind: 'petition_bureau' }))).toBe('BUREAU_DECIDES_NO_EXIT');
    expect(refusal(() => propose({}, { ...accepted, stage: 'closed' }))).toBe('ACT_NOT_IN_STAGE');
    expect(refusal(() => propose({}, settledFrom(accepted).state))).toBe('SETTLEMENT_STANDING');
  });

  it('needs both sides, and no pledge in the dispute', () => {
    expect(refusal(() => propose({ parties: PARTIES.slice(0, 1) }))).toBe('SETTLEMENT_PARTIES_MISSING');
    expect(refusal(() => propose({ parties: PARTIES.slice(1) }))).toBe('SETTLEMENT_PARTIES_MISSING');
    expect(refusal(() => propose({ parties: [PARTIES[0], party({})] }))).toBe('SETTLEMENT_PARTY_MALFORMED');
    expect(refusal(() => propose({ dispute: '乙方息诉罢访' }))).toBe('PLEDGE_NOT_TO_PETITION');
    expect(refusal(() => propose({ dispute: ' ' }))).toBe('TEXT_MISSING');
  });
});

const settledFrom = (state: PetitionState) =>
  recordSettlement(at(state), {
    settlementId: id('k'),
    parties: [
      { ...party({ petitionerId: PETITIONERS[0] }), signature: '已签' },
      { ...party({ organId: HOUSING.id }), signature: '盖章' },
    ],
    mediator: null,
    dispute: '漏水的责任',
    terms: '限期修复',
    promises: [{ id: id('v'), party: 2, text: '修复', dueOn: '2025-05-30' }],
    ...paper,
  });

describe('answerMediation', () => {
  it('leads to a mediation once each party takes part, and not before', () => {
    const first = answer(propose(), 1);
    expect(mediation(first)).toMatchObject({ state: 'asking', data: { willing: [true, null] } });
    expect(mediation(answer(first, 2))).toMatchObject({ state: 'agreed', data: { willing: [true, true] } });
  });

  it.each([1, 2])('ends it where party %i does not want it, at first or later', (of) => {
    for (const before of [propose(), agreed()]) {
      const ended = answer(before, of, false);
      expect(mediation(ended)).toMatchObject({ state: 'ended', data: { ground: 'mediation_declined' } });
      expect(ended.clocks).toEqual([]);
      expect(ended.state).toMatchObject({ stage: 'handling', outcome: null });
    }
  });

  it('is by the pass the holder’s own, and by an officer tells how the party was asked', () => {
    const { state } = propose();
    expect(mediation(answerMediation(byPass(state), { party: 2, willing: true, how: null }))?.data.willing).toEqual([true, null]);
    expect(refusal(() => answerMediation(at(state), { party: null, willing: true, how: '电话' }))).toBe('MEDIATION_PARTY_NOT_NAMED');
    expect(refusal(() => answerMediation(at(state), { party: 3, willing: true, how: '电话' }))).toBe('MEDIATION_PARTY_UNKNOWN');
    expect(refusal(() => answerMediation(at(state), { party: 1, willing: true, how: null }))).toBe('TEXT_MISSING');
    expect(refusal(() => answerMediation(at(state), { party: 1, willing: true, how: '同意不再上访' }))).toBe('PLEDGE_NOT_TO_PETITION');
    const group = { ...state, petitionerIds: PETITIONERS };
    expect(refusal(() => answerMediation(byPass(group, PETITIONERS[1]), { party: null, willing: true, how: null }))).toBe(
      'MEDIATION_NOT_A_PARTY',
    );
    expect(refusal(() => answer(answer(propose(), 2, false), 1))).toBe('MEDIATION_NOT_FOUND');
  });
});

describe('arrangeMediation', () => {
  it('invites those who all take part, the same day at the earliest', () => {
    const arranged = arrangeMediation(at(agreed().state), MEETING);
    expect(mediation(arranged)).toMatchObject({ state: 'agreed', until: ON, data: MEETING });
    expect(arranged.clocks).toEqual([]);
    expect(refusal(() => arrangeMediation(at(answer(propose(), 1).state), MEETING))).toBe('MEDIATION_PARTIES_UNWILLING');
    expect(refusal(() => arrangeMediation(at(agreed().state), { ...MEETING, meetingOn: '2025-04-09' }))).toBe('MEDIATION_DAY_PAST');
    expect(refusal(() => arrangeMediation(at(accepted), MEETING))).toBe('MEDIATION_NOT_FOUND');
  });
});

describe('endMediation', () => {
  it('takes a ground of the pack and a reason, and leaves the matter and its terms where they were', () => {
    const pack = law.packOn(ON);
    const grounds = groundsOf(pack, 'endMediation').map(({ code }) => code);
    expect(grounds).toHaveLength(3);
    for (const ground of grounds) {
      const ended = endMediation(at(agreed().state), { ground, reason: '两次调解没有一致意见' });
      expect(mediation(ended)).toMatchObject({ state: 'ended', data: { ground } });
      expect(ended).toMatchObject({ clocks: [], state: { stage: 'handling', outcome: null } });
    }
    expect(refusal(() => endMediation(at(agreed().state), { ground: 'guided', reason: '无' }))).toBe('MEDIATION_GROUND_UNKNOWN');
    expect(refusal(() => endMediation(at(agreed().state), { ground: grounds[1]!, reason: '乙方罢访' }))).toBe('PLEDGE_NOT_TO_PETITION');
    expect(refusal(() => endMediation(at(accepted), { ground: grounds[1]!, reason: '无' }))).toBe('MEDIATION_NOT_FOUND');
  });
});

describe('a mediation', () => {
  it('is settled by the agreement of the parties', () => {
    const { state } = settledFrom(agreed().state);
    expect(state.records.map(({ kind, state: of }) => `${kind} ${of}`)).toEqual([
      'mediation settled',
      'settlement standing',
      'promise open',
    ]);
  });

  it('moves no clock in any order of its acts', () => {
    const step = fc.oneof(
      fc.record({ act: fc.constant('answer' as const), of: fc.integer({ min: 1, max: 2 }), willing: fc.boolean() }),
      fc.record({ act: fc.constantFrom('arrange' as const, 'end' as const, 'propose' as const) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let { state } = propose();
        for (const [n, one] of steps.entries()) {
          try {
            const decision =
              one.act === 'answer'
                ? answer({ state } as Decision, one.of, one.willing)
                : one.act === 'arrange'
                  ? arrangeMediation(at(state), MEETING)
                  : one.act === 'end'
                    ? endMediation(at(state), { ground: 'mediation_no_agreement', reason: '没有一致意见' })
                    : propose({ mediationId: id('m', n + 2) }, state);
            expect(decision.clocks).toEqual([]);
            ({ state } = decision);
          } catch (error) {
            expect(error).toHaveProperty('code');
          }
          expect(
            state.records.filter(({ kind, state: of }) => kind === 'mediation' && (of === 'asking' || of === 'agreed')).length,
          ).toBeLessThan(2);
        }
      }),
    );
  });
});
