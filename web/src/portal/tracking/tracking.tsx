import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { portal } from '../../texts/portal.js';
import { tracking, type CitizenAct, type WordsOfAct } from '../../texts/tracking.js';
import { Refusal, type AskGraph } from '../graph.js';
import { field, type Page, type Route } from '../page.js';
import type { View } from '../shell.js';
import { ActPage, type ActForm } from './act-page.js';
import { CodeForm } from './code-form.js';
import { BY_CODE, BY_PASS, type Course } from './course.js';
import { CoursePage } from './course-page.js';

const LAPSED: ReadonlySet<string> = new Set(['TOKEN_EXPIRED', 'TOKEN_INVALID']);
const WRONG: ReadonlySet<string> = new Set(['QUERY_CODE_MALFORMED', 'TRACKING_FAILED', 'TRACKING_LOCKED']);
const STATUS: Readonly<Record<string, number>> = { TRACKING_LOCKED: 429 };

const isAct = (name: string): name is CitizenAct => Object.hasOwn(tracking.act, name);

/** Fields of an act that go on through a pass that has ended. */
const keptOf = ({ act, requestId, reason, of }: ActForm): Record<string, string> => ({ act, requestId, reason, of });

/** `/track`: no account and no cookie; the pass of ten minutes travels in the forms of the page, never in an address. */
export function trackingRoutes(ask: AskGraph): Route[] {
  const coursePage = async (request: FastifyRequest, view: View, pass: string, done: CitizenAct | null = null): Promise<Page> => {
    const { data, partial } = await ask<{ course: Course }>(request, BY_PASS, { pass });
    return shown(view, data.course, partial, done);
  };
  const shown = (view: View, course: Course, partial: boolean, done: CitizenAct | null = null): Page => ({
    title: tracking.title,
    body: <CoursePage view={view} course={course} partial={partial} done={done} />,
    sent: { pass: course.pass },
  });
  const actPage = (view: View, form: ActForm, refused: string | null = null): Page => ({
    title: tracking.act[form.act].title,
    body: <ActPage view={view} form={form} refused={refused} />,
    status: refused === null ? 200 : 422,
    sent: { pass: form.pass, ...keptOf(form) },
  });
  const asked = (view: View, kept?: Record<string, string>): Page => ({
    title: tracking.title,
    body: <CodeForm view={view} code="" expired {...(kept && { kept })} />,
    status: 403,
  });

  const formOf = (body: unknown, act: CitizenAct, pass: string): ActForm => ({
    act,
    pass,
    requestId: field(body, 'requestId') || randomUUID(),
    reason: field(body, 'reason'),
    of: field(body, 'of') === 'head' ? 'head' : 'handler',
  });

  const track = async (request: FastifyRequest, view: View): Promise<Page> => {
    const { body } = request;
    const [code, secret, pass, act] = ['code', 'secret', 'pass', 'act'].map((name) => field(body, name)) as [
      string,
      string,
      string,
      string,
    ];
    if (pass) return coursePage(request, view, pass).catch((error: unknown) => whereLapsed(error, () => asked(view)));
    try {
      const { data, partial } = await ask<{ course: Course }>(request, BY_CODE, { code, secret });
      return isAct(act) ? actPage(view, formOf(body, act, data.course.pass)) : shown(view, data.course, partial);
    } catch (error) {
      if (!(error instanceof Refusal && WRONG.has(error.code))) throw error;
      const more = error.code === 'TRACKING_LOCKED' ? portal.failure.tooMany : null;
      const kept = isAct(act) ? keptOf(formOf(body, act, '')) : {};
      const form = <CodeForm view={view} code={code} refused={{ message: error.message, more }} kept={kept} />;
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
    if (words.reason?.required && form.reason === '') return actPage(view, form, tracking.reasonMissing);
    try {
      await ask(request, mutationOf(act), { input: inputOf(form) });
      return await coursePage(request, view, pass, act);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (LAPSED.has(error.code)) return asked(view, keptOf(form));
      if (error.kind === null) throw error;
      const away = error.kind === 'UNAVAILABLE' || error.kind === 'NOT_YET';
      return { ...actPage(view, form, away ? portal.failure.away : error.message), ...(away && { status: 503 }) };
    }
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
  ];
}

function whereLapsed(error: unknown, page: () => Page): Page {
  if (error instanceof Refusal && LAPSED.has(error.code)) return page();
  throw error;
}

const mutationOf = (act: CitizenAct): string =>
  `mutation ($input: ${act.charAt(0).toUpperCase()}${act.slice(1)}Input!) { ${act}(input: $input) { ${act === 'leaveGroup' ? 'leftOn' : 'id'} } }`;

function inputOf({ act, pass, requestId, reason, of }: ActForm): Record<string, unknown> {
  const own = { pass, requestId };
  if (act === 'withdrawPetition') return { ...own, reason: reason || null };
  if (act === 'requestRecusal') return { ...own, reason, ofHead: of === 'head' };
  return own;
}
