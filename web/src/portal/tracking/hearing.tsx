import type { FastifyRequest } from 'fastify';
import type { PageParts } from '../../parts.js';
import { lengthOf } from '../../room.js';
import { filing } from '../../texts/filing.js';
import { trackingHearings } from '../../texts/tracking-hearings.js';
import { readForm } from '../filing/body.js';
import type { Fields } from '../filing/form.js';
import type { Refusals } from '../filing/rules.js';
import { Refusal, type AskGraph } from '../graph.js';
import type { Page } from '../page.js';
import type { View } from '../shell.js';
import type { Around } from './around.js';
import { fieldsOfHearing, HEARING_LIMITS, HearingPage, wordsOfHearing, type HearingForm } from './hearing-page.js';
import { HEARING_RIGHT, HEARINGS, type HearingRight, type TrackedHearing } from './tracked-hearing.js';

/** Name of the form among the fields that a code form keeps. */
export const ASK_HEARING = 'askHearing';

interface Known {
  readonly hearings: readonly TrackedHearing[] | null;
  readonly hearingRight: HearingRight | null;
}

const KNOWN = `query ($pass: String!) { course: trackedPetition(pass: $pass) { hearings ${HEARINGS} hearingRight ${HEARING_RIGHT} } }`;
const REQUEST = 'mutation ($input: RequestHearingInput!) { requestHearing(input: $input) { id } }';
const CHALLENGE = 'mutation ($input: ChallengeMemberInput!) { challengeMember(input: $input) { id } }';

/** `/track/hearing`: a request for a hearing, or a challenge of a member; it starts from the course and returns to it. */
export class HearingPages {
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
    return this.page(request, view, form, one('do') === 'send');
  };

  /** The form, or the course once it is sent. What was typed stays, even if the hearings cannot be read. */
  private async page(request: FastifyRequest, view: View, form: HearingForm, send = false): Promise<Page> {
    let known: Known;
    try {
      known = (await this.ask<{ course: Known }>(request, KNOWN, { pass: form.pass })).data.course;
    } catch (error) {
      const page = this.around.lapsed(error, view, keptOf(form));
      if (page) return page;
      if (!(error instanceof Refusal && error.kind === 'UNAVAILABLE')) throw error;
      return shown(view, form, null, new Map([['form', trackingHearings.away]]), 503);
    }
    const hearing = known.hearings?.find(({ id }) => id === form.hearingId) ?? null;
    // It was asked already, maybe by the first of two presses, or is over by now: the course shows it.
    if (!send && (form.hearingId === '' ? known.hearingRight === null : hearing === null))
      return this.around.course(request, view, form.pass, null);
    const wrong = send ? refusalsOf(form) : new Map<string, string>();
    if (!send || wrong.size > 0) return shown(view, form, known, wrong);
    return this.send(request, view, form, known);
  }

  private async send(request: FastifyRequest, view: View, form: HearingForm, known: Known): Promise<Page> {
    const { pass, requestId, hearingId, memberId, reason, newEvidence } = form;
    const own = { pass, requestId, reason };
    try {
      if (hearingId === '') await this.ask(request, REQUEST, { input: { ...own, newEvidence: newEvidence || null } });
      else await this.ask(request, CHALLENGE, { input: { ...own, hearingId, memberId } });
    } catch (error) {
      const page = this.around.lapsed(error, view, keptOf(form));
      if (page) return page;
      if (!(error instanceof Refusal) || error.kind === null) throw error;
      // The outcome is unknown: a repeat with the same request id is done once.
      const away = error.kind === 'UNAVAILABLE' || error.kind === 'NOT_YET';
      const refusals = new Map([[away ? 'form' : keyOf(error.field), away ? trackingHearings.away : error.message]]);
      return shown(view, form, known, refusals, away ? 503 : 422);
    }
    return this.around.course(request, view, pass, wordsOfHearing(form).done);
  }
}

const shown = (
  view: View,
  form: HearingForm,
  known: Known | null,
  refusals: Refusals = new Map(),
  status = refusals.size > 0 ? 422 : 200,
): Page => ({
  title: wordsOfHearing(form).title,
  body: (
    <HearingPage
      view={view}
      form={form}
      refusals={refusals}
      right={known?.hearingRight ?? null}
      hearing={known?.hearings?.find(({ id }) => id === form.hearingId) ?? null}
    />
  ),
  status,
  sent: [['pass', form.pass], ...fieldsOfHearing(form)],
});

const formWith = (pass: string, fields: Fields): HearingForm => {
  const one = (name: string) => (fields.find(([each]) => each === name)?.[1] ?? '').replaceAll('\r\n', '\n').trim();
  return {
    pass,
    requestId: one('requestId') || crypto.randomUUID(),
    hearingId: one('hearingId'),
    memberId: one('memberId'),
    reason: one('reason'),
    newEvidence: one('newEvidence'),
  };
};

/** Fields that the code form keeps, so that the act can continue. */
export const keptOfHearing = (fields: Fields): Fields => keptOf(formWith('', fields));

const keptOf = (form: HearingForm): Fields => [['act', ASK_HEARING], ...fieldsOfHearing(form)];

/** What is seen before anything is sent, by field. */
function refusalsOf(form: HearingForm): Refusals {
  const { ask, challenge } = trackingHearings;
  const found = new Map<string, string>();
  if (form.hearingId !== '' && form.memberId === '') found.set('memberId', challenge.whoMissing);
  if (form.reason === '') found.set('reason', wordsOfHearing(form).reasonMissing);
  for (const [name, label] of [
    ['reason', wordsOfHearing(form).reason],
    ['newEvidence', ask.newEvidence],
  ] as const) {
    const length = lengthOf(form[name]);
    if (length > HEARING_LIMITS[name]) found.set(name, filing.refusals.long(label, HEARING_LIMITS[name], length));
  }
  return found;
}

const SHOWN: ReadonlySet<string> = new Set(['memberId', 'reason', 'newEvidence']);

/** Key of the form's field for a field of the input. */
const keyOf = (field: string | null): string => {
  const name = (field ?? '').split('.').at(-1) ?? '';
  return SHOWN.has(name) ? name : 'form';
};
