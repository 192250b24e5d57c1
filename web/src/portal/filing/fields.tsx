import type { ReactNode } from 'react';
import { filing } from '../../texts/filing.js';
import type { Refusals } from './rules.js';

interface FieldProps {
  readonly name: string;
  /** Index among fields of the same name. */
  readonly row?: number;
  readonly label: string;
  readonly value: string;
  readonly refusals: Refusals;
  readonly hint?: string;
  readonly required?: boolean;
  /** Maximum number of characters. The field accepts more, because text that it cut off would be lost unnoticed. */
  readonly limit?: number;
  readonly rows?: number;
  readonly inputMode?: 'numeric' | 'tel';
  readonly autoComplete?: string;
  readonly options?: readonly (readonly [string, string])[];
  /** Options by group, after `options`. */
  readonly groups?: readonly { readonly name: string; readonly options: readonly (readonly [string, string])[] }[];
}

/** Ids of hint and error, for `aria-describedby`. */
export const describedBy = (id: string, hint: unknown, error: unknown): string | undefined =>
  [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined;

export function ErrorText({ id, text }: { readonly id: string; readonly text: string | undefined }): ReactNode {
  return text ? (
    <p className="error" id={`${id}-error`}>
      {text}
    </p>
  ) : null;
}

/** A labelled field with hint and refusal. Its id is its name, with its index if there are several. */
export function Field({ name, row, label, value, refusals, hint, required, limit, rows, options, groups, ...more }: FieldProps): ReactNode {
  const id = row === undefined ? name : `${name}-${row}`;
  const error = refusals.get(id);
  const attributes = {
    id,
    name,
    defaultValue: value,
    required,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': [describedBy(id, hint, error), limit && `${id}-room`].filter(Boolean).join(' ') || undefined,
    'data-limit': limit,
    ...more,
  };
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {required && <span className="required">{filing.required}</span>}
      </label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {options ? (
        <select {...attributes}>
          {options.map(([code, text]) => (
            <option key={code} value={code}>
              {text}
            </option>
          ))}
          {groups?.map((group) => (
            <optgroup key={group.name} label={group.name}>
              {group.options.map(([code, text]) => (
                <option key={code} value={code}>
                  {text}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      ) : rows ? (
        <textarea {...attributes} rows={rows} />
      ) : (
        <input {...attributes} type="text" />
      )}
      {limit && <Room id={id} />}
      <ErrorText id={id} text={error} />
    </div>
  );
}

/** Place for the number of characters left, filled in by script. */
export const Room = ({ id }: { readonly id: string }): ReactNode => <p className="room" id={`${id}-room`} hidden />;

interface CheckProps {
  readonly name: string;
  readonly row?: number;
  readonly value: string;
  readonly checked: boolean;
  readonly label: string;
  readonly hint?: string;
}

export function Check({ name, row, value, checked, label, hint }: CheckProps): ReactNode {
  const id = row === undefined ? name : `${name}-${row}`;
  return (
    <div className="filing-choice">
      <input type="checkbox" id={id} name={name} value={value} defaultChecked={checked} aria-describedby={describedBy(id, hint, null)} />
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

export function Hidden({ fields }: { readonly fields: readonly (readonly [string, string])[] }): ReactNode {
  return fields.map(([name, value], at) => <input key={at} type="hidden" name={name} value={value} />);
}
