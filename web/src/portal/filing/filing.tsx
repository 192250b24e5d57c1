import type { FastifyRequest } from 'fastify';
import QRCode from 'qrcode';
import type { PageParts } from '../../parts.js';
import { filing } from '../../texts/filing.js';
import type { Page, Route } from '../page.js';
import { href, type View } from '../shell.js';
import { readForm } from './body.js';
import { CheckPage, type FilingNotice } from './check-page.js';
import { FormPage } from './form-page.js';
import { blankForm, fieldsOf, formOf, inputOf, KINDS, withMore, type Fields, type FilingForm } from './form.js';
import { Organs } from './organs.js';
import { PACKS, termsInForce, type Pack } from '../terms.js';
import { ReceiptPage, type Receipt } from './receipt-page.js';
import { keyOf, LAPSED_UPLOAD, refusalsOf, type Refusals } from './rules.js';

const SUBMIT = `mutation ($input: SubmitPetitionInput!) { submitPetition(input: $input) {
  number registeredOn receivedOn pending queryCode secret notice { text } channelDays { title body rule lastDay notStopped source } } }`;
const NOTICE = 'query ($division: String!) { filingNotice(division: $division) { text source } }';

/** `/file`: the form, the check page, the filing, and a receipt that no address shows again. */
export function filingRoutes(parts: PageParts): Route[] {
  const organs = new Organs(parts.ask);

  const formPage = async (
    request: FastifyRequest,
    view: View,
    form: FilingForm,
    { refusals = new Map(), fresh = false }: { readonly refusals?: Refusals; readonly fresh?: boolean } = {},
  ): Promise<Page> => {
    const divisions = await organs.divisions(request);
    const away = divisions === null ? [['form', fresh ? filing.refusals.listAwayFresh : filing.refusals.listAway] as const] : [];
    // Do not require a choice from a list that could not be loaded.
    const shown = new Map([...away, ...[...refusals].filter(([field]) => divisions !== null || field !== 'division')]);
    return {
      title: shown.size > 0 ? filing.errorTitlePrefix + filing.title : filing.title,
      body: <FormPage view={view} form={form} refusals={shown} divisions={divisions} fresh={fresh} />,
      status: divisions === null ? 503 : shown.size > 0 ? 422 : 200,
      ...(fresh ? {} : { sent: [...fieldsOf(form), ['do', 'edit']] }),
    };
  };

  const checkPage = async (request: FastifyRequest, view: View, form: FilingForm, unfiled = '', status = 200): Promise<Page> => {
    const [{ data }, divisions] = await Promise.all([
      parts.ask(NOTICE, { division: form.division }, request.ip),
      organs.divisions(request),
    ]);
    // Without the names of divisions, the check page would show bare codes.
    if (divisions === null && status === 200) return formPage(request, view, form);
    return {
      title: `${filing.steps.check} · ${filing.title}`,
      body: (
        <CheckPage
          view={view}
          form={form}
          refusals={unfiled ? new Map([['form', unfiled]]) : new Map()}
          divisions={divisions}
          reused={status === 409}
          notice={(data?.filingNotice ?? null) as FilingNotice | null}
        />
      ),
      status,
      sent: [...fieldsOf(form), ['do', 'check']],
    };
  };

  const submit = async (request: FastifyRequest, view: View, form: FilingForm): Promise<Page> => {
    const { data, errors } = await parts.ask(SUBMIT, { input: inputOf(form) }, request.ip);
    const receipt = data?.submitPetition as Receipt | null | undefined;
    if (receipt) return receiptPage(request, view, form, receipt);
    const [refusal] = errors ?? [];
    const { code, kind } = refusal?.extensions ?? { code: '', kind: null };
    // The outcome is unknown: a repeat with the same request id answers with the same receipt.
    if (!refusal || kind === null || kind === 'UNAVAILABLE' || kind === 'NOT_YET' || kind === 'TOO_MANY')
      return checkPage(request, view, form, kind === 'TOO_MANY' ? refusal?.message : filing.refusals.away, 503);
    if (code === 'REQUEST_REUSED') return checkPage(request, view, form, filing.refusals.reused, 409);
    if (LAPSED_UPLOAD.test(code))
      return formPage(
        request,
        view,
        { ...form, uploadPass: '', attachments: [], mandate: [] },
        { refusals: new Map([['files', filing.refusals.lapsed(refusal.message)]]) },
      );
    return formPage(request, view, form, { refusals: new Map([[keyOf(refusal.extensions.field, form), refusal.message]]) });
  };

  const receiptPage = async (request: FastifyRequest, view: View, form: FilingForm, receipt: Receipt): Promise<Page> => {
    const trackPath = `/track?code=${encodeURIComponent(receipt.queryCode)}`;
    const site = `${request.protocol}://${request.host}`;
    const { data } = await parts.ask(`{ ${PACKS} }`, {}, request.ip);
    const qr = await QRCode.toString(site + href(view.mode, trackPath), { type: 'svg', margin: 2, errorCorrectionLevel: 'M' });
    return {
      title: filing.receipt.pageTitle,
      body: (
        <ReceiptPage
          view={view}
          kind={form.kind}
          receipt={receipt}
          terms={termsInForce(data?.rulePacks as Pack[] | undefined)}
          qr={qr}
          trackPath={trackPath}
          trackAddress={`${site}/track`}
        />
      ),
      sent: [...fieldsOf(form), ['do', 'submit']],
    };
  };

  /** Shows the input again after any error. */
  const post = async (request: FastifyRequest, view: View): Promise<Page> => {
    const { fields, refused } = await readForm(request, parts.files);
    const form = formOf(fields);
    try {
      return await answer(request, view, form, fields, refused);
    } catch (error) {
      request.log.error(error);
      const page = await formPage(request, view, form, { refusals: new Map([['form', filing.refusals.broken]]) });
      return { ...page, status: 503 };
    }
  };

  const answer = async (request: FastifyRequest, view: View, form: FilingForm, fields: Fields, refused: Refusals): Promise<Page> => {
    const act = fields.find(([name]) => name === 'do')?.[1] ?? 'check';
    if (refused.size > 0) return formPage(request, view, form, { refusals: refused });
    if (act !== 'check' && act !== 'submit' && !fields.some(([name]) => name === 'remove'))
      return formPage(request, view, withMore(form, act));
    if (fields.some(([name]) => name === 'remove')) return formPage(request, view, form);
    const refusals = refusalsOf(form);
    if (refusals.size > 0) return formPage(request, view, form, { refusals });
    return act === 'submit' ? submit(request, view, form) : checkPage(request, view, form);
  };

  return [
    {
      method: 'GET',
      path: '/file',
      show: (request, view) => {
        const { kind } = request.query as Record<string, unknown>;
        return formPage(request, view, blankForm(KINDS.find((each) => each === kind) ?? null), { fresh: true });
      },
    },
    { method: 'POST', path: '/file', show: post },
  ];
}
