import type { ReactNode } from 'react';
import { tracking, type CitizenAct } from '../../texts/tracking.js';
import { dayText } from '../day.js';
import { LastDay } from '../last-day.js';
import { Part } from '../parts.js';
import { href, type View } from '../shell.js';
import type { Mediation, Promised } from './course.js';

interface HeldProps {
  readonly view: View;
  readonly pass: string;
}

interface ActButtonProps extends HeldProps {
  readonly act: CitizenAct;
  readonly of: string;
  readonly children: string;
}

/** Opens the page of an act; `of`: what it is about. */
export function ActButton({ view, pass, act, of, children }: ActButtonProps): ReactNode {
  return (
    <form className="no-print" method="post" action={href(view.mode, '/track/act')}>
      {Object.entries({ pass, act, of }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button className="button" type="submit">
        {children}
      </button>
    </form>
  );
}

/** Who mediates with whom, when and where, and what the holder has said to it. */
export function MediationPart({ view, pass, mediation }: HeldProps & { readonly mediation: Mediation }): ReactNode {
  const words = tracking.mediation;
  const { state, stateName, dispute, others, willing, mediator, meetingOn, meetingAt, place, reason } = mediation;
  const open = state === 'asking' || state === 'agreed';
  return (
    <Part id="mediation" title={words.title} className="card" personal>
      <dl className="facts">
        <dt>{words.state}</dt>
        <dd>
          <strong>{stateName}</strong>
        </dd>
        <dt>{words.dispute}</dt>
        <dd>{dispute}</dd>
        <dt>{words.others}</dt>
        <dd>{others.join('、')}</dd>
        {open && (
          <>
            <dt>{words.willing}</dt>
            <dd>{willing === null ? words.asked : willing ? words.willingYes : words.willingNo}</dd>
          </>
        )}
        {mediator !== null && (
          <>
            <dt>{words.mediator}</dt>
            <dd>{mediator}</dd>
          </>
        )}
        {meetingOn !== null && (
          <>
            <dt>{words.meeting}</dt>
            <dd>
              {dayText(meetingOn)} {meetingAt}
              <br />
              {place}
            </dd>
          </>
        )}
        {state === 'ended' && reason !== null && (
          <>
            <dt>{words.ended}</dt>
            <dd>{reason}</dd>
          </>
        )}
      </dl>
      {state === 'ended' && <p>{words.endedNote}</p>}
      {open && (
        <>
          <p>{words.free}</p>
          <ActButton view={view} pass={pass} act="answerMediation" of={willing === true ? 'yes' : ''}>
            {words.button}
          </ActButton>
        </>
      )}
    </Part>
  );
}

/** What was promised, by whom and until when; what is overdue can be reported here. */
export function PromisesPart({ view, pass, promises }: HeldProps & { readonly promises: readonly Promised[] }): ReactNode {
  const words = tracking.promises;
  return (
    <Part id="promised" title={words.title} className="card" personal>
      <ol className="plain">
        {promises.map(({ id, text, by, dueOn, stateName, mayReport }) => (
          <li key={id}>
            <h3>{words.by(by)}</h3>
            <p>{text}</p>
            <p>
              <strong>{stateName}</strong>
            </p>
            <LastDay label={words.dueOn} day={dueOn} />
            {mayReport && (
              <ActButton view={view} pass={pass} act="recordPromiseBroken" of={id}>
                {words.report}
              </ActButton>
            )}
          </li>
        ))}
      </ol>
    </Part>
  );
}
