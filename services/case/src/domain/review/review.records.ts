import type { OpinionOutcome, Outcome, ReviewLevel, ReviewWay } from '@sunshine/events';
import type { Day, Disposition } from '@sunshine/procedure';
import { DISPOSITION_NAMES } from './deciding.records.js';
import { recordKind } from '../record-kind.js';

/** What the reviewing organ decided of the opinion. */
export interface ReviewDecision {
  readonly disposition: Disposition;
  readonly ground: string | null;
  /** Days that an order to redo names; null where nothing is to be redone. */
  readonly redoDays: number | null;
  /** The redo may not come to the same or nearly the same result. */
  readonly redoBan: boolean;
  /** Revoked since the matter should not have been accepted at all: no redo. */
  readonly notAcceptable: boolean;
  /** Its text (`reviewOpinion`). */
  readonly reviewOpinionId: string;
  readonly documentId: string | null;
  readonly dispatchedOn: Day | null;
  /** Service on the organ whose opinion was reviewed: an order to redo runs from it. */
  readonly organServedOn: Day | null;
  /** Of a change: how the matter ends now, and by when what it supports is carried out. */
  readonly outcome: OpinionOutcome | null;
  readonly executeBy: Day | null;
  /** How the matter ended before; it does again where the review itself is revoked. */
  readonly formerOutcome: Outcome | null;
  /** Petitioners whom its opinion reached, and when; a change or a revocation also those who had not asked. */
  readonly servedOn?: readonly { readonly petitionerId: string; readonly on: Day }[];
}

/** The order to redo a review, by a re-review that revoked it. */
export interface ReviewRedo {
  readonly on: Day;
  readonly dueOn: Day;
  /** The redone review may not come to the same or nearly the same result. */
  readonly ban: boolean;
  readonly ground: string | null;
  /** The text that was revoked (`reviewOpinion`). */
  readonly formerId: string;
}

/**
 * A request for 复查 or 复核, one record for each. `organId`: where it is. `on`: receipt there. State: `misdirected` (with an organ that cannot
 * review it), `passed_on` (to the competent one, where it has a record of its own), `late` (waits for the reviewer's word on the reason),
 * `admitted`, `refused`, `decided`, `served`, `withdrawn`, `cancelled` (the opinion is replaced), `replaced` (the opinion it revoked was redone).
 */
export interface Review {
  readonly level: ReviewLevel;
  readonly opinionId: string;
  /** The paper it is aimed at: the opinion, of a 复核 the opinion of the review. */
  readonly attackedDocumentId: string;
  readonly petitionerId: string;
  /** Postmark, which counts for the petitioner; null: it was not posted. */
  readonly postedOn: Day | null;
  /** Receipt by the first organ, be it the wrong one. */
  readonly firstReceivedOn: Day;
  readonly firstOrganId: string;
  /** The organ to which the petitioner addressed it, of two that are competent; null: none was named. */
  readonly chosenOrganId: string | null;
  readonly way: ReviewWay;
  /** The right's last day, effective, inclusive. */
  readonly lastDay: Day;
  readonly lateReason: string | null;
  /** What the petitioner asks for. */
  readonly requests: string;
  /** Facts and reasons; null: none were written. */
  readonly facts: string | null;
  readonly fileIds: readonly string[];
  readonly investigatorIds: readonly string[];
  readonly papersAskedOn: Day | null;
  /** What was asked for, and the last day for it, inclusive. */
  readonly papersMissing?: readonly string[];
  readonly papersUntil?: Day;
  /** Further papers came in after that, first on this day; whether they are what was missing a person says. */
  readonly papersInOn?: Day;
  /** Why a late request was admitted. */
  readonly admittedFor?: string;
  readonly withdrawnOn?: Day;
  readonly fileAsked: { readonly on: Day; readonly dueOn: Day; readonly from: string; readonly handedOn: Day | null } | null;
  readonly decision: ReviewDecision | null;
  /** Null: it is not redone. */
  readonly redo: ReviewRedo | null;
  /** The opinion whose issue ended it, and how it stood before: a paper out of use has ended nothing. */
  readonly endedBy?: { readonly opinionId: string; readonly from: 'misdirected' | 'late' | 'admitted' | 'decided' | 'served' } | null;
}

/** A request that is not taken up: proposed by one reviewer, checked by another, issued by the head. */
export interface ReviewRefusal {
  readonly reviewId: string;
  readonly level: ReviewLevel;
  /** Code and title of the pack, with its article. */
  readonly ground: string;
  readonly title: string;
  readonly article: string;
  readonly reason: string;
  readonly checkedBy: string | null;
  readonly documentId: string | null;
}

/** The filing was a request for review of another petition, where its record is. State: `taken`. */
export interface TakenAsReview {
  readonly earlierId: string;
  readonly earlierNumber: string;
  readonly reviewId: string;
  readonly level: ReviewLevel;
  readonly reason: string;
}

const WAYS: Readonly<Record<ReviewWay, string>> = { pass: '网上', letter: '来信', window: '当面', agent: '代理人', post: '邮寄' };
export const LEVEL_NAMES: Readonly<Record<ReviewLevel, string>> = { review: '复查', rereview: '复核' };

export const reviewRecords = {
  review: recordKind(
    '复查、复核申请',
    'course',
    {
      misdirected: '收到单位无权复查、复核，待转送',
      passed_on: '已转送有权复查、复核的机关、单位',
      late: '超过期限，待复查、复核机关决定是否准许',
      admitted: '复查、复核中',
      refused: '不予受理',
      decided: '已作出意见',
      served: '意见已送达',
      withdrawn: '已撤回',
      cancelled: '不再进行',
      replaced: '意见已撤销，已重新作出',
    },
    (review: Review) => [
      ['申请', LEVEL_NAMES[review.level]],
      ['方式', WAYS[review.way]],
      ['邮戳日期', review.postedOn],
      ['首次收到', review.firstReceivedOn],
      ['申请的到期日', review.lastDay],
      ['逾期理由', review.lateReason],
      ['请求', review.requests],
      ['事实和理由', review.facts],
      [
        '调卷',
        review.fileAsked &&
          `${review.fileAsked.on}，交卷期限${review.fileAsked.dueOn}${review.fileAsked.handedOn ? `，已于${review.fileAsked.handedOn}交卷` : ''}`,
      ],
      ['意见', review.decision && DISPOSITION_NAMES[review.decision.disposition]],
      ['送达被复查（复核）机关、单位', review.decision?.organServedOn],
      ['重新作出的期限', review.redo?.dueOn],
      ['准许逾期申请的理由', review.admittedFor],
      ['请求补正', review.papersAskedOn && `${review.papersMissing?.join('、')}，${review.papersUntil}以前补正`],
      ['补正材料收到', review.papersInOn],
      ['撤回', review.withdrawnOn],
    ],
    ['misdirected', 'late', 'admitted'],
  ),
  takenAsReview: recordKind('转为复查、复核申请', 'course', { taken: '已转' }, ({ earlierNumber, level, reason }: TakenAsReview) => [
    ['申请', LEVEL_NAMES[level]],
    ['原事项', earlierNumber],
    ['理由', reason],
  ]),
  reviewRefusal: recordKind(
    '不予受理复查、复核申请',
    'own',
    { proposed: '待第二人审核', checked: '待负责人审批', issued: '已告知', replaced: '不再进行' },
    ({ level, title, reason, article }: ReviewRefusal) => [
      ['申请', LEVEL_NAMES[level]],
      ['情形', title],
      ['理由', reason],
      ['依据', article],
    ],
  ),
};
