import { ReviewRequested, type ReviewArrival, type ReviewLevel, type ReviewWay } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { requireStage } from '../acts.js';
import { caseError } from '../case.errors.js';
import { decided } from '../decision.js';
import { decisionsOf, isReplaced } from '../in-force.js';
import { members, requireMember } from '../members.js';
import { returned } from '../closing/returning.js';
import { rightOf } from '../papers/delivery.js';
import type { ClockMove, Decision, Given, PetitionerGiven, PetitionState } from '../petition.js';
import { newRecord, recordsOf, type CaseRecord } from '../records.js';
import { isInherited, successionsOf } from '../succession.js';
import { optional, required } from '../text.js';
import { reviewError } from '../review/review.errors.js';
import { LEVEL_NAMES, type Review } from '../review/review.records.js';
import { inWords, requireCompetent, type Issuer, type ReviewingOrgan } from './reviewers.js';
import { reviewOfPetitioner } from '../reviews-in-hand.js';
import { dutyStarts, stageByReviews, TERMS_OF } from '../review/standing.js';

export const SOURCES: Readonly<Record<ReviewLevel, string>> = { review: '信访工作条例 35', rereview: '信访工作条例 36' };
const PAPERS: Readonly<Record<ReviewLevel, string>> = { review: '处理意见书', rereview: '复查意见书' };

export interface RequestReview {
  readonly reviewId: string;
  /** Who asks; null: whose pass it is, or the only petitioner. */
  readonly petitionerId: string | null;
  /** Of two competent organs the one that the petitioner chose; null: none was named. */
  readonly organId: string | null;
  readonly way: ReviewWay;
  readonly postedOn: Day | null;
  readonly lateReason: string | null;
  readonly requests: string;
  readonly facts: string | null;
  readonly fileIds: readonly string[];
  /** Whose opinion it is aimed at, with who reviews it. */
  readonly issuer: Issuer;
  /** It lay here as a filing of its own, registered as a petition, and goes straight to who may review. */
  readonly taken?: {
    readonly firstReceivedOn: Day;
    readonly firstOrganId: string;
    /** The organ that has the filing, and since when. */
    readonly organId: string;
    readonly receivedOn: Day;
  } | null;
}

/** The opinion that a request is aimed at. */
export interface Attacked {
  readonly opinionId: string;
  readonly documentId: string;
}

/** The opinion that this petitioner may have reviewed at this level; null where there is none. */
export function attackedOf(state: PetitionState, level: ReviewLevel, petitionerId: string): Attacked | null {
  const { opinion } = state;
  if (level === 'review')
    return opinion?.state === 'issued' && opinion.documentId !== null ? { opinionId: opinion.id, documentId: opinion.documentId } : null;
  const reviewed = reviewOfPetitioner(state, petitionerId);
  const documentId = reviewed?.data.decision?.documentId ?? null;
  return reviewed && documentId !== null ? { opinionId: reviewed.data.opinionId, documentId } : null;
}

/** When the attacked opinion reached the petitioner, and until when the right to have it reviewed lasts, inclusive. */
export interface OwnRight {
  readonly servedOn: Day;
  readonly lastDay: Day;
}

/**
 * The petitioner's own right, by its clock; of an opinion served before there were such clocks, by its service. Null: not served on this
 * petitioner, so that no day of it has passed.
 * @source 信访工作条例 35, 36 (自收到书面答复之日起)
 */
export function ownRight(given: Pick<Given, 'state' | 'clocks' | 'law'>, level: ReviewLevel, petitionerId: string): OwnRight | null {
  const { state, clocks, law } = given;
  const own = clocks.filter(({ term, subject }) => term === TERMS_OF[level].right && subject === petitionerId);
  if (level === 'rereview') {
    // What was served of a review that is replaced opens nothing against another.
    const since = decisionsOf(state, 'review')[0]?.dispatchedOn ?? '';
    const clock = own.findLast(({ ended, startedOn }) => ended !== 'cancelled' && startedOn >= since);
    return clock ? { servedOn: clock.startedOn, lastDay: clock.effectiveDue } : null;
  }
  const successions = successionsOf(state);
  const lastDayOf = (on: Day) => rightOf(state, on, law)?.lastDay ?? null;
  // Who succeeds to a right that had run out has that one, whatever was served since.
  const of = isInherited(successions, state.deliveries, lastDayOf, petitionerId)
    ? successions.findLast(({ successorIds }) => successorIds.includes(petitionerId))?.petitionerId
    : petitionerId;
  const servedOn = state.deliveries.find((one) => one.petitionerId === of && one.servedOn !== null)?.servedOn ?? null;
  const lastDay = own.findLast(({ startedOn }) => startedOn === servedOn)?.effectiveDue ?? (servedOn === null ? null : lastDayOf(servedOn));
  return servedOn === null || lastDay === null ? null : { servedOn, lastDay };
}

/** Whose request it is: of the holder of the pass, else of who is named, else of the only petitioner; null where several could be meant. */
export function applicantOf(state: PetitionState, holderId: string | null, named: string | null): string | null {
  const living = members(state);
  return holderId ?? named ?? (living.length === 1 ? (living[0] as string) : null);
}

/** As `applicantOf`. @throws REVIEW_PETITIONER_MISSING, PETITIONER_UNKNOWN, MEMBER_HAS_LEFT, PETITIONER_ENDED */
function applicant({ state, act }: Given | PetitionerGiven, named: string | null): string {
  const id = applicantOf(state, act.personId === null ? (act.petitionerId ?? null) : null, named);
  if (id === null) throw reviewError('REVIEW_PETITIONER_MISSING');
  if (!state.petitionerIds.includes(id)) throw caseError('PETITIONER_UNKNOWN');
  requireMember(state, id, act.on);
  return id;
}

/** @throws REVIEW_POSTMARK_MISSING, REVIEW_POSTMARK_NOT_BY_POST, REVIEW_POSTED_AFTER_RECEIPT */
function checkPostmark({ way, postedOn }: Pick<RequestReview, 'way' | 'postedOn'>, receivedOn: Day, source: string): void {
  if (way === 'post' && postedOn === null) throw reviewError('REVIEW_POSTMARK_MISSING', { source });
  if (way !== 'post' && postedOn !== null) throw reviewError('REVIEW_POSTMARK_NOT_BY_POST', { source });
  if (postedOn !== null && postedOn > receivedOn)
    throw reviewError('REVIEW_POSTED_AFTER_RECEIPT', { source, details: { day: postedOn, received: receivedOn } });
}

/** The organ that gets the request, and whether that organ may review. */
interface Destination {
  readonly organId: string;
  readonly competent: boolean;
}

/**
 * What the petitioner sends with the pass goes straight to the reviewer; a paper is where it was handed in, be it the wrong organ.
 * @throws REVIEW_ORGAN_NOT_CHOSEN, REVIEW_ORGAN_NOT_COMPETENT
 */
function destination(
  { act }: Given | PetitionerGiven,
  competent: readonly ReviewingOrgan[],
  { organId: chosen, taken = null }: Pick<RequestReview, 'organId' | 'taken'>,
  level: ReviewLevel,
): Destination {
  const source = SOURCES[level];
  const details = { level: LEVEL_NAMES[level], organs: inWords(competent) };
  if (chosen !== null && !competent.some(({ id }) => id === chosen)) throw reviewError('REVIEW_ORGAN_NOT_COMPETENT', { source, details });
  const [only] = competent;
  if (act.personId === null) {
    if (chosen === null && competent.length > 1) throw reviewError('REVIEW_ORGAN_NOT_CHOSEN', { source, details });
    return { organId: chosen ?? (only as ReviewingOrgan).id, competent: true };
  }
  const { id } = act.organ;
  if (taken) {
    const to = chosen ?? (competent.find((organ) => organ.id === id) ?? (competent.length === 1 ? competent[0] : undefined))?.id;
    if (to === undefined) throw reviewError('REVIEW_ORGAN_NOT_CHOSEN', { source, details });
    return { organId: to, competent: true };
  }
  return { organId: id, competent: chosen === null ? competent.some((organ) => organ.id === id) : chosen === id };
}

/**
 * 申请复查, 申请复核: by the petitioner against the opinion that was served on this petitioner, once for each opinion. In time is what was
 * posted, or received by any organ, by the last effective day; late is what comes after it, and waits for the reviewer's word on the reason.
 * With the reviewer its term starts from this receipt, not from its admission; handed to an organ that cannot review, the request keeps its
 * day and waits to be passed on. A closed matter is open again by a request in time.
 * @throws ACT_NOT_IN_STAGE, REVIEW_NOT_ON_THIS_PATH, REVIEW_PETITIONER_MISSING, PETITIONER_UNKNOWN, MEMBER_HAS_LEFT, PETITIONER_ENDED,
 * REVIEW_OPINION_NOT_SERVED, REVIEW_RIGHT_ENDED, REVIEW_ALREADY_REQUESTED, REVIEW_OPINION_REPLACED, REVIEW_POSTMARK_MISSING, REVIEW_POSTMARK_NOT_BY_POST,
 * REVIEW_POSTED_AFTER_RECEIPT, REVIEW_BEFORE_SERVICE, REVIEW_CHAIN_ENDED, REVIEW_ORGAN_UNKNOWN, REVIEW_ORGAN_NOT_CHOSEN,
 * REVIEW_ORGAN_NOT_COMPETENT, REVIEW_LATE_REASON_MISSING (with the pass), TEXT_MISSING, TEXT_TOO_LONG
 * @source 信访工作条例 35, 36; law 2.4, 4.1, 10; practice E1-2, F7-10
 */
export function requestReview(given: Given | PetitionerGiven, command: RequestReview, level: ReviewLevel = 'review'): Decision {
  const { state, law, act } = given;
  const source = SOURCES[level];
  const name = level === 'review' ? 'requestReview' : 'requestReReview';
  requireStage(state.stage, name, source);
  if (state.outcome === 'withdrawn') throw reviewError('REVIEW_RIGHT_ENDED', { source, details: { level: LEVEL_NAMES[level] } });
  if (rightOf(state, act.on, law) === null) throw reviewError('REVIEW_NOT_ON_THIS_PATH', { source: '信访工作条例 31(6)、35' });
  const petitionerId = applicant(given, command.petitionerId);
  const attacked = attackedOf(state, level, petitionerId);
  const paper = PAPERS[level];
  const right = ownRight(given, level, petitionerId);
  if (attacked !== null) {
    requireFirst(state, level, attacked, petitionerId);
    if (isReplaced(state, level, attacked.documentId)) throw reviewError('REVIEW_OPINION_REPLACED', { source, details: { paper } });
  }
  if (attacked === null || right === null) throw reviewError('REVIEW_OPINION_NOT_SERVED', { source, details: { paper } });
  const { taken = null } = command;
  const firstReceivedOn = taken?.firstReceivedOn ?? act.on;
  checkPostmark(command, firstReceivedOn, source);
  const filedOn = command.postedOn ?? firstReceivedOn;
  if (filedOn < right.servedOn) throw reviewError('REVIEW_BEFORE_SERVICE', { source, details: { paper, day: right.servedOn } });
  const competent = requireCompetent(command.issuer, level, law.packOn(act.on), act.on);
  const to = destination(given, competent, command, level);
  const inTime = filedOn <= right.lastDay;
  const lateReason = inTime ? null : optional('逾期的理由', 'lateReason', command.lateReason, 2000);
  if (!inTime && lateReason === null && act.personId === null)
    throw reviewError('REVIEW_LATE_REASON_MISSING', { source, details: { level: LEVEL_NAMES[level], day: right.lastDay } });
  const arrival: ReviewArrival = !to.competent ? 'misdirected' : inTime ? 'admitted' : 'late';
  const data: Review = {
    level,
    opinionId: attacked.opinionId,
    attackedDocumentId: attacked.documentId,
    petitionerId,
    postedOn: command.postedOn,
    firstReceivedOn,
    firstOrganId: taken?.firstOrganId ?? to.organId,
    chosenOrganId: command.organId,
    way: command.way,
    lastDay: right.lastDay,
    lateReason,
    requests: required('请求', 'requests', command.requests, 5000),
    facts: optional('事实和理由', 'facts', command.facts, 20_000),
    fileIds: command.fileIds,
    investigatorIds: [],
    papersAskedOn: null,
    fileAsked: null,
    decision: null,
    redo: null,
  };
  const review = newRecord({
    id: command.reviewId,
    kind: 'review',
    state: arrival,
    on: taken?.organId === to.organId ? taken.receivedOn : act.on,
    organId: to.organId,
    byPersonId: act.personId,
    data,
  });
  return decided(given, withReview(state, review), {
    events: [
      ReviewRequested.create({
        petitionId: state.id,
        reviewId: review.id,
        level,
        opinionId: data.opinionId,
        petitionerId,
        organId: to.organId,
        way: data.way,
        arrival,
        postedOn: data.postedOn,
        receivedOn: firstReceivedOn,
        lastDay: data.lastDay,
      }),
    ],
    clocks: [...(inTime ? rightUsed(given, review) : []), ...(to.competent ? dutyStarts(state, review) : [])],
    relations: to.competent ? [{ do: 'set', subject: to.organId, relation: 'reviewer' }] : [],
    line: { act: name, basis: source },
  });
}

/** The request that this petitioner made against this opinion; what was taken back may be asked again. */
export const formerRequest = (
  state: Pick<PetitionState, 'records'>,
  level: ReviewLevel,
  { documentId }: Attacked,
  petitionerId: string,
): CaseRecord<'review'> | undefined =>
  recordsOf(state, 'review').find(
    ({ state: stands, data }) =>
      stands !== 'withdrawn' &&
      stands !== 'cancelled' &&
      data.level === level &&
      data.attackedDocumentId === documentId &&
      data.petitionerId === petitionerId,
  );

/** Once for each opinion and petitioner. @throws REVIEW_ALREADY_REQUESTED */
function requireFirst(state: PetitionState, level: ReviewLevel, attacked: Attacked, petitionerId: string): void {
  const former = formerRequest(state, level, attacked, petitionerId);
  if (!former) return;
  const details = { day: former.data.firstReceivedOn, level: LEVEL_NAMES[level] };
  throw reviewError('REVIEW_ALREADY_REQUESTED', { source: SOURCES[level], details });
}

/** The right is used on the day that counts for the petitioner: of posting, else of the first receipt. */
export function rightUsed({ state }: Pick<Given, 'state'>, { data }: CaseRecord<'review'>): ClockMove[] {
  const { level, petitionerId, postedOn, firstReceivedOn } = data;
  const term = TERMS_OF[level].right;
  return [{ do: 'stop', petitionId: state.id, term, subject: petitionerId, on: postedOn ?? firstReceivedOn, article: SOURCES[level] }];
}

/** The matter with a request that has moved: nothing that was proposed or done to end it stands beside one that is admitted. */
export function withReview(state: PetitionState, review: CaseRecord<'review'>): Partial<PetitionState> {
  const records = [...state.records.filter(({ id }) => id !== review.id), review];
  const closed = state.stage === 'closed';
  if (closed && review.state !== 'admitted') return { records };
  if (!closed) return { records, stage: stageByReviews({ records, stage: state.stage }), completion: null };
  const opened = records.map((record): CaseRecord => (record.kind === 'archive' ? { ...record, state: 'reopened' } : record));
  return { ...returned({ ...state, records: opened }, 'review_requested'), records: opened };
}
