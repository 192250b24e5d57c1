import type { ReviewLevel } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import type { PetitionState } from './petition.js';
import { recordsOf, type CaseRecord } from './records.js';

export const SOURCES: Readonly<Record<ReviewLevel, string>> = { review: '信访工作条例 35', rereview: '信访工作条例 36 ¶2' };

type Recorded = Pick<PetitionState, 'records'>;

/** The requests for review of one opinion that an organ has in hand: it answers them together. */
export interface InHand {
  readonly level: ReviewLevel;
  readonly opinionId: string;
  readonly attackedDocumentId: string;
  readonly reviews: readonly CaseRecord<'review'>[];
  /** Those named to investigate; none before. */
  readonly investigatorIds: readonly string[];
}

/** What the organ reviews at present, by the first of its requests; null: nothing. */
export function inHandOf(state: Recorded, organId: string): InHand | null {
  const own = recordsOf(state, 'review', 'admitted')
    .filter((review) => review.organId === organId)
    .toSorted((one, other) => one.on.localeCompare(other.on) || one.id.localeCompare(other.id));
  const [first] = own;
  if (!first) return null;
  const { level, opinionId, attackedDocumentId } = first.data;
  const reviews = own.filter(({ data }) => data.level === level && data.attackedDocumentId === attackedDocumentId);
  const investigatorIds = reviews.find(({ data }) => data.investigatorIds.length > 0)?.data.investigatorIds ?? [];
  return { level, opinionId, attackedDocumentId, reviews, investigatorIds };
}

/** Whether the person is named to investigate a request that is in hand. */
export const isInvestigator = (state: Recorded, personId: string): boolean =>
  recordsOf(state, 'review', 'admitted').some(({ data }) => data.investigatorIds.includes(personId));

/** The text that the organ is writing of its review; null before, and once it is issued. */
export const opinionInHand = (state: Recorded, organId: string): CaseRecord<'reviewOpinion'> | null =>
  recordsOf(state, 'reviewOpinion', 'drafted', 'returned', 'checked').findLast((opinion) => opinion.organId === organId) ?? null;

/** Reviews whose opinions are out and stand: several where petitioners of one matter chose different organs, or asked at different times. */
const issuedReviews = (state: Recorded): readonly CaseRecord<'review'>[] =>
  recordsOf(state, 'review', 'decided', 'served').filter(({ data }) => data.level === 'review' && data.decision?.documentId != null);

/** The review of which that paper is the opinion. */
export const reviewOf = (state: Recorded, documentId: string): CaseRecord<'review'> | null =>
  issuedReviews(state).findLast(({ data }) => data.decision?.documentId === documentId) ?? null;

/** Some review has ordered that the opinion be redone, and stands. */
export const redoOrdered = (state: Recorded): boolean => issuedReviews(state).some(({ data }) => data.decision?.redoDays != null);

/**
 * The review that a re-review by this petitioner is aimed at: the one whose opinion was served on that petitioner last, before any service the
 * one whose opinion is addressed to it. Null: there is none.
 * @source 信访工作条例 36 (自收到复查意见之日起); practice F8
 */
export function reviewOfPetitioner(state: Recorded, petitionerId: string): CaseRecord<'review'> | null {
  const reviews = issuedReviews(state);
  const servedOn = ({ state: stands, data }: CaseRecord<'review'>): Day | null =>
    data.decision?.servedOn?.find((one) => one.petitionerId === petitionerId)?.on ??
    (stands === 'served' && data.petitionerId === petitionerId ? (data.decision?.dispatchedOn ?? '') : null);
  const served = reviews.flatMap((review) => {
    const on = servedOn(review);
    return on === null ? [] : [{ review, on }];
  });
  const [last] = served.toReversed().toSorted((one, other) => other.on.localeCompare(one.on));
  const addressed = reviews.findLast(({ data }) => data.petitionerId === petitionerId || data.decision?.disposition !== 'uphold');
  return last?.review ?? addressed ?? null;
}

/** Everybody who handled, drafted, checked or issued what is attacked: of a re-review also the review and its opinion. */
export function tookPart(state: PetitionState, level: ReviewLevel): ReadonlySet<string> {
  const { opinion, handlerId } = state;
  const people = [
    handlerId,
    opinion?.draftedBy,
    opinion?.checkedBy,
    opinion?.issuedBy,
    ...recordsOf(state, 'task').map(({ data }) => data.officerId),
    ...recordsOf(state, 'inquiry').map(({ byPersonId }) => byPersonId),
    ...recordsOf(state, 'countersign').map(({ confirmedBy }) => confirmedBy),
  ];
  const reviewed =
    level === 'review'
      ? []
      : [
          ...recordsOf(state, 'review').flatMap(({ data }) => (data.level === 'review' ? data.investigatorIds : [])),
          ...recordsOf(state, 'reviewOpinion').flatMap(({ data }) =>
            data.level === 'review' ? [data.draftedBy, data.checkedBy, data.issuedBy] : [],
          ),
        ];
  return new Set([...people, ...reviewed].filter((id): id is string => typeof id === 'string'));
}

/** Requests whose reviewer waits for the file of this organ. */
export const filesAskedOf = (state: Recorded, organId: string): CaseRecord<'review'>[] =>
  recordsOf(state, 'review', 'admitted').filter(({ data }) => data.fileAsked?.from === organId && data.fileAsked.handedOn === null);
