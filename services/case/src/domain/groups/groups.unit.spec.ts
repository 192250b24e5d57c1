import { describe, expect, it } from '@jest/globals';
import { dayNumber, dayOf, type Day } from '@sunshine/procedure';
import fc from 'fast-check';
import {
  BUREAU,
  HOUSING,
  PERSON,
  aClock,
  aPetition,
  actOf,
  anOpinion,
  given,
  id,
  law,
  moved,
  refusal,
  anExtension,
} from '../../../test/builders.js';
import { confirmMerge, confirmUnmerge, joinedTo, mergePetitions, requireNotMerged, unmergePetitions, type Group } from './groups.js';
import { ownPetitioners } from '../members.js';
import { newRecord } from '../records.js';
import type { ClockFact, Decision, Given, PetitionState } from '../petition.js';
import { recordService } from '../papers/delivery.js';

const LABOUR_ID = id('l');

interface Matter {
  readonly state: PetitionState;
  readonly clocks: readonly ClockFact[];
}

/** The n-th claim at housing, accepted on a day, with a petitioner and a request of its own. */
const accepted = (n: number, on: Day = '2025-03-10', change: Partial<PetitionState> = {}, clock: Partial<ClockFact> = {}): Matter => ({
  state: aPetition({
    id: id('z', n),
    number: `990100-20250303-00000${n}`,
    stage: 'accepted',
    exit: '31(6)',
    acceptedOn: on,
    latestOn: on,
    requestIds: [id('q', n)],
    petitionerIds: [id('s', n)],
    ...change,
  }),
  clocks: [aClock('HANDLE', on, clock)],
});

const group = (matters: readonly Matter[], on: Day, by: string): Group => {
  const [lead, ...joined] = matters.map(({ state, clocks }): Given => ({ state, clocks, law, act: actOf(on, by) }));
  return { lead: lead!, joined };
};
const after = (matters: readonly Matter[], decisions: readonly Decision[]): Matter[] =>
  matters.map(({ clocks }, index) => ({ state: decisions[index]!.state, clocks: moved(clocks, decisions[index]!.clocks) }));

const MERGE = id('m');
const command = (matters: readonly Matter[], mergeId = MERGE) => ({
  mergeId,
  recordIds: matters.map(({ state }) => state.id.replace('-8', '-9').slice(0, -4) + mergeId.slice(-4)),
  reason: '同一小区同一质量问题',
});
const propose = (matters: readonly Matter[], on = '2025-04-01', mergeId = MERGE) =>
  after(matters, mergePetitions(group(matters, on, PERSON.handler), command(matters, mergeId)));
const merge = (matters: readonly Matter[], on = '2025-04-01', mergeId = MERGE) => {
  const proposed = propose(matters, on, mergeId);
  return after(proposed, confirmMerge(group(proposed, on, PERSON.checker), { mergeId }));
};
const unmerge = (matters: readonly Matter[], on = '2025-04-10', mergeId = MERGE) => {
  const proposed = after(matters, unmergePetitions(group(matters, on, PERSON.handler), { mergeId, reason: '诉求不同' }));
  return after(proposed, confirmUnmerge(group(proposed, on, PERSON.checker), { mergeId }));
};
const refused = (...matters: Matter[]) => refusal(() => propose(matters));
const running = ({ clocks }: Matter) => clocks.filter(({ ended }) => ended === null);

describe('mergePetitions', () => {
  it('proposes and moves nothing', () => {
    const [lead, joined] = propose([accepted(1), accepted(2, '2025-03-05')]);
    expect(lead!.state).toMatchObject({ requestIds: [id('q', 1)], outcome: null });
    expect(joined!.state).toMatchObject({ mergedInto: null, outcome: null });
    expect(lead!.clocks).toEqual(accepted(1).clocks);
  });

  it('needs a petition besides the lead, and each once', () => {
    expect(refused(accepted(1))).toBe('MERGE_MEMBERS_UNFIT');
    expect(refused(accepted(1), accepted(1))).toBe('MERGE_MEMBERS_UNFIT');
    expect(refused(accepted(1), ...Array.from({ length: 50 }, (_, n) => accepted(n + 2)))).toBe('no refusal');
    expect(refused(accepted(1), ...Array.from({ length: 51 }, (_, n) => accepted(n + 2)))).toBe('MERGE_MEMBERS_UNFIT');
  });

  it('joins claims in one hand, on one path, at one step', () => {
    expect(refused(accepted(1), accepted(2, '2025-03-10', { stage: 'handling' }))).toBe('no refusal');
    expect(refused(accepted(1), accepted(2, '2025-03-10', { kind: 'REPORT' }))).toBe('MERGE_CLAIMS_ONLY');
    expect(refused(accepted(1), accepted(2, '2025-03-10', { organId: LABOUR_ID }))).toBe('MERGE_OTHER_ORGAN');
    expect(refused(accepted(1), accepted(2, '2025-03-10', { stage: 'informed' }))).toBe('MERGE_OTHER_STEP');
    expect(refused(accepted(1), accepted(2, '2025-03-10', { stage: 'opinion_issued' }))).toBe('ACT_NOT_IN_STAGE');
    expect(refused(accepted(1), accepted(2, '2025-03-10', { outcome: 'settled' }))).toBe('MERGE_NOT_OPEN');
    const withdrawal = newRecord({
      id: id('r', 7),
      kind: 'withdrawal',
      state: 'declared',
      on: '2025-03-20',
      organId: HOUSING.id,
      data: { way: 'online', reason: null, fileId: null, contact: null, revokedOn: null },
    });
    expect(refused(accepted(1), accepted(2, '2025-03-10', { records: [withdrawal] }))).toBe('MERGE_WITHDRAWAL_STANDING');
  });

  it('takes no petitioner a day: neither by an extension of the lead nor by a duty that it does not have', () => {
    const extended = { extendedBy: 30 };
    expect(refused(accepted(1, '2025-03-10', {}, extended), accepted(2))).toBe('MERGE_EXTENDED');
    expect(refused(accepted(1, '2025-03-10', {}, extended), accepted(2, '2025-03-10', {}, extended))).toBe('no refusal');
    expect(refused(accepted(1), accepted(2, '2025-03-10', {}, extended))).toBe('no refusal');
    const notify = (n: number, term: 'NOTIFY_DIRECT' | 'NOTIFY_TRANSFERRED') => ({
      ...accepted(n, '2025-03-03', { stage: 'received', exit: null, acceptedOn: null }),
      clocks: [aClock(term, '2025-03-03')],
    });
    expect(refused(notify(1, 'NOTIFY_DIRECT'), notify(2, 'NOTIFY_TRANSFERRED'))).toBe('no refusal');
    expect(refused({ ...accepted(1), clocks: [] }, accepted(2))).toBe('MERGE_DUTY_NOT_SHARED');
    expect(refused(accepted(1), accepted(2, '2025-03-10', { assignerId: BUREAU.id }))).toBe('MERGE_OTHER_ASSIGNER');
    const report = (n: number, dueOn: Day) => {
      const one = accepted(n, '2025-03-10', { assignerId: BUREAU.id });
      return { ...one, clocks: [...one.clocks, { ...aClock('ASSIGNMENT_REPORT', '2025-03-03', { dueOn }), dueOn }] };
    };
    expect(refused(report(1, '2025-05-30'), report(2, '2025-05-30'))).toBe('no refusal');
    expect(refused(report(1, '2025-05-30'), report(2, '2025-05-29'))).toBe('MERGE_DUTY_NOT_SHARED');
  });
});

describe('confirmMerge', () => {
  it('is done by another person, of a proposal that waits', () => {
    const proposed = propose([accepted(1), accepted(2)]);
    expect(refusal(() => confirmMerge(group(proposed, '2025-04-01', PERSON.handler), { mergeId: MERGE }))).toBe('OWN_PROPOSAL');
    expect(refusal(() => confirmMerge(group(proposed, '2025-04-01', PERSON.checker), { mergeId: id('m', 9) }))).toBe('MERGE_NOT_FOUND');
    const again = propose(proposed, '2025-04-02', id('m', 2));
    expect(refusal(() => confirmMerge(group(again, '2025-04-02', PERSON.checker), { mergeId: MERGE }))).toBe('MERGE_NOT_FOUND');
  });

  it('makes one course for all: the joined one keeps number and petitioners, its clocks are cancelled', () => {
    const [lead, joined] = merge([accepted(1), accepted(2, '2025-03-05')]);
    expect(lead!.state).toMatchObject({ requestIds: [id('q', 1), id('q', 2)], petitionerIds: [id('s', 1), id('s', 2)] });
    expect(joined!.state).toMatchObject({ stage: 'accepted', outcome: 'merged', mergedInto: id('z', 1), petitionerIds: [id('s', 2)] });
    expect(running(joined!)).toEqual([]);
    expect(refusal(() => requireNotMerged(joined!.state))).toBe('MERGED_ELSEWHERE');
    expect(joinedTo(lead!.state)).toEqual([id('z', 2)]);
    expect(ownPetitioners(lead!.state)).toEqual([id('s', 1)]);
  });

  it('counts from the earliest start, and leaves an earlier start of the lead', () => {
    expect(running(merge([accepted(1), accepted(2, '2025-03-05'), accepted(3, '2025-03-07')])[0]!)).toMatchObject([
      { startedOn: '2025-03-05' },
    ]);
    expect(running(merge([accepted(1), accepted(2, '2025-03-12')])[0]!)).toMatchObject([{ startedOn: '2025-03-10' }]);
  });

  it('joins nothing to a joined one, nor one that leads others', () => {
    const [lead, joined] = merge([accepted(1), accepted(2)]);
    expect(refusal(() => propose([joined!, accepted(3)], '2025-04-02', id('m', 2)))).toBe('MERGE_NOT_OPEN');
    expect(refusal(() => propose([accepted(3), lead!], '2025-04-02', id('m', 2)))).toBe('MERGE_IS_LEAD');
  });

  it('lets no representative receive for petitioners of another letter', () => {
    const [{ state } = { state: aPetition() }] = merge([accepted(1, '2025-03-10', { representativeIds: [id('s', 1)] }), accepted(2)]);
    const issued = { ...state, stage: 'opinion_issued' as const, opinion: anOpinion({ state: 'issued', documentId: id('x') }) };
    const { values, ...pack } = law.packOn('2025-04-20');
    const rule = { ...Object.values(values)[0]!, value: true };
    const forAll = { ...pack, values: { ...values, representativesReceiveForAll: rule } };
    const served = recordService(
      { ...given(issued, '2025-04-20'), law: { ...law, packOn: () => forAll } },
      { deliveryIds: [id('v', 1), id('v', 2)], petitionerId: id('s', 1), way: 'in_person', proof: { signature: '本人签名' }, forAll: true },
    );
    expect(served.state.deliveries.map(({ petitionerId }) => petitionerId)).toEqual([id('s', 1)]);
  });
});

describe('unmergePetitions', () => {
  it('is possible until an opinion is issued, the last merge first, by two persons', () => {
    const merged = merge([accepted(1), accepted(2)]);
    const twice = merge([merged[0]!, accepted(3)], '2025-04-02', id('m', 2));
    expect(refusal(() => unmerge([twice[0]!, merged[1]!]))).toBe('UNMERGE_LATER_FIRST');
    const issued = [{ ...merged[0]!, state: { ...merged[0]!.state, stage: 'opinion_issued' as const } }, merged[1]!];
    expect(refusal(() => unmerge(issued))).toBe('ACT_NOT_IN_STAGE');
    const proposed = after(merged, unmergePetitions(group(merged, '2025-04-10', PERSON.handler), { mergeId: MERGE, reason: '诉求不同' }));
    expect(refusal(() => confirmUnmerge(group(proposed, '2025-04-10', PERSON.handler), { mergeId: MERGE }))).toBe('OWN_PROPOSAL');
    expect(refusal(() => propose([proposed[0]!, accepted(3)], '2025-04-10', id('m', 2)))).toBe('MERGE_PENDING');
    expect(refusal(() => unmerge([accepted(1), accepted(2)]))).toBe('UNMERGE_NOT_MERGED');
  });

  it('gives a joined one back to the organ that had it, where the lead has moved on', () => {
    const [lead, joined] = merge([accepted(1), accepted(2)]);
    const movedOn = { ...lead!, state: { ...lead!.state, organId: LABOUR_ID } };
    const proposed = after(
      [movedOn, joined!],
      unmergePetitions(group([movedOn, joined!], '2025-04-10', PERSON.handler), { mergeId: MERGE, reason: '不同' }),
    );
    const [, back] = confirmUnmerge(group(proposed, '2025-04-10', PERSON.checker), { mergeId: MERGE });
    expect(back!.relations).toEqual([
      { do: 'end', subject: LABOUR_ID, relation: 'in_charge' },
      { do: 'set', subject: HOUSING.id, relation: 'in_charge' },
    ]);
  });
});

describe('a merge', () => {
  const day = fc.integer({ min: dayNumber('2025-03-03'), max: dayNumber('2025-03-31') }).map(dayOf);
  const matters = fc
    .array(fc.tuple(day, fc.boolean()), { minLength: 2, maxLength: 6 })
    .map((list) =>
      list.map(([on, extended], n) =>
        accepted(
          n + 1,
          on,
          extended && n > 0
            ? { extension: anExtension({ id: id('e', n), requestedOn: on, approvedBy: PERSON.head, approvedOn: on, grantedDays: 30 }) }
            : {},
          extended && n > 0 ? { extendedBy: 30 } : {},
        ),
      ),
    );
  const facts = ({ clocks }: Matter) =>
    clocks
      .filter(({ ended }) => ended === null)
      .map(({ term, subject, startedOn, effectiveDue, extendedBy }) => ({ term, subject, startedOn, effectiveDue, extendedBy }));

  it('and its undoing leave every matter as it was', () => {
    fc.assert(
      fc.property(matters, (before) => {
        const back = unmerge(merge(before));
        back.forEach((matter, n) => {
          const { version: _v, latestOn: _l, records: _r, ...state } = matter.state;
          const { version: _v0, latestOn: _l0, records: _r0, ...former } = before[n]!.state;
          expect(state).toEqual(former);
          expect(facts(matter)).toEqual(facts(before[n]!));
        });
      }),
    );
  });

  it('never gives a petitioner a later day, and keeps everybody an own service', () => {
    fc.assert(
      fc.property(matters, (before) => {
        const [lead] = merge(before);
        const dues = before.flatMap(({ clocks }) => clocks.map(({ effectiveDue }) => effectiveDue));
        for (const { effectiveDue } of running(lead!)) for (const due of dues) expect(effectiveDue <= due).toBe(true);
        expect(lead!.state.petitionerIds).toEqual(before.flatMap(({ state }) => state.petitionerIds));
        expect(lead!.state.requestIds).toEqual(before.flatMap(({ state }) => state.requestIds));
      }),
    );
  });
});
