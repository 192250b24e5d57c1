import type { ComponentProps, ReactNode } from 'react';
import { tracking } from '../../texts/tracking.js';
import { describedBy, ErrorText, Hidden } from '../filing/fields.js';
import { href, type View } from '../shell.js';
import type { Fields } from '../filing/form.js';

interface CourseFormProps extends Pick<ComponentProps<'form'>, 'encType'> {
  readonly view: View;
  readonly path: string;
  readonly submit: string;
  /** Fields that are sent along unseen. */
  readonly hidden: Fields;
  readonly children: ReactNode;
}

/** A form that starts from the course: one button sends it, the other leads back. */
export function CourseForm({ view, path, submit, hidden, children, ...more }: CourseFormProps): ReactNode {
  return (
    <form className="card" method="post" action={href(view.mode, path)} {...more}>
      {/* The button that the enter key presses is the first one of the form. */}
      <button className="hidden-visually" type="submit" name="do" value="send" tabIndex={-1} aria-hidden="true">
        {submit}
      </button>
      <Hidden fields={hidden} />
      {children}
      <div className="row">
        <button className="button primary" type="submit" name="do" value="send">
          {submit}
        </button>
        <button className="button" type="submit" name="do" value="back" formNoValidate>
          {tracking.back}
        </button>
      </div>
    </form>
  );
}

/** What follows from sending a form. */
export const Effects = ({ of }: { readonly of: readonly string[] }): ReactNode => (
  <ul>
    {of.map((effect) => (
      <li key={effect}>{effect}</li>
    ))}
  </ul>
);

interface ChoiceProps {
  readonly name: string;
  readonly legend: string;
  readonly hint?: string;
  readonly options: readonly (readonly [value: string, label: ReactNode])[];
  readonly chosen: string;
  readonly required?: boolean;
  readonly refused?: string | undefined;
}

/** One of several; none is chosen before. */
export function Choice({ name, legend, hint, options, chosen, required, refused }: ChoiceProps): ReactNode {
  return (
    <fieldset
      className="field"
      id={name}
      tabIndex={-1}
      aria-describedby={describedBy(name, hint, refused)}
      aria-invalid={refused ? true : undefined}
    >
      <legend>{legend}</legend>
      {hint && (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {options.map(([value, label]) => (
        <label key={value} className="radio">
          <input type="radio" name={name} value={value} defaultChecked={value === chosen} required={required} />
          <span>{label}</span>
        </label>
      ))}
      <ErrorText id={name} text={refused} />
    </fieldset>
  );
}
