import type { ReviewLevel } from '@sunshine/events';
import type { Given, PetitionerGiven } from '../../../src/domain/petition.js';
import { recordsOf } from '../../../src/domain/records.js';
import {
  admitLateReview,
  askReviewPapers,
  checkReviewRefusal,
  confirmReviewRefusal,
  passOnReview,
  refuseReview,
  withdrawReview,
} from '../../../src/domain/reviewing/answering.js';
import { requestReview } from '../../../src/domain/reviewing/requesting.js';
import { reviewOf, reviewOfPetitioner } from '../../../src/domain/reviews-in-hand.js';
import type { Issuer } from '../../../src/domain/reviewing/reviewers.js';
import { id } from '../../builders.js';
import { groundOf } from '../law/review.js';
import { PLACES } from '../officers.js';
import { reviewing } from '../reviewers.js';
import type { ModelledAct, What } from '../state.js';
import { flawed, has, paper, sent, text, type Call } from './setting.js';

const organ = (id: string) => {
  const found = PLACES.find((one) => one.id === id);
  if (!found) throw new Error('no organ');
  return found;
};
export const issuer = (organId: string): Issuer => ({
  ...organ(organId),
  reviewers: reviewing(organId).map((id, index) => {
    const { kind, name } = organ(id);
    return { organId: id, kind, name, address: null, phone: null, closedOn: null, also: index > 0, from: null, to: null };
  }),
});

/** Whose opinion a request of the level by the petitioner is aimed at. */
const attackedOrgan = ({ state }: Given | PetitionerGiven, level: ReviewLevel, petitionerId: string): string =>
  (level === 'rereview' ? reviewOfPetitioner(state, petitionerId)?.organId : null) ?? state.organId;
/** Whose opinion the request is aimed at that lies with the wrong organ. */
function attackedOrganOfMisdirected({ state }: Given): string {
  const data = recordsOf(state, 'review', 'misdirected')[0]?.data;
  return (data?.level === 'rereview' ? reviewOf(state, data.attackedDocumentId)?.organId : null) ?? state.organId;
}

/** @param requests nothing where that is what is wrong */
export const asked = (given: Given | PetitionerGiven, what: What, requests = '请求撤销', level: ReviewLevel = 'review') =>
  ({
    reviewId: what.id,
    petitionerId: what.petitioner,
    organId: what.assigned ? what.to.id : null,
    way: given.act.personId === null ? 'pass' : 'window',
    postedOn: null,
    lateReason: what.yes ? '住院治疗' : null,
    requests,
    facts: null,
    fileIds: [],
    issuer: issuer(attackedOrgan(given, level, what.petitioner)),
  }) as const;

export const ATTACKED = { documentId: id('x'), title: '信访事项处理意见书', number: '文〔2025〕1号', on: '2025-03-03' };

export const reviewCalls = {
  requestReview: flawed(['TEXT_MISSING', 'REVIEW_POSTMARK_NOT_BY_POST'], (at, what, how) =>
    requestReview(at, {
      ...asked(at, what, has(how, 'TEXT_MISSING') ? ' ' : '请求撤销'),
      ...(has(how, 'REVIEW_POSTMARK_NOT_BY_POST') && { postedOn: at.act.on }),
    }),
  ),
  passOnReview: (at, what) =>
    passOnReview(at, {
      reviewId: null,
      newReviewId: what.id,
      organId: what.assigned ? what.to.id : null,
      issuer: issuer(attackedOrganOfMisdirected(at)),
    }),
  admitLateReview: flawed(['TEXT_MISSING'], (at, _, how) => admitLateReview(at, { reviewId: null, reason: text(how) })),
  askReviewPapers: flawed(['TEXT_MISSING', 'REVIEW_PAPERS_MISSING', 'DISPATCH_WAY_UNKNOWN'], (at, what, how) =>
    askReviewPapers(at, {
      reviewId: null,
      missing: has(how, 'REVIEW_PAPERS_MISSING') ? [] : [text(how)],
      answerBy: what.day,
      attacked: ATTACKED,
      ...sent(how),
      ...paper(what),
    }),
  ),
  refuseReview: flawed(['TEXT_MISSING', 'REVIEW_REFUSAL_GROUND_UNKNOWN'], (at, what, how) =>
    refuseReview(at, {
      refusalId: what.id,
      reviewId: null,
      ground: has(how, 'REVIEW_REFUSAL_GROUND_UNKNOWN') ? 'silent' : groundOf({ what }),
      reason: text(how),
    }),
  ),
  checkReviewRefusal: (at) => checkReviewRefusal(at, { refusalId: null }),
  confirmReviewRefusal: flawed(['DISPATCH_WAY_UNKNOWN'], (at, what, how) =>
    confirmReviewRefusal(at, { refusalId: null, attacked: ATTACKED, own: issuer(at.act.organ.id), ...sent(how), ...paper(what) }),
  ),
  withdrawReview: flawed(['REVIEW_PAPER_MISSING'], (at, _, how) =>
    withdrawReview(at, { reviewId: null, fileId: has(how, 'REVIEW_PAPER_MISSING') ? null : id('f') }),
  ),
  requestReReview: (at, what) => requestReview(at, asked(at, what, '请求撤销', 'rereview'), 'rereview'),
} satisfies Partial<Record<ModelledAct, Call>>;
