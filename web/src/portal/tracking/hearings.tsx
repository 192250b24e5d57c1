import type { ReactNode } from 'react';
import { trackingHearings as words } from '../../texts/tracking-hearings.js';
import { dayText, today, weekdayText } from '../day.js';
import { LastDay } from '../last-day.js';
import { Part } from '../parts.js';
import { href, type View } from '../shell.js';
import type { Course } from './course.js';
import type { TrackedHearing } from './tracked-hearing.js';

const TIME = new Intl.DateTimeFormat('zh-CN', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'Asia/Shanghai' });
const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });

/** Day in Shanghai, and from when until when. */
function timeText({ startsAt, endsAt }: TrackedHearing): string | null {
  if (startsAt === null || endsAt === null) return null;
  const [from, to] = [new Date(startsAt), new Date(endsAt)];
  return words.until(weekdayText(DAY.format(from)), TIME.format(from), TIME.format(to));
}

/** States in which a member may be challenged. */
const CHALLENGED: ReadonlySet<string> = new Set(['decided', 'open', 'deliberating']);

interface HearingsPartProps {
  readonly view: View;
  readonly course: Course;
}

/** Hearings of the matter: when, where, before whom, whom to call; how one is asked for and how a member is challenged. */
export function HearingsPart({ view, course }: HearingsPartProps): ReactNode {
  const { hearings, hearingRight, pass } = course;
  const held = hearings ?? [];
  if (held.length === 0 && !hearingRight) return null;
  return (
    <Part id="hearings" title={words.title} className="card" personal>
      <p>{words.lead}</p>
      {held.map((hearing) => (
        <Hearing key={hearing.id} view={view} pass={pass} hearing={hearing} />
      ))}
      {hearingRight && (
        <>
          <h3>{words.ask.title}</h3>
          <p>{words.ask.may(hearingRight.stageName, hearingRight.organ.name)}</p>
          {hearingRight.heardOn !== null && <p>{words.ask.heard(dayText(hearingRight.heardOn))}</p>}
          <form className="no-print" method="post" action={href(view.mode, '/track/hearing')}>
            <input type="hidden" name="pass" value={pass} />
            <button className="button" type="submit">
              {words.ask.button}
            </button>
          </form>
        </>
      )}
    </Part>
  );
}

interface HearingProps {
  readonly view: View;
  readonly pass: string;
  readonly hearing: TrackedHearing;
}

function Hearing({ view, pass, hearing }: HearingProps): ReactNode {
  const { id, state, organ, members, pause } = hearing;
  const over = state === 'cancelled' || state === 'refused' || state === 'concluded';
  const waits = words.waits[state];
  const facts: readonly (readonly [name: string, value: ReactNode])[] = [
    [words.organ, organ.name],
    [words.requestedOn, dayText(hearing.requestedOn)],
    [words.decision, hearing.hold !== null && (hearing.hold ? words.hold : words.refuse)],
    [words.reason, hearing.decisionReason],
    [words.when, timeText(hearing) ?? (hearing.hold === true && !over && words.noTime)],
    [words.place, [hearing.place, hearing.room].filter(Boolean).join(' ')],
    [words.title, hearing.public !== null && (hearing.public ? words.open : words.closed(hearing.closedReason))],
    [words.members, members.map(({ name, presides }) => (presides ? words.presides(name) : name)).join('、')],
    [words.call, !over && [organ.name, organ.address, organ.contactPhone].filter(Boolean).join(' ')],
    [
      words.pause,
      pause &&
        (pause.to === null
          ? words.paused(dayText(pause.from), dayText(pause.atMost))
          : words.pausedUntil(dayText(pause.from), dayText(pause.to))),
    ],
    [words.cancelled, hearing.cancelledReason],
    [words.conclusion, hearing.conclusion && `${dayText(hearing.conclusion.on)} ${hearing.conclusion.text}`],
  ];
  return (
    <>
      <h3>
        {words.of(hearing.stageName)} <span className="badge">{hearing.stateName}</span>
      </h3>
      {waits && <p>{waits}</p>}
      {state === 'requested' && hearing.decideBy !== null && <LastDay label={words.decideBy} day={hearing.decideBy} />}
      <dl className="facts">
        {facts
          .filter(([, value]) => Boolean(value))
          .map(([name, value]) => (
            <div key={name} className="contents">
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {state === 'cancelled' && <p>{words.cancelledNote}</p>}
      {!over && hearing.startsAt !== null && hearing.startsAt >= today() && (
        <ul>
          {words.bring.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {CHALLENGED.has(state) && members.length > 0 && (
        <form className="no-print" method="post" action={href(view.mode, '/track/hearing')}>
          <input type="hidden" name="pass" value={pass} />
          <input type="hidden" name="hearingId" value={id} />
          <button className="button" type="submit">
            {words.challenge.button}
          </button>
        </form>
      )}
    </>
  );
}
