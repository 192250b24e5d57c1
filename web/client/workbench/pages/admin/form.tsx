import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import type { CombinedError, OperationResult } from 'urql';
import { fieldOf } from '../../graph/refusal';
import { Failure } from '../../parts/failure';
import { Field } from '../../parts/field';

/** Errors of the fields of a form, by their names in the input of the mutation. */
export type Faults = Readonly<Record<string, string | undefined>>;

interface Form {
  readonly ref: RefObject<HTMLFormElement | null>;
  readonly faults: Faults;
  /** A refusal that names no field. */
  readonly failure: CombinedError | null;
  readonly sending: boolean;
  /** Stays the same until the act succeeds, so that a repeat does nothing twice. */
  readonly requestId: string;
  /** Removes the error of a changed field. Fields with a `name` do it by themselves. */
  forget(field: string): void;
  /** Sends nothing while `own` contains an error. Resolves to null if refused; the form then shows why. */
  send<T>(own: Faults, work: () => Promise<OperationResult<T>>): Promise<T | null>;
}

/**
 * A form that shows a refusal beside its field and focuses it; a refusal about no shown field stands at the top.
 * What was typed stays.
 * @param shown the fields of the input that the form shows
 */
export function useForm(...shown: readonly string[]): Form {
  const ref = useRef<HTMLFormElement>(null);
  const [faults, setFaults] = useState<Faults>({});
  const [failure, setFailure] = useState<CombinedError | null>(null);
  const [sending, setSending] = useState(false);
  const [requestId, setRequestId] = useState(() => crypto.randomUUID());
  const [tries, setTries] = useState(0);
  // The focus moves only after a submission: typing into one field must not move it to another.
  useEffect(() => {
    ref.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [tries]);
  const forget = (field: string): void => setFaults((now) => (now[field] === undefined ? now : { ...now, [field]: undefined }));
  // Listen at the document, after React has handled the event: rendering before that would reset the field to its former value.
  useEffect(() => {
    const changed = ({ target }: Event): void => {
      if (target instanceof Element && ref.current?.contains(target)) forget(target.getAttribute('name') ?? '');
    };
    document.addEventListener('input', changed);
    return () => document.removeEventListener('input', changed);
  }, []);
  const refuse = (wrong: Faults): void => {
    setFaults(wrong);
    setTries((former) => former + 1);
  };
  return {
    ref,
    faults,
    failure,
    sending,
    requestId,
    forget,
    async send(own, work) {
      refuse(own);
      setFailure(null);
      if (Object.values(own).some(Boolean)) return null;
      setSending(true);
      const { data, error } = await work();
      setSending(false);
      if (!error && data) {
        setRequestId(crypto.randomUUID());
        return data;
      }
      const [field = ''] = error ? fieldOf(error) : [];
      if (shown.includes(field)) refuse({ [field]: error?.graphQLErrors[0]?.message });
      else setFailure(error ?? null);
      return null;
    },
  };
}

export function FormFailure({ form }: { readonly form: Form }): ReactNode {
  return form.failure && <Failure error={form.failure} />;
}

interface LineProps {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly error?: string;
  readonly type?: 'text' | 'date' | 'password' | 'number' | 'datetime-local' | 'search';
  readonly autoComplete?: string;
}

/** A text field of one line. */
export function Line({ label, name, value, onChange, hint, error, type = 'text', autoComplete = 'off' }: LineProps): ReactNode {
  return (
    <Field label={label} hint={hint} error={error}>
      {(id, describedBy) => (
        <input
          id={id}
          name={name}
          type={type}
          autoComplete={autoComplete}
          value={value}
          aria-describedby={describedBy}
          aria-invalid={error ? true : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** A text field of several lines. */
export function Lines({ label, name, value, onChange, hint, error }: Omit<LineProps, 'type' | 'autoComplete'>): ReactNode {
  return (
    <Field label={label} hint={hint} error={error}>
      {(id, describedBy) => (
        <textarea
          id={id}
          name={name}
          value={value}
          aria-describedby={describedBy}
          aria-invalid={error ? true : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

interface ChooseProps extends Omit<LineProps, 'type' | 'autoComplete'> {
  /** Label of the empty choice. */
  readonly none: string;
  readonly of: readonly (readonly [value: string, title: string])[];
}

/** A field that offers a few choices. */
export function Choose({ label, name, value, onChange, hint, error, none, of }: ChooseProps): ReactNode {
  return (
    <Field label={label} hint={hint} error={error}>
      {(id, describedBy) => (
        <select
          id={id}
          name={name}
          value={value}
          aria-describedby={describedBy}
          aria-invalid={error ? true : undefined}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="">{none}</option>
          {of.map(([code, title]) => (
            <option key={code} value={code}>
              {title}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface TickProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function Tick({ label, checked, onChange }: TickProps): ReactNode {
  return (
    <label className="tick">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}

interface DoneProps {
  readonly text: string | null;
  readonly tone?: 'ok' | 'warn';
}

/** Says what was just done. Takes the focus, because the pressed button is often gone. */
export function Done({ text, tone = 'ok' }: DoneProps): ReactNode {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (text !== null) ref.current?.focus();
  }, [text]);
  return (
    <div ref={ref} role="status" tabIndex={-1}>
      {text && <p className={`notice ${tone}`}>{text}</p>}
    </div>
  );
}

const DAY_IN_SHANGHAI = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: 'Asia/Shanghai' });

/** Calendar day in Asia/Shanghai by this machine's clock. */
export const todayHere = (): string => DAY_IN_SHANGHAI.format(new Date());
