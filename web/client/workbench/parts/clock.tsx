import './clock.css';
import type { ReactNode } from 'react';
import { basisOf, reasonOf } from '../../../src/basis';
import { matter as texts } from '../../../src/texts/matter';
import { daysInWords } from './day';

const t = texts.clocks;

/** Colours of the states of a clock, by code; other states have none. */
export const LOOKS: Readonly<Record<string, string>> = {
  running: 'brand',
  warning: 'warn',
  due_today: 'warn',
  after_nominal: 'warn',
  overdue: 'bad',
  met_late: 'bad',
  met: 'ok',
};

interface State {
  readonly state: string;
  readonly stateName: string;
}

export const ClockState = ({ clock }: { readonly clock: State }): ReactNode => (
  <span className={`badge ${LOOKS[clock.state] ?? ''}`}>{clock.stateName}</span>
);

interface Step {
  readonly source: string;
  readonly text: string;
}

/** The steps that explain a date; closed until the reader opens them. */
export function Why({ steps }: { readonly steps: readonly Step[] }): ReactNode {
  if (steps.length === 0) return null;
  return (
    <details className="why">
      <summary>{t.why}</summary>
      <ol>
        {steps.map((step, at) => {
          const reason = daysInWords(reasonOf(step));
          const basis = basisOf(step.source);
          return (
            <li key={at}>
              {reason}
              {basis && !reason.includes(basis) && <span className="muted">{` ${t.source}${texts.colon}${basis}`}</span>}
            </li>
          );
        })}
      </ol>
    </details>
  );
}
