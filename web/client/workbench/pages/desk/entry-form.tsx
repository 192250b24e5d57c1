import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { FILING_LIMITS } from '@sunshine/words';
import { desk } from '../../../../src/texts/desk';
import { filing } from '../../../../src/texts/filing';
import { graphql } from '../../graph/tada';
import { Field } from '../../parts/field';
import { timeText } from '../../parts/day';
import { Choice, TextBox, Tick } from './fields';
import { FilesBox } from './files-box';
import { blankPetitioner, fewerThanCame, headsOf, isRecorded, isSplit, type DeskForm, type PetitionerRow, type Sent } from './form';
import { NameList } from './named-box';

const { entry: texts } = desk;

const DIVISIONS = graphql(`
  query DivisionsOfDesk($after: String) {
    organs(filter: { kind: "government" }, first: 100, after: $after) {
      edges {
        node {
          id
          name
          division
        }
      }
    }
  }
`);

const VISITS = graphql(`
  query VisitsOfDay($input: DeskDayInput!) {
    deskDay(input: $input) {
      visits {
        id
        timeIn
        place
        headCount
        timeOut
      }
    }
  }
`);

export interface FormProps {
  readonly form: DeskForm;
  readonly change: (change: (form: DeskForm) => DeskForm) => void;
  /** Refusals by field name. */
  readonly errors: ReadonlyMap<string, string>;
}

/** Fields of the form whose value is a line of text. */
type Lines = { [K in keyof DeskForm]: string extends DeskForm[K] ? K : never }[keyof DeskForm];
type Lists = 'called' | 'onDuty' | 'respondent' | 'accused' | 'accusedPeople' | 'addressedTo';
type Files = 'envelope' | 'recording' | 'signature' | 'mandate' | 'attachments';

const replaced = <T,>(all: readonly T[], at: number, one: T): T[] => all.map((former, here) => (here === at ? one : former));

interface PartProps extends FormProps {
  readonly set: (values: Partial<DeskForm>) => void;
}

interface LineProps extends PartProps {
  readonly of: Lines;
  readonly label: string;
  readonly hint?: string;
  readonly type?: 'text' | 'date' | 'time' | 'number';
  readonly rows?: number;
  readonly limit?: number;
  readonly list?: readonly string[];
}

function Line({ of, form, set, errors, change: _, ...box }: LineProps): ReactNode {
  return <TextBox name={of} value={form[of]} onChange={(value) => set({ [of]: value })} error={errors.get(of)} {...box} />;
}

interface NamesProps extends PartProps {
  readonly of: Lists;
  readonly label: (position: number) => string;
  readonly add: string;
  readonly hint?: string;
  readonly what?: 'organ' | 'person';
}

function Names({ of, what = 'organ', form, change, set: _, ...list }: NamesProps): ReactNode {
  return (
    <NameList {...list} name={of} what={what} value={form[of]} onChange={(next) => change((now) => ({ ...now, [of]: next(now[of]) }))} />
  );
}

function Accused(part: PartProps): ReactNode {
  return (
    <>
      <Names {...part} of="accused" label={texts.accused} add={texts.addAccused} hint={texts.accusedHint} />
      <Names {...part} of="accusedPeople" label={texts.accusedPerson} add={texts.addAccusedPerson} what="person" />
    </>
  );
}

function OneFile({ of, label, change, form }: PartProps & { readonly of: Files; readonly label: string }): ReactNode {
  return (
    <FilesBox
      name={of}
      label={label}
      value={form[of]}
      onChange={(next) => change((now) => ({ ...now, [of]: next(now[of]) satisfies readonly Sent[] }))}
    />
  );
}

function Letter(part: PartProps): ReactNode {
  return (
    <>
      <div className="desk-row">
        <Line {...part} of="stampNumber" label={texts.stampNumber} type="number" />
        <Line {...part} of="postmarkOn" label={texts.postmarkOn} type="date" />
        <Line {...part} of="barCode" label={texts.barCode} />
        <Line {...part} of="firstStampOn" label={texts.firstStampOn} hint={texts.firstStampOnHint} type="date" />
      </div>
      <OneFile {...part} of="envelope" label={texts.envelope} />
    </>
  );
}

/** The body outside the system that transferred the filing, from its letter. */
function Sender(part: PartProps): ReactNode {
  const { form, set } = part;
  return (
    <>
      <Choice
        name="senderKind"
        label={texts.senderKind}
        options={texts.senderKinds}
        value={form.senderKind}
        onChange={(senderKind) => set({ senderKind })}
      />
      <div className="desk-row">
        <Line {...part} of="sender" label={texts.sender} hint={texts.senderHint} limit={200} />
        <Line {...part} of="senderNumber" label={texts.senderNumber} limit={100} />
        {form.senderKind === 'ASSIGNMENT' && <Line {...part} of="reportBy" label={texts.reportBy} type="date" />}
      </div>
    </>
  );
}

function Visit(part: PartProps): ReactNode {
  const { form, set, errors } = part;
  const [{ data }] = useQuery({ query: VISITS, variables: { input: { on: form.receivedOn } }, pause: form.receivedOn === '' });
  return (
    <>
      <Field label={texts.visitNoted} error={errors.get('visitId') ?? null}>
        {(id, describedBy) => (
          <select
            id={id}
            name="visitId"
            aria-describedby={describedBy}
            value={form.visitId}
            onChange={({ target: { value } }) =>
              set({ visitId: value, visitHeads: data?.deskDay.visits.find(({ id }) => id === value)?.headCount ?? null })
            }
          >
            <option value="">{texts.visitNew}</option>
            {data?.deskDay.visits.map(({ id: visitId, timeIn, place, headCount }) => (
              <option key={visitId} value={visitId}>
                {texts.visitOf(timeIn ? timeText(timeIn) : '', place ?? '', headCount)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {form.visitId === '' && (
        <>
          <div className="desk-row">
            <Line {...part} of="ticketNumber" label={texts.ticket} type="number" />
            <Line {...part} of="headCount" label={texts.heads} type="number" />
            <Line {...part} of="timeIn" label={texts.timeIn} type="time" />
            <Line {...part} of="timeOut" label={texts.timeOut} type="time" />
            <Line {...part} of="place" label={texts.place} limit={100} />
          </div>
          <div className="desk-row">
            <Names {...part} of="called" label={texts.calledOrgan} add={texts.addCalled} />
            <Names {...part} of="onDuty" label={texts.officer} add={texts.addOfficer} what="person" />
          </div>
        </>
      )}
    </>
  );
}

function Way(part: PartProps): ReactNode {
  const { form, set } = part;
  const [{ data }] = useQuery({ query: DIVISIONS });
  const divisions = data?.organs.edges.map(({ node }) => node) ?? [];
  return (
    <>
      <Choice name="channel" label={texts.channel} options={texts.channels} value={form.channel} onChange={(channel) => set({ channel })} />
      <div className="desk-row">
        <Line {...part} of="receivedOn" label={texts.receivedOn} hint={texts.receivedOnHint} type="date" />
        <Field label={texts.division} error={part.errors.get('division') ?? null}>
          {(id, describedBy) => (
            <select
              id={id}
              name="division"
              aria-describedby={describedBy}
              value={form.division}
              onChange={({ target }) => set({ division: target.value })}
            >
              {!divisions.some(({ division }) => division === form.division) && <option value={form.division}>{form.division}</option>}
              {divisions.map(({ id: organId, name, division }) => (
                <option key={organId} value={division}>
                  {name.endsWith(filing.government) ? name.slice(0, -filing.government.length) : name}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      {form.channel === 'LETTER' && <Letter {...part} />}
      {form.channel === 'VISIT' && <Visit {...part} />}
      {form.channel === 'TRANSFER_IN' && <Sender {...part} />}
      {isRecorded(form.channel) && <OneFile {...part} of="recording" label={texts.recording[form.channel]} />}
    </>
  );
}

interface RequestsProps extends PartProps {
  readonly of: 'requests' | 'reportRequests';
  readonly label: (position: number) => string;
}

function Requests({ of, label, form, set, errors }: RequestsProps): ReactNode {
  const prefix = of === 'requests' ? 'request' : 'reportRequest';
  return (
    <>
      {form[of].map((text, at) => (
        <TextBox
          key={at}
          name={`${prefix}-${at}`}
          label={label(at + 1)}
          value={text}
          limit={FILING_LIMITS.requestText}
          error={errors.get(`${prefix}-${at}`)}
          onChange={(value) => set({ [of]: replaced(form[of], at, value) })}
        />
      ))}
      <p>
        <button type="button" className="button quiet" onClick={() => set({ [of]: [...form[of], ''] })}>
          {texts.addRequest}
        </button>
      </p>
    </>
  );
}

function Matter(part: PartProps): ReactNode {
  const { form, set } = part;
  const split = isSplit(form);
  return (
    <>
      <Choice name="kind" label={texts.kind} options={texts.kinds} value={form.kind} onChange={(kind) => set({ kind })} />
      {form.kind === 'REPORT' && <p className="notice warn">{texts.sealed}</p>}
      {form.channel === 'LETTER' && form.kind === 'CLAIM' && (
        <>
          <Tick name="split" label={texts.split} checked={form.split} onChange={(checked) => set({ split: checked })} />
          {split && <p className="notice">{texts.splitLead}</p>}
        </>
      )}
      <div className={split ? 'desk-split' : undefined}>
        <div role={split ? 'group' : undefined} aria-label={split ? texts.splitClaim : undefined}>
          {split && <h3>{texts.splitClaim}</h3>}
          <Line {...part} of="summary" label={texts.summary} limit={FILING_LIMITS.summary} />
          <Line {...part} of="text" label={texts.text} rows={split ? 12 : 8} limit={FILING_LIMITS.text} />
          <Requests {...part} of="requests" label={texts.request} />
        </div>
        {split && (
          <div role="group" aria-label={texts.splitReport}>
            <h3>{texts.splitReport}</h3>
            <Line {...part} of="reportSummary" label={texts.reportSummary} limit={FILING_LIMITS.summary} />
            <Line {...part} of="reportText" label={texts.reportText} rows={12} limit={FILING_LIMITS.text} />
            <Requests {...part} of="reportRequests" label={(position) => `${texts.reportRequest}${position}`} />
            <Accused {...part} />
            <Line {...part} of="reportContentClass" label={texts.reportContentClass} />
          </div>
        )}
      </div>
    </>
  );
}

interface PetitionerProps {
  readonly at: number;
  readonly row: PetitionerRow;
  readonly anonymous: boolean;
  readonly errors: ReadonlyMap<string, string>;
  readonly onChange: (values: Partial<PetitionerRow>) => void;
  readonly remove: (() => void) | null;
}

function Petitioner({ at, row, anonymous, errors, onChange, remove }: PetitionerProps): ReactNode {
  const line = (of: 'name' | 'idNumber' | 'phone' | 'address' | 'guardianName' | 'guardianRelation'): ReactNode => (
    <TextBox
      name={`${of}-${at}`}
      label={texts[of]}
      value={row[of]}
      limit={FILING_LIMITS[of]}
      type={of === 'phone' ? 'tel' : 'text'}
      error={errors.get(`${of}-${at}`)}
      onChange={(value) => onChange({ [of]: value })}
    />
  );
  const tick = (of: 'representative' | 'below14' | 'guarded' | 'guardianConsent'): ReactNode => (
    <Tick name={`${of}-${at}`} label={texts[of]} checked={row[of]} onChange={(checked) => onChange({ [of]: checked })} />
  );
  return (
    <fieldset className="desk-petitioner">
      <legend>{texts.petitioner(at + 1)}</legend>
      <div className="desk-row">
        {!anonymous && line('name')}
        {line('phone')}
        {!anonymous && (
          <Field label={texts.idType}>
            {(id) => (
              <select id={id} name={`idType-${at}`} value={row.idType} onChange={({ target }) => onChange({ idType: target.value })}>
                <option value="">{texts.idTypeNone}</option>
                {Object.entries(filing.idTypes).map(([code, name]) => (
                  <option key={code} value={code}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        {!anonymous && row.idType !== '' && line('idNumber')}
      </div>
      {line('address')}
      <div className="row">
        {tick('representative')}
        {tick('below14')}
        {tick('guarded')}
      </div>
      {row.guarded && (
        <>
          <div className="desk-row">
            {line('guardianName')}
            {line('guardianRelation')}
          </div>
          {tick('guardianConsent')}
        </>
      )}
      {remove && (
        <button type="button" className="button quiet" onClick={remove}>
          {texts.removePetitioner(at + 1)}
        </button>
      )}
    </fieldset>
  );
}

function People(part: PartProps): ReactNode {
  const { form, set, errors } = part;
  const heads = headsOf(form);
  return (
    <>
      <Tick name="anonymous" label={texts.anonymous} checked={form.anonymous} onChange={(anonymous) => set({ anonymous })} />
      {form.petitioners.map((row, at) => (
        <Petitioner
          key={at}
          at={at}
          row={row}
          anonymous={form.anonymous}
          errors={errors}
          onChange={(values) => set({ petitioners: replaced(form.petitioners, at, { ...row, ...values }) })}
          remove={form.petitioners.length === 1 ? null : () => set({ petitioners: form.petitioners.filter((_, here) => here !== at) })}
        />
      ))}
      <p>
        <button type="button" className="button quiet" onClick={() => set({ petitioners: [...form.petitioners, blankPetitioner] })}>
          {texts.addPetitioner}
        </button>
      </p>
      <Line
        {...part}
        of="peopleCount"
        label={texts.peopleCount}
        hint={heads === null ? texts.peopleCountHint : texts.peopleOfVisit(heads)}
        type="number"
      />
      {heads !== null && fewerThanCame(form) && (
        <>
          <Tick name="fewer" label={texts.fewer(heads)} checked={form.fewer} onChange={(fewer) => set({ fewer })} />
          {errors.has('fewer') && <p className="error">{errors.get('fewer')}</p>}
        </>
      )}
      <Tick name="entered" label={texts.entered} checked={form.entered} onChange={(entered) => set({ entered })} />
      {form.entered && (
        <div className="desk-under">
          {form.petitioners.length > 1 && (
            <Field label={texts.wordsOf} error={errors.get('wordsOf') ?? null}>
              {(id) => (
                <select id={id} name="wordsOf" value={form.wordsOf} onChange={({ target }) => set({ wordsOf: target.value })}>
                  {form.petitioners.map(({ name }, at) => (
                    <option key={at} value={at + 1}>
                      {name || texts.petitioner(at + 1)}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          )}
          <Tick name="readBack" label={texts.readBack} checked={form.readBack} onChange={(readBack) => set({ readBack })} />
          <OneFile {...part} of="signature" label={texts.signature} />
        </div>
      )}
      <details open={form.channel === 'AGENT' || form.agentName !== ''}>
        <summary>{texts.agent}</summary>
        <Line {...part} of="agentName" label={texts.agentName} limit={FILING_LIMITS.agentName} />
        <OneFile {...part} of="mandate" label={texts.mandate} />
      </details>
    </>
  );
}

function More(part: PartProps): ReactNode {
  const { form, set } = part;
  return (
    <>
      <div className="desk-row">
        <Line {...part} of="purpose" label={texts.purpose} limit={20} list={texts.purposes} />
        <Line {...part} of="contentClass" label={texts.contentClass} hint={texts.contentClassHint} />
        <Line {...part} of="previousNumber" label={texts.previousNumber} />
      </div>
      <Names {...part} of="addressedTo" label={texts.addressee} add={texts.addAddressee} />
      <Tick name="urgent" label={texts.urgent} checked={form.urgent} onChange={(urgent) => set({ urgent })} />
      {form.urgent && (
        <div className="desk-under desk-row">
          <Line {...part} of="urgentReason" label={texts.urgentReason} limit={500} />
          <Line {...part} of="urgentEndsOn" label={texts.urgentEndsOn} type="date" />
        </div>
      )}
    </>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <section className="card desk-part">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** The form. The channel comes first, and only the fields that it needs are shown. */
export function EntryForm({ form, change, errors }: FormProps): ReactNode {
  const set = (values: Partial<DeskForm>): void => change((now) => ({ ...now, ...values }));
  const part: PartProps = { form, change, errors, set };
  const { sections } = texts;
  return (
    <>
      <Part title={sections.way}>
        <Way {...part} />
      </Part>
      <Part title={sections.matter}>
        <Matter {...part} />
      </Part>
      <Part title={sections.people}>
        <People {...part} />
      </Part>
      <Part title={sections.parties}>
        {form.kind === 'REPORT' && <Accused {...part} />}
        <Names {...part} of="respondent" label={texts.respondent} add={texts.addRespondent} hint={texts.respondentHint} />
        {form.kind === 'CLAIM' && (
          <>
            <Tick
              name="staffConduct"
              label={texts.staffConduct}
              checked={form.staffConduct}
              onChange={(staffConduct) => set({ staffConduct })}
            />
            {form.staffConduct && <p className="muted">{texts.staffConductHint}</p>}
          </>
        )}
      </Part>
      <Part title={sections.files}>
        <FilesBox
          name="attachments"
          label={texts.attachments}
          hint={texts.attachmentsHint}
          many
          value={form.attachments}
          onChange={(next) => change((now) => ({ ...now, attachments: next(now.attachments) }))}
        />
      </Part>
      <Part title={sections.more}>
        <More {...part} />
      </Part>
    </>
  );
}
