import { acceptOf, ATTACHMENT_TYPES, FILING_LIMITS, PAPER_TYPES } from '@sunshine/words';
import type { ReactNode } from 'react';
import { filing } from '../../texts/filing.js';
import { href, type View } from '../shell.js';
import { Check, describedBy, ErrorText, Field, Hidden } from './fields.js';
import { keptFile, KINDS, type FilingForm, type KeptFile, type PartyRow } from './form.js';
import type { Division } from './organs.js';
import type { Refusals } from './rules.js';

export interface FormProps {
  readonly view: View;
  readonly form: FilingForm;
  readonly refusals: Refusals;
  /** Null if the list cannot be loaded now. */
  readonly divisions: readonly Division[] | null;
  /** The form is still empty, so a draft on the device may replace it. */
  readonly fresh?: boolean;
}

const STEPS = ['kind', 'matter', 'people', 'files', 'check'] as const;
export type Step = (typeof STEPS)[number];

/** Shows the current step; without script a table of contents. */
export function Progress({ now }: { readonly now: Step | null }): ReactNode {
  return (
    <nav className="filing-progress" aria-label={filing.stepsLabel}>
      <ol>
        {STEPS.map((step) => (
          <li key={step} aria-current={step === now ? 'step' : undefined}>
            {now === 'check' || step === 'check' ? filing.steps[step] : <a href={`#step-${step}`}>{filing.steps[step]}</a>}
          </li>
        ))}
      </ol>
    </nav>
  );
}

export function RefusalList({ refusals }: { readonly refusals: Refusals }): ReactNode {
  if (refusals.size === 0) return null;
  return (
    <div className="notice bad" role="alert" id="refusals" tabIndex={-1}>
      <h2>{refusals.has('form') ? filing.notFiledTitle : filing.errorsTitle}</h2>
      <ul>
        {[...refusals].map(([field, message]) => (
          <li key={field}>{field === 'form' ? message : <a href={`#${field}`}>{message}</a>}</li>
        ))}
      </ul>
    </div>
  );
}

interface SectionProps {
  readonly step: Exclude<Step, 'check'>;
  readonly children: ReactNode;
}

function Section({ step, children }: SectionProps): ReactNode {
  return (
    <section className="card" data-step={step} aria-labelledby={`step-${step}`}>
      <h2 id={`step-${step}`} tabIndex={-1}>
        {filing.stepTitles[step]}
      </h2>
      {children}
    </section>
  );
}

function More({ what, text }: { readonly what: string; readonly text: string }): ReactNode {
  return (
    <button className="button" type="submit" name="do" value={what} formNoValidate data-more={what}>
      {text}
    </button>
  );
}

function KindStep({ view, form, refusals, divisions }: FormProps): ReactNode {
  return (
    <Section step="kind">
      <p className="notice">
        {filing.statutory} <a href={href(view.mode, '/guide')}>{filing.statutoryLink}</a>
      </p>
      <fieldset className="field" id="kind" tabIndex={-1} aria-describedby={describedBy('kind', null, refusals.get('kind'))}>
        <legend>
          {filing.kind}
          <span className="required">{filing.required}</span>
        </legend>
        {KINDS.map((kind) => (
          <div className="filing-choice" key={kind}>
            <input
              type="radio"
              id={`kind-${kind}`}
              name="kind"
              value={kind}
              defaultChecked={form.kind === kind}
              required
              aria-describedby={`kind-${kind}-hint`}
            />
            <label htmlFor={`kind-${kind}`}>{filing.kinds[kind].name}</label>
            <p className="hint" id={`kind-${kind}-hint`}>
              {filing.kinds[kind].text}
            </p>
          </div>
        ))}
        <ErrorText id="kind" text={refusals.get('kind')} />
      </fieldset>
      <Field
        name="division"
        label={filing.division}
        hint={filing.divisionHint}
        value={form.division}
        refusals={refusals}
        required
        options={[['', filing.choose], ...listed(form.division, divisions)]}
      />
      <Field
        name="organId"
        label={filing.organ}
        hint={filing.organHint}
        value={form.organId}
        refusals={refusals}
        options={[['', filing.organDefault], ...chosen(form.organId, divisions)]}
        groups={organGroups(divisions)}
      />
    </Section>
  );
}

type Options = readonly (readonly [string, string])[];

/** The former choice from a list that could not be loaded. */
const chosen = (value: string, divisions: FormProps['divisions']): Options =>
  divisions === null && value !== '' ? [[value, filing.chosenBefore]] : [];

const listed = (value: string, divisions: FormProps['divisions']): Options =>
  divisions?.map(({ code, name }) => [code, name] as const) ?? chosen(value, null);

const organGroups = (divisions: FormProps['divisions']) =>
  (divisions ?? []).map(({ name, organs }) => ({ name, options: organs.map((organ) => [organ.id, organ.name] as const) }));

interface PartiesProps extends Pick<FormProps, 'refusals' | 'divisions'> {
  readonly name: 'respondent' | 'accused';
  readonly rows: readonly PartyRow[];
  readonly title: string;
  readonly hint: string;
  readonly row: (position: number) => string;
}

function Parties({ name, rows, title, hint, row, refusals, divisions }: PartiesProps): ReactNode {
  return (
    <fieldset className="field" data-kind={name === 'accused' ? 'REPORT' : 'OTHER'}>
      <legend>{title}</legend>
      <p className="hint">{hint}</p>
      {rows.map(({ organId, text }, at) => (
        <fieldset className="filing-row" key={at} data-row={name}>
          <legend>{row(at + 1)}</legend>
          <Field
            name={`${name}Organ`}
            row={at}
            label={filing.partyOrgan}
            value={organId}
            refusals={refusals}
            options={[['', filing.partyNone], ...chosen(organId, divisions)]}
            groups={organGroups(divisions)}
          />
          <Field name={`${name}Text`} row={at} label={filing.partyText} value={text} refusals={refusals} limit={FILING_LIMITS.partyText} />
        </fieldset>
      ))}
      {rows.length < FILING_LIMITS.parties && (
        <More what={name === 'accused' ? 'more-accused' : 'more-respondents'} text={filing.moreParties} />
      )}
    </fieldset>
  );
}

function MatterStep({ form, refusals, divisions }: FormProps): ReactNode {
  return (
    <Section step="matter">
      <Field
        name="summary"
        label={filing.summary}
        hint={filing.summaryHint}
        value={form.summary}
        refusals={refusals}
        required
        limit={FILING_LIMITS.summary}
      />
      <Field
        name="text"
        label={filing.text}
        hint={filing.textHint}
        value={form.text}
        refusals={refusals}
        required
        limit={FILING_LIMITS.text}
        rows={10}
      />
      <fieldset className="field" id="requests">
        <legend>
          {filing.requests}
          <span className="required">{filing.required}</span>
        </legend>
        <p className="hint">{filing.requestsHint}</p>
        {form.requests.map((text, at) => (
          <div key={at} data-row="request">
            <Field
              name="request"
              row={at}
              label={filing.request(at + 1)}
              value={text}
              refusals={refusals}
              required={at === 0 ? true : undefined}
              limit={FILING_LIMITS.requestText}
            />
          </div>
        ))}
        {form.requests.length < FILING_LIMITS.requests && <More what="more-requests" text={filing.moreRequests} />}
      </fieldset>
      <Parties
        name="respondent"
        rows={form.respondents}
        title={filing.respondents}
        hint={filing.respondentsHint}
        row={filing.respondent}
        refusals={refusals}
        divisions={divisions}
      />
      <div data-kind="OTHER">
        <Check name="staffConduct" value="yes" checked={form.staffConduct} label={filing.staffConduct} hint={filing.staffConductHint} />
      </div>
      <Parties
        name="accused"
        rows={form.accused}
        title={filing.accused}
        hint={filing.accusedHint}
        row={filing.accusedRow}
        refusals={refusals}
        divisions={divisions}
      />
      <Field
        name="previousNumber"
        label={filing.previousNumber}
        hint={filing.previousNumberHint}
        value={form.previousNumber}
        refusals={refusals}
      />
    </Section>
  );
}

function PeopleStep({ form, refusals }: FormProps): ReactNode {
  return (
    <Section step="people">
      <Check name="anonymous" value="yes" checked={form.anonymous} label={filing.anonymous} hint={filing.anonymousHint} />
      <fieldset className="field" data-people>
        <legend>{filing.petitioners}</legend>
        <p className="hint">{filing.petitionersHint}</p>
        {form.petitioners.map((person, at) => (
          <fieldset className="filing-row" key={at} data-row="petitioner">
            <legend>{filing.petitioner(at + 1)}</legend>
            <Field name="name" row={at} label={filing.name} value={person.name} refusals={refusals} limit={FILING_LIMITS.name} />
            <Field
              name="phone"
              row={at}
              label={filing.phone}
              value={person.phone}
              refusals={refusals}
              limit={FILING_LIMITS.phone}
              inputMode="tel"
            />
            <Field
              name="address"
              row={at}
              label={filing.address}
              value={person.address}
              refusals={refusals}
              limit={FILING_LIMITS.address}
            />
            <Field
              name="idType"
              row={at}
              label={filing.idType}
              value={person.idType}
              refusals={refusals}
              options={Object.entries(filing.idTypes)}
            />
            <Field
              name="idNumber"
              row={at}
              label={filing.idNumber}
              value={person.idNumber}
              refusals={refusals}
              limit={FILING_LIMITS.idNumber}
            />
            <Check name="representative" row={at} value={String(at)} checked={person.representative} label={filing.representative} />
            <details open={guarded(person) || refusals.has(`guardianName-${at}`)}>
              <summary>{filing.guardian}</summary>
              <Check name="below14" row={at} value={String(at)} checked={person.below14} label={filing.below14} />
              <Field
                name="guardianName"
                row={at}
                label={filing.guardianName}
                value={person.guardianName}
                refusals={refusals}
                limit={FILING_LIMITS.guardianName}
              />
              <Field
                name="guardianRelation"
                row={at}
                label={filing.guardianRelation}
                value={person.guardianRelation}
                refusals={refusals}
                limit={FILING_LIMITS.guardianRelation}
              />
              <Check name="guardianConsent" row={at} value={String(at)} checked={person.guardianConsent} label={filing.guardianConsent} />
            </details>
          </fieldset>
        ))}
        {form.petitioners.length < FILING_LIMITS.petitioners && <More what="more-petitioners" text={filing.morePetitioners} />}
      </fieldset>
      <Field
        name="peopleCount"
        label={filing.peopleCount}
        hint={filing.peopleCountHint}
        value={form.peopleCount}
        refusals={refusals}
        inputMode="numeric"
      />
      <details open={form.agentName !== '' || form.mandate.length > 0 || refusals.has('agentName') || refusals.has('mandateFile')}>
        <summary>{filing.agent}</summary>
        <Field
          name="agentName"
          label={filing.agentName}
          hint={filing.agentHint(PAPER_TYPES.join('、'))}
          value={form.agentName}
          refusals={refusals}
          limit={FILING_LIMITS.agentName}
        />
        <Files name="mandateFile" kept="mandate" label={filing.mandate} files={form.mandate} refusals={refusals} />
      </details>
    </Section>
  );
}

const guarded = ({ below14, guardianName, guardianRelation, guardianConsent }: FilingForm['petitioners'][number]): boolean =>
  below14 || guardianConsent || guardianName !== '' || guardianRelation !== '';

interface FilesProps {
  /** Name of the file field. */
  readonly name: 'files' | 'mandateFile';
  /** Name of the hidden fields that list the files already uploaded. */
  readonly kept: 'attachment' | 'mandate';
  readonly label: string;
  readonly hint?: string;
  readonly files: readonly KeptFile[];
  readonly refusals: Refusals;
}

export const sizeText = (bytes: number): string =>
  bytes < 1_048_576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;

/** A file field with the files that are already uploaded. */
export function Files({ name, kept, label, hint, files, refusals }: FilesProps): ReactNode {
  const error = refusals.get(name);
  const paper = name === 'mandateFile';
  return (
    <div className="field" data-files={kept}>
      <label htmlFor={name}>{label}</label>
      {hint && (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      <input
        type="file"
        id={name}
        name={name}
        multiple={!paper}
        accept={acceptOf(paper ? PAPER_TYPES : ATTACHMENT_TYPES)}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(name, hint, error)}
      />
      <ErrorText id={name} text={error} />
      <ul className="filing-files" aria-label={filing.uploaded}>
        {files.map((file) => (
          <li key={file.id}>
            <input type="hidden" name={kept} value={keptFile(file)} />
            <span>
              {file.name}（{sizeText(file.size)}）
            </span>
            <button
              className="button danger"
              type="submit"
              name="remove"
              value={file.id}
              formNoValidate
              aria-label={filing.removeFile(file.name)}
            >
              {filing.remove}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function FilesStep({ form, refusals }: FormProps): ReactNode {
  return (
    <Section step="files">
      <Files
        name="files"
        kept="attachment"
        label={filing.attachments}
        hint={filing.attachmentsHint(ATTACHMENT_TYPES.join('、'))}
        files={form.attachments}
        refusals={refusals}
      />
      <div data-without-script>
        <More what="upload" text={filing.uploadNow} />
      </div>
    </Section>
  );
}

/** The whole form on one page; a browser with script shows it step by step. */
export function FormPage(props: FormProps): ReactNode {
  const { view, form, refusals, fresh } = props;
  return (
    <div className="filing">
      <h1>{filing.title}</h1>
      <p>{filing.intro}</p>
      <RefusalList refusals={refusals} />
      <Progress now={null} />
      <form
        method="post"
        action={href(view.mode, '/file')}
        encType="multipart/form-data"
        data-filing="form"
        data-fresh={fresh ? true : undefined}
      >
        {/* The button that the enter key presses is the first one of the form. */}
        <button className="hidden-visually" type="submit" name="do" value="check" tabIndex={-1} aria-hidden="true">
          {filing.check}
        </button>
        <Hidden
          fields={[
            ['requestId', form.requestId],
            ['uploadPass', form.uploadPass],
          ]}
        />
        <KindStep {...props} />
        <MatterStep {...props} />
        <PeopleStep {...props} />
        <FilesStep {...props} />
        <p className="row filing-actions">
          <button className="button primary" type="submit" name="do" value="check">
            {filing.check}
          </button>
        </p>
      </form>
    </div>
  );
}
