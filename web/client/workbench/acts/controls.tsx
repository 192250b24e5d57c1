import { ATTACHMENT_TYPES, acceptOf } from '@sunshine/words';
import { useId, useState, type ReactNode } from 'react';
import { useClient } from 'urql';
import { acts as texts } from '../../../src/texts/acts';
import { graphql } from '../graph/tada';
import { Field as Labelled } from '../parts/field';
import { useLate } from '../parts/late';
import type { Named } from './fields';
import { useWorld } from './form-world';
import type { Offer } from './matter';
import { Picker } from './pickers';
import { upload } from './upload';

interface GroupProps {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | null;
  readonly children: ReactNode;
}

/** Several controls under one name. */
export function Group({ label, hint, error, children }: GroupProps): ReactNode {
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

export function Choices({ kind, offers, chosen, onChange, ...group }: ChoicesProps): ReactNode {
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

/** A list of texts. Enter adds the next one. */
export function TextItems({
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

interface ChipsProps {
  readonly label: string;
  /** Prefix of the accessible name of each remove button. */
  readonly remove: string;
  readonly chosen: readonly Named[];
  readonly onChange: (chosen: Named[]) => void;
}

/** The chosen items, each with a button that removes it. */
function Chips({ label, remove, chosen, onChange }: ChipsProps): ReactNode {
  if (chosen.length === 0) return null;
  return (
    <ul className="act-chips" aria-label={label}>
      {chosen.map((one) => (
        <li key={one.id}>
          {one.name}
          <button
            type="button"
            className="button quiet"
            aria-label={`${remove}${one.name}`}
            onClick={() => onChange(chosen.filter(({ id }) => id !== one.id))}
          >
            {remove}
          </button>
        </li>
      ))}
    </ul>
  );
}

interface SeveralProps extends LabelledProps {
  readonly what: 'organ' | 'person';
  readonly chosen: readonly Named[];
  readonly onChange: (chosen: Named[]) => void;
}

/** Organs or people, found one after the other. */
export function Several({ what, chosen, onChange, ...labelled }: SeveralProps): ReactNode {
  return (
    <div>
      <Picker
        {...labelled}
        what={what}
        value={null}
        onChange={(one) => {
          if (one && !chosen.some(({ id }) => id === one.id)) onChange([...chosen, one]);
        }}
      />
      <Chips label={labelled.label} remove={texts.remove} chosen={chosen} onChange={onChange} />
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

const BY_ACCOUNT = graphql(`
  query PersonToPick($account: String!) {
    personByAccount(account: $account) {
      id
      name
    }
  }
`);

interface FoundProps extends LabelledProps {
  readonly value: Named | null;
  readonly onChange: (value: Named | null) => void;
  readonly look: (typed: string) => Promise<Named | null>;
  readonly unknown: string;
  /** Who or what was found, in words below the field; the field itself keeps what was typed. */
  readonly said?: string | undefined;
}

/** One thing by its whole number or name, looked up when the field is left. */
function Found({ value, onChange, look, unknown, said, label, hint, error }: FoundProps): ReactNode {
  const [typed, setTyped] = useState(value?.name ?? '');
  const [missing, setMissing] = useState(false);
  const [looked, setLooked] = useState('');
  // By the time of the answer other fields may have been filled in, which an older one would take back.
  const answered = useLate(onChange);
  const find = async (): Promise<void> => {
    const wanted = typed.trim();
    if (wanted === '' || wanted === value?.name || wanted === looked) return;
    const found = await look(wanted);
    setLooked(wanted);
    setMissing(!found);
    answered(found);
  };
  return (
    <>
      <Labelled label={label} hint={hint} error={missing ? unknown : error}>
        {(id, describedBy) => (
          <input
            id={id}
            value={typed}
            autoComplete="off"
            aria-describedby={describedBy}
            aria-invalid={missing || Boolean(error)}
            onChange={(e) => {
              setTyped(e.target.value);
              setMissing(false);
              setLooked('');
              if (said !== undefined && value) onChange(null);
            }}
            onBlur={() => void find()}
          />
        )}
      </Labelled>
      {said !== undefined && <p role="status">{value ? said : ''}</p>}
    </>
  );
}

interface ByWordProps extends LabelledProps {
  readonly value: Named | null;
  readonly onChange: (value: Named | null) => void;
}

export function PetitionByNumber({ hint = texts.petitionNumberHint, ...more }: ByWordProps): ReactNode {
  const client = useClient();
  const look = async (number: string): Promise<Named | null> => {
    const { data } = await client.query(BY_NUMBER, { number });
    const found = data?.petitionByNumber;
    return found ? { id: found.id, name: found.number } : null;
  };
  return <Found {...more} hint={hint} look={look} unknown={texts.petitionUnknown} />;
}

/** Somebody of any organ, who has told the account. */
export function PersonByAccount({ hint = texts.accountHint, ...more }: ByWordProps): ReactNode {
  const client = useClient();
  const look = async (account: string): Promise<Named | null> =>
    (await client.query(BY_ACCOUNT, { account })).data?.personByAccount ?? null;
  return <Found {...more} hint={hint} look={look} unknown={texts.accountUnknown} said={texts.accountOf(more.value?.name ?? '')} />;
}

interface FilesProps extends LabelledProps {
  readonly several: boolean;
  readonly chosen: readonly Named[];
  readonly onChange: (chosen: Named[]) => void;
}

export function Files({ several, chosen, onChange, label, hint, error }: FilesProps): ReactNode {
  const { busy } = useWorld();
  const [percent, setPercent] = useState<number | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  // Typing in other fields goes on while files are sent.
  const sentAll = useLate((sent: readonly Named[]) => onChange([...chosen, ...sent]));
  const send = async (all: FileList): Promise<void> => {
    busy(1);
    setRefused(null);
    const sent: Named[] = [];
    try {
      for (const file of all) sent.push({ id: await upload(file, setPercent), name: file.name });
    } catch (failure) {
      setRefused((failure instanceof Error && failure.message) || texts.uploadFailed);
    } finally {
      busy(-1);
      setPercent(null);
      sentAll(sent);
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
            accept={acceptOf(ATTACHMENT_TYPES)}
            onChange={(e) => {
              if (e.target.files?.length) void send(e.target.files);
            }}
          />
        )}
      </Labelled>
      <p role="status" className="muted">
        {percent !== null && `${texts.uploading}${percent}%`}
      </p>
      <Chips label={label} remove={texts.takeFileAway} chosen={chosen} onChange={onChange} />
    </div>
  );
}
