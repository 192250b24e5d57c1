import type { ReviewLevel } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import type { PetitionState } from './petition.js';
import { recordsOf } from './records.js';
import type { ReviewDecision } from './review/review.records.js';

type Recorded = Pick<PetitionState, 'records'>;

/** What was decided at that level and is redone by nobody yet, in the order of issue. */
export const decisionsOf = (state: Recorded, level: ReviewLevel): readonly ReviewDecision[] =>
  recordsOf(state, 'review', 'decided', 'served')
    .flatMap(({ data }) => (data.level === level && data.decision ? [data.decision] : []))
    .toSorted((one, other) => (one.dispatchedOn ?? '').localeCompare(other.dispatchedOn ?? ''));

const replaces = ({ disposition }: ReviewDecision): boolean => disposition !== 'uphold';

/**
 * The decision in whose place the opinion stands no more, of several the last; null: the opinion stands. A re-review that only has a review
 * redone leaves it to that review.
 * @source law 10 (变更 ends the stage by itself; 撤销)
 */
export const replacedBy = (state: Recorded): ReviewDecision | null =>
  [...decisionsOf(state, 'review'), ...decisionsOf(state, 'rereview').filter(({ redoDays }) => redoDays === null)].findLast(replaces) ??
  null;

/**
 * Whether what a request of this level attacks was changed or revoked since: nobody asks for a review of what stands no more.
 * @param documentId the opinion, or of a re-review the opinion of the review
 */
export function isReplaced(state: Recorded, level: ReviewLevel, documentId: string): boolean {
  const decision = replacedBy(state);
  if (level === 'review') return decision !== null;
  // A change is itself what may be re-reviewed.
  if (decision !== null && decision.documentId !== documentId) return true;
  return recordsOf(state, 'review', 'decided', 'served').some(
    ({ data }) => data.level === 'rereview' && data.attackedDocumentId === documentId && data.decision !== null && replaces(data.decision),
  );
}

/** What has to be carried out now, by whom and until when, inclusive: by the review that changed the opinion, else by the opinion. */
export interface Ordered {
  readonly executeBy: Day;
  readonly performerId: string;
}

/** @source 信访工作条例 32; law 4.1 recordExecution */
export function orderedNow({ opinion, organId, records }: Pick<PetitionState, 'opinion' | 'organId' | 'records'>): Ordered | null {
  const decision = replacedBy({ records });
  const executeBy = (decision ?? opinion)?.executeBy ?? null;
  if (executeBy === null) return null;
  // What a review orders the organ in charge carries out.
  return { executeBy, performerId: (decision ? null : opinion?.performerId) ?? organId };
}
