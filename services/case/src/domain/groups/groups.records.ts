import type { Day } from '@sunshine/procedure';
import { recordKind } from '../record-kind.js';

/** How a clock counted before the merge; `extendedOn`: the day on which its extension was approved. */
export interface ClockBefore {
  readonly term: string;
  readonly subject: string | null;
  readonly startedOn: Day;
  readonly startFact: string | null;
  readonly dueOn: Day | null;
  readonly extendedBy: number;
  readonly extendedOn: Day | null;
}

/** Of the lead: how its clock counted, and since when it counts instead. */
export interface ClockJoined extends ClockBefore {
  readonly since: Day;
}

export interface JoinedPetition {
  readonly id: string;
  readonly number: string;
  readonly requestIds: readonly string[];
  readonly petitionerIds: readonly string[];
}

/**
 * 并案, a record on the lead and on each joined petition. State: `proposed`, `merged`, `unmerge_proposed`, `unmerged`, `replaced`.
 * `mergeId` is the same on all.
 */
export interface Merge {
  readonly mergeId: string;
  readonly leadId: string;
  readonly leadNumber: string;
  readonly joined: readonly JoinedPetition[];
  readonly reason: string;
  /** Of a joined petition: its running clocks, to be brought back. */
  readonly before: readonly ClockBefore[];
  /** Of the lead: clocks that count from an earlier start of a joined petition. */
  readonly moved: readonly ClockJoined[];
  readonly unmerge: { readonly by: string; readonly on: Day; readonly reason: string } | null;
}

export const groupRecords = {
  merge: recordKind(
    '并案',
    'course',
    { proposed: '待确认', replaced: '已由新的代替', merged: '已并案', unmerge_proposed: '待确认拆回', unmerged: '已拆回' },
    ({ leadNumber, joined, reason, unmerge }: Merge) => [
      ['主件', leadNumber],
      ['并入', joined.map(({ number }) => number).join('、')],
      ['理由', reason],
      ['拆回理由', unmerge?.reason],
    ],
  ),
};
