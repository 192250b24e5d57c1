import {
  LateReviewAdmitted,
  ReviewPapersAsked,
  ReviewPassedOn,
  ReviewRefusalChecked,
  ReviewRefusalProposed,
  ReviewRefused,
  ReviewWithdrawn,
} from '@sunshine/events';
import type { Day, ReviewRefusal as RefusalGround, RulePack } from '@sunshine/procedure';
import { requireStage } from '../acts.js';
import { caseError } from '../case.errors.js';
import { decided } from '../decision.js';
import { checkDispatch, dispatchPart, type Dispatch } from '../dispatch.js';
import { requireNoHearing } from '../hearing/hearing.js';
import { requireMember } from '../members.js';
import { issue, petitionerParts, sentence } from '../papers/papers.js';
import type { Decision, Given, PaperIds, PetitionerGiven, PetitionState } from '../petition.js';
import { newRecord, recordsOf, withRecord, type CaseRecord } from '../records.js';
import { required } from '../text.js';
import { rightUsed, SOURCES, withReview } from './requesting.js';
import { reviewError } from '../review/review.errors.js';
import { LEVEL_NAMES } from '../review/review.records.js';
import { competentOn, inWords, requireCompetent, type Issuer } from './reviewers.js';
import { redoDropped } from '../review/redoing.js';
import { dutyEnds, dutyStarts, reviewersLeave } from '../review/standing.js';

const OWN = '本系统规则 复查复核申请（参照山东省信访条例 45、北京市信访条例 50）';

type Review = CaseRecord<'review'>;

/**
 * The request that an act is about: the one that is named, else the only one in these states.
 * @throws REVIEW_NOT_FOUND, REVIEW_NOT_NAMED where several could be meant
 */
export function reviewIn(state: PetitionState, reviewId: string | null, ...states: Review['state'][]): Review {
  const found = recordsOf(state, 'review', ...states).filter(({ id }) => reviewId === null || id === reviewId);
  const [only] = found;
  if (!only) throw reviewError('REVIEW_NOT_FOUND', { source: OWN });
  if (found.length > 1) throw reviewError('REVIEW_NOT_NAMED', { source: OWN });
  return only;
}

/** Only the organ that has the request answers it. @throws REVIEW_AT_OTHER_ORGAN */
function requireThere({ act }: Given, review: Review): void {
  if (review.organId !== act.organ.id) throw reviewError('REVIEW_AT_OTHER_ORGAN', { source: SOURCES[review.data.level] });
}

export interface PassOnReview {
  readonly reviewId: string | null;
  /** Id of the record at the organ that gets it. */
  readonly newReviewId: string;
  /** The organ that gets it; null: the one that the petitioner chose, or the only one that may review. */
  readonly organId: string | null;
  readonly issuer: Issuer;
}

/**
 * 转送: a request that is with an organ which cannot review it goes to the one that may, and keeps its first day. Whether it is in time is judged
 * by the day of posting or of the first receipt; the term of the reviewer runs from the day on which it gets the request.
 * @throws ACT_NOT_IN_STAGE, REVIEW_NOT_FOUND, REVIEW_NOT_NAMED, REVIEW_AT_OTHER_ORGAN, REVIEW_CHAIN_ENDED, REVIEW_ORGAN_UNKNOWN,
 * REVIEW_ORGAN_NOT_CHOSEN, REVIEW_ORGAN_NOT_COMPETENT
 * @source 信访工作条例 35, 36; law 2.4 (wrong organ in time); practice E1, F10
 */
export function passOnReview(given: Given, command: PassOnReview): Decision {
  const { state, law, act } = given;
  requireStage(state.stage, 'passOnReview', OWN);
  const review = reviewIn(state, command.reviewId, 'misdirected');
  requireThere(given, review);
  const { level, chosenOrganId, postedOn, firstReceivedOn, lastDay } = review.data;
  const source = SOURCES[level];
  const competent = requireCompetent(command.issuer, level, law.packOn(act.on), act.on);
  const details = { level: LEVEL_NAMES[level], organs: inWords(competent) };
  const to = command.organId ?? chosenOrganId ?? (competent.length === 1 ? (competent[0]?.id ?? null) : null);
  if (to === null) throw reviewError('REVIEW_ORGAN_NOT_CHOSEN', { source, details });
  if (!competent.some(({ id }) => id === to)) throw reviewError('REVIEW_ORGAN_NOT_COMPETENT', { source, details });
  const arrival = (postedOn ?? firstReceivedOn) <= lastDay ? 'admitted' : 'late';
  const there = newRecord({
    id: command.newReviewId,
    kind: 'review',
    state: arrival,
    on: act.on,
    organId: to,
    byPersonId: act.personId,
    data: review.data,
  });
  const passed = { ...state, records: withRecord(state.records, { ...review, state: 'passed_on' }) };
  return decided(given, withReview(passed, there), {
    events: [
      ReviewPassedOn.create({
        petitionId: state.id,
        reviewId: review.id,
        newReviewId: there.id,
        level,
        petitionerId: review.data.petitionerId,
        fromOrganId: act.organ.id,
        organId: to,
        arrival,
        firstReceivedOn,
        passedOn: act.on,
      }),
    ],
    clocks: dutyStarts(passed, there),
    relations: [{ do: 'set', subject: to, relation: 'reviewer' }],
    line: { act: 'passOnReview', basis: source, remark: competent.find(({ id }) => id === to)?.name ?? null },
  });
}

export interface AdmitLateReview {
  readonly reviewId: string | null;
  /** Why the reason is a good one. */
  readonly reason: string;
}

/**
 * The reviewer admits a late request for good reason: the right, run out or not, is used on its day and stays late; the term of the reviewer has
 * run since the receipt. A closed matter is open again.
 * @throws ACT_NOT_IN_STAGE, REVIEW_NOT_FOUND, REVIEW_NOT_NAMED, REVIEW_AT_OTHER_ORGAN, TEXT_MISSING
 * @source 信访工作条例 35, 36; law 4.1 lapsed (admitted for good reason: met late)
 */
export function admitLateReview(given: Given, { reviewId, reason }: AdmitLateReview): Decision {
  const { state, act } = given;
  requireStage(state.stage, 'admitLateReview', OWN);
  const review = reviewIn(state, reviewId, 'late');
  requireThere(given, review);
  const admitted: Review = {
    ...review,
    state: 'admitted',
    confirmedBy: act.personId,
    confirmedOn: act.on,
    data: { ...review.data, admittedFor: required('准许的理由', 'reason', reason, 2000) },
  };
  return decided(given, withReview(dropped(state, review), admitted), {
    events: [
      LateReviewAdmitted.create({
        petitionId: state.id,
        reviewId: review.id,
        level: review.data.level,
        petitionerId: review.data.petitionerId,
        organId: act.organ.id,
        admittedOn: act.on,
      }),
    ],
    clocks: rightUsed(given, admitted),
    line: { act: 'admitLateReview', basis: SOURCES[review.data.level] },
  });
}

/** What was proposed to refuse a request falls with it. */
const dropped = (state: PetitionState, review: Review): PetitionState => ({
  ...state,
  records: state.records.map((record): CaseRecord =>
    record.kind === 'reviewRefusal' && record.data.reviewId === review.id && record.state !== 'issued'
      ? { ...record, state: 'replaced' }
      : record,
  ),
});

/** The opinion that a request is aimed at, as papers name it. */
export interface NamedPaper {
  readonly documentId: string;
  readonly title: string;
  readonly number: string | null;
  readonly on: Day;
}

export interface AskReviewPapers extends PaperIds, Dispatch {
  readonly reviewId: string | null;
  readonly missing: readonly string[];
  /** Last day for them, inclusive. */
  readonly answerBy: Day;
  readonly attacked: NamedPaper | null;
}

/**
 * 补正, once for all: the petitioner is told in writing what is missing and by when. No term stands still, and the request stays admitted.
 * @throws ACT_NOT_IN_STAGE, REVIEW_NOT_FOUND, REVIEW_NOT_NAMED, REVIEW_AT_OTHER_ORGAN, REVIEW_PAPERS_ASKED, REVIEW_PAPERS_MISSING,
 * REVIEW_ANSWER_BY_TOO_EARLY, TEXT_MISSING, TEXT_TOO_LONG, DISPATCH_WAY_UNKNOWN, DOCUMENT_PART_MISSING
 * @source own rule (reviewerAsksPapersOnce); law 10; practice E2
 */
export function askReviewPapers(given: Given, command: AskReviewPapers): Decision {
  const { state, law, act } = given;
  requireStage(state.stage, 'askReviewPapers', OWN);
  const review = reviewIn(state, command.reviewId, 'late', 'admitted');
  requireThere(given, review);
  if (review.data.papersAskedOn !== null)
    throw reviewError('REVIEW_PAPERS_ASKED', { source: OWN, details: { day: review.data.papersAskedOn } });
  if (command.missing.length === 0) throw reviewError('REVIEW_PAPERS_MISSING', { source: OWN });
  if (command.answerBy <= act.on) throw reviewError('REVIEW_ANSWER_BY_TOO_EARLY', { source: OWN, details: { day: command.answerBy } });
  checkDispatch(command);
  const missing = command.missing.map((one, at) => required('需要补正的材料', `missing.${at}`, one, 500));
  const pack = law.packOn(act.on);
  const paper = issue(given, pack, command, act.organ, {
    kind: 'REVIEW_SUPPLEMENT',
    parts: {
      ...partsOfRequest(state, review, command.attacked),
      missing,
      until: command.answerBy,
      noEffect: pack.values['reviewerAsksPapersOnce']?.text ?? null,
      dispatch: dispatchPart(command, act.on),
    },
  });
  const asked: Review = {
    ...review,
    data: { ...review.data, papersAskedOn: act.on, papersMissing: missing, papersUntil: command.answerBy },
  };
  return decided(
    given,
    { records: withRecord(state.records, asked) },
    {
      events: [
        ReviewPapersAsked.create({
          petitionId: state.id,
          reviewId: review.id,
          organId: act.organ.id,
          documentId: command.documentId,
          answerBy: command.answerBy,
        }),
      ],
      papers: [paper],
      line: { act: 'askReviewPapers', basis: OWN },
    },
  );
}

const partsOfRequest = (state: PetitionState, { data }: Review, attacked: NamedPaper | null): Readonly<Record<string, unknown>> => ({
  petitioner: { ...petitionerParts(state), petitionerIds: [data.petitionerId] },
  receivedOn: data.firstReceivedOn,
  attacked: attacked === null ? null : [attacked],
});

/**
 * Requests that wait for papers, marked with the day on which something came in for their petition: who is about to refuse them for want of
 * papers reads it first. One that is marked already keeps its first day.
 */
export const papersCame = ({ records }: Pick<PetitionState, 'records'>, receivedOn: Day): readonly Review[] =>
  recordsOf({ records }, 'review', 'late', 'admitted')
    .filter(({ data }) => data.papersAskedOn !== null && data.papersAskedOn <= receivedOn && data.papersInOn === undefined)
    .map((review) => ({ ...review, data: { ...review.data, papersInOn: receivedOn } }));

export interface RefuseReview {
  readonly refusalId: string;
  readonly reviewId: string | null;
  /** Code of the pack in force. */
  readonly ground: string;
  readonly reason: string;
}

/** @throws REVIEW_REFUSAL_GROUND_UNKNOWN, REVIEW_REFUSAL_NOT_LATE, REVIEW_REFUSAL_PAPERS_NOT_DUE */
function groundOf(pack: RulePack, { state, data }: Review, code: string, on: Day): RefusalGround {
  const ground = pack.review?.refusals?.find((one) => one.code === code);
  if (!ground) throw reviewError('REVIEW_REFUSAL_GROUND_UNKNOWN', { source: OWN, details: { ground: code } });
  const { needs, source } = ground;
  if (needs === 'late' && state !== 'late') throw reviewError('REVIEW_REFUSAL_NOT_LATE', { source, details: { day: data.lastDay } });
  const until = data.papersUntil ?? null;
  if (needs === 'papers' && (until === null || on <= until)) throw reviewError('REVIEW_REFUSAL_PAPERS_NOT_DUE', { source });
  return ground;
}

/**
 * 不予受理 of a request on a ground of the pack in force, proposed by the first of two reviewers. Nothing moves before the head.
 * @throws ACT_NOT_IN_STAGE, REVIEW_NOT_FOUND, REVIEW_NOT_NAMED, REVIEW_AT_OTHER_ORGAN, REVIEW_REFUSAL_GROUND_UNKNOWN, REVIEW_REFUSAL_NOT_LATE,
 * REVIEW_REFUSAL_PAPERS_NOT_DUE, TEXT_MISSING
 * @source law 4.1 refuseReview (two reviewers, head), 10; practice F11
 */
export function refuseReview(given: Given, command: RefuseReview): Decision {
  const { state, law, act } = given;
  requireStage(state.stage, 'refuseReview', OWN);
  const review = reviewIn(state, command.reviewId, 'late', 'admitted');
  requireThere(given, review);
  const ground = groundOf(law.packOn(act.on), review, command.ground, act.on);
  const record = newRecord({
    id: command.refusalId,
    kind: 'reviewRefusal',
    state: 'proposed',
    on: act.on,
    organId: act.organ.id,
    byPersonId: act.personId,
    data: {
      reviewId: review.id,
      level: review.data.level,
      ground: ground.code,
      title: ground.title,
      article: ground.source,
      reason: required('理由', 'reason', command.reason, 2000),
      checkedBy: null,
      documentId: null,
    },
  });
  return decided(
    given,
    { records: [...dropped(state, review).records, record] },
    {
      events: [ReviewRefusalProposed.create({ petitionId: state.id, reviewId: review.id, organId: act.organ.id, ground: ground.code })],
      line: { act: 'refuseReview', basis: ground.source, part: 'proposal', remark: ground.title },
    },
  );
}

/** @throws REVIEW_REFUSAL_NOT_PROPOSED, OWN_PROPOSAL */
function refusalIn(given: Given, refusalId: string | null, stands: 'proposed' | 'checked') {
  const { state, act } = given;
  const found = recordsOf(state, 'reviewRefusal', stands).filter(({ id }) => refusalId === null || id === refusalId);
  const refusal = found.at(-1);
  if (!refusal) throw reviewError('REVIEW_REFUSAL_NOT_PROPOSED', { source: OWN });
  if (refusal.byPersonId === act.personId || refusal.data.checkedBy === act.personId) throw caseError('OWN_PROPOSAL', { source: OWN });
  const review = reviewIn(state, refusal.data.reviewId, 'late', 'admitted');
  requireThere(given, review);
  return { refusal, review };
}

/**
 * The second reviewer agrees. @throws ACT_NOT_IN_STAGE, REVIEW_REFUSAL_NOT_PROPOSED, OWN_PROPOSAL, REVIEW_AT_OTHER_ORGAN
 * @source law 4.1 refuseReview
 */
export function checkReviewRefusal(given: Given, { refusalId }: { readonly refusalId: string | null }): Decision {
  const { state, act } = given;
  requireStage(state.stage, 'checkReviewRefusal', OWN);
  const { refusal, review } = refusalIn(given, refusalId, 'proposed');
  const checked: CaseRecord<'reviewRefusal'> = { ...refusal, state: 'checked', data: { ...refusal.data, checkedBy: act.personId } };
  return decided(
    given,
    { records: withRecord(state.records, checked) },
    {
      events: [ReviewRefusalChecked.create({ petitionId: state.id, reviewId: review.id, organId: act.organ.id })],
      line: { act: 'checkReviewRefusal', basis: refusal.data.article, part: 'proposal', remark: refusal.data.title },
    },
  );
}

export interface ConfirmReviewRefusal extends PaperIds, Dispatch {
  readonly refusalId: string | null;
  readonly attacked: NamedPaper | null;
  /** The own organ with who stands above it, to which the refusal may be put. */
  readonly own: Issuer;
}

/**
 * The head decides, who is neither of the two reviewers; everything is judged again. The notice is issued and sent, and meets the term of the
 * reviewer; it names its ground and says that it may be put to the level above. The petitioner is served with it.
 * @throws ACT_NOT_IN_STAGE, REVIEW_REFUSAL_NOT_PROPOSED, OWN_PROPOSAL, REVIEW_AT_OTHER_ORGAN, HEARING_STANDING,
 * REVIEW_REFUSAL_NOT_LATE, REVIEW_REFUSAL_PAPERS_NOT_DUE, DISPATCH_WAY_UNKNOWN, DISPATCH_PROOF_MISSING, DOCUMENT_PART_MISSING
 * @source law 4.1 refuseReview, 10; practice F11
 */
export function confirmReviewRefusal(given: Given, command: ConfirmReviewRefusal): Decision {
  const { state, clocks, law, act } = given;
  requireStage(state.stage, 'confirmReviewRefusal', OWN);
  const { refusal, review } = refusalIn(given, command.refusalId, 'checked');
  const { level } = review.data;
  const others = recordsOf(state, 'review', 'admitted').some(
    (one) => one.id !== review.id && one.organId === review.organId && one.data.level === level,
  );
  // A hearing goes on for the others who asked.
  if (!others) requireNoHearing(state, level, act.organ.id, '不予受理申请');
  const pack = law.packOn(act.on);
  const ground = groundOf(pack, review, refusal.data.ground, act.on);
  checkDispatch(command);
  const above = competentOn(command.own, review.data.level, pack, act.on);
  const told = sentence(pack, 'reviewRefusalToAbove');
  const { documentId } = command;
  const paper = issue(given, pack, command, act.organ, {
    kind: 'REVIEW_REFUSAL',
    parts: {
      ...partsOfRequest(state, review, command.attacked),
      reason: `${ground.title}。${refusal.data.reason}`,
      basis: [ground.source],
      toAbove: told === null || above.length === 0 ? told : `${told}：${inWords(above)}`,
      dispatch: dispatchPart(command, act.on),
    },
  });
  const refused: Review = { ...review, state: 'refused', confirmedBy: act.personId, confirmedOn: act.on };
  const issued: CaseRecord<'reviewRefusal'> = {
    ...refusal,
    state: 'issued',
    confirmedBy: act.personId,
    confirmedOn: act.on,
    data: { ...refusal.data, documentId },
  };
  const answered = { ...state, records: withRecord(state.records, issued) };
  const { change, clocks: ends } = ended({ ...given, clocks }, review, withReview(answered, refused), null);
  return decided(given, change, {
    events: [
      ReviewRefused.create({
        petitionId: state.id,
        reviewId: review.id,
        level: review.data.level,
        petitionerId: review.data.petitionerId,
        organId: act.organ.id,
        ground: ground.code,
        documentId,
        dispatchedOn: act.on,
      }),
    ],
    clocks: ends,
    papers: [paper],
    line: { act: 'confirmReviewRefusal', basis: ground.source, part: 'confirmation', remark: ground.title },
  });
}

/** What the reviewer owed for a request ends with it: its term, or that of the order to redo. @param reason null: answered */
function ended(given: Given | PetitionerGiven, review: Review, change: Partial<PetitionState>, reason: string | null) {
  const { state, act } = given;
  if (review.state === 'misdirected') return { change, clocks: [] };
  if (review.data.redo !== null) return redoDropped(given, review, change, reason);
  return { change, clocks: dutyEnds({ ...given, ...state }, review, act.on, reason) };
}

export interface WithdrawReview {
  readonly reviewId: string | null;
  /** The signed paper, where an officer enters it. */
  readonly fileId: string | null;
}

/**
 * 撤回申请: by the petitioner, with the pass or on a signed paper, before it is answered. The reviewer owes nothing any more, and the matter is
 * where it was; within the term another request may follow.
 * @throws ACT_NOT_IN_STAGE, REVIEW_NOT_FOUND, REVIEW_NOT_NAMED, REVIEW_PAPER_MISSING, REVIEW_OF_OTHER_PETITIONER, MEMBER_HAS_LEFT
 * @source own rule, as for the withdrawal of a petition
 */
export function withdrawReview(given: Given | PetitionerGiven, { reviewId, fileId }: WithdrawReview): Decision {
  const { state, act } = given;
  requireStage(state.stage, 'withdrawReview', OWN);
  const own = act.personId === null ? (act.petitionerId ?? null) : null;
  const mine =
    own === null ? state : { ...state, records: state.records.filter((one) => one.kind !== 'review' || one.data.petitionerId === own) };
  const review = reviewIn(mine, reviewId, 'misdirected', 'late', 'admitted');
  if (act.personId !== null && fileId === null) throw reviewError('REVIEW_PAPER_MISSING', { source: OWN });
  requireMember(state, review.data.petitionerId, act.on);
  const withdrawn: Review = { ...review, state: 'withdrawn', data: { ...review.data, withdrawnOn: act.on } };
  const { change, clocks } = ended(given, review, withReview(dropped(state, review), withdrawn), 'withdrawn');
  return decided(given, change, {
    events: [
      ReviewWithdrawn.create({
        petitionId: state.id,
        reviewId: review.id,
        level: review.data.level,
        petitionerId: review.data.petitionerId,
        organId: review.organId as string,
        withdrawnOn: act.on,
      }),
    ],
    clocks,
    relations: reviewersLeave(state.records, [review]),
    line: { act: 'withdrawReview', basis: OWN },
  });
}
