import { FILTER_FIELDS, formatFilter, type FilterField, type Filters, type List, type Names } from '@sunshine/filters';
import type { DomainError } from '@sunshine/errors';
import { useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { lists } from '../../../src/texts/lists';
import { dayText } from '../parts/day';
import { useColleagues, useNames, useOrgansLike } from './names';
import { readFilter, type ListState } from './state';

const texts = lists.filter;

type Plain = Readonly<Record<string, unknown>>;

/** State of the filter being edited: the text, the conditions it last parsed to, and which of the two changed last. */
interface Draft {
  readonly text: string;
  readonly conditions: Plain;
  readonly problem: DomainError | null;
  readonly typed: boolean;
}

/** The filter as text and as a form of its conditions, which are kept equal, and chips for the conditions in force. */
export function FilterBar<L extends List>({ state }: { readonly state: ListState<L> }): ReactNode {
  const { list, filter, conditions, problem, change } = state;
  const [draft, setDraft] = useState<Draft | null>(null);
  const [of, setOf] = useState(filter);
  if (of !== filter) {
    setOf(filter);
    setDraft(null);
  }
  const now = (draft?.conditions ?? conditions) as Filters[L];
  const names = useNames(list, now);
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  const shown: Draft = draft ?? {
    text: problem ? filter : formatFilter(list, conditions, names),
    conditions: conditions as Plain,
    problem,
    typed: problem !== null,
  };

  const type = (text: string): void => {
    const read = readFilter(list, text, names);
    setDraft({ text, conditions: (read.filter ?? now) as Plain, problem: read.problem, typed: true });
  };
  const fill = (part: Plain): void => {
    const filled = { ...now, ...part } as Filters[L];
    const text = formatFilter(list, filled, names);
    setDraft({ text, conditions: filled as Plain, problem: readFilter(list, text, names).problem, typed: false });
  };
  const apply = (event: FormEvent): void => {
    event.preventDefault();
    const read = readFilter(list, shown.text, names);
    if (read.problem) {
      setDraft({ ...shown, problem: read.problem });
      box.current?.focus();
    } else {
      setDraft(null);
      change({ filter: formatFilter(list, read.filter), view: null });
    }
  };

  return (
    <search className="list-filter no-print">
      <form onSubmit={apply}>
        <label htmlFor={id} className="list-filter-label">
          {texts.text}
        </label>
        <div className="list-filter-line">
          <input
            id={id}
            ref={box}
            className="input"
            data-filter
            type="text"
            autoComplete="off"
            spellCheck={false}
            enterKeyHint="search"
            value={shown.text}
            aria-invalid={shown.problem !== null}
            aria-describedby={shown.problem ? `${id}-error` : `${id}-hint`}
            onChange={(event) => type(event.target.value)}
          />
          <button type="submit" className="button primary">
            {texts.apply}
          </button>
        </div>
        {shown.problem ? (
          <p className="list-filter-note error" id={`${id}-error`} role="alert" data-code={shown.problem.code}>
            {shown.problem.message}
            <Place text={shown.text} position={shown.problem.details.position} />
          </p>
        ) : (
          <p className="list-filter-note muted" id={`${id}-hint`}>
            {list === 'petitions' ? texts.hint : texts.hintBoard}
          </p>
        )}
        <details className="list-fields">
          <summary>{texts.more}</summary>
          <fieldset disabled={shown.problem !== null && shown.typed}>
            <legend className="hidden-visually">{texts.more}</legend>
            {shown.problem && shown.typed && <p className="muted">{texts.fieldsWait}</p>}
            <div className="list-fields-grid">
              {FILTER_FIELDS[list].map((field) => (
                <Condition key={field.name} field={field} value={shown.conditions} names={names} fill={fill} />
              ))}
            </div>
          </fieldset>
        </details>
      </form>
      <Chips state={state} names={names} />
    </search>
  );
}

/** Shows the wrong part of the text, from the position on. */
function Place({ text, position }: { readonly text: string; readonly position: string | number | undefined }): ReactNode {
  const rest = text.slice(Number(position ?? 0) - 1).split(/\s/)[0];
  if (position === undefined || !rest) return null;
  return (
    <span>
      {` ${texts.wrongPart}`}
      <mark>{rest}</mark>
    </span>
  );
}

interface ConditionProps {
  readonly field: FilterField;
  readonly value: Plain;
  readonly names: Names;
  readonly fill: (part: Plain) => void;
}

function Condition({ field, value, names, fill }: ConditionProps): ReactNode {
  const id = useId();
  const [key = '', second = ''] = field.keys;
  const text = (name: string): string => String(value[name] ?? '');
  if (field.kind === 'id') {
    const chosen = (value[key] as string[] | null | undefined) ?? [];
    const Choice = field.of === 'person' ? PersonChoice : OrganChoice;
    return <Choice field={field} chosen={chosen} names={names} fill={fill} />;
  }
  if (field.many) {
    const chosen = (value[key] as string[] | null | undefined) ?? [];
    return (
      <details className="list-choice">
        <summary>
          {field.title}
          <span className="muted">{` ${chosen.length > 0 ? chosen.map((one) => field.values?.[one] ?? one).join('、') : texts.any}`}</span>
        </summary>
        <fieldset>
          <legend className="hidden-visually">{field.title}</legend>
          {Object.entries(field.values ?? {}).map(([code, name]) => (
            <label key={code} className="list-check">
              <input
                type="checkbox"
                checked={chosen.includes(code)}
                onChange={({ target }) => {
                  const next = target.checked ? [...chosen, code] : chosen.filter((one) => one !== code);
                  fill({ [key]: next.length > 0 ? next : null });
                }}
              />
              {name}
            </label>
          ))}
        </fieldset>
      </details>
    );
  }
  if (field.kind === 'days')
    return (
      <fieldset className="field list-days">
        <legend>{field.title}</legend>
        {[key, second].map((name, at) => (
          <label key={name}>
            {at === 0 ? texts.from : texts.to}
            <input type="date" value={text(name)} onChange={(event) => fill({ [name]: event.target.value || null })} />
          </label>
        ))}
      </fieldset>
    );
  if (field.kind === 'flag')
    return (
      <div className="field">
        <label htmlFor={id}>{field.title}</label>
        <select
          id={id}
          value={value[key] === true ? 'yes' : value[key] === false && field.no ? 'no' : ''}
          onChange={({ target }) => fill({ [key]: target.value === '' ? null : target.value === 'yes' })}
        >
          <option value="">{texts.any}</option>
          <option value="yes">{texts.yes}</option>
          {field.no && <option value="no">{texts.no}</option>}
        </select>
      </div>
    );
  return (
    <div className="field">
      <label htmlFor={id}>{field.title}</label>
      <input id={id} type="text" autoComplete="off" value={text(key)} onChange={(event) => fill({ [key]: event.target.value || null })} />
    </div>
  );
}

interface NamedProps {
  readonly field: FilterField;
  readonly chosen: readonly string[];
  readonly names: Names;
  readonly fill: (part: Plain) => void;
}

function OrganChoice(props: NamedProps): ReactNode {
  const [typed, setTyped] = useState('');
  return <NamedChoice {...props} words={texts.find.organ} typed={typed} onType={setTyped} found={useOrgansLike(typed.trim())} />;
}

/** People of the reader's organs, all of them until something is typed. */
function PersonChoice(props: NamedProps): ReactNode {
  const [typed, setTyped] = useState('');
  const found = Object.entries(useColleagues('petitions')).filter(([, name]) => name.includes(typed.trim()));
  return <NamedChoice {...props} words={texts.find.person} typed={typed} onType={setTyped} found={Object.fromEntries(found)} />;
}

interface NamedChoiceProps extends NamedProps {
  readonly words: { readonly like: string; readonly found: string; readonly none: string };
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly found: Names | null;
}

function NamedChoice({ field, chosen, names, fill, words, typed, onType, found }: NamedChoiceProps): ReactNode {
  const id = useId();
  const offered = { ...Object.fromEntries(chosen.map((one) => [one, names[one] ?? one])), ...found };
  return (
    <details className="list-choice">
      <summary>
        {field.title}
        <span className="muted">{` ${chosen.length > 0 ? chosen.map((one) => names[one] ?? one).join('、') : texts.any}`}</span>
      </summary>
      <div className="field">
        <label htmlFor={id}>{words.like}</label>
        <input id={id} type="text" autoComplete="off" value={typed} onChange={(event) => onType(event.target.value)} />
      </div>
      <fieldset>
        <legend className="hidden-visually">{words.found}</legend>
        {typed.trim() !== '' && found && Object.keys(found).length === 0 && <p className="muted">{words.none}</p>}
        {Object.entries(offered).map(([one, name]) => (
          <label key={one} className="list-check">
            <input
              type="checkbox"
              checked={chosen.includes(one)}
              onChange={({ target }) => {
                const next = target.checked ? [...chosen, one] : chosen.filter((each) => each !== one);
                fill({ [field.keys[0] ?? '']: next.length > 0 ? next : null });
              }}
            />
            {name}
          </label>
        ))}
      </fieldset>
    </details>
  );
}

/** Conditions in force, each with a button that removes it. */
function Chips<L extends List>({ state, names }: { readonly state: ListState<L>; readonly names: Names }): ReactNode {
  const { list, conditions, change } = state;
  const plain = conditions as Plain;
  const used = FILTER_FIELDS[list].filter(({ keys }) => keys.some((key) => plain[key] !== undefined));
  if (used.length === 0) return null;
  const without = (fields: readonly FilterField[]): void => {
    const rest = Object.fromEntries(Object.entries(plain).filter(([key]) => !fields.some(({ keys }) => keys.includes(key))));
    change({ filter: formatFilter(list, rest as Filters[L]), view: null });
  };
  return (
    <ul className="list-chips" aria-label={texts.chips}>
      {used.map((field) => {
        const words = wordsOf(field, plain, names);
        return (
          <li key={field.name}>
            <button type="button" className="chip" aria-label={texts.without(words)} onClick={() => without([field])}>
              {words}
              <span aria-hidden="true">×</span>
            </button>
          </li>
        );
      })}
      <li>
        <button type="button" className="button quiet" onClick={() => without(used)}>
          {texts.clear}
        </button>
      </li>
    </ul>
  );
}

function wordsOf(field: FilterField, plain: Plain, names: Names): string {
  const [key = '', second = ''] = field.keys;
  const value = plain[key];
  if (field.kind === 'flag') return value === true ? field.title : (field.no ?? '');
  if (field.kind === 'days') {
    const days = [value, plain[second]].map((day) => (typeof day === 'string' ? dayText(day) : ''));
    return `${field.title} ${days[0] === days[1] ? days[0] : `${days[0] && days[0] + texts.from} ${days[1] && days[1] + texts.to}`.trim()}`;
  }
  const values = Array.isArray(value) ? (value as string[]) : [String(value)];
  const named = values.map((one) => (field.kind === 'id' ? names[one] : field.values?.[one]) ?? one);
  return `${field.title} ${named.length > 0 ? named.join('、') : texts.none}`;
}
