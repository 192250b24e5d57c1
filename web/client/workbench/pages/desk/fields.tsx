import type { ReactNode } from 'react';
import { Field } from '../../parts/field';

interface TextBoxProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | null | undefined;
  readonly hint?: string;
  readonly type?: 'text' | 'date' | 'time' | 'number' | 'tel';
  readonly rows?: number;
  /** Maximum number of characters. */
  readonly limit?: number;
  readonly list?: readonly string[];
}

/** A labelled text field of one line or of `rows` lines. A refusal finds it by `name`. */
export function TextBox({ name, label, value, onChange, error, hint, type = 'text', rows, limit, list }: TextBoxProps): ReactNode {
  return (
    <Field
      label={label}
      {...(hint === undefined ? {} : { hint })}
      error={error ?? null}
      room={limit === undefined ? undefined : { of: value, limit }}
    >
      {(id, describedBy) => {
        const shared = {
          id,
          name,
          value,
          'aria-describedby': describedBy,
          'aria-invalid': error ? true : undefined,
          onChange: ({ target }: { readonly target: { readonly value: string } }) => onChange(target.value),
        };
        if (rows !== undefined) return <textarea {...shared} rows={rows} />;
        return (
          <>
            <input
              {...shared}
              type={type}
              autoComplete="off"
              min={type === 'number' ? 1 : undefined}
              list={list ? `${id}-list` : undefined}
            />
            {list && (
              <datalist id={`${id}-list`}>
                {list.map((one) => (
                  <option key={one} value={one} />
                ))}
              </datalist>
            )}
          </>
        );
      }}
    </Field>
  );
}

interface ChoiceProps<T extends string> {
  readonly name: string;
  readonly label: string;
  readonly options: Readonly<Record<T, string>>;
  readonly value: T;
  readonly onChange: (value: T) => void;
}

/** Radio buttons, moved through by the arrow keys. */
export function Choice<T extends string>({ name, label, options, value, onChange }: ChoiceProps<T>): ReactNode {
  return (
    <fieldset className="field desk-choice">
      <legend>{label}</legend>
      {(Object.entries(options) as [T, string][]).map(([key, text]) => (
        <label key={key}>
          <input type="radio" name={name} value={key} checked={value === key} onChange={() => onChange(key)} /> {text}
        </label>
      ))}
    </fieldset>
  );
}

interface TickProps {
  readonly name: string;
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function Tick({ name, label, checked, onChange }: TickProps): ReactNode {
  return (
    <label className="desk-tick">
      <input type="checkbox" name={name} checked={checked} onChange={({ target }) => onChange(target.checked)} /> {label}
    </label>
  );
}
