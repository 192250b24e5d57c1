import { REVIEW_STAGES, type Stage } from '../stages.js';
import type { ClockMove, Decision, Given, PetitionState } from '../petition.js';
import type { Day, Term } from '@sunshine/procedure';
import type { ReviewLevel } from '@sunshine/events';
import { recordsOf, type CaseRecord } from '../records.js';
import { LEVEL_NAMES } from './review.records.js';
import { reviewError } from './review.errors.js';

type Recorded = Pick<PetitionState, 'records'>;

/** The petitioner's right and the organ's duty of each level. */
export const TERMS_OF: Readonly<Record<ReviewLevel, { readonly right: Term; readonly duty: Term }>> = {
  review: { right: 'REVIEW_REQUEST', duty: 'REVIEW' },
  rereview: { right: 'REREVIEW_REQUEST', duty: 'REREVIEW' },
};

/** Requests that somebody still has to answer, those with the wrong organ among them. */
export const openReviews = (state: Recorded): CaseRecord<'review'>[] => recordsOf(state, 'review', 'misdirected', 'late', 'admitted');

/** Requests that are with their reviewer, who owes an answer. */
export const reviewsInHand = (state: Recorded): CaseRecord<'review'>[] => recordsOf(state, 'review', 'late', 'admitted');

/** Those of them that the term of reviews is about: what is redone has the term of its order. */
const ofTerm = (records: PetitionState['records']): CaseRecord<'review'>[] =>
  reviewsInHand({ records }).filter(({ data }) => data.redo === null);

/** The reviewer sees the matter as long as a request of it is, or was answered, there. @param over that are none of these any more */
export const reviewersLeave = (records: PetitionState['records'], over: readonly CaseRecord<'review'>[]): Decision['relations'] => {
  const ended = new Set(over.map(({ id }) => id));
  const there = recordsOf({ records }, 'review', 'late', 'admitted', 'refused', 'decided', 'served', 'replaced');
  const stays = (organId: string | null) => there.some((one) => !ended.has(one.id) && one.organId === organId);
  const organs = new Set(over.filter(({ state }) => state !== 'misdirected').map(({ organId }) => organId as string));
  return [...organs].filter((organId) => !stays(organId)).map((subject) => ({ do: 'end', subject, relation: 'reviewer' }));
};

/** What a request has to end before. @throws REVIEW_OPEN */
export function requireNoOpenReview(state: Recorded, act: string, source: string): void {
  const [open] = openReviews(state);
  if (open) throw reviewError('REVIEW_OPEN', { source, details: { level: LEVEL_NAMES[open.data.level], act } });
}

/**
 * The stage of a matter by its requests, once one of them has moved: the farthest in hand, else the last opinion that was served. A closed
 * matter, and one whose opinion is being redone, is at no step of these.
 */
export function stageByReviews(state: Pick<PetitionState, 'records' | 'stage'>): Stage {
  if (!REVIEW_STAGES.includes(state.stage) && state.stage !== 'opinion_served') return state.stage;
  const has = (level: ReviewLevel, ...states: ('late' | 'admitted' | 'decided' | 'served')[]) =>
    recordsOf(state, 'review', ...states).some(({ data }) => data.level === level);
  if (has('rereview', 'late', 'admitted', 'decided')) return 'rereview_requested';
  if (has('review', 'late', 'admitted', 'decided')) return 'review_requested';
  if (has('rereview', 'served')) return 'rereview_served';
  return has('review', 'served') ? 'review_served' : 'opinion_served';
}

/** What a re-review had ordered is redone, or nobody asks for it any more. */
export const reReviewFollowed = (review: CaseRecord<'review'>): CaseRecord<'review'> =>
  review.state === 'decided' || review.state === 'served' ? { ...review, state: 'replaced' } : review;

type OfReviewer = Pick<PetitionState, 'id' | 'records'>;

/**
 * The term of the reviewer from its receipt of a request. A petition has one such clock of an organ at a time, of the request that came first;
 * the next one takes its place from its own receipt.
 */
export function dutyStarts({ id, records }: OfReviewer, review: CaseRecord<'review'>): ClockMove[] {
  const { level } = review.data;
  const before = ofTerm(records).some((other) => other.id !== review.id && other.organId === review.organId && other.data.level === level);
  if (before) return [];
  return [{ do: 'start', petitionId: id, term: TERMS_OF[level].duty, subject: review.organId as string, startedOn: review.on }];
}

/**
 * The term of the reviewer once it has answered a request, or was rid of it for a `reason`; another request in hand has its own from its receipt.
 * Days that a hearing has taken are left out of that one too: it is heard on all of them.
 * @param found state as it stands without the request, the clocks and the law
 */
export function dutyEnds(
  { id, records, clocks, law }: OfReviewer & Pick<Given, 'clocks' | 'law'>,
  review: CaseRecord<'review'>,
  on: Day,
  reason: string | null = null,
): ClockMove[] {
  const { level } = review.data;
  const subject = review.organId as string;
  const term = TERMS_OF[level].duty;
  const end = { petitionId: id, term, subject, on };
  const [next] = ofTerm(records)
    .filter((other) => other.id !== review.id && other.organId === review.organId && other.data.level === level)
    .toSorted((one, other) => one.on.localeCompare(other.on));
  const ends: ClockMove = reason === null ? { do: 'stop', ...end } : { do: 'cancel', ...end, reason };
  if (!next) return [ends];
  const former = clocks.find((clock) => clock.term === term && clock.subject === subject && clock.ended === null);
  const pauses =
    former?.pauses?.map(({ from, to }): ClockMove => {
      const article = law.packOf(former.packHash).terms[term].pause.source;
      return { do: 'pause', petitionId: id, term, subject, from, to, article };
    }) ?? [];
  return [ends, ...dutyStarts({ id, records: records.filter((record) => record === next || record.kind !== 'review') }, next), ...pauses];
}
