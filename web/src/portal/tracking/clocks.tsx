import type { ReactNode } from 'react';
import { tracking } from '../../texts/tracking.js';
import { daysUntil, weekdayText } from '../day.js';
import { LastDay, Why } from '../last-day.js';
import { Part } from '../parts.js';
import type { Clock, Course } from './course.js';

/** States of a clock that still counts. */
const COUNTING: ReadonlySet<string> = new Set(['running', 'warning', 'due_today', 'after_nominal', 'overdue', 'paused']);

/** Hidden from the petitioner while it runs: an organ's term for returning the matter. */
const BETWEEN_ORGANS: ReadonlySet<string> = new Set(['OBJECT', 'ASSIGNMENT_REPORT']);

const counts = ({ state }: Clock): boolean => COUNTING.has(state);

function CountingClock({ clock }: { readonly clock: Clock }): ReactNode {
  const { term, title, state, stateName, effectiveDue, provisional, explanation, source } = clock;
  const late = state === 'overdue';
  const expected = tracking.terms[term];
  return (
    <div className="limit">
      <h3 className="row">
        {title}
        {(late || state === 'paused') && <span className={`badge ${late ? 'bad' : 'warn'}`}>{tracking.states[state] ?? stateName}</span>}
      </h3>
      {expected && <p>{expected}</p>}
      <LastDay label={tracking.lastDay} day={effectiveDue} />
      {late && <p>{tracking.overdue}</p>}
      {provisional && <p className="notice warn">{tracking.provisional}</p>}
      <Why steps={explanation} source={source} />
    </div>
  );
}

export function Clocks({ clocks }: { readonly clocks: readonly Clock[] }): ReactNode {
  const ended = clocks.filter((clock) => !counts(clock));
  return (
    <Part id="clocks" title={tracking.clocks} className="card" personal>
      {ended.length === clocks.length && <p>{tracking.noClocks}</p>}
      {clocks.filter(counts).map((clock) => (
        <CountingClock key={clock.id} clock={clock} />
      ))}
      {ended.length > 0 && (
        <details>
          <summary>{tracking.endedClocks}</summary>
          <ul className="plain">
            {ended.map(({ id, title, state, stateName, effectiveDue, explanation, source }) => (
              <li key={id} className="ended">
                <strong>{title}</strong> <span className="badge">{tracking.states[state] ?? stateName}</span>
                <br />
                {tracking.lastDay} <time dateTime={effectiveDue}>{weekdayText(effectiveDue)}</time>
                <Why steps={explanation} source={source} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </Part>
  );
}

/** Tells the next step and its last day, or that no rule sets one. */
export function Next({ course }: { readonly course: Course }): ReactNode {
  const { stage, outcome, clocks, nextRight, leftOn } = course;
  if (leftOn !== null || outcome !== null) return null;
  const nearest = (clocks ?? [])
    .filter((clock) => counts(clock) && clock.state !== 'paused' && !BETWEEN_ORGANS.has(clock.term))
    .toSorted((one, other) => one.effectiveDue.localeCompare(other.effectiveDue))[0];
  const right = nextRight && daysUntil(nextRight.lastDay) >= 0 ? nextRight : null;
  // Served on somebody is not served on the holder of a member's code.
  const told = stage === 'opinion_served' && right === null ? 'opinion_issued' : (stage ?? 'registered');
  const said = told === 'informed' ? informedOf(course) : tracking.next[told];
  // The petitioner's right comes first, so that no other day is taken for its last one.
  const last = right ? { title: right.title, day: right.lastDay } : nearest && { title: nearest.title, day: nearest.effectiveDue };
  const noDay = clocks !== null && nextRight === null && stage !== 'closed';
  return (
    <>
      {said && (
        <p>
          <strong>{tracking.nextLabel}</strong>
          {said}
        </p>
      )}
      {last ? <LastDay label={tracking.nextBy(last.title)} day={last.day} /> : noDay && <p>{tracking.noDay}</p>}
    </>
  );
}

/** What a matter that was told comes to: by the way that was told, and else by what an accepted one would be owed. */
function informedOf({ kind, clocks, guidance }: Course): string | undefined {
  if (clocks?.some(({ term }) => term === 'PERFORM')) return tracking.informed.performs;
  if (guidance !== null) return tracking.informed.route;
  return kind === 'SUGGESTION' ? tracking.informed.suggestion : tracking.next['informed'];
}

/** How a matter ended without the answer that was asked for, and what can be done about it. */
export function Ending({ outcome, partNumbers }: Pick<Course, 'outcome' | 'partNumbers'>): ReactNode {
  const ending = outcome === null ? undefined : tracking.endings[outcome];
  if (!ending) return null;
  return (
    <Part id="ending" title={ending.title} className="card" personal>
      <p>{ending.what}</p>
      {partNumbers && (
        <ol>
          {partNumbers.map((number) => (
            <li key={number} className="number">
              {number}
            </li>
          ))}
        </ol>
      )}
      <h3>{tracking.endingCan}</h3>
      <ul>
        {ending.can.map((way) => (
          <li key={way}>{way}</li>
        ))}
      </ul>
    </Part>
  );
}
