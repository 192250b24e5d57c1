import { cited } from '@sunshine/words';
import type { ReactNode } from 'react';
import { reasonOf } from '../basis.js';
import { days } from '../texts/days.js';
import { dayText, daysUntil, inWords, weekdayText } from './day.js';

interface LastDayProps {
  readonly label: string;
  readonly day: string;
}

/** A last day with its weekday and the number of days left. */
export function LastDay({ label, day }: LastDayProps): ReactNode {
  return (
    <p className="last-day">
      <span>{label}</span>
      <strong>
        <time dateTime={day}>{weekdayText(day)}</time>
      </strong>
      <span>{days.left(daysUntil(day))}</span>
    </p>
  );
}

export interface Explained {
  readonly text: string;
  readonly source: string;
}

interface WhyProps {
  readonly steps: readonly Explained[];
  /** Null if the reasons already show it. */
  readonly source: string | null;
  readonly open?: boolean;
}

/** The steps that explain a date, with its article. */
export function Why({ steps, source, open = false }: WhyProps): ReactNode {
  return (
    <details open={open}>
      <summary>{days.why}</summary>
      <ol>
        {steps.map((step) => (
          <li key={step.text}>{inWords(reasonOf(step))}</li>
        ))}
      </ol>
      {source !== null && <p className="muted">{days.source(cited(source))}</p>}
    </details>
  );
}

/** A term of a statutory channel. Its days are null if its start is not known. */
export interface Limit {
  readonly name: string;
  readonly duty: string;
  readonly startedOn: string | null;
  readonly nominalDay: string | null;
  readonly lastDay: string | null;
  readonly provisional: boolean;
  readonly rule: string;
  readonly source: string;
}

/** The fields that a query selects to show a limit. */
export const LIMIT = 'name duty startedOn nominalDay lastDay provisional rule source';

/** The last day of a channel's term and how it is counted; only the rule if its start is not known. */
export function ChannelDay({ limit, open = false }: { readonly limit: Limit; readonly open?: boolean }): ReactNode {
  const { name, startedOn, nominalDay, lastDay, provisional, rule, source } = limit;
  const known = startedOn !== null && nominalDay !== null && lastDay !== null;
  return (
    <div className="limit">
      {known ? (
        <>
          <LastDay label={days.lastDay(name)} day={lastDay} />
          {daysUntil(lastDay) < 0 && <p className="notice warn">{days.passed}</p>}
          <Why
            steps={[
              days.from(dayText(startedOn)),
              days.rule(rule),
              `${days.counted(weekdayText(nominalDay))}${nominalDay === lastDay ? days.notShifted : days.shifted(weekdayText(lastDay))}`,
              ...(provisional ? [days.provisional] : []),
            ].map((text) => ({ text, source }))}
            source={null}
            open={open}
          />
        </>
      ) : (
        <p>{rule}</p>
      )}
      <p className="muted">{days.source(cited(source))}</p>
    </div>
  );
}
