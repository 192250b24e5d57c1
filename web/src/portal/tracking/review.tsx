import { tracking } from '../../texts/tracking.js';
import { today } from '../day.js';
import { REVIEW_RIGHT, type ReviewRight } from './course.js';
import { typed, tooLong, type FormKind } from './form-pages.js';
import { fieldsOfReview, REVIEW_LIMITS, ReviewPage, type ReviewForm } from './review-page.js';

/** Name of the form among the fields that a code form keeps. */
export const ASK_REVIEW = 'askReview';
const ACTS: Readonly<Record<string, string>> = { review: 'requestReview', rereview: 'requestReReview' };
const askOf = (act: string): string => `mutation ($input: R${act.slice(1)}Input!) { ${act}(input: $input) { id } }`;

const words = tracking.reviewing;

/** `/track/review`: a request for 复查 or 复核. */
export const reviewForm: FormKind<ReviewForm, { readonly reviewRight: ReviewRight | null }> = {
  query: `query ($pass: String!) { course: trackedPetition(pass: $pass) { reviewRight ${REVIEW_RIGHT} } }`,
  formWith: (pass, fields) => ({
    pass,
    requestId: typed(fields, 'requestId') || crypto.randomUUID(),
    organId: typed(fields, 'organId'),
    requests: typed(fields, 'requests'),
    facts: typed(fields, 'facts'),
    lateReason: typed(fields, 'lateReason'),
  }),
  keptOf: (form) => [['act', ASK_REVIEW], ...fieldsOfReview(form)],
  over: (_form, { reviewRight }) => reviewRight === null,
  refusalsOf: (form, { reviewRight: right }) => {
    const found = new Map<string, string>();
    if (right && right.organs.length > 1 && form.organId === '') found.set('organId', words.organMissing);
    if (form.requests === '') found.set('requests', words.requestsMissing);
    if (right && right.lastDay < today() && form.lateReason === '') found.set('lateReason', words.lateReasonMissing);
    return new Map([...found, ...tooLong(form, REVIEW_LIMITS, words)]);
  },
  mutation: ({ pass, requestId, organId, requests, facts, lateReason }, { reviewRight }) => [
    askOf(ACTS[reviewRight?.level ?? 'review'] as string),
    { pass, requestId, organId: organId || null, requests, facts: facts || null, lateReason: lateReason || null },
  ],
  shown: new Set(['organId', ...Object.keys(REVIEW_LIMITS)]),
  page: (view, form, known, refusals) => ({
    title: words.title(known?.reviewRight?.levelName ?? words.anyLevel),
    body: <ReviewPage view={view} form={form} refusals={refusals} right={known?.reviewRight ?? null} />,
    sent: [['pass', form.pass], ...fieldsOfReview(form)],
  }),
  done: () => words.done,
  away: words.away,
};
