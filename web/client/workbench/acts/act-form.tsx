import type { ReactNode } from 'react';
import { acts as texts } from '../../../src/texts/acts';
import { choiceWords } from '../../../src/texts/choices';
import { digest as digestTexts } from '../../../src/texts/digest';
import { DigestField, recordingOf, recordingText } from '../parts/digest';
import { Field as Labelled } from '../parts/field';
import { Answers } from './answers';
import { Choices, Files, Group, PetitionByNumber, Several, TextItems } from './controls';
import type { Field, Named, Value, Values } from './fields';
import { emptyValues, isShown } from './form-values';
import { useWorld, wordsOf, World, type FormWorld } from './form-world';
import { fitting, petitionersOf, thingsOf, wordsAsOffers } from './offered';
import { Leader } from './leader';
import { Picker } from './pickers';
import { Scores } from './scores';

interface FieldsProps {
  readonly fields: readonly Field[];
  readonly values: Values;
  readonly onChange: (values: Values) => void;
  /** Prefix of the enclosing list or group: `heard.0.`. */
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
  const { words, errors, matter, offers, whole, busy } = useWorld();
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
    case 'digest':
      return <DigestField {...labelled} value={text} onChange={onChange} reading={busy} />;
    case 'recording': {
      const { number, digest } = recordingOf(text);
      return (
        <>
          <Labelled {...labelled}>
            {(id, describedBy) => (
              <input
                id={id}
                aria-describedby={describedBy}
                aria-invalid={Boolean(error)}
                aria-required={!field.optional}
                value={number}
                onChange={(e) => onChange(recordingText(e.target.value, digest))}
              />
            )}
          </Labelled>
          <DigestField
            label={digestTexts.recording}
            value={digest}
            onChange={(found) => onChange(recordingText(number, found))}
            reading={busy}
          />
        </>
      );
    }
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
    case 'leader':
    case 'officer':
      return <Leader {...labelled} who={field.kind} organ={beside['organId'] as Named | null} value={text} onChange={onChange} />;
    case 'organ':
    case 'person':
      return <Picker {...labelled} what={field.kind} value={value as Named | null} onChange={onChange} />;
    case 'organs':
    case 'people':
      return (
        <Several {...labelled} what={field.kind === 'organs' ? 'organ' : 'person'} chosen={value as readonly Named[]} onChange={onChange} />
      );
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
    case 'scores':
      return (
        <Group label={label} hint={hint} error={error}>
          <Scores offers={offers(field.among) ?? []} value={value as readonly Values[]} place={place} errors={errors} onChange={onChange} />
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
