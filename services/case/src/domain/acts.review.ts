import type { Stage } from '@sunshine/events';
import type { ActRule } from './act-rule.js';
import { has, mayBeTaken, reviewIs } from './needs.js';
import { recordsOf } from './records.js';
import { bannedText } from './redo.js';
import { filesAskedOf, inHandOf, opinionInHand } from './reviews-in-hand.js';
import { REVIEW_STAGES } from './stages.js';
import { reviewChecked, reviewDrafted, reviewRefusals } from './waiting.js';

/** An opinion is out, or was when the matter was closed. */
export const REVIEWED: readonly Stage[] = ['opinion_served', ...REVIEW_STAGES, 'redoing', 'closed'];
/** Somebody reviews it, or redoes what a review has revoked. */
const IN_REVIEW: readonly Stage[] = [...REVIEW_STAGES, 'redoing'];

/** The acts of 复查 and 复核: rows of `ACTS`, which says everything about every act. */
export const REVIEW_ACTS = {
  // Done on the filing; the request stands on the petition whose opinion it attacks.
  takeAsReview: {
    name: '转为复查、复核申请',
    told: 'petitioner',
    stages: ['registered', 'received', 'informed'],
    needs: mayBeTaken,
  },
  requestReview: { name: '申请复查', told: 'petitioner', stages: REVIEWED, needs: ({ opinion }) => opinion?.state === 'issued' },
  requestReReview: { name: '申请复核', told: 'petitioner', stages: REVIEWED, needs: has('review', 'decided', 'served') },
  appointInvestigators: {
    name: '指定调查人员',
    told: 'office',
    clocks: false,
    stages: IN_REVIEW,
    needs: (state, hand) => inHandOf(state, hand.organId) !== null,
  },
  askReviewFile: {
    name: '调卷',
    told: 'office',
    clocks: false,
    stages: IN_REVIEW,
    needs: (state, hand) => inHandOf(state, hand.organId)?.reviews.every(({ data }) => data.fileAsked === null) ?? false,
  },
  handOverReviewFile: {
    name: '交卷',
    told: 'office',
    clocks: false,
    stages: IN_REVIEW,
    needs: (state, hand) => filesAskedOf(state, hand.organId).length > 0,
  },
  decideReview: {
    name: '拟复查（复核）意见',
    told: 'office',
    clocks: false,
    stages: IN_REVIEW,
    needs: (state, hand) =>
      (inHandOf(state, hand.organId)?.investigatorIds.includes(hand.personId) ?? false) &&
      (opinionInHand(state, hand.organId)?.state ?? 'returned') === 'returned',
  },
  checkReviewOpinion: {
    name: '审核复查（复核）意见',
    told: 'office',
    clocks: false,
    stages: IN_REVIEW,
    confirms: {
      record: 'reviewOpinion',
      state: 'drafted',
      proposedBy: ['decideReview'],
      returnedBy: 'returnReviewOpinion',
      waits: reviewDrafted,
    },
  },
  returnReviewOpinion: {
    name: '退回复查（复核）意见',
    told: 'office',
    clocks: false,
    stages: IN_REVIEW,
    needs: (state, hand) => {
      const text = inHandOf(state, hand.organId) && opinionInHand(state, hand.organId);
      return text != null && text.state !== 'returned' && text.data.draftedBy !== hand.personId;
    },
  },
  issueReviewOpinion: {
    name: '签发复查（复核）意见书',
    told: 'petitioner',
    stages: IN_REVIEW,
    paper: ['REVIEW_OPINION', 'REREVIEW_OPINION'],
    confirms: {
      record: 'reviewOpinion',
      state: 'checked',
      proposedBy: ['checkReviewOpinion'],
      returnedBy: 'returnReviewOpinion',
      waits: reviewChecked,
    },
  },
  serveReviewedOrgan: {
    name: '送达被复查（复核）的机关、单位',
    told: 'petitioner',
    clocks: false,
    stages: IN_REVIEW,
    needs: (state, hand) =>
      recordsOf(state, 'review', 'decided', 'served').some(
        ({ organId, data }) => organId === hand.organId && data.decision?.organServedOn === null,
      ),
  },
  // A person says whether a redone text is nearly what was revoked; who drafted it does not.
  compareRedo: {
    name: '比对重新办理的意见',
    told: 'office',
    clocks: false,
    stages: ['redoing'],
    needs: (state, hand) => {
      const banned = bannedText(state, hand.organId);
      return banned !== null && banned.drafted && banned.draftedBy !== hand.personId;
    },
  },
  passOnReview: { name: '转送复查、复核申请', told: 'petitioner', stages: REVIEWED, needs: reviewIs('misdirected') },
  admitLateReview: { name: '准许逾期的复查、复核申请', told: 'petitioner', stages: REVIEWED, needs: reviewIs('late') },
  askReviewPapers: {
    name: '告知补正复查、复核材料',
    told: 'petitioner',
    clocks: false,
    stages: REVIEWED,
    paper: ['REVIEW_SUPPLEMENT'],
    needs: reviewIs('late', 'admitted'),
  },
  refuseReview: {
    name: '提出不予受理复查、复核申请',
    told: 'office',
    clocks: false,
    stages: REVIEWED,
    needs: reviewIs('late', 'admitted'),
  },
  checkReviewRefusal: {
    name: '审核不予受理复查、复核申请',
    told: 'office',
    clocks: false,
    stages: REVIEWED,
    confirms: {
      record: 'reviewRefusal',
      state: 'proposed',
      proposedBy: ['refuseReview'],
      subject: 'refusalId',
      waits: reviewRefusals('proposed'),
    },
  },
  confirmReviewRefusal: {
    name: '不予受理复查、复核申请',
    told: 'petitioner',
    stages: REVIEWED,
    paper: ['REVIEW_REFUSAL'],
    confirms: {
      record: 'reviewRefusal',
      state: 'checked',
      proposedBy: ['checkReviewRefusal'],
      since: 'course',
      subject: 'refusalId',
      waits: reviewRefusals('checked'),
    },
  },
  withdrawReview: {
    name: '撤回复查、复核申请',
    told: 'petitioner',
    stages: REVIEWED,
    needs: has('review', 'misdirected', 'late', 'admitted'),
  },
} as const satisfies Record<string, ActRule>;
