import type { FastifyRequest } from 'fastify';
import type { PageParts } from '../../parts.js';
import { lengthOf } from '../../room.js';
import { filing } from '../../texts/filing.js';
import { readForm } from '../filing/body.js';
import type { Fields } from '../filing/form.js';
import type { Refusals } from '../filing/rules.js';
import { Refusal, type AskGraph } from '../graph.js';
import type { Page } from '../page.js';
import type { View } from '../shell.js';
import type { Around } from './around.js';

/** A form of texts that starts from the course and returns to it: its page, what it refuses, and what it sends. */
export interface FormKind<Form extends { readonly pass: string }, Known> {
  /** The form as typed; one that is opened gets a request id. */
  readonly formWith: (pass: string, fields: Fields) => Form;
  /** Fields that the code form keeps, so that the act can continue. */
  readonly keptOf: (form: Form) => Fields;
  /** Reads by the pass, as `course`, what may be asked for. */
  readonly query: string;
  /** Whether there is nothing to ask for: it was asked already, maybe by the first of two presses, or is over by now. */
  readonly over: (form: Form, known: Known) => boolean;
  /** What is seen before anything is sent, by field. */
  readonly refusalsOf: (form: Form, known: Known) => Refusals;
  readonly mutation: (form: Form, known: Known) => readonly [query: string, input: Record<string, unknown>];
  /** Names of the fields that can show a refusal. */
  readonly shown: ReadonlySet<string>;
  /** @param known null if it cannot be read now */
  readonly page: (view: View, form: Form, known: Known | null, refusals: Refusals) => Pick<Page, 'title' | 'body' | 'sent'>;
  readonly done: (form: Form) => string;
  readonly away: string;
}

/** Shows and sends a form of texts. What was typed stays, whatever cannot be read. */
export class FormPages<Form extends { readonly pass: string }, Known> {
  constructor(
    private readonly ask: AskGraph,
    private readonly files: PageParts['files'],
    private readonly around: Around,
    private readonly kind: FormKind<Form, Known>,
  ) {}

  /** Shows the form: empty, or with the fields that were sent when the pass expired. */
  open(request: FastifyRequest, view: View, pass: string, fields: Fields): Promise<Page> {
    return this.page(request, view, this.kind.formWith(pass, fields), false);
  }

  /** Fields of a form that was sent, as the code form keeps them. */
  kept(fields: Fields): Fields {
    return this.kind.keptOf(this.kind.formWith('', fields));
  }

  readonly post = async (request: FastifyRequest, view: View): Promise<Page> => {
    const { fields } = await readForm(request, this.files);
    const form = this.kind.formWith(oneOf(fields, 'pass'), fields);
    if (oneOf(fields, 'do') === 'back') return this.around.course(request, view, form.pass, null);
    return this.page(request, view, form, oneOf(fields, 'do') === 'send');
  };

  private async page(request: FastifyRequest, view: View, form: Form, send: boolean): Promise<Page> {
    const { kind } = this;
    let known: Known;
    try {
      known = (await this.ask<{ course: Known }>(request, kind.query, { pass: form.pass })).data.course;
    } catch (error) {
      const page = this.around.lapsed(error, view, kind.keptOf(form));
      if (page) return page;
      if (!(error instanceof Refusal && error.kind === 'UNAVAILABLE')) throw error;
      return this.shown(view, form, null, new Map([['form', kind.away]]), 503);
    }
    if (!send && kind.over(form, known)) return this.around.course(request, view, form.pass, null);
    const wrong = send ? kind.refusalsOf(form, known) : new Map<string, string>();
    return send && wrong.size === 0 ? this.send(request, view, form, known) : this.shown(view, form, known, wrong);
  }

  private async send(request: FastifyRequest, view: View, form: Form, known: Known): Promise<Page> {
    const { kind } = this;
    const [mutation, input] = kind.mutation(form, known);
    try {
      await this.ask(request, mutation, { input });
    } catch (error) {
      const page = this.around.lapsed(error, view, kind.keptOf(form));
      if (page) return page;
      if (!(error instanceof Refusal) || error.kind === null) throw error;
      // The outcome is unknown: a repeat with the same request id is done once.
      if (error.kind === 'UNAVAILABLE' || error.kind === 'NOT_YET')
        return this.shown(view, form, known, new Map([['form', kind.away]]), 503);
      const name = (error.field ?? '').split('.').at(-1) ?? '';
      return this.shown(view, form, known, new Map([[kind.shown.has(name) ? name : 'form', error.message]]));
    }
    return this.around.course(request, view, form.pass, kind.done(form));
  }

  private shown(view: View, form: Form, known: Known | null, refusals: Refusals, status = refusals.size > 0 ? 422 : 200): Page {
    return { ...this.kind.page(view, form, known, refusals), status };
  }
}

const oneOf = (fields: Fields, name: string): string => fields.find(([each]) => each === name)?.[1] ?? '';

/** A text of a form as it was typed, without the line ends of a form and the blanks around it. */
export const typed = (fields: Fields, name: string): string => oneOf(fields, name).replaceAll('\r\n', '\n').trim();

/** Texts that are too long, by field. */
export const tooLong = <Name extends string>(
  form: Readonly<Record<NoInfer<Name>, string>>,
  limits: Readonly<Record<Name, number>>,
  labels: Readonly<Record<NoInfer<Name>, string>>,
): [Name, string][] =>
  (Object.keys(limits) as Name[]).flatMap((name): [Name, string][] => {
    const length = lengthOf(form[name]);
    return length > limits[name] ? [[name, filing.refusals.long(labels[name], limits[name], length)]] : [];
  });
