import { personId, organId } from '@sunshine/demo';
import { NOBODY, act, sent, type Refusal, type Stock } from './refusals.rows.js';
import type { Reviews } from './refusals.reviews.stock.js';

type More = Record<string, unknown> | ((stock: Stock) => Record<string, unknown>);
type Refused = Pick<Refusal, 'code' | 'kind'> & Partial<Pick<Refusal, 'source' | 'field' | 'at'>>;

const written = (more: More, stock: Stock) => (typeof more === 'function' ? more(stock) : more);

/** What an officer is refused on one of the petitions. */
const officer = (
  title: string,
  as: string,
  name: string,
  petition: keyof Reviews | 'issued' | 'accepted' | 'registered' | 'inCounty',
  more: More,
  refused: Refused,
): Refusal => ({
  ...{ title, as, query: act(name), ...refused },
  variables: (stock) => ({ input: { petitionId: { ...stock, ...stock.reviews }[petition], ...written(more, stock) } }),
});
/** What a petitioner is refused with the pass. */
const citizen = (title: string, name: string, pass: keyof Reviews, more: More, refused: Refused): Refusal => ({
  ...{ title, as: null, query: act(name), ...refused },
  variables: (stock) => ({ input: { pass: stock.reviews[pass], requestId: crypto.randomUUID(), ...written(more, stock) } }),
});

const rule = (code: string, source: string, more: Partial<Refused> = {}): Refused => ({ code, kind: 'RULE_BROKEN', source, ...more });
const input = (code: string, source?: string, more: Partial<Refused> = {}): Refused => ({
  code,
  kind: 'INVALID_INPUT',
  ...(source !== undefined && { source }),
  ...more,
});
const NOT_YOURS: Refused = { code: 'ACT_NOT_YOURS', kind: 'FORBIDDEN' };
const UNSEEN: Refused = { code: 'PETITION_NOT_FOUND', kind: 'NOT_FOUND' };

const ask = { requests: '请求撤销原意见' };
const window = (more: More = {}) => ({ ...ask, way: 'WINDOW', ...(more as object) });
const two = { firstId: personId('reviewer.city'), secondId: personId('reviewer2.city') };
const uphold = { facts: '原意见事实清楚', disposition: 'UPHOLD', basis: ['信访工作条例第三十五条'] };
const revoke = { ...uphold, disposition: 'REVOKE' };
const proposes = { ground: 'not_against_opinion', reason: '所申请的不是处理意见' };

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

/** A request on its way: passing on, late, papers, refusing, taking back. */
const answers: readonly Refusal[] = [
  officer(
    'passes nothing on to the organ whose opinion it is',
    'registrar.city',
    'passOnReview',
    'misdirected',
    { organId: organId('housing.city') },
    rule('REVIEW_ORGAN_NOT_COMPETENT', '35', { field: 'organId' }),
  ),
  officer(
    'passes nothing on to another bureau',
    'registrar.city',
    'passOnReview',
    'misdirected',
    { organId: organId('bureau.donghu') },
    rule('REVIEW_ORGAN_NOT_COMPETENT', '35', { field: 'organId' }),
  ),
  officer(
    'lets no organ pass on what lies with another',
    'handler.housing',
    'passOnReview',
    'misdirected',
    {},
    rule('REVIEW_AT_OTHER_ORGAN', '35'),
  ),
  officer(
    'passes on nothing that is with its reviewer',
    'registrar.city',
    'passOnReview',
    'admitted',
    {},
    {
      code: 'REVIEW_NOT_FOUND',
      kind: 'NOT_FOUND',
      source: '',
      field: 'reviewId',
    },
  ),
  officer('shows a request to no reviewer before it is passed on', 'reviewer.city', 'passOnReview', 'misdirected', {}, UNSEEN),
  officer(
    'admits nothing as late that came in time',
    'reviewer.city',
    'admitLateReview',
    'admitted',
    { reason: '有正当理由' },
    { code: 'REVIEW_NOT_FOUND', kind: 'NOT_FOUND', source: '', field: 'reviewId' },
  ),
  officer(
    'admits nothing late without saying why the reason is a good one',
    'reviewer.city',
    'admitLateReview',
    'late',
    { reason: ' ' },
    {
      code: 'TEXT_MISSING',
      kind: 'INVALID_INPUT',
      field: 'reason',
    },
  ),
  officer('lets nobody but the reviewer admit what is late', 'registrar.city', 'admitLateReview', 'late', { reason: '住院' }, NOT_YOURS),
  officer(
    'asks for papers once',
    'reviewer.city',
    'askReviewPapers',
    'papersAsked',
    (s) => ({ missing: ['证据'], answerBy: s.inAYear, ...sent }),
    { code: 'REVIEW_PAPERS_ASKED', kind: 'CONFLICT', source: '' },
  ),
  officer(
    'asks for no papers without naming one',
    'reviewer.city',
    'askReviewPapers',
    'admitted',
    (s) => ({ missing: [], answerBy: s.tomorrow, ...sent }),
    input('REVIEW_PAPERS_MISSING', '', { field: 'missing' }),
  ),
  officer(
    'asks for no papers by the day on which it asks',
    'reviewer.city',
    'askReviewPapers',
    'admitted',
    (s) => ({ missing: ['证据'], answerBy: s.today, ...sent }),
    input('REVIEW_ANSWER_BY_TOO_EARLY', '', { field: 'answerBy' }),
  ),
  officer(
    'refuses nothing as late that came in time',
    'reviewer.city',
    'refuseReview',
    'admitted',
    { ground: 'late_without_reason', reason: '超过期限' },
    rule('REVIEW_REFUSAL_NOT_LATE', '35'),
  ),
  officer(
    'refuses nothing for papers that nobody asked for',
    'reviewer.city',
    'refuseReview',
    'admitted',
    { ground: 'papers_not_supplied', reason: '材料不全' },
    rule('REVIEW_REFUSAL_PAPERS_NOT_DUE', ''),
  ),
  officer(
    'refuses nothing for papers whose day is still to come',
    'reviewer.city',
    'refuseReview',
    'papersAsked',
    { ground: 'papers_not_supplied', reason: '材料不全' },
    rule('REVIEW_REFUSAL_PAPERS_NOT_DUE', ''),
  ),
  officer(
    'refuses nothing on a ground that no rule has',
    'reviewer.city',
    'refuseReview',
    'admitted',
    { ground: 'troublesome', reason: '反复申请' },
    input('REVIEW_REFUSAL_GROUND_UNKNOWN', '', { field: 'ground' }),
  ),
  officer('lets no head propose a refusal', 'head.gov.city', 'refuseReview', 'admitted', proposes, NOT_YOURS),
  officer(
    'checks no refusal that nobody proposed',
    'reviewer2.city',
    'checkReviewRefusal',
    'admitted',
    {},
    {
      code: 'REVIEW_REFUSAL_NOT_PROPOSED',
      kind: 'NOT_FOUND',
      source: '',
      field: 'refusalId',
    },
  ),
  officer('lets nobody check the own refusal', 'reviewer.city', 'checkReviewRefusal', 'refused', {}, rule('OWN_PROPOSAL', '')),
  officer('lets the head refuse nothing that a second reviewer has not checked', 'head.gov.city', 'confirmReviewRefusal', 'refused', sent, {
    code: 'REVIEW_REFUSAL_NOT_PROPOSED',
    kind: 'NOT_FOUND',
    source: '',
    field: 'refusalId',
  }),
  officer('lets no reviewer refuse for the head', 'reviewer.city', 'confirmReviewRefusal', 'refusalChecked', sent, NOT_YOURS),
  officer(
    'refuses by no notice that reaches nobody',
    'head.gov.city',
    'confirmReviewRefusal',
    'refusalChecked',
    { way: 'pigeon' },
    input('DISPATCH_WAY_UNKNOWN'),
  ),
  officer(
    'takes no request back without the signed paper',
    'registrar.city',
    'withdrawReview',
    'admitted',
    {},
    rule('REVIEW_PAPER_MISSING', '', { field: 'fileId' }),
  ),
  citizen(
    'takes no request back that was never made',
    'withdrawReview',
    'pass',
    {},
    {
      code: 'REVIEW_NOT_FOUND',
      kind: 'NOT_FOUND',
      source: '',
      field: 'reviewId',
    },
  ),
];

/** From the two who investigate to the paper, and the redo. */
const decisions: readonly Refusal[] = [
  officer(
    'lets nobody investigate alone',
    'head.gov.city',
    'appointInvestigators',
    'admitted',
    { firstId: two.firstId, secondId: two.firstId },
    input('REVIEW_INVESTIGATORS_TWO', '', { field: 'secondId' }),
  ),
  officer(
    'lets nobody of another organ investigate',
    'head.gov.city',
    'appointInvestigators',
    'admitted',
    { ...two, secondId: personId('handler.labour') },
    rule('REVIEW_INVESTIGATOR_UNKNOWN', '', { field: 'secondId' }),
  ),
  officer(
    'lets nobody investigate who had part in the opinion, be the role one of the reviewer',
    'head.gov.city',
    'appointInvestigators',
    'admitted',
    { ...two, secondId: personId('issuer.housing') },
    rule('REVIEW_INVESTIGATOR_TOOK_PART', '', { field: 'secondId' }),
  ),
  officer(
    'investigates no late request before its reason is admitted',
    'head.gov.city',
    'appointInvestigators',
    'late',
    two,
    rule('REVIEW_NOT_IN_HAND', '35'),
  ),
  officer('lets the organ name nobody to review it', 'head.housing', 'appointInvestigators', 'admitted', two, NOT_YOURS),
  officer('asks for the file once', 'reviewer.city', 'askReviewFile', 'investigated', (s) => ({ dueOn: s.tomorrow }), {
    code: 'REVIEW_FILE_ALREADY_ASKED',
    kind: 'CONFLICT',
    source: '调卷',
  }),
  officer(
    'asks for no file by a day that is past',
    'reviewer.city',
    'askReviewFile',
    'admitted',
    (s) => ({ dueOn: s.yesterday }),
    input('REVIEW_FILE_DUE_TOO_EARLY', '调卷', { field: 'dueOn' }),
  ),
  officer(
    'hands over no file that nobody asked for',
    'handler.housing',
    'handOverReviewFile',
    'admitted',
    {},
    rule('REVIEW_FILE_NOT_ASKED', '调卷'),
  ),
  officer(
    'lets the reviewer hand the file over to itself in nobody’s name',
    'reviewer.city',
    'handOverReviewFile',
    'investigated',
    {},
    NOT_YOURS,
  ),
  officer('decides nothing before two were named', 'reviewer.city', 'decideReview', 'admitted', uphold, {
    code: 'REVIEW_INVESTIGATORS_MISSING',
    kind: 'NOT_YET',
    source: '',
  }),
  officer('lets nobody draft who does not investigate', 'handler.gov.city', 'decideReview', 'investigated', uphold, {
    code: 'REVIEW_NOT_INVESTIGATOR',
    kind: 'FORBIDDEN',
    source: '',
  }),
  officer('lets the organ draft no review of itself', 'handler.housing', 'decideReview', 'investigated', uphold, NOT_YOURS),
  officer('lets a bureau decide no review', 'head.bureau.city', 'issueReviewOpinion', 'checked', sent, NOT_YOURS),
  officer(
    'revokes nothing without a ground',
    'reviewer.city',
    'decideReview',
    'investigated',
    { ...revoke, redoDays: 20 },
    rule('REVIEW_GROUND_MISSING', '', { field: 'ground' }),
  ),
  officer(
    'changes nothing on a ground that no rule has',
    'reviewer.city',
    'decideReview',
    'investigated',
    { ...uphold, disposition: 'CHANGE', ground: 'unkind' },
    rule('REVIEW_GROUND_UNKNOWN', '', { field: 'ground' }),
  ),
  officer(
    'upholds nothing on a ground for revoking it',
    'reviewer.city',
    'decideReview',
    'investigated',
    { ...uphold, ground: 'facts_unclear' },
    input('REVIEW_GROUND_NOT_WANTED', '', { field: 'ground' }),
  ),
  ...[null, 0, 61].map((redoDays) =>
    officer(
      `orders no redo without days that may be: ${redoDays ?? 'none'}`,
      'reviewer.city',
      'decideReview',
      'investigated',
      { ...revoke, ground: 'facts_unclear', redoDays },
      rule('REVIEW_REDO_DAYS_MISSING', '', { field: 'redoDays' }),
    ),
  ),
  officer(
    'gives no days for a redo that it does not order',
    'reviewer.city',
    'decideReview',
    'investigated',
    { ...uphold, redoDays: 20 },
    input('REVIEW_REDO_DAYS_NOT_WANTED', '', { field: 'redoDays' }),
  ),
  officer(
    'answers no request anew that it leaves as it was',
    'reviewer.city',
    'decideReview',
    'investigated',
    { ...uphold, answers: [{ id: NOBODY, outcome: 'EXPLAINED', answer: '已说明', basis: ['演示办法'] }] },
    input('REVIEW_ANSWERS_NOT_WANTED', '', { field: 'answers' }),
  ),
  officer(
    'writes no second text beside the one that is checked',
    'reviewer.city',
    'decideReview',
    'drafted',
    uphold,
    rule('REVIEW_OPINION_WAITING', ''),
  ),
  officer('lets nobody check the own text', 'reviewer.city', 'checkReviewOpinion', 'drafted', {}, rule('OWN_PROPOSAL', '')),
  officer('issues nothing that nobody checked', 'head.gov.city', 'issueReviewOpinion', 'drafted', sent, rule('REVIEW_NOT_IN_HAND', '35')),
  officer('lets no reviewer issue for the head', 'reviewer2.city', 'issueReviewOpinion', 'checked', sent, NOT_YOURS),
  officer(
    'returns no text without saying why',
    'head.gov.city',
    'returnReviewOpinion',
    'checked',
    { remark: ' ' },
    {
      code: 'TEXT_MISSING',
      kind: 'INVALID_INPUT',
      field: 'remark',
    },
  ),
  officer(
    'returns nothing that is not drafted',
    'head.gov.city',
    'returnReviewOpinion',
    'investigated',
    { remark: '再查' },
    rule('REVIEW_NOT_IN_HAND', '35'),
  ),
  officer(
    'serves no organ with what is not issued',
    'reviewer.city',
    'serveReviewedOrgan',
    'checked',
    { receivedBy: '收发室' },
    {
      code: 'REVIEW_OPINION_NOT_ISSUED',
      kind: 'NOT_YET',
      source: '',
    },
  ),
  officer(
    'serves the organ once',
    'reviewer.city',
    'serveReviewedOrgan',
    'upheldServed',
    { receivedBy: '收发室' },
    {
      code: 'REVIEW_ORGAN_ALREADY_SERVED',
      kind: 'CONFLICT',
      source: '',
    },
  ),
  officer(
    'compares nothing where nothing was revoked',
    'checker.housing',
    'compareRedo',
    'admitted',
    { same: false, reason: '不同' },
    rule('ACT_NOT_IN_STAGE', ''),
  ),
  officer(
    'lets nobody compare the own text',
    'handler.housing',
    'compareRedo',
    'redone',
    { same: false, reason: '不同' },
    rule('OWN_PROPOSAL', ''),
  ),
  officer(
    'checks no redone opinion that nobody compared',
    'checker.housing',
    'checkOpinion',
    'redone',
    {},
    {
      code: 'REDO_NOT_COMPARED',
      kind: 'NOT_YET',
      source: '',
    },
  ),
  officer('lets no redo say the same again', 'checker.housing', 'checkOpinion', 'redoneSame', {}, rule('REDO_SAME_AGAIN', '')),
  officer(
    'ends no matter while somebody reviews it',
    'handler.housing',
    'closePetition',
    'investigated',
    { ground: 'opinion_served' },
    rule('REVIEW_OPEN', ''),
  ),
];

/** 复查, 复核: every act from the request to the redo, and who, where and when it is refused. */
export const reviewRefusals: readonly Refusal[] = [...wrongOrgans, ...wrongDays, ...wrongSteps, ...taken, ...answers, ...decisions];
