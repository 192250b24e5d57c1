import type { Given, PetitionerGiven } from '../../../src/domain/petition.js';
import { requestReview } from '../../../src/domain/review/requesting.js';
import type { Issuer } from '../../../src/domain/review/reviewers.js';
import { PLACES } from '../officers.js';
import { reviewing } from '../reviewers.js';
import type { ModelledAct, What } from '../state.js';
import { flawed, has, type Call } from './setting.js';

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

/** @param requests nothing where that is what is wrong */
export const asked = (given: Given | PetitionerGiven, what: What, requests = '请求撤销') =>
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
    issuer: issuer(given.state.organId),
  }) as const;

export const reviewCalls = {
  requestReview: flawed(['TEXT_MISSING', 'REVIEW_POSTMARK_NOT_BY_POST'], (at, what, how) =>
    requestReview(at, {
      ...asked(at, what, has(how, 'TEXT_MISSING') ? ' ' : '请求撤销'),
      ...(has(how, 'REVIEW_POSTMARK_NOT_BY_POST') && { postedOn: at.act.on }),
    }),
  ),
  requestReReview: (at, what) => requestReview(at, asked(at, what), 'rereview'),
} satisfies Partial<Record<ModelledAct, Call>>;
