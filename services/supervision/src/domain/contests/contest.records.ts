import type { Day } from '@sunshine/procedure';
import type { FigureId } from '../figures/definitions.js';
import type { Finding } from '../figures/facts.js';

export const CONTEST_OUTCOMES = { dismissed: '异议不成立', excluded: '不计入指标', corrected: '更正为按期' } as const;
export type ContestOutcome = keyof typeof CONTEST_OUTCOMES;

export const CONTEST_STATES = { open: '待认定', ...CONTEST_OUTCOMES } as const;

/** 异议: an organ says that a single fact of its own is wrong; the office of supervision decides. @source own rule: law 19, beyond 13 */
export interface Contest {
  readonly kind: 'contest';
  readonly id: string;
  readonly state: keyof typeof CONTEST_STATES;
  readonly number: string;
  /** Whose fact it is. */
  readonly byOrganId: string;
  readonly byPersonId: string;
  /** Who decides. */
  readonly organId: string;
  readonly figure: FigureId;
  readonly clockId: string;
  /** The fact as it stood when it was contested. */
  readonly startedOn: Day;
  readonly dueOn: Day;
  readonly answeredOn: Day | null;
  readonly finding: Finding;
  readonly reasons: string;
  readonly openedOn: Day;
  readonly replyBy: null;
  readonly decision: { readonly on: Day; readonly byPersonId: string; readonly reasons: string } | null;
}
