import { ReviewOpinionChecked, ReviewOpinionDrafted, ReviewOpinionIssued, ReviewOpinionReturned } from '@sunshine/events';
import {
  contentHash,
  dispositionOf,
  packNumber,
  reviewGroundsOf,
  type Day,
  type Disposition,
  type ReviewGround,
  type RulePack,
} from '@sunshine/procedure';
import { han } from '@sunshine/words';
import type { ActName } from '../acts.js';
import { caseError } from '../case.errors.js';
import { decided } from '../decision.js';
import { checkDispatch, dispatchPart, type Dispatch } from '../dispatch.js';
import { heardInWords, requireNoHearing } from '../hearing/hearing.js';
import { orderedNow } from '../in-force.js';
import { members } from '../members.js';
import { checkAnswers, LIMITS, outcomeOf, remedyOf, type DraftOpinion, type Reviewing } from '../opinion/opinion.js';
import { issue, sentence, type PaperContent } from '../papers/papers.js';
import type { ClockMove, Decision, Given, PaperIds, PetitionState } from '../petition.js';
import { newRecord, withRecord, type CaseRecord } from '../records.js';
import { isSupport } from '../standing.js';
import { optional, required } from '../text.js';
import { decidingError } from '../review/deciding.errors.js';
import { DISPOSITION_NAMES, type ReviewOpinion } from '../review/deciding.records.js';
import { requireInHand, requireNoPart } from './guards.js';
import { opinionInHand, reviewOf, SOURCES, type InHand } from '../reviews-in-hand.js';
import { REDO_SOURCE } from '../redo.js';
import { requireRedoCompared } from '../review/redoing.js';
import { LEVEL_NAMES, type ReviewDecision } from '../review/review.records.js';
import { dutyEnds, reReviewFollowed, reviewersLeave } from '../review/standing.js';
import { draftDropped, formerOver, isFinal, outcomeAfter, requestsOver, stageAfter } from './overturning.js';

const DECIDING = '本系统规则 复查复核决定（参照山东省信访条例 45、北京市信访条例 50）';
export interface DecideReview {
  readonly recordId: string;
  readonly facts: string;
  readonly disposition: string;
  readonly ground: string | null;
  readonly basis: readonly string[];
  readonly redoDays: number | null;
  readonly answers: DraftOpinion['answers'];
  readonly executeBy: Day | null;
}

/** @throws REVIEW_DISPOSITION_UNKNOWN */
function dispositionGiven(pack: RulePack, code: string): Disposition {
  const found = dispositionOf(pack, code);
  if (!found) throw decidingError('REVIEW_DISPOSITION_UNKNOWN', { source: DECIDING, details: { disposition: code } });
  return found.code;
}

/** @throws REVIEW_GROUND_MISSING, REVIEW_GROUND_UNKNOWN, REVIEW_GROUND_NOT_WANTED */
function groundGiven(pack: RulePack, disposition: Disposition, code: string | null): ReviewGround | null {
  const details = { disposition: DISPOSITION_NAMES[disposition] };
  if (!dispositionOf(pack, disposition)?.ground) {
    if (code !== null) throw decidingError('REVIEW_GROUND_NOT_WANTED', { source: DECIDING });
    return null;
  }
  if (code === null) throw decidingError('REVIEW_GROUND_MISSING', { source: DECIDING, details });
  const ground = reviewGroundsOf(pack, disposition).find((one) => one.code === code);
  if (!ground) throw decidingError('REVIEW_GROUND_UNKNOWN', { source: DECIDING, details: { ...details, ground: code } });
  return ground;
}

/** @throws REVIEW_REDO_DAYS_MISSING, REVIEW_REDO_DAYS_NOT_WANTED */
function redoDaysGiven(pack: RulePack, disposition: Disposition, ground: ReviewGround | null, days: number | null): number | null {
  const redo = disposition === 'revoke' && ground?.redo === true;
  if (!redo && days !== null) throw decidingError('REVIEW_REDO_DAYS_NOT_WANTED', { source: ground?.source ?? DECIDING });
  const { value: most, source } = packNumber(pack, 'redoDaysMost');
  if (redo && (days === null || !Number.isInteger(days) || days < 1 || days > most))
    throw decidingError('REVIEW_REDO_DAYS_MISSING', { source, details: { most } });
  return days;
}

/**
 * 拟复查（复核）意见 by one of the two who investigate, for all requests against that opinion which the organ has in hand: disposition, its
 * ground, and of a revocation the days for the redo. One that was returned is revised under the same id.
 * @throws ACT_NOT_IN_STAGE, REVIEW_NOT_IN_HAND, REVIEW_INVESTIGATORS_MISSING, REVIEW_NOT_INVESTIGATOR, REVIEW_OPINION_WAITING,
 * REVIEW_DISPOSITION_UNKNOWN, REVIEW_GROUND_MISSING, REVIEW_GROUND_UNKNOWN, REVIEW_GROUND_NOT_WANTED, REVIEW_REDO_DAYS_MISSING,
 * REVIEW_REDO_DAYS_NOT_WANTED, REVIEW_ANSWERS_NOT_WANTED, OPINION_REQUEST_UNKNOWN, OPINION_REQUEST_TWICE, OPINION_OUTCOME_UNKNOWN,
 * TEXT_MISSING, TEXT_TOO_LONG
 * @source 信访工作条例 35, 36; Shandong 45, Beijing 50; law 4.1 decideReview, 10
 */
export function decideReview(given: Given, command: DecideReview): Decision {
  const { state, law, act } = given;
  const hand = requireInHand(given, 'decideReview');
  const { level, reviews, investigatorIds } = hand;
  const details = { level: LEVEL_NAMES[level] };
  if (investigatorIds.length < 2) throw decidingError('REVIEW_INVESTIGATORS_MISSING', { source: DECIDING });
  if (!investigatorIds.includes(act.personId)) throw decidingError('REVIEW_NOT_INVESTIGATOR', { source: DECIDING, details });
  const former = opinionInHand(state, act.organ.id);
  if (former && former.state !== 'returned') throw decidingError('REVIEW_OPINION_WAITING', { source: DECIDING, details });
  const pack = law.packOn(act.on);
  const disposition = dispositionGiven(pack, command.disposition);
  const ground = groundGiven(pack, disposition, command.ground);
  if (disposition !== 'change' && command.answers.length > 0) throw decidingError('REVIEW_ANSWERS_NOT_WANTED', { source: DECIDING });
  const answers = checkAnswers(state.requestIds, command.answers);
  const data: ReviewOpinion = {
    level,
    reviewIds: reviews.map(({ id }) => id),
    revision: (former?.data.revision ?? 0) + 1,
    facts: required('查明的事实', 'facts', command.facts, LIMITS.facts),
    disposition,
    ground: ground?.code ?? null,
    basis: command.basis.map((entry, at) => required('依据', `basis.${at}`, entry, LIMITS.basis)),
    redoDays: redoDaysGiven(pack, disposition, ground, command.redoDays),
    answers,
    executeBy: answers.some(({ outcome }) => isSupport(outcome)) ? command.executeBy : null,
    draftedBy: act.personId,
    checkedBy: null,
    issuedBy: null,
    remark: former?.data.remark ?? null,
    documentId: null,
  };
  const opinion = newRecord({
    id: former?.id ?? command.recordId,
    kind: 'reviewOpinion',
    state: 'drafted',
    on: act.on,
    organId: act.organ.id,
    byPersonId: act.personId,
    data,
  });
  return decided(
    given,
    { records: withRecord(state.records, opinion) },
    {
      events: [
        ReviewOpinionDrafted.create({
          petitionId: state.id,
          reviewOpinionId: opinion.id,
          organId: act.organ.id,
          level,
          revision: data.revision,
        }),
      ],
      line: { act: 'decideReview', basis: SOURCES[level], part: 'proposal' },
    },
  );
}

/** The text in the hand that an act needs it in, with what it decides. @throws ACT_NOT_IN_STAGE, REVIEW_NOT_IN_HAND, REVIEW_OPINION_NOT_ISSUED */
function textIn(given: Given, name: ActName, ...states: readonly CaseRecord<'reviewOpinion'>['state'][]) {
  const hand = requireInHand(given, name);
  const opinion = opinionInHand(given.state, given.act.organ.id);
  if (!opinion || !states.includes(opinion.state)) throw decidingError('REVIEW_NOT_IN_HAND', { source: SOURCES[hand.level] });
  if (opinion.data.draftedBy === given.act.personId) throw caseError('OWN_PROPOSAL', { source: '本系统规则 审核签发' });
  return { hand, opinion };
}

/**
 * 审核 by the second investigator, or for the committee by its office; never by whoever drafted it or took part in what is attacked.
 * @throws ACT_NOT_IN_STAGE, REVIEW_NOT_IN_HAND, OWN_PROPOSAL, REVIEW_TOOK_PART, REVIEW_NOT_INVESTIGATOR, REDO_NOT_COMPARED,
 * REDO_SAME_AGAIN
 * @source own rule; law 4.1 decideReview (two investigators + committee or head)
 */
export function checkReviewOpinion(given: Given, { remark }: { readonly remark: string | null }): Decision {
  const { state, act } = given;
  const { hand, opinion } = textIn(given, 'checkReviewOpinion', 'drafted');
  requireNoPart(given, hand.level);
  if (!hand.investigatorIds.includes(act.personId) && act.role !== 'CHECKER')
    throw decidingError('REVIEW_NOT_INVESTIGATOR', { source: DECIDING, details: { level: LEVEL_NAMES[hand.level] } });
  requireRedoCompared(given);
  const text = optional('审核意见', 'remark', remark, 1000);
  const data = { ...opinion.data, checkedBy: act.personId, remark: text };
  return decided(
    given,
    { records: withRecord(state.records, { ...opinion, state: 'checked', confirmedBy: act.personId, confirmedOn: act.on, data }) },
    {
      events: [
        ReviewOpinionChecked.create({ petitionId: state.id, reviewOpinionId: opinion.id, organId: act.organ.id, level: hand.level }),
      ],
      line: { act: 'checkReviewOpinion', basis: SOURCES[hand.level], part: 'confirmation', remark: text },
    },
  );
}

/**
 * Back to the investigator who drafted it, saying what is asked.
 * @throws ACT_NOT_IN_STAGE, REVIEW_NOT_IN_HAND, OWN_PROPOSAL, TEXT_MISSING
 */
export function returnReviewOpinion(given: Given, { remark }: { readonly remark: string }): Decision {
  const { state, act } = given;
  const { hand, opinion } = textIn(given, 'returnReviewOpinion', 'drafted', 'checked');
  const text = required('退回意见', 'remark', remark, 1000);
  const data = { ...opinion.data, checkedBy: null, remark: text };
  return decided(
    given,
    { records: withRecord(state.records, { ...opinion, state: 'returned', confirmedBy: null, confirmedOn: null, data }) },
    {
      events: [
        ReviewOpinionReturned.create({ petitionId: state.id, reviewOpinionId: opinion.id, organId: act.organ.id, level: hand.level }),
      ],
      line: { act: 'returnReviewOpinion', basis: SOURCES[hand.level], remark: text },
    },
  );
}

/** A paper that is attacked, as the opinion of the review names it. */
export interface AttackedPaper {
  readonly documentId: string;
  readonly title: string;
  readonly number: string | null;
  readonly on: Day;
}

export interface IssueReviewOpinion extends PaperIds, Dispatch, Reviewing {
  readonly attacked: readonly AttackedPaper[];
}

const ATTACKED = { review: '原处理意见', rereview: '复查意见' } as const;

function dispositionInWords({ level, disposition, redoDays }: ReviewOpinion): string {
  const words = `${DISPOSITION_NAMES[disposition]}${ATTACKED[level]}`;
  if (redoDays === null) return words;
  return `${words}，责令${level === 'review' ? '原办理机关、单位重新办理' : '复查机关、单位重新作出复查意见'}`;
}

/** Whom the paper is for: who asked; of what changes the matter of all everybody. */
const addresseesOf = (state: PetitionState, { reviews }: InHand, { disposition }: ReviewOpinion): readonly string[] => {
  const asked = reviews.map(({ data }) => data.petitionerId);
  return members(state).filter((id) => disposition !== 'uphold' || asked.includes(id));
};

function remedyPart(state: PetitionState, pack: RulePack, reviewing: Reviewing, data: ReviewOpinion): Record<string, unknown> | null {
  const remedy = remedyOf(pack, reviewing, data.level === 'review' ? 'REVIEW_OPINION' : 'REREVIEW_OPINION');
  const opens = sentence(pack, 'redoOpens');
  if (data.redoDays === null || opens === null) {
    return data.level === 'rereview' && !isFinal(state, data) && opens !== null && remedy ? { ...remedy, text: opens } : remedy;
  }
  return remedy && { ...remedy, text: data.level === 'review' ? `${String(remedy['text'])}；${opens}` : opens };
}

function contentOf(
  { state, clocks, act }: Given,
  pack: RulePack,
  hand: InHand,
  command: IssueReviewOpinion,
  data: ReviewOpinion,
): PaperContent {
  const { level, disposition, redoDays, answers, executeBy } = data;
  const ground = disposition === 'uphold' ? null : (reviewGroundsOf(pack, disposition).find(({ code }) => code === data.ground) ?? null);
  const final = isFinal(state, data);
  const notAcceptable = ground?.redo === false;
  const heard = level === 'rereview' ? heardInWords(state, clocks, level, act.organ.id) : null;
  const when = {
    heard: heard !== null,
    groundGiven: ground !== null,
    changes: disposition === 'change',
    supported: answers.some(({ outcome }) => isSupport(outcome)),
    redo: redoDays !== null,
    redoBan: redoDays !== null && ground?.redoBan === true,
    notAcceptable,
    final,
  };
  return {
    kind: level === 'review' ? 'REVIEW_OPINION' : 'REREVIEW_OPINION',
    when: Object.entries(when).flatMap(([name, holds]) => (holds ? [name] : [])),
    parts: {
      petitioner: { petitionerIds: addresseesOf(state, hand, data) },
      receivedOn: hand.reviews[0]?.on,
      attackedOrgan: { organId: state.organId },
      ...(level === 'rereview' && { attackedReviewer: { organId: reviewOf(state, hand.attackedDocumentId)?.organId ?? null } }),
      attacked: command.attacked,
      requests: hand.reviews.map((review) => review.data.requests),
      facts: data.facts,
      ...(heard !== null && { hearing: heard }),
      disposition: dispositionInWords(data),
      ground: ground && { code: ground.code, title: ground.title },
      basis: data.basis,
      ...(when.changes && {
        answers: Object.fromEntries(answers.map(({ requestId, outcome, answer }) => [requestId, answer ? { outcome, answer } : null])),
      }),
      executeBy: executeBy && { by: executeBy, performerId: state.organId },
      redoBy: redoDays === null ? null : `自本意见书送达之日起${han(redoDays)}日内`,
      ...(when.redoBan && { redoBan: sentence(pack, 'redoBanTold') }),
      ...(notAcceptable && { ended: sentence(pack, 'notAcceptableTold') }),
      remedy: remedyPart(state, pack, command, data),
      ...(final && {
        whatIsNew: sentence(pack, 'refilingWhatIsNew'),
        helpOpen: pack.grounds.find(({ act: name }) => name === 'refuseRefiling')?.instead ?? null,
        courtsOpen: sentence(pack, 'refilingCourtsOpen'),
      }),
      dispatch: dispatchPart(command, act.on),
    },
  };
}

/**
 * 签发复查（复核）意见书 in the name and under the seal of the organ, by another than the drafter who took no part in what is attacked. The
 * term of the reviewer is met by its dispatch. What it changes or revokes leaves nothing of the former opinion's terms running; other
 * requests against what stands no more end.
 * @throws ACT_NOT_IN_STAGE, REVIEW_NOT_IN_HAND, OWN_PROPOSAL, HEARING_STANDING, REVIEW_TOOK_PART, REVIEW_NOT_ALL_ANSWERED,
 * DISPATCH_WAY_UNKNOWN, DISPATCH_PROOF_MISSING, DOCUMENT_PART_MISSING, DOCUMENT_ISSUER_NOT_ALLOWED, OPINION_EXECUTE_BY_TOO_EARLY
 * @source 信访工作条例 35, 36; law 4.1, 10, 18
 */
export function issueReviewOpinion(given: Given, command: IssueReviewOpinion): Decision {
  const { state, law, act } = given;
  const { hand, opinion } = textIn(given, 'issueReviewOpinion', 'checked');
  requireNoHearing(state, hand.level, act.organ.id, '签发意见书');
  requireNoPart(given, hand.level);
  const { data } = opinion;
  const { level, disposition, redoDays, answers, executeBy } = data;
  if (hand.reviews.some(({ id }) => !data.reviewIds.includes(id)))
    throw decidingError('REVIEW_NOT_ALL_ANSWERED', { source: SOURCES[level] });
  checkDispatch(command);
  const pack = law.packOn(act.on);
  const paper = issue(given, pack, command, act.organ, contentOf(given, pack, hand, command, data));
  if (executeBy !== null && executeBy < act.on)
    throw caseError('OPINION_EXECUTE_BY_TOO_EARLY', { source: SOURCES[level], details: { day: executeBy } });
  const ground = reviewGroundsOf(pack, disposition).find(({ code }) => code === data.ground) ?? null;
  const outcome = disposition === 'change' ? outcomeOf(answers) : null;
  const decision: ReviewDecision = {
    disposition,
    ground: data.ground,
    redoDays,
    redoBan: redoDays !== null && ground?.redoBan === true,
    notAcceptable: disposition === 'revoke' && redoDays === null,
    reviewOpinionId: opinion.id,
    documentId: command.documentId,
    dispatchedOn: act.on,
    organServedOn: null,
    outcome,
    executeBy,
    formerOutcome: state.outcome,
  };
  const answered = new Set(hand.reviews.map(({ id }) => id));
  const performerId = disposition === 'uphold' ? null : (orderedNow(state)?.performerId ?? null);
  const redone = hand.reviews.some(({ data: review }) => review.redo !== null);
  const over = requestsOver(state, hand, data);
  const ended = new Set([...answered, ...over.map(({ id }) => id)]);
  const records = state.records.map((record): CaseRecord => {
    if (record.kind === 'review' && answered.has(record.id)) return { ...record, state: 'decided', data: { ...record.data, decision } };
    if (over.some(({ id }) => id === record.id)) return { ...record, state: 'cancelled' } as CaseRecord;
    if (redone && record.kind === 'review' && record.data.level === 'rereview') return reReviewFollowed(record);
    // What was answered or is over is refused no more.
    if (record.kind === 'reviewRefusal' && record.state !== 'issued' && ended.has(record.data.reviewId))
      return { ...record, state: 'replaced' };
    if (record.id !== opinion.id) return record;
    return { ...opinion, state: 'issued', data: { ...data, issuedBy: act.personId, documentId: command.documentId } };
  });
  return decided(
    given,
    {
      records,
      stage: stageAfter(state, records, hand, data),
      outcome: outcomeAfter(state, hand, data, outcome),
      ...draftDropped(state, hand, data),
    },
    {
      events: [
        ReviewOpinionIssued.create({
          petitionId: state.id,
          reviewOpinionId: opinion.id,
          organId: act.organ.id,
          level,
          reviewIds: [...answered],
          opinionId: hand.opinionId,
          documentId: command.documentId,
          number: command.number,
          hash: contentHash(paper.body),
          dispatchedOn: act.on,
          disposition,
          redoDays,
          heard: heardInWords(state, given.clocks, level, act.organ.id) !== null,
          outcome,
        }),
      ],
      clocks: [
        ...dutyMet(given, records, hand),
        ...over.flatMap((review) => dutyOver(given, records, review)),
        ...formerOver(given, hand, data),
      ],
      papers: [paper],
      // What another unit was to perform is ordered no more.
      relations: [
        ...reviewersLeave(state.records, over),
        ...(performerId !== null && performerId !== state.organId
          ? [{ do: 'end', subject: performerId, relation: 'assisting' } as const]
          : []),
      ],
      line: { act: 'issueReviewOpinion', basis: SOURCES[level], part: 'confirmation', remark: dispositionInWords(data) },
    },
  );
}

/** Its own term; of a review that is redone the term of the redo, and beside it the term of who has asked since. */
function dutyMet({ state, clocks, law, act }: Given, records: readonly CaseRecord[], { reviews }: InHand): ClockMove[] {
  const own = reviews.find(({ data }) => data.redo === null);
  const end = { petitionId: state.id, term: 'REDO', subject: act.organ.id, on: act.on, article: REDO_SOURCE } as const;
  return [
    ...(reviews.some(({ data }) => data.redo !== null) ? [{ do: 'stop', ...end } as const] : []),
    ...(own ? dutyEnds({ id: state.id, records, clocks, law }, own, act.on) : []),
  ];
}

const dutyOver = ({ state, clocks, law, act }: Given, records: readonly CaseRecord[], review: CaseRecord<'review'>): ClockMove[] =>
  // The term of a redo ends with what had started by the former opinion.
  review.state === 'misdirected' || review.data.redo
    ? []
    : dutyEnds({ id: state.id, records, clocks, law }, review, act.on, 'opinion_replaced');
