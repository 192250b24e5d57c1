import type { Day } from '@sunshine/procedure';

/** Chosen by gravity, in no order; 责令限期整改 alone or with any of the others. @source 信访工作条例 39 ¶3 */
export const MEASURE_MEANS = {
  ACCOUNTABILITY_TALK: '约谈',
  CIRCULAR: '通报',
  LISTED_SUPERVISION: '挂牌督办',
  ORDERED_CORRECTION: '责令限期整改',
} as const;
export type MeasureMeans = keyof typeof MEASURE_MEANS;

export const MEASURE_STATES = {
  open: '待决定',
  rejected: '不予采取',
  decided: '已决定',
  done: '已实施',
  correcting: '整改中',
  corrected: '待核查',
  checked: '整改已核查',
  removed: '已销号',
} as const;

interface Done {
  readonly on: Day;
  readonly byPersonId: string;
}

/** A measure of the joint conference: proposal, gravity, answer, decision, record, correction, check, removal. @source 信访工作条例 39; law 7 */
export interface Measure {
  readonly kind: 'measure';
  readonly id: string;
  readonly state: keyof typeof MEASURE_STATES;
  readonly number: string;
  /** Who proposed: the office of the joint conference or the bureau. */
  readonly byOrganId: string;
  readonly byPersonId: string;
  /** The organ addressed. */
  readonly organId: string;
  /** The leading cadre addressed; null: the leading body. */
  readonly cadreId: string | null;
  readonly means: readonly MeasureMeans[];
  readonly facts: string;
  readonly basis: string;
  readonly gravity: string;
  readonly openedOn: Day;
  /** Until when it is answered, inclusive; after the decision until when it is corrected; null: nothing is to be corrected. */
  readonly replyBy: Day | null;
  readonly answer: (Done & { readonly text: string }) | null;
  readonly decision: (Done & { readonly taken: boolean; readonly meeting: string; readonly reason: string }) | null;
  /** That the talk, the notice or the listing took place. */
  readonly record: (Done & { readonly text: string }) | null;
  readonly corrections: readonly (Done & { readonly text: string })[];
  readonly checks: readonly (Done & { readonly passed: boolean; readonly text: string })[];
  readonly removal: (Done & { readonly reason: string }) | null;
}
