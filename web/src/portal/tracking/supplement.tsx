import type { FastifyRequest } from 'fastify';
import { FILING_LIMITS } from '@sunshine/words';
import type { PageParts } from '../../parts.js';
import { filing } from '../../texts/filing.js';
import { tracking } from '../../texts/tracking.js';
import { readForm } from '../filing/body.js';
import { formOf, type Fields } from '../filing/form.js';
import { lengthOf } from '../../room.js';
import { LAPSED_UPLOAD, type Refusals } from '../filing/rules.js';
import { Refusal, type AskGraph } from '../graph.js';
import type { Page } from '../page.js';
import type { View } from '../shell.js';
import type { Around } from './around.js';
import type { Course } from './course.js';
import { fieldsOfSupplement, SupplementPage, type SupplementForm } from './supplement-page.js';

/** Name of the act among the fields that a code form keeps. */
export const ANSWER_SUPPLEMENT = 'answerSupplement';
const ASKED = 'query ($pass: String!) { course: trackedPetition(pass: $pass) { supplementRequest { items answerBy } } }';
const ANSWER = `mutation ($input: AnswerSupplementInput!) { ${ANSWER_SUPPLEMENT}(input: $input) { id } }`;

const words = tracking.supplementing;

type Asked = Pick<Course, 'supplementRequest'>;

/** `/track/supplement`: the answer to a request for material; it starts from the course and returns to it. */
export class SupplementPages {
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
    const { fields, refused } = await readForm(request, this.files);
    const one = (name: string) => fields.find(([each]) => each === name)?.[1] ?? '';
    const form = formWith(one('pass'), fields);
    if (one('do') === 'back') return this.around.course(request, view, form.pass, null);
    if (refused.size > 0) return this.page(request, view, form, refused);
    if (one('do') !== 'send' || one('remove') !== '') return this.page(request, view, form);
    const wrong = refusalsOf(form);
    return wrong.size > 0 ? this.page(request, view, form, wrong) : this.send(request, view, form);
  };

  private async send(request: FastifyRequest, view: View, form: SupplementForm): Promise<Page> {
    try {
      await this.ask(request, ANSWER, { input: inputOf(form) });
    } catch (error) {
      const page = this.around.lapsed(error, view, keptOf(form));
      if (page) return page;
      if (!(error instanceof Refusal) || error.kind === null) throw error;
      return this.refused(request, view, form, error);
    }
    return this.around.course(request, view, form.pass, words.done);
  }

  private refused(request: FastifyRequest, view: View, form: SupplementForm, { code, kind, message, field }: Refusal): Promise<Page> {
    // The outcome is unknown: a repeat with the same request id is done once.
    if (kind === 'UNAVAILABLE' || kind === 'NOT_YET') return this.page(request, view, form, new Map([['form', words.refusals.away]]), 503);
    if (code === 'REQUEST_REUSED') {
      const other = { ...form, requestId: crypto.randomUUID() };
      return this.page(request, view, other, new Map([['form', words.refusals.reused]]), 409);
    }
    if (LAPSED_UPLOAD.test(code)) {
      const without = { ...form, uploadPass: '', attachments: [] };
      return this.page(request, view, without, new Map([['files', filing.refusals.lapsed(message)]]));
    }
    return this.page(request, view, form, new Map([[keyOf(field), message]]), kind === 'TOO_MANY' ? 429 : 422);
  }

  /** Page with the typed text, even if the request of the office cannot be read. */
  private async page(
    request: FastifyRequest,
    view: View,
    form: SupplementForm,
    refusals: Refusals = new Map(),
    status = refusals.size > 0 ? 422 : 200,
  ): Promise<Page> {
    let asked: Asked | null = null;
    try {
      asked = (await this.ask<{ course: Asked }>(request, ASKED, { pass: form.pass })).data.course;
    } catch (error) {
      const page = this.around.lapsed(error, view, keptOf(form));
      if (page) return page;
      if (!(error instanceof Refusal && error.kind === 'UNAVAILABLE')) throw error;
    }
    return {
      title: words.title,
      body: <SupplementPage view={view} form={form} refusals={refusals} request={asked?.supplementRequest ?? null} />,
      status,
      sent: [['pass', form.pass], ...fieldsOfSupplement(form)],
    };
  }
}

const formWith = (pass: string, fields: Fields): SupplementForm => {
  const { requestId, uploadPass, text, attachments } = formOf(fields);
  return { pass, requestId, uploadPass, text, attachments };
};

/** Fields that the code form keeps, so that the act can continue. */
export const keptOfSupplement = (fields: Fields): Fields => keptOf(formWith('', fields));

const keptOf = (form: SupplementForm): Fields => [['act', ANSWER_SUPPLEMENT], ...fieldsOfSupplement(form)];

const inputOf = ({ pass, requestId, uploadPass, text, attachments }: SupplementForm): Record<string, unknown> => ({
  pass,
  requestId,
  text: text.trim() === '' ? null : text,
  fileIds: attachments.map(({ id }) => id),
  uploadPass: attachments.length > 0 ? uploadPass : null,
});

/** The checks of intake, made before anything is sent, with errors by field. */
function refusalsOf({ text, attachments }: SupplementForm): Refusals {
  const found = new Map<string, string>();
  if (text.trim() === '' && attachments.length === 0) found.set('text', words.refusals.empty);
  const length = lengthOf(text);
  if (length > FILING_LIMITS.text) found.set('text', filing.refusals.long(words.text, FILING_LIMITS.text, length));
  if (attachments.length > FILING_LIMITS.attachments) found.set('files', filing.refusals.attachments);
  return found;
}

/** Key of the form's field for a field of the input. */
const keyOf = (field: string | null): string => {
  const [, name] = (field ?? '').split('.');
  if (name === 'fileIds' || name === 'uploadPass') return 'files';
  return name === 'text' ? name : 'form';
};
