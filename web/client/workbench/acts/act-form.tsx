import { createContext, use, useId, useState, type ReactNode } from 'react';
import { useClient } from 'urql';
import { acts as texts, choiceWords, fieldWords } from '../../../src/texts/acts';
import { graphql } from '../graph/tada';
import { dayText } from '../parts/day';
import { Field as Labelled } from '../parts/field';
import type { Field, Named, Value, Values } from './fields';
import { emptyValues, isShown } from './form-values';
import type { Matter, Offer, Offers } from './matter';
import { Picker } from './pickers';
import { upload } from './upload';

interface FormWorld {
  readonly matter: Matter | null;
  readonly offers: Offers;
  /** Labels that the act has of its own. */
  readonly words: Readonly<Record<string, string>>;
  /** What is wrong, by place: `heard.0.organId`. */
  readonly errors: Readonly<Record<string, string>>;
  readonly whole: Values;
  /** Legal bases offered beside what is typed. */
  readonly known?: readonly string[];
  /** Uploads on their way. */
  readonly busy: (by: 1 | -1) => void;
}

const World = createContext<FormWorld | null>(null);

function useWorld(): FormWorld {
  const world = use(World);
  if (!world) throw new Error('a field outside of a form');
  return world;
}

/** What a field is called: by its parent and name, by the act, else by its name alone. */
export const wordsOf = (
  own: Readonly<Record<string, string>>,
  name: string,
  parent: string,
): { readonly label: string; readonly hint?: string } => {
  const common = fieldWords[`${parent}.${name}`] ?? fieldWords[name] ?? { label: name };
  const label = own[name];
  return label ? { ...common, label } : common;
};

interface FieldsProps {
  readonly fields: readonly Field[];
  readonly values: Values;
  readonly onChange: (values: Values) => void;
  /** Of the list or group around: `heard.0.`. */
  readonly at?: string;
  readonly parent?: string;
}

export function ActForm({ world, ...more }: FieldsProps & { readonly world: FormWorld }): ReactNode {
  return (
    <World value={world}>
      <Fields {...more} />
    </World>
  );
}

function Fields({ fields, values, onChange, at = '', parent = '' }: FieldsProps): ReactNode {
  const { whole } = useWorld();
  return fields
    .filter((field) => isShown(field, values, whole))
    .map((field) => (
      <div key={field.name} data-place={at + field.name}>
        <Control
          field={field}
          place={at + field.name}
          parent={parent}
          beside={values}
          value={values[field.name] ?? null}
          onChange={(value) => onChange({ ...values, [field.name]: value })}
        />
      </div>
    ));
}

const INPUT_TYPES = { text: 'text', day: 'date', instant: 'datetime-local', count: 'number' } as const;

interface ControlProps {
  readonly field: Field;
  readonly place: string;
  readonly parent: string;
  readonly beside: Values;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

function Control({ field, place, parent, beside, value, onChange }: ControlProps): ReactNode {
  const { words, errors, matter, offers, whole } = useWorld();
  const { label: bare, hint } = wordsOf(words, field.name, parent);
  const label = field.optional ? `${bare}${texts.optional}` : bare;
  const error = errors[place] ?? null;
  const text = typeof value === 'string' ? value : '';
  const labelled = { label, hint, error };
  switch (field.kind) {
    case 'text':
    case 'day':
    case 'instant':
    case 'count':
      return (
        <Labelled {...labelled}>
          {(id, describedBy) => (
            <input
              id={id}
              type={INPUT_TYPES[field.kind]}
              min={field.kind === 'count' ? 1 : undefined}
              aria-describedby={describedBy}
              aria-invalid={Boolean(error)}
              aria-required={!field.optional}
              value={text}
              onChange={(e) => onChange(e.target.value)}
            />
          )}
        </Labelled>
      );
    case 'long':
      return (
        <Labelled {...labelled}>
          {(id, describedBy) => (
            <textarea
              id={id}
              className="act-text"
              rows={3}
              aria-describedby={describedBy}
              aria-invalid={Boolean(error)}
              aria-required={!field.optional}
              value={text}
              onChange={(e) => onChange(e.target.value)}
            />
          )}
        </Labelled>
      );
    case 'yes':
      return (
        <Choices
          {...labelled}
          kind="radio"
          offers={[
            { code: 'yes', title: texts.yes, note: null, of: null },
            { code: 'no', title: texts.no, note: null, of: null },
          ]}
          chosen={text ? [text] : []}
          onChange={([one]) => onChange(one ?? '')}
        />
      );
    case 'choice':
    case 'pack': {
      const all =
        field.kind === 'choice'
          ? wordsAsOffers(choiceWords[field.among])
          : fitting(field.among, offers(field.among), beside, whole['channelId'] ?? null);
      return (
        <Labelled {...labelled} hint={all?.find(({ code }) => code === text)?.note ?? hint}>
          {(id, describedBy) => (
            <select
              id={id}
              aria-describedby={describedBy}
              aria-invalid={Boolean(error)}
              aria-required={!field.optional}
              value={text}
              onChange={(e) => onChange(e.target.value)}
            >
              <option value="">{texts.choose}</option>
              {(all ?? []).map(({ code, title }) => (
                <option key={code} value={code}>
                  {title}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      );
    }
    case 'choices':
    case 'packs':
      return (
        <Choices
          {...labelled}
          kind="checkbox"
          offers={(field.kind === 'choices' ? wordsAsOffers(choiceWords[field.among]) : offers(field.among)) ?? []}
          chosen={value as readonly string[]}
          onChange={onChange}
        />
      );
    case 'petitioner':
    case 'document':
    case 'record': {
      const all = thingsOf(field, matter);
      return (
        <Labelled {...labelled} hint={all.length === 0 ? (field.kind === 'document' ? texts.noDocument : texts.noRecord) : hint}>
          {(id, describedBy) => (
            <select
              id={id}
              aria-describedby={describedBy}
              aria-invalid={Boolean(error)}
              aria-required={!field.optional}
              value={text}
              onChange={(e) => onChange(e.target.value)}
            >
              <option value="">{texts.choose}</option>
              {all.map(({ id: one, name }) => (
                <option key={one} value={one}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      );
    }
    case 'petitioners':
      return (
        <Choices
          {...labelled}
          kind="checkbox"
          offers={petitionersOf(matter).map(({ id, name }) => ({ code: id, title: name, note: null, of: null }))}
          chosen={value as readonly string[]}
          onChange={onChange}
        />
      );
    case 'organ':
    case 'person':
      return <Picker {...labelled} what={field.kind} value={value as Named | null} onChange={onChange} />;
    case 'organs':
      return <SeveralOrgans {...labelled} chosen={value as readonly Named[]} onChange={onChange} />;
    case 'petition':
      return <PetitionByNumber {...labelled} value={value as Named | null} onChange={onChange} />;
    case 'file':
    case 'files':
      return (
        <Files
          {...labelled}
          several={field.kind === 'files'}
          chosen={[value].flat().filter((one) => one !== null) as readonly Named[]}
          onChange={(all) => onChange(field.kind === 'files' ? all : (all.at(-1) ?? null))}
        />
      );
    case 'texts':
      return (
        <Group label={label} hint={hint} error={error}>
          <TextItems label={bare} items={value as readonly string[]} onChange={onChange} />
        </Group>
      );
    case 'answers':
      return (
        <Group label={label} hint={hint} error={error}>
          <Answers value={value as readonly Values[]} place={place} onChange={onChange} />
        </Group>
      );
    case 'group':
      return (
        <Group label={label} hint={hint} error={error}>
          <Fields fields={field.fields} values={value as Values} at={`${place}.`} parent={field.name} onChange={onChange} />
        </Group>
      );
    case 'list':
      return (
        <Group label={label} hint={hint} error={error}>
          {(value as readonly Values[]).map((item, index, all) => (
            <fieldset key={index} className="act-item">
              <legend className="label">{texts.item(bare, index + 1)}</legend>
              <Fields
                fields={field.fields}
                values={item}
                at={`${place}.${index}.`}
                parent={field.name}
                onChange={(changed) => onChange(all.with(index, changed))}
              />
              <button
                type="button"
                className="button quiet"
                aria-label={texts.removeItem(bare, index + 1)}
                onClick={() => onChange(all.toSpliced(index, 1))}
              >
                {texts.remove}
              </button>
            </fieldset>
          ))}
          <button type="button" className="button" onClick={() => onChange([...(value as readonly Values[]), emptyValues(field.fields)])}>
            {texts.addItem(bare)}
          </button>
        </Group>
      );
  }
}

const wordsAsOffers = (words: Readonly<Record<string, string>>): Offer[] =>
  Object.entries(words).map(([code, title]) => ({ code, title, note: null, of: null }));

/** Channels of the exit that is chosen or decided, limits of the channel that is. */
function fitting(among: string, offers: readonly Offer[] | null, beside: Values, channelId: Value): readonly Offer[] | null {
  if (among === 'channel') {
    const exit = beside['exit'];
    return typeof exit === 'string' && exit !== '' ? (offers?.filter(({ of }) => of === exit) ?? null) : offers;
  }
  if (among === 'limit') {
    const own = offers?.filter(({ of }) => of === channelId) ?? [];
    const all = own.length > 0 ? own : (offers ?? []);
    return [...new Map(all.map((one) => [one.code, one])).values()];
  }
  return offers;
}

export const petitionersOf = (matter: Matter | null): Named[] =>
  (matter?.petitioners ?? [])
    .filter(({ leftOn }) => leftOn === null)
    .map(({ id, masked }, index) => ({ id, name: `${texts.petitionerAt(index + 1)} ${masked.name ?? texts.sealedName}` }));

function thingsOf(field: Extract<Field, { kind: 'petitioner' | 'document' | 'record' }>, matter: Matter | null): Named[] {
  if (!matter) return [];
  if (field.kind === 'petitioner') return petitionersOf(matter);
  if (field.kind === 'document')
    return (matter.documents ?? [])
      .filter(({ voidedOn }) => voidedOn === null)
      .map(({ id, title, number, issuedOn }) => ({ id, name: [title, number, dayText(issuedOn)].filter(Boolean).join(' ') }));
  return field.kind === 'record' ? recordsToPick(field.among, matter) : [];
}

/** What a field of kind `record` offers. */
export function recordsToPick(among: Extract<Field, { kind: 'record' }>['among'], matter: Matter): Named[] {
  switch (among.from) {
    case 'records':
      return (matter.records ?? [])
        .filter(({ kind, state }) => kind === among.of && among.states.includes(state))
        .map(({ id, title, on, organ, details }) => ({
          id,
          name: [dayText(on), title, organ?.name, details[0]?.text.slice(0, 40)].filter(Boolean).join(' '),
        }));
    case 'extension':
      return matter.extension && matter.extension.approvedOn === null
        ? [{ id: matter.extension.id, name: texts.extension(matter.extension.days, dayText(matter.extension.requestedOn)) }]
        : [];
    case 'corrections':
      return matter.corrections
        .filter(({ state }) => state === 'proposed')
        .map(({ id, field, on }) => ({ id, name: `${dayText(on)} ${choiceWords.correctedFields[field]}` }));
    case 'mandates':
      return matter.mandates
        .filter(({ inForce }) => inForce)
        .map(({ id, maskedName, endsOn }) => ({ id, name: texts.mandate(maskedName ?? texts.sealedName, dayText(endsOn)) }));
    case 'files':
      return matter.files.map(({ id, role, type, addedOn }) => ({
        id,
        name: [choiceWords.fileRoles[role], type, dayText(addedOn)].filter(Boolean).join(' '),
      }));
  }
}

interface GroupProps {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | null;
  readonly children: ReactNode;
}

/** Several controls under one name. */
function Group({ label, hint, error, children }: GroupProps): ReactNode {
  const id = useId();
  return (
    <fieldset
      className="field act-group"
      aria-describedby={[hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined}
    >
      <legend className="label">{label}</legend>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children}
      {error && (
        <p className="error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </fieldset>
  );
}

interface ChoicesProps {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | null;
  readonly kind: 'radio' | 'checkbox';
  readonly offers: readonly Offer[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
}

function Choices({ kind, offers, chosen, onChange, ...group }: ChoicesProps): ReactNode {
  const name = useId();
  return (
    <Group {...group}>
      <div className="act-choices">
        {offers.map(({ code, title }) => (
          <label key={code} className="act-choice">
            <input
              type={kind}
              name={name}
              checked={chosen.includes(code)}
              onChange={(e) =>
                onChange(kind === 'radio' ? [code] : e.target.checked ? [...chosen, code] : chosen.filter((one) => one !== code))
              }
            />
            <span>{title}</span>
          </label>
        ))}
      </div>
    </Group>
  );
}

/** Texts one below the other; Enter adds the next. */
function TextItems({
  label,
  items,
  known = [],
  onChange,
}: {
  readonly label: string;
  readonly items: readonly string[];
  readonly known?: readonly string[];
  readonly onChange: (items: string[]) => void;
}): ReactNode {
  return (
    <>
      {items.map((item, index) => (
        <div key={index} className="act-line">
          <input
            className="input"
            aria-label={texts.item(label, index + 1)}
            value={item}
            onChange={(e) => onChange(items.with(index, e.target.value))}
            onKeyDown={(e) => {
              if (e.key === 'Enter' && !e.nativeEvent.isComposing) {
                e.preventDefault();
                onChange(items.toSpliced(index + 1, 0, ''));
              }
            }}
          />
          <button
            type="button"
            className="button quiet"
            aria-label={texts.removeItem(label, index + 1)}
            onClick={() => onChange(items.toSpliced(index, 1))}
          >
            {texts.remove}
          </button>
        </div>
      ))}
      <button type="button" className="button" onClick={() => onChange([...items, ''])}>
        {texts.addItem(label)}
      </button>
      {known
        .filter((one, at) => known.indexOf(one) === at && !items.includes(one))
        .map((one) => (
          <button key={one} type="button" className="button quiet" onClick={() => onChange([...items.filter(Boolean), one])}>
            {texts.addKnown(one)}
          </button>
        ))}
    </>
  );
}

type LabelledProps = Omit<GroupProps, 'children'>;

function SeveralOrgans({
  chosen,
  onChange,
  ...labelled
}: LabelledProps & { readonly chosen: readonly Named[]; readonly onChange: (chosen: Named[]) => void }): ReactNode {
  return (
    <div>
      <Picker
        {...labelled}
        what="organ"
        value={null}
        onChange={(one) => {
          if (one && !chosen.some(({ id }) => id === one.id)) onChange([...chosen, one]);
        }}
      />
      {chosen.length > 0 && (
        <ul className="act-chips" aria-label={labelled.label}>
          {chosen.map((one) => (
            <li key={one.id}>
              {one.name}
              <button
                type="button"
                className="button quiet"
                aria-label={`${texts.remove}${one.name}`}
                onClick={() => onChange(chosen.filter(({ id }) => id !== one.id))}
              >
                {texts.remove}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const BY_NUMBER = graphql(`
  query PetitionToPick($number: String!) {
    petitionByNumber(number: $number) {
      id
      number
      summary
    }
  }
`);

function PetitionByNumber({
  value,
  onChange,
  label,
  hint,
  error,
}: LabelledProps & { readonly value: Named | null; readonly onChange: (value: Named | null) => void }): ReactNode {
  const client = useClient();
  const [typed, setTyped] = useState(value?.name ?? '');
  const [unknown, setUnknown] = useState(false);
  const look = async (): Promise<void> => {
    const number = typed.trim();
    if (number === '' || number === value?.name) return;
    const { data } = await client.query(BY_NUMBER, { number });
    const found = data?.petitionByNumber;
    setUnknown(!found);
    onChange(found ? { id: found.id, name: found.number } : null);
  };
  return (
    <Labelled label={label} hint={hint ?? texts.petitionNumberHint} error={unknown ? texts.petitionUnknown : error}>
      {(id, describedBy) => (
        <input
          id={id}
          value={typed}
          aria-describedby={describedBy}
          aria-invalid={unknown || Boolean(error)}
          onChange={(e) => {
            setTyped(e.target.value);
            setUnknown(false);
          }}
          onBlur={() => void look()}
        />
      )}
    </Labelled>
  );
}

interface FilesProps extends LabelledProps {
  readonly several: boolean;
  readonly chosen: readonly Named[];
  readonly onChange: (chosen: Named[]) => void;
}

function Files({ several, chosen, onChange, label, hint, error }: FilesProps): ReactNode {
  const { busy } = useWorld();
  const [percent, setPercent] = useState<number | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const send = async (all: FileList): Promise<void> => {
    busy(1);
    setRefused(null);
    const sent = [...chosen];
    try {
      for (const file of all) sent.push({ id: await upload(file, setPercent), name: file.name });
    } catch (failure) {
      setRefused((failure instanceof Error && failure.message) || texts.uploadFailed);
    } finally {
      busy(-1);
      setPercent(null);
      onChange(sent);
    }
  };
  return (
    <div>
      <Labelled label={label} hint={hint} error={refused ?? error}>
        {(id, describedBy) => (
          <input
            id={id}
            type="file"
            multiple={several}
            aria-describedby={describedBy}
            accept=".pdf,.jpg,.jpeg,.png,.docx,.xlsx,.mp4"
            onChange={(e) => {
              if (e.target.files?.length) void send(e.target.files);
            }}
          />
        )}
      </Labelled>
      <p role="status" className="muted">
        {percent !== null && `${texts.uploading}${percent}%`}
      </p>
      {chosen.length > 0 && (
        <ul className="act-chips" aria-label={label}>
          {chosen.map((one) => (
            <li key={one.id}>
              {one.name}
              <button
                type="button"
                className="button quiet"
                aria-label={`${texts.takeFileAway}${one.name}`}
                onClick={() => onChange(chosen.filter(({ id }) => id !== one.id))}
              >
                {texts.takeFileAway}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Answers({
  value,
  place,
  onChange,
}: {
  readonly value: readonly Values[];
  readonly place: string;
  readonly onChange: (value: Values[]) => void;
}): ReactNode {
  const { matter, errors, known } = useWorld();
  const requests = matter?.requests ?? [];
  const answerOf = (id: string): Values => value.find((one) => one['id'] === id) ?? { id, outcome: '', answer: '', basis: [] };
  const change = (id: string, part: string, to: Value): void =>
    onChange(requests.map((request) => (request.id === id ? { ...answerOf(id), [part]: to } : answerOf(request.id))));
  return requests.map(({ id, text }, index) => {
    const answer = answerOf(id);
    return (
      <fieldset key={id} className="act-item">
        <legend className="label">{texts.requestIs(index + 1, text ?? texts.sealedText)}</legend>
        <div data-place={`${place}.${index}.outcome`}>
          <Labelled label={fieldWords['outcome']?.label ?? ''} error={errors[`${place}.${index}.outcome`]}>
            {(control, describedBy) => (
              <select
                id={control}
                aria-describedby={describedBy}
                value={String(answer['outcome'])}
                onChange={(e) => change(id, 'outcome', e.target.value)}
              >
                <option value="">{texts.choose}</option>
                {wordsAsOffers(choiceWords.outcomes).map(({ code, title }) => (
                  <option key={code} value={code}>
                    {title}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
        </div>
        <div data-place={`${place}.${index}.answer`}>
          <Labelled label={fieldWords['answer']?.label ?? ''} error={errors[`${place}.${index}.answer`]}>
            {(control, describedBy) => (
              <textarea
                id={control}
                className="act-text"
                rows={3}
                aria-describedby={describedBy}
                value={String(answer['answer'])}
                onChange={(e) => change(id, 'answer', e.target.value)}
              />
            )}
          </Labelled>
        </div>
        <TextItems
          label={fieldWords['basis']?.label ?? ''}
          items={answer['basis'] as readonly string[]}
          known={known}
          onChange={(basis) => change(id, 'basis', basis)}
        />
      </fieldset>
    );
  });
}
