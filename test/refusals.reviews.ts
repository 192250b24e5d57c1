import { organId } from '@sunshine/demo';
import { citizen, input, officer, rule, NOT_YOURS, UNSEEN, type More } from './refusals.reviews.rows.js';
import { NOBODY, type Refusal } from './refusals.rows.js';

const ask = { requests: '请求撤销原意见' };
const window = (more: More = {}) => ({ ...ask, way: 'WINDOW', ...(more as object) });

/** To whom a request may not go, whoever brings it and how. */
const wrongOrgans = [
  ['the bureau, which never reviews', 'bureau.city'],
  ['the organ whose opinion it is', 'housing.city'],
  ['another department', 'labour.city'],
  ['the level above the one that reviews', 'gov.province'],
  ['the Party committee, which is not above a department', 'party.city'],
  ['a government below', 'gov.donghu'],
  ['the discipline inspection, a way of its own', 'discipline.city'],
  ['the court, whose ways are its own', 'court.city'],
].flatMap(([whom, code]): Refusal[] => [
  citizen(
    `sends no request for review to ${whom}: with the pass`,
    'requestReview',
    'pass',
    { ...ask, organId: organId(code ?? '') },
    rule('REVIEW_ORGAN_NOT_COMPETENT', '35', { field: 'organId' }),
  ),
  ...(['LETTER', 'WINDOW', 'AGENT', 'POST'] as const).map((way) =>
    officer(
      `sends no request for review to ${whom}: ${way}`,
      'registrar.city',
      'requestReview',
      'served',
      (s) => ({ ...ask, way, organId: organId(code ?? ''), ...(way === 'POST' && { postedOn: s.today }) }),
      rule('REVIEW_ORGAN_NOT_COMPETENT', '35', { field: 'organId' }),
    ),
  ),
]);

/** Days on which nothing is asked. */
const wrongDays: readonly Refusal[] = [
  officer(
    'asks for no review of an opinion that no record of service shows',
    'registrar.city',
    'requestReview',
    'issued',
    window(),
    rule('ACT_NOT_IN_STAGE', '35'),
  ),
  ...(['LETTER', 'WINDOW', 'AGENT'] as const).map((way) =>
    officer(
      `receives no request before the opinion was served: ${way}`,
      'registrar.city',
      'requestReview',
      'servedLater',
      (s) => ({ ...ask, way, on: s.reviews.beforeService }),
      rule('REVIEW_BEFORE_SERVICE', '35'),
    ),
  ),
  officer(
    'takes no request that was posted before the opinion was served',
    'registrar.city',
    'requestReview',
    'servedLater',
    (s) => ({ ...ask, way: 'POST', postedOn: s.reviews.beforeService }),
    rule('REVIEW_BEFORE_SERVICE', '35'),
  ),
  officer(
    'takes no postmark that is later than the receipt',
    'registrar.city',
    'requestReview',
    'servedLater',
    (s) => ({ ...ask, way: 'POST', on: s.yesterday, postedOn: s.today }),
    input('REVIEW_POSTED_AFTER_RECEIPT', '35', { field: 'postedOn' }),
  ),
  officer(
    'takes nothing by post without its postmark',
    'registrar.city',
    'requestReview',
    'served',
    { ...ask, way: 'POST' },
    input('REVIEW_POSTMARK_MISSING', '35', { field: 'postedOn' }),
  ),
  ...(['LETTER', 'WINDOW', 'AGENT'] as const).map((way) =>
    officer(
      `takes no postmark of what did not come by post: ${way}`,
      'registrar.city',
      'requestReview',
      'served',
      (s) => ({ ...ask, way, postedOn: s.today }),
      input('REVIEW_POSTMARK_NOT_BY_POST', '35', { field: 'postedOn' }),
    ),
  ),
  citizen(
    'takes no postmark with the pass',
    'requestReview',
    'pass',
    (s) => ({ ...ask, postedOn: s.today }),
    input('REVIEW_POSTMARK_NOT_BY_POST', '35', { field: 'postedOn' }),
  ),
  citizen(
    'asks who comes the day after the last one for the reason',
    'requestReview',
    'passOfLapsed',
    ask,
    rule('REVIEW_LATE_REASON_MISSING', '35', { field: 'lateReason', at: (s) => s.reviews.dayAfter }),
  ),
  citizen(
    'asks who comes a month after the last day for the reason',
    'requestReview',
    'passOfLapsed',
    { ...ask, lateReason: ' ' },
    rule('REVIEW_LATE_REASON_MISSING', '35', { field: 'lateReason' }),
  ),
  officer('enters no request of a day to come', 'registrar.city', 'requestReview', 'served', (s) => window({ on: s.tomorrow }), {
    code: 'DAY_IN_FUTURE',
    kind: 'RULE_BROKEN',
  }),
];

/** Steps at which nothing is asked, and a right that was used. */
const wrongSteps: readonly Refusal[] = [
  officer(
    'asks for no review before there is an opinion',
    'registrar.city',
    'requestReview',
    'accepted',
    window(),
    rule('ACT_NOT_IN_STAGE', '35'),
  ),
  officer('re-reviews nothing before a review: window', 'registrar.city', 'requestReReview', 'served', window(), {
    code: 'REVIEW_OPINION_NOT_SERVED',
    kind: 'NOT_YET',
    source: '36',
  }),
  citizen('re-reviews nothing before a review: with the pass', 'requestReReview', 'pass', ask, {
    code: 'REVIEW_OPINION_NOT_SERVED',
    kind: 'NOT_YET',
    source: '36',
  }),
  officer('re-reviews nothing while the review goes on', 'registrar.city', 'requestReReview', 'investigated', window(), {
    code: 'REVIEW_OPINION_NOT_SERVED',
    kind: 'NOT_YET',
    source: '36',
  }),
  officer('re-reviews no review that was not served', 'registrar.city', 'requestReReview', 'upheld', window(), {
    code: 'REVIEW_OPINION_NOT_SERVED',
    kind: 'NOT_YET',
    source: '36',
  }),
  officer('reviews the same opinion once', 'registrar.city', 'requestReview', 'admitted', window(), {
    code: 'REVIEW_ALREADY_REQUESTED',
    kind: 'CONFLICT',
    source: '35',
  }),
  officer(
    'reviews the same opinion once, be the review at the wrong organ still',
    'registrar.city',
    'requestReview',
    'misdirected',
    window(),
    { code: 'REVIEW_ALREADY_REQUESTED', kind: 'CONFLICT', source: '35' },
  ),
  citizen('reviews an opinion no second time that a review has upheld', 'requestReview', 'passOfUpheldServed', ask, {
    code: 'REVIEW_ALREADY_REQUESTED',
    kind: 'CONFLICT',
    source: '35',
  }),
  officer('re-reviews the same review once', 'registrar.city', 'requestReReview', 'rereviewed', window(), {
    code: 'REVIEW_ALREADY_REQUESTED',
    kind: 'CONFLICT',
    source: '36',
  }),
  citizen(
    'lets the organ that reviewed not re-review itself',
    'requestReReview',
    'passOfUpheldServed',
    { ...ask, organId: organId('gov.city') },
    rule('REVIEW_ORGAN_NOT_COMPETENT', '36', { field: 'organId' }),
  ),
  citizen(
    're-reviews nothing at the bureau of the province',
    'requestReReview',
    'passOfUpheldServed',
    { ...ask, organId: organId('bureau.province') },
    rule('REVIEW_ORGAN_NOT_COMPETENT', '36', { field: 'organId' }),
  ),
  citizen(
    'asks of two organs that may review for one',
    'requestReview',
    'passOfTwo',
    ask,
    input('REVIEW_ORGAN_NOT_CHOSEN', '35', { field: 'organId' }),
  ),
  citizen(
    'knows no third where two may review',
    'requestReview',
    'passOfTwo',
    { ...ask, organId: organId('gov.city') },
    rule('REVIEW_ORGAN_NOT_COMPETENT', '35', { field: 'organId' }),
  ),
  citizen('ends the chain with the provincial government', 'requestReview', 'passOfTop', ask, rule('REVIEW_CHAIN_ENDED', '')),
  officer(
    'takes no request for somebody who is no petitioner',
    'registrar.city',
    'requestReview',
    'served',
    window({ petitionerId: NOBODY }),
    { code: 'PETITIONER_UNKNOWN', kind: 'NOT_FOUND', field: 'petitionerId' },
  ),
  officer('takes no request that asks for nothing', 'registrar.city', 'requestReview', 'served', window({ requests: ' ' }), {
    code: 'TEXT_MISSING',
    kind: 'INVALID_INPUT',
    field: 'requests',
  }),
  officer('lets another organ ask for nothing', 'registrar.labour', 'requestReview', 'served', window(), UNSEEN),
  officer('lets who transfers enter no request', 'dispatcher.city', 'requestReview', 'served', window(), NOT_YOURS),
];

const takes = { requests: '请求撤销原意见', reason: '对原意见不服' };
/** A filing that is taken for a request. */
const taken: readonly Refusal[] = [
  officer(
    'takes no filing for a request about a petition that nobody has registered',
    'registrar.city',
    'takeAsReview',
    'registered',
    { ...takes, earlierNumber: '990100-20200101-999999' },
    { code: 'REVIEW_EARLIER_NOT_FOUND', kind: 'NOT_FOUND', source: '35', field: 'earlierNumber' },
  ),
  officer(
    'takes no filing for a request about itself',
    'registrar.city',
    'takeAsReview',
    'served',
    (s) => ({ ...takes, earlierNumber: s.number }),
    rule('ACT_NOT_IN_STAGE', '35'),
  ),
  officer(
    'says why the earlier opinion may not be reviewed to who may read it',
    'registrar.city',
    'takeAsReview',
    'registered',
    (s) => ({ ...takes, earlierNumber: s.reviews.numberOfAdmitted }),
    { code: 'REVIEW_ALREADY_REQUESTED', kind: 'CONFLICT', source: '35' },
  ),
  officer(
    'says nothing of it to who may not read it',
    'registrar.xiling',
    'takeAsReview',
    'inCounty',
    (s) => ({ ...takes, earlierNumber: s.reviews.numberOfAdmitted }),
    { code: 'REVIEW_EARLIER_NOT_FOUND', kind: 'NOT_FOUND', source: '35', field: 'earlierNumber' },
  ),
  officer(
    'takes no filing for a request without saying why',
    'registrar.city',
    'takeAsReview',
    'registered',
    (s) => ({ ...takes, reason: ' ', earlierNumber: s.number }),
    { code: 'TEXT_MISSING', kind: 'INVALID_INPUT', field: 'reason' },
  ),
  officer(
    'takes no filing of another organ',
    'registrar.labour',
    'takeAsReview',
    'registered',
    (s) => ({ ...takes, earlierNumber: s.number }),
    UNSEEN,
  ),
];

/** 复查、复核: the request, and a filing that is taken for one. */
export const reviewRefusals: readonly Refusal[] = [...wrongOrgans, ...wrongDays, ...wrongSteps, ...taken];
