import type { ReactNode } from 'react';
import { portal } from '../texts/portal.js';
import { href, type View } from './shell.js';

interface PartProps {
  readonly id: string;
  readonly title: string;
  /** Whether the part is about one matter; it is then read aloud only after a hint. */
  readonly personal?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A part of a page with a heading, which a browser with a voice can read aloud. Space for its buttons is reserved. */
export function Part({ id, title, personal = false, className = '', children }: PartProps): ReactNode {
  return (
    <section className={`part ${className}`} aria-labelledby={id} data-read={personal ? 'personal' : 'public'}>
      <div className="part-head">
        <h2 id={id}>{title}</h2>
        <div className="reader no-print" data-reader data-title={title} />
      </div>
      {children}
    </section>
  );
}

/** The link for ending on a shared machine. A script makes it clear the drafts and replace the page. */
export function EndAndClear(): ReactNode {
  return (
    <p className="end-and-clear no-print">
      <a className="button" href="/" data-end>
        {portal.endAndClear}
      </a>
      <span className="muted">{portal.endHint}</span>
    </p>
  );
}

interface ChoiceProps {
  readonly view: View;
  readonly to: string;
  readonly label: string;
  readonly hint: string;
}

/** One answer of several, as wide as the page, so that it is easy to hit. */
export function Choice({ view, to, label, hint }: ChoiceProps): ReactNode {
  return (
    <li>
      <a className="choice" href={href(view.mode, to)}>
        <span className="choice-label">{label}</span>
        <span className="choice-hint">{hint}</span>
      </a>
    </li>
  );
}
