import type { ReviewLevel } from '@sunshine/events';
import type { PetitionState } from '../petition.js';
import { recordsOf } from '../records.js';
import { decisionsOf } from '../in-force.js';
import { redoOrdered } from '../reviews-in-hand.js';
import type { ReviewDecision } from './review.records.js';

type Recorded = Pick<PetitionState, 'records'>;

/** Whether a review or re-review of the opinion that stands has been decided. */
export const wasReviewed = (state: Recorded): boolean => [...decisionsOf(state, 'review'), ...decisionsOf(state, 'rereview')].length > 0;

/** Whether a re-review of it has been decided. */
export const wasReReviewed = (state: Recorded): boolean => decisionsOf(state, 'rereview').length > 0;

/** Decided at this level, and not everybody who asked has the opinion. */
export const waitsForService = (state: Recorded, level: ReviewLevel): boolean =>
  recordsOf(state, 'review', 'decided').some(({ data }) => data.level === level);

/**
 * The decision of this level once it has reached everybody who asked and nothing is redone on it; null before, and where a redo that a
 * review ordered goes on since the re-review upheld it.
 * @source 信访工作条例 36 ¶3; law 10
 */
export function reviewEnded(state: Recorded, level: ReviewLevel): ReviewDecision | null {
  const decision = decisionsOf(state, level).at(-1);
  if (!decision || decision.redoDays !== null) return null;
  const redone = level === 'rereview' && decision.disposition === 'uphold' && redoOrdered(state);
  return waitsForService(state, level) || redone ? null : decision;
}
