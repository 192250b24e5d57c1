import type { FastifyRequest } from 'fastify';
import type { PageParts } from '../../parts.js';
import { lengthOf } from '../../room.js';
import { filing } from '../../texts/filing.js';
import { tracking } from '../../texts/tracking.js';
import { readForm } from '../filing/body.js';
import type { Fields } from '../filing/form.js';
import type { Refusals } from '../filing/rules.js';
import { today } from '../day.js';
import { Refusal, type AskGraph } from '../graph.js';
import type { Page } from '../page.js';
import type { View } from '../shell.js';
import type { Around } from './around.js';
import { REVIEW_RIGHT, type ReviewRight } from './course.js';
import { fieldsOfReview, REVIEW_LIMITS, ReviewPage, type ReviewForm } from './review-page.js';

/** Name of the form among the fields that a code form keeps. */
export const ASK_REVIEW = 'askReview';
const RIGHT = `query ($pass: String!) { course: trackedPetition(pass: $pass) { reviewRight ${REVIEW_RIGHT} } }`;
const ACTS: Readonly<Record<string, string>> = { review: 'requestReview', rereview: 'requestReReview' };
const askOf = (act: string): string => `mutation ($input: R${act.slice(1)}Input!) { ${act}(input: $input) { id } }`;

const words = tracking.reviewing;

/** `/track/review`: a request for 复查 or 复核; it starts from the course and returns to it. */
export class ReviewPages {
  constructor(
    private readonly ask: AskGraph,
    private readonly files: PageParts['files'],
    private readonly around: Around,
  ) {}

  /** Shows the form: empty, or with the fields that were sent when the pass expired. */
  open(request: FastifyRequest, view: View, pass: string, fields: Fields): Promise<Page> {
    return this.page(request, view, formWith(pass, fields));
  }

  readonly post = async (request: FastifyRequest, view: View): Promise<Page> => {
    const { fields } = await readForm(request, this.files);
    const one = (name: string) => fields.find(([each]) => each === name)?.[1] ?? '';
    const form = formWith(one('pass'), fields);
    if (one('do') === 'back') return this.around.course(request, view, form.pass, null);
    return this.page(request, view, form, { send: one('do') === 'send' });
  };

  /** The form, or the course once the request is sent. What was typed stays, even if the right cannot be read. */
  private async page(request: FastifyRequest, view: View, form: ReviewForm, { send = false } = {}): Promise<Page> {
    let right: ReviewRight | null;
    try {
      right = (await this.ask<{ course: { reviewRight: ReviewRight | null } }>(request, RIGHT, { pass: form.pass })).data.course
        .reviewRight;
    } catch (error) {
      const page = this.around.lapsed(error, view, keptOf(form));
      if (page) return page;
      if (!(error instanceof Refusal && error.kind === 'UNAVAILABLE')) throw error;
      return shown(view, form, null, new Map([['form', words.away]]), 503);
    }
    // It was asked already, maybe by the first of two presses: the course shows it.
    if (right === null && !send) return this.around.course(request, view, form.pass, null);
    if (!send) return shown(view, form, right);
    const wrong = refusalsOf(form, right);
    return wrong.size > 0 ? shown(view, form, right, wrong) : this.send(request, view, form, right);
  }

  private async send(request: FastifyRequest, view: View, form: ReviewForm, right: ReviewRight | null): Promise<Page> {
    const { pass, requestId, organId, requests, facts, lateReason } = form;
    const input = { pass, requestId, organId: organId || null, requests, facts: facts || null, lateReason: lateReason || null };
    try {
      await this.ask(request, askOf(ACTS[right?.level ?? 'review'] as string), { input });
    } catch (error) {
      const page = this.around.lapsed(error, view, keptOf(form));
      if (page) return page;
      if (!(error instanceof Refusal) || error.kind === null) throw error;
      // The outcome is unknown: a repeat with the same request id is done once.
      const away = error.kind === 'UNAVAILABLE' || error.kind === 'NOT_YET';
      return shown(view, form, right, new Map([[away ? 'form' : keyOf(error.field), away ? words.away : error.message]]), away ? 503 : 422);
    }
    return this.around.course(request, view, pass, words.done);
  }
}

const shown = (
  view: View,
  form: ReviewForm,
  right: ReviewRight | null,
  refusals: Refusals = new Map(),
  status = refusals.size > 0 ? 422 : 200,
): Page => ({
  title: words.title(right?.levelName ?? words.anyLevel),
  body: <ReviewPage view={view} form={form} refusals={refusals} right={right} />,
  status,
  sent: [['pass', form.pass], ...fieldsOfReview(form)],
});

const formWith = (pass: string, fields: Fields): ReviewForm => {
  const one = (name: string) => (fields.find(([each]) => each === name)?.[1] ?? '').replaceAll('\r\n', '\n').trim();
  return {
    pass,
    requestId: one('requestId') || crypto.randomUUID(),
    organId: one('organId'),
    requests: one('requests'),
    facts: one('facts'),
    lateReason: one('lateReason'),
  };
};

/** Fields that the code form keeps, so that the act can continue. */
export const keptOfReview = (fields: Fields): Fields => keptOf(formWith('', fields));

const keptOf = (form: ReviewForm): Fields => [['act', ASK_REVIEW], ...fieldsOfReview(form)];

/** What is seen before anything is sent, by field. */
function refusalsOf(form: ReviewForm, right: ReviewRight | null): Refusals {
  const found = new Map<string, string>();
  if (right && right.organs.length > 1 && form.organId === '') found.set('organId', words.organMissing);
  if (form.requests === '') found.set('requests', words.requestsMissing);
  if (right && right.lastDay < today() && form.lateReason === '') found.set('lateReason', words.lateReasonMissing);
  for (const [name, limit] of Object.entries(REVIEW_LIMITS)) {
    const length = lengthOf(form[name as keyof typeof REVIEW_LIMITS]);
    if (length > limit) found.set(name, filing.refusals.long(words[name as keyof typeof REVIEW_LIMITS], limit, length));
  }
  return found;
}

const SHOWN: ReadonlySet<string> = new Set(['organId', ...Object.keys(REVIEW_LIMITS)]);

/** Key of the form's field for a field of the input. */
const keyOf = (field: string | null): string => {
  const name = (field ?? '').split('.').at(-1) ?? '';
  return SHOWN.has(name) ? name : 'form';
};
