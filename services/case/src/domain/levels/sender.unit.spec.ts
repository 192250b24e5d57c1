import { describe, expect, it } from '@jest/globals';
import { actOnDay } from '@sunshine/testing';
import { aPetition, BUREAU, HOUSING, id, law } from '../../../test/builders.js';
import type { PetitionState } from '../petition.js';
import { newRecord, recordsOf } from '../records.js';
import { followSender, type SenderFact } from './sender.js';

const NODE = 'city.990100';
const RETURNED = { what: 'report-return', on: '2025-05-06', due: '2025-05-20' } as const;
const VERIFIED = { what: 'completion', on: '2025-05-06', due: null } as const;

const reported = (change: Partial<PetitionState> = {}): PetitionState =>
  aPetition({
    ...{ stage: 'opinion_served', reportBy: '2025-05-06', reportedOn: '2025-05-05' },
    completion: { ground: 'opinion_final', proposedBy: id('p'), proposedOn: '2025-05-05', verifiedBy: null },
    records: [
      newRecord({ id: id('r'), kind: 'assignmentReport', state: 'made', on: '2025-05-05', data: { report: '已办结。', answer: null } }),
    ],
    ...change,
  });
const decide = (state: PetitionState, fact: Pick<SenderFact, 'what' | 'on' | 'due'>) =>
  followSender(
    { state, clocks: [], law, act: actOnDay(fact.on, { kind: 'service', id: 'exchange' }) },
    { ...fact, organId: BUREAU.id, node: NODE },
  );
const reports = (state: PetitionState | undefined) =>
  state && recordsOf(state, 'assignmentReport').map((one) => [one.state, one.confirmedOn]);

describe('条例 22(3): what the assigner on another node decides of the report', () => {
  it('accepted: it is verified, and nothing runs anew', () => {
    const decision = decide(reported(), VERIFIED);
    expect(reports(decision?.state)).toEqual([['accepted', '2025-05-06']]);
    expect(decision).toMatchObject({ clocks: [], line: { act: 'acceptAssignmentReport', remark: `来文节点${NODE}告知，已审核认定办结` } });
    expect(decision?.state.reportedOn).toBe('2025-05-05');
  });

  it('returned: the duty to report runs again to the day that was set, and the proposal to close rests on nothing', () => {
    const decision = decide(reported(), RETURNED);
    expect(reports(decision?.state)).toEqual([['returned', '2025-05-06']]);
    expect(decision?.state).toMatchObject({ reportedOn: null, reportBy: '2025-05-20', completion: null });
    expect(decision?.clocks).toEqual([
      {
        do: 'start',
        petitionId: decision?.state.id,
        term: 'ASSIGNMENT_REPORT',
        subject: HOUSING.id,
        startedOn: '2025-05-06',
        dueOn: '2025-05-20',
      },
    ]);
    expect(decision?.line).toMatchObject({ act: 'returnAssignmentReport' });
  });

  it('returned by the node above, after the assigner between had accepted it', () => {
    const accepted = decide(reported(), VERIFIED)?.state as PetitionState;
    expect(reports(decide(accepted, RETURNED)?.state)).toEqual([['returned', '2025-05-06']]);
  });

  it('told twice, without a report, or to a day that is over, is nothing', () => {
    const once = decide(reported(), RETURNED)?.state as PetitionState;
    expect(decide(once, RETURNED)).toBeNull();
    expect(decide(once, VERIFIED)).toBeNull();
    expect(decide(reported({ records: [] }), RETURNED)).toBeNull();
    expect(decide(reported({ records: [] }), VERIFIED)).toBeNull();
    expect(decide(reported(), { ...RETURNED, due: '2025-05-06' })).toBeNull();
    expect(decide(reported(), { ...RETURNED, due: '2025-05-07' })).not.toBeNull();
    expect(decide(reported(), { ...RETURNED, what: 'statistics' })).toBeNull();
  });

  it('of a matter that was closed in the meantime lets no clock run', () => {
    const decision = decide(reported({ stage: 'closed', closedOn: '2025-05-05' }), RETURNED);
    expect(reports(decision?.state)).toEqual([['returned', '2025-05-06']]);
    expect(decision?.clocks).toEqual([]);
    expect(decision?.state.completion).not.toBeNull();
  });
});
