import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { PageParts } from '../../parts.js';
import { portal } from '../../texts/portal.js';
import { tracking, type CitizenAct, type WordsOfAct } from '../../texts/tracking.js';
import { urlencoded } from '../filing/body.js';
import type { Fields } from '../filing/form.js';
import { Refusal, type AskGraph } from '../graph.js';
import { field, type Page, type Route } from '../page.js';
import type { View } from '../shell.js';
import { ActPage, type ActForm } from './act-page.js';
import { CodeForm } from './code-form.js';
import { BY_CODE, BY_PASS, type Course } from './course.js';
import { CoursePage } from './course-page.js';
import { FormPages } from './form-pages.js';
import { ASK_HEARING, hearingForm } from './hearing.js';
import { PartCodesPage, TAKE_PART_CODES, type CodeOfPart } from './parts-page.js';
import { ASK_REVIEW, reviewForm } from './review.js';
import { ANSWER_SUPPLEMENT, keptOfSupplement, SupplementPages } from './supplement.js';

const LAPSED: ReadonlySet<string> = new Set(['TOKEN_EXPIRED', 'TOKEN_INVALID']);
const WRONG: ReadonlySet<string> = new Set(['QUERY_CODE_MALFORMED', 'TRACKING_FAILED', 'TRACKING_LOCKED']);
const STATUS: Readonly<Record<string, number>> = { TRACKING_LOCKED: 429 };

const isAct = (name: string): name is CitizenAct => Object.hasOwn(tracking.act, name);

/** Fields of an act that are kept when the pass expires. */
const keptOf = ({ act, requestId, reason, of }: ActForm): Fields => Object.entries({ act, requestId, reason, of });

/** `/track`: no account and no cookie. The pass of ten minutes is a field of the forms, and never a part of an address. */
export function trackingRoutes(ask: AskGraph, files: PageParts['files']): Route[] {
  const coursePage = async (request: FastifyRequest, view: View, pass: string, done: string | null = null): Promise<Page> => {
    const { data, partial } = await ask<{ course: Course }>(request, BY_PASS, { pass });
    return shown(view, data.course, partial, done);
  };
  const shown = (view: View, course: Course, partial: boolean, done: string | null = null): Page => ({
    title: tracking.title,
    body: <CoursePage view={view} course={course} partial={partial} done={done} />,
    sent: { pass: course.pass },
  });
  const actPage = (view: View, form: ActForm, refused: string | null = null): Page => ({
    title: tracking.act[form.act].title,
    body: <ActPage view={view} form={form} refused={refused} />,
    status: refused === null ? 200 : 422,
    sent: [['pass', form.pass], ...keptOf(form)],
  });
  const asked = (view: View, kept: Fields = []): Page => ({
    title: tracking.title,
    body: <CodeForm view={view} code="" expired kept={kept} />,
    status: 403,
  });
  const lapsed = (error: unknown, view: View, kept: Fields = []): Page | null =>
    error instanceof Refusal && LAPSED.has(error.code) ? asked(view, kept) : null;
  const orAsked = (page: Promise<Page>, view: View): Promise<Page> =>
    page.catch((error: unknown) => {
      const again = lapsed(error, view);
      if (again) return again;
      throw error;
    });
  const around = {
    course: (request: FastifyRequest, view: View, pass: string, done: string | null) =>
      orAsked(coursePage(request, view, pass, done), view),
    lapsed,
  };
  const supplements = new SupplementPages(ask, files, around);
  const reviews = new FormPages(ask, files, around, reviewForm);
  const hearings = new FormPages(ask, files, around, hearingForm);

  const formOf = (body: unknown, act: CitizenAct, pass: string): ActForm => ({
    act,
    pass,
    requestId: field(body, 'requestId') || randomUUID(),
    reason: field(body, 'reason'),
    of: field(body, 'of') || (act === 'requestRecusal' ? 'handler' : ''),
  });

  /** What was typed before the pass expired, once more. */
  const keptAgain = (body: unknown, act: string): Fields => {
    if (act === ANSWER_SUPPLEMENT) return keptOfSupplement(urlencoded(body));
    if (act === ASK_REVIEW) return reviews.kept(urlencoded(body));
    if (act === ASK_HEARING) return hearings.kept(urlencoded(body));
    return isAct(act) ? keptOf(formOf(body, act, '')) : [];
  };

  const track = async (request: FastifyRequest, view: View): Promise<Page> => {
    const { body } = request;
    const [code, secret, pass, act] = ['code', 'secret', 'pass', 'act'].map((name) => field(body, name)) as [
      string,
      string,
      string,
      string,
    ];
    if (pass) return orAsked(coursePage(request, view, pass), view);
    try {
      const { data, partial } = await ask<{ course: Course }>(request, BY_CODE, { code, secret });
      if (act === ANSWER_SUPPLEMENT) return await supplements.open(request, view, data.course.pass, urlencoded(body));
      if (act === ASK_REVIEW) return await reviews.open(request, view, data.course.pass, urlencoded(body));
      if (act === ASK_HEARING) return await hearings.open(request, view, data.course.pass, urlencoded(body));
      return isAct(act) ? actPage(view, formOf(body, act, data.course.pass)) : shown(view, data.course, partial);
    } catch (error) {
      if (!(error instanceof Refusal && WRONG.has(error.code))) throw error;
      const more = error.code === 'TRACKING_LOCKED' ? portal.failure.tooMany : null;
      const form = <CodeForm view={view} code={code} refused={{ message: error.message, more }} kept={keptAgain(body, act)} />;
      return { title: tracking.title, body: form, status: STATUS[error.code] ?? 422 };
    }
  };

  const doAct = async (request: FastifyRequest, view: View): Promise<Page> => {
    const { body } = request;
    const [pass, act] = [field(body, 'pass'), field(body, 'act')];
    if (!isAct(act)) return track(request, view);
    const form = formOf(body, act, pass);
    if (field(body, 'step') !== 'do') return actPage(view, form);
    const words: WordsOfAct = tracking.act[act];
    if (act === 'answerMediation' && form.of === '') return actPage(view, form, tracking.willingMissing);
    if (words.reason?.required && form.reason === '') return actPage(view, form, tracking.reasonMissing);
    try {
      await ask(request, mutationOf(act), { input: inputOf(form) });
      return await coursePage(request, view, pass, words.done);
    } catch (error) {
      const page = lapsed(error, view, keptOf(form));
      if (page) return page;
      if (!(error instanceof Refusal) || error.kind === null) throw error;
      const away = error.kind === 'UNAVAILABLE' || error.kind === 'NOT_YET';
      return { ...actPage(view, form, away ? portal.failure.away : error.message), ...(away && { status: 503 }) };
    }
  };

  const partCodes = (request: FastifyRequest, view: View): Promise<Page> => {
    const codesPage = async (): Promise<Page> => {
      const input = { pass: field(request.body, 'pass') };
      const { data } = await ask<{ codes: readonly CodeOfPart[] }>(request, TAKE_PART_CODES, { input });
      return { title: tracking.partCodes.title, body: <PartCodesPage view={view} codes={data.codes} /> };
    };
    return orAsked(codesPage(), view);
  };

  return [
    {
      method: 'GET',
      path: '/track',
      show: ({ query }, view) => ({ title: tracking.title, body: <CodeForm view={view} code={field(query, 'code').slice(0, 40)} /> }),
    },
    { method: 'POST', path: '/track', show: track },
    { method: 'GET', path: '/track/act', show: (_request, view) => ({ ...asked(view), status: 200 }) },
    { method: 'POST', path: '/track/act', show: doAct },
    { method: 'GET', path: '/track/parts', show: (_request, view) => ({ ...asked(view), status: 200 }) },
    { method: 'POST', path: '/track/parts', show: partCodes },
    { method: 'GET', path: '/track/supplement', show: (_request, view) => ({ ...asked(view), status: 200 }) },
    { method: 'POST', path: '/track/supplement', show: supplements.post },
    { method: 'GET', path: '/track/review', show: (_request, view) => ({ ...asked(view), status: 200 }) },
    { method: 'POST', path: '/track/review', show: reviews.post },
    { method: 'GET', path: '/track/hearing', show: (_request, view) => ({ ...asked(view), status: 200 }) },
    { method: 'POST', path: '/track/hearing', show: hearings.post },
  ];
}

/** What an act answers where it is not the petition. */
const ANSWERS: Readonly<Partial<Record<CitizenAct, string>>> = {
  leaveGroup: 'leftOn',
  agreeToPublication: 'agrees',
  objectToPublication: 'agrees',
};

const mutationOf = (act: CitizenAct): string =>
  `mutation ($input: ${act.charAt(0).toUpperCase()}${act.slice(1)}Input!) { ${act}(input: $input) { ${ANSWERS[act] ?? 'id'} } }`;

function inputOf({ act, pass, requestId, reason, of }: ActForm): Record<string, unknown> {
  const own = { pass, requestId };
  if (act === 'withdrawPetition') return { ...own, reason: reason || null };
  if (act === 'requestRecusal') return { ...own, reason, ofHead: of === 'head' };
  if (act === 'proposeMediation') return { ...own, dispute: reason };
  if (act === 'answerMediation') return { ...own, willing: of === 'yes', how: reason || null };
  if (act === 'agreeToPublication' || act === 'objectToPublication') return { ...own, documentId: of };
  if (act === 'recordPromiseBroken') return { ...own, promiseId: of, reason };
  return own;
}
