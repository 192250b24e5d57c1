import { cancelledEach } from '../duties.js';
import type { ClockMove, Given, PetitionState } from '../petition.js';
import type { CaseRecord } from '../records.js';
import type { ReviewOpinion } from '../review/deciding.records.js';
import type { Review, ReviewDecision } from '../review/review.records.js';
import { openReviews, stageByReviews } from '../review/standing.js';
import { redoOrdered, reviewOf, reviewOfPetitioner, type InHand } from '../reviews-in-hand.js';

/** What the review decided that a re-review is about; null for a review. */
const reviewDecision = (state: PetitionState, { level, attackedDocumentId }: InHand): ReviewDecision | null =>
  level === 'rereview' ? (reviewOf(state, attackedDocumentId)?.data.decision ?? null) : null;

/** Nothing is redone any more, here or below: the same facts and reasons are not accepted again. @source 信访工作条例 36 ¶3 */
export const isFinal = (state: PetitionState, { level, disposition, redoDays }: ReviewOpinion): boolean =>
  level === 'rereview' && redoDays === null && !(disposition === 'uphold' && redoOrdered(state));

/** Whether a redo that goes on below falls with what is decided: with the order to it, or since the matter itself is decided now. */
const endsRedoBelow = (state: PetitionState, hand: InHand, { level, disposition, redoDays }: ReviewOpinion): boolean =>
  level === 'rereview' && disposition !== 'uphold' && (redoDays === null || reviewDecision(state, hand)?.redoDays != null);

/**
 * Whether a request or a right falls with what is decided, by what it attacks. What takes the place of the opinion leaves none; a review that
 * is to be redone leaves the reviews of others, and what is asked against them.
 */
const falls = (
  { level, attackedDocumentId }: Pick<Review, 'level' | 'attackedDocumentId'>,
  hand: InHand,
  opinion: ReviewOpinion,
): boolean =>
  opinion.disposition !== 'uphold' &&
  (opinion.level === 'review' || opinion.redoDays === null || (level === 'rereview' && attackedDocumentId === hand.attackedDocumentId));

/** Requests, other than those it answers, that nobody has to answer any more once that is decided. */
export const requestsOver = (state: PetitionState, hand: InHand, opinion: ReviewOpinion): readonly CaseRecord<'review'>[] =>
  openReviews(state).filter(({ id, data }) => !hand.reviews.some((one) => one.id === id) && falls(data, hand, opinion));

/** What the opinion had started ends where it stands no more: terms to have it reviewed, its execution, its redo below. */
export function formerOver(given: Given, hand: InHand, opinion: ReviewOpinion): ClockMove[] {
  const { state, clocks, act } = given;
  const { level, disposition, redoDays } = opinion;
  if (disposition === 'uphold') return [];
  const rights = clocks.filter(({ term, subject }) => {
    if (subject === null) return false;
    const attackedDocumentId = reviewOfPetitioner(state, subject)?.data.decision?.documentId ?? '';
    return falls({ level: term === 'REVIEW_REQUEST' ? 'review' : 'rereview', attackedDocumentId }, hand, opinion);
  });
  // The redo of the review itself is met by its opinion.
  const others = clocks.filter(({ term, subject }) => term !== 'REDO' || subject !== act.organ.id);
  // A review that changed nothing leaves the opinion's execution as it is when it is revoked itself.
  const ordered = level === 'review' || redoDays === null || reviewDecision(state, hand)?.disposition === 'change';
  const redo = level === 'review' || endsRedoBelow(state, hand, opinion);
  return [
    ...cancelledEach({ ...given, clocks: rights }, ['REVIEW_REQUEST', 'REREVIEW_REQUEST'], 'opinion_replaced'),
    ...cancelledEach(
      { ...given, clocks: others },
      [...(redo ? (['REDO'] as const) : []), ...(ordered ? (['EXECUTE'] as const) : [])],
      'opinion_replaced',
    ),
  ];
}

export function stageAfter(
  state: PetitionState,
  records: readonly CaseRecord[],
  hand: InHand,
  opinion: ReviewOpinion,
): PetitionState['stage'] {
  if (state.stage !== 'redoing') return stageByReviews({ records, stage: state.stage });
  // A redo below goes on where it stands; its own redo, and what is revoked or changed above it, ends.
  const ends = hand.reviews[0]?.data.redo != null || endsRedoBelow(state, hand, opinion);
  return ends ? stageByReviews({ records, stage: 'review_requested' }) : 'redoing';
}

export function outcomeAfter(
  state: PetitionState,
  hand: InHand,
  { level, disposition, redoDays }: ReviewOpinion,
  outcome: ReviewDecision['outcome'],
): PetitionState['outcome'] {
  if (disposition === 'uphold') return state.outcome;
  if (disposition === 'change') return outcome;
  if (redoDays === null) return 'refused_acceptance';
  if (level === 'review') return null;
  const reviewed = reviewDecision(state, hand);
  return reviewed && reviewed.disposition !== 'uphold' ? reviewed.formerOutcome : state.outcome;
}

/** A redo that was begun below falls with the order to it. */
export function draftDropped(state: PetitionState, hand: InHand, decided: ReviewOpinion): Partial<PetitionState> {
  const { opinion, stage } = state;
  if (stage !== 'redoing' || !endsRedoBelow(state, hand, decided)) return {};
  if (!opinion || opinion.state === 'issued' || opinion.state === 'returned') return {};
  return { opinion: { ...opinion, state: 'returned', checkedBy: null } };
}
