import type { ReactNode } from 'react';
import { tracking } from '../../texts/tracking.js';
import { daysUntil, weekdayText } from '../day.js';
import { LastDay, Why } from '../last-day.js';
import { Part } from '../parts.js';
import { rightOf } from './answer.js';
import type { Clock, Course } from './course.js';

/** States of a clock that is still running. */
const COUNTING: ReadonlySet<string> = new Set(['running', 'warning', 'due_today', 'after_nominal', 'overdue', 'paused']);

/** Terms of an organ for returning the matter, which are hidden from the petitioner while they run. */
const BETWEEN_ORGANS: ReadonlySet<string> = new Set(['OBJECT', 'ASSIGNMENT_REPORT']);

/** Terms of notices by which an organ tells the petitioner who handles the matter, and how. */
const NOTICES: ReadonlySet<string> = new Set(['NOTIFY_DIRECT', 'NOTIFY_TRANSFERRED', 'SIMPLE_ACCEPT']);

const ANSWERS: ReadonlySet<string> = new Set(['answerFastTrack', 'issueFastTrackPaper', 'issueOpinion', 'recordLegacyReply']);

/** Stages after which the petitioner waits for nothing. */
const NOTHING_TO_COME: ReadonlySet<string> = new Set([
  'performed',
  'answered',
  'outcome_reported',
  'replied',
  'measure_followed',
  'closed',
]);

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
  // Leave out the past day for an organ's objection, because it would read as a term of the petitioner.
  const ended = clocks.filter((clock) => !counts(clock) && clock.term !== 'OBJECT');
  return (
    <Part id="clocks" title={tracking.clocks} className="card" personal>
      {!clocks.some(counts) && <p>{tracking.noClocks}</p>}
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

/** Shows the next step and its last day, or says that no rule sets one. */
export function Next({ course }: { readonly course: Course }): ReactNode {
  const { stage, outcome, clocks, leftOn } = course;
  if (leftOn !== null || outcome !== null) return null;
  const nearest = (clocks ?? [])
    .filter((clock) => counts(clock) && clock.state !== 'paused' && !BETWEEN_ORGANS.has(clock.term))
    .toSorted((one, other) => one.effectiveDue.localeCompare(other.effectiveDue))[0];
  const nextRight = rightOf(course);
  const right = nextRight && daysUntil(nextRight.lastDay) >= 0 ? nextRight : null;
  const said = saidOf(course);
  // Show the petitioner's right first, so that no other day is taken for its last day.
  const last = right ? { title: right.title, day: right.lastDay } : nearest && { title: nearest.title, day: nearest.effectiveDue };
  const noDay = clocks !== null && nextRight === null && !(stage !== null && NOTHING_TO_COME.has(stage));
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

/** What the petitioner may expect now, by the stage or by more specific facts of the course. */
function saidOf(course: Course): string | undefined {
  const { stage, kind, withdrawal, clocks, nextRight, guidance, history } = course;
  const running = (...terms: string[]) => clocks?.some((clock) => terms.includes(clock.term) && counts(clock)) ?? false;
  const inWords = isAnsweredInWords(history ?? []);
  const { nextWhere: where, next } = tracking;
  if (withdrawal !== null && stage !== 'closed') return withdrawal.confirmedOn === null ? where.withdrawing : where.withdrawn;
  switch (stage) {
    case 'registered':
      return running('NOTIFY_DIRECT', 'NOTIFY_TRANSFERRED') ? where.direct : next['registered'];
    case 'routed':
      return history?.at(-1)?.act === 'submitForDecision' ? where.submitted : next['routed'];
    case 'received':
      if (running('OBJECT_DECIDE')) return where.objected;
      // In a matter of litigation relief the organ gives notice under its own rules (Art 23 ¶4).
      return clocks === null || clocks.some(({ term }) => NOTICES.has(term)) ? next['received'] : where.ownRules;
    case 'informed':
      return informedOf(course);
    case 'opinion_issued':
      return inWords ? where.answeredInWords : next['opinion_issued'];
    case 'opinion_served':
      // The opinion may have been served on somebody else than the holder of this code.
      if (nextRight === null) return next['opinion_issued'];
      return daysUntil(nextRight.lastDay) < 0 ? where.reviewPassed : next['opinion_served'];
    case 'led_into_procedure':
      return guidance === null ? where.takenUp : next['led_into_procedure'];
    case 'closed':
      if (kind === 'SUGGESTION') return where.closedSuggestion;
      return inWords ? where.closedInWords : next['closed'];
    default:
      return next[stage ?? 'registered'];
  }
}

/** Whether a fast track was answered in words and no paper was requested, so that no term for a review started. */
const isAnsweredInWords = (lines: NonNullable<Course['history']>): boolean =>
  lines.findLast(({ act }) => ANSWERS.has(act))?.act === 'answerFastTrack';

/** What follows after notice was given: by the way that was named, else what an accepted matter would be owed. */
function informedOf({ kind, clocks, guidance }: Course): string | undefined {
  if (clocks?.some(({ term }) => term === 'PERFORM')) return tracking.informed.performs;
  if (guidance !== null) return tracking.informed.route;
  return kind === 'SUGGESTION' ? tracking.informed.suggestion : tracking.next['informed'];
}

function PointedTo({ organ, basis, place, limits }: NonNullable<Course['pointedTo']>): ReactNode {
  return (
    <dl className="facts">
      <dt>{tracking.pointedTo}</dt>
      <dd>
        <strong>{organ}</strong>
      </dd>
      {place !== null && (
        <>
          <dt>{tracking.pointedPlace}</dt>
          <dd>{place}</dd>
        </>
      )}
      {basis !== null && (
        <>
          <dt>{tracking.pointedBasis}</dt>
          <dd>{basis}</dd>
        </>
      )}
      {limits.length > 0 && (
        <>
          <dt>{tracking.pointedLimits}</dt>
          <dd>
            <ul className="plain">
              {limits.map((limit) => (
                <li key={limit}>{limit}</li>
              ))}
            </ul>
          </dd>
        </>
      )}
    </dl>
  );
}

interface EndingProps extends Pick<Course, 'outcome' | 'partNumbers'>, Partial<Pick<Course, 'takesPartCodes' | 'stage' | 'pointedTo'>> {}

/** How a matter ended without the requested answer, and what the petitioner can do about it. */
export function Ending({ outcome, partNumbers, takesPartCodes, stage, pointedTo }: EndingProps): ReactNode {
  const ending = outcome === null ? undefined : tracking.endings[outcome];
  if (!ending) return null;
  return (
    <Part id="ending" title={ending.title} className="card" personal>
      <p>{outcome === 'settled' && stage !== 'closed' ? tracking.settledOpen : ending.what}</p>
      {pointedTo && <PointedTo {...pointedTo} />}
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
        {(takesPartCodes ? tracking.partCodes.can : ending.can).map((way) => (
          <li key={way}>{way}</li>
        ))}
      </ul>
    </Part>
  );
}
