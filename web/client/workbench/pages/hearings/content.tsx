import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { choiceWords } from '../../../../src/texts/choices';
import { hearings as texts } from '../../../../src/texts/hearings';
import { ClockState, Why } from '../../parts/clock';
import { Day, dayText } from '../../parts/day';
import { Facts, Section } from '../matter/parts';
import { timeOf, type OpenAct } from './parts';
import type { HeardMatter, HearingShown } from './query';

interface PartProps {
  readonly hearing: HearingShown;
}

const contents: Readonly<Record<string, string>> = choiceWords.hearingContents;
const by = (day: string, name: string | null | undefined): ReactNode => (
  <>
    <Day day={day} /> {name}
  </>
);

/** Request and decision, with their days. */
export function Request({ hearing }: PartProps): ReactNode {
  const { decision } = hearing;
  const t = texts.request;
  return (
    <Section id="request" title={t.title}>
      <Facts
        of={[
          [t.by, hearing.by && t.byOf[hearing.by]],
          [t.on, hearing.requestedOn && <Day key="on" day={hearing.requestedOn} />],
          [t.reason, hearing.reason],
          [t.newEvidence, hearing.newEvidence],
          [t.decideBy, hearing.decideBy && decision?.confirmedOn == null && <Day key="by" day={hearing.decideBy} weekday />],
          [t.decision, decision && (decision.hold ? t.hold : t.refuse)],
          [t.ground, decision?.groundTitle],
          [t.decisionReason, decision?.reason],
          [t.contains, decision?.contains.map((one) => contents[one] ?? one).join('、')],
          [t.proposed, decision && by(decision.proposedOn, decision.proposedBy.name)],
          [t.confirmed, decision && (decision.confirmedOn ? by(decision.confirmedOn, decision.confirmedBy?.name) : t.waits)],
          [
            t.seed,
            decision?.seed && (
              <code key="seed" className="digest">
                {decision.seed}
              </code>
            ),
          ],
          [t.served, hearing.serviceOn && <Day key="served" day={hearing.serviceOn} />],
          [t.cancelled, hearing.cancelledReason],
        ]}
      />
    </Section>
  );
}

/** How long a re-review stands still, and the day on which it is due for all that. */
export function Pause({ hearing, matter }: PartProps & { readonly matter: HeardMatter | null }): ReactNode {
  const { pause, stage } = hearing;
  if (stage !== 'rereview') return null;
  const t = texts.pause;
  const clock = matter?.clocks?.findLast(({ term }) => term === 'REREVIEW');
  return (
    <Section id="pause" title={t.title}>
      <p>
        {pause === null
          ? t.lead
          : pause.to === null
            ? t.stands(dayText(pause.from), dayText(pause.atMost))
            : t.ended(dayText(pause.from), dayText(pause.to))}
      </p>
      {clock && (
        <>
          <p>
            {t.due} <strong>{<Day day={clock.effectiveDue} weekday />}</strong> <ClockState clock={clock} />
          </p>
          <Why steps={clock.explanation} />
        </>
      )}
    </Section>
  );
}

/** Who hears: seats, whether they may sit, and how they were chosen. */
export function Panel({ hearing: { panel } }: PartProps): ReactNode {
  const t = texts.panel;
  if (!panel)
    return (
      <Section id="panel" title={t.title}>
        <p>{t.none}</p>
      </Section>
    );
  return (
    <Section id="panel" title={t.title}>
      {panel.problem === null ? (
        <p className="notice ok">{t.valid}</p>
      ) : (
        <p className="notice warn" data-code={panel.problem}>
          {t.problem}
          {panel.problemText}
        </p>
      )}
      <p>{t.size(panel.size, panel.quorum)}</p>
      <div className="cards-box">
        <table className="cards">
          <thead>
            <tr>
              {[t.name, t.seat, t.term].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {panel.seats.map(({ person, name, seat, fit, present }) => (
              <tr key={person.id}>
                <th scope="row">{name}</th>
                <td data-label={t.seat}>{t.seats[seat] ?? seat}</td>
                <td data-label={t.term}>
                  <span className={`badge ${fit ? 'ok' : 'bad'}`}>{fit ? t.fit : t.unfit}</span>
                  {present && <span className="badge brand">{t.present}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="muted">
        {panel.seed === null ? t.named : t.lot} <Day day={panel.listedOn} />
      </p>
      {panel.seed !== null && panel.pool && (
        <details>
          <summary>{t.draw}</summary>
          <p>{t.drawLead(panel.pool.length)}</p>
          <p className="digest">
            {t.seed} <code>{panel.seed}</code>
          </p>
          <p className="digest">
            {t.pool} <code>{panel.pool.join(' ')}</code>
          </p>
        </details>
      )}
    </Section>
  );
}

/** Who was challenged, and what was decided. */
export function Challenges({ hearing: { challenges }, open }: PartProps & { readonly open: OpenAct | null }): ReactNode {
  const t = texts.challenges;
  if (!challenges || challenges.length === 0) return null;
  return (
    <Section id="challenges" title={t.title}>
      <ul className="matter-cards">
        {challenges.map(({ id, member, by: who, reason, on, upheld, decision }) => (
          <li key={id}>
            <p className="row">
              <strong>{t.of(member.name)}</strong>
              <span className={`badge ${upheld === null ? 'warn' : ''}`}>{upheld === null ? t.waits : upheld ? t.upheld : t.declined}</span>
            </p>
            <p>
              <Day day={on} /> {t.by[who]}：{reason}
            </p>
            {decision && <p>{decision}</p>}
            {upheld === null && open && (
              <button
                type="button"
                className="button"
                aria-label={t.of2(member.name)}
                onClick={() => open('decideChallenge', { challengeId: id })}
              >
                {t.decide}
              </button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Room and time; why it is closed, why it was put off, and what it follows. */
export function Schedule({ hearing: { schedule, after } }: PartProps): ReactNode {
  const t = texts.schedule;
  return (
    <Section id="schedule" title={t.title}>
      {!schedule && <p>{t.none}</p>}
      {schedule && (
        <Facts
          of={[
            [t.when, timeOf(schedule)],
            [t.room, schedule.room ? `${schedule.room.name}（${schedule.room.place}，${t.seats(schedule.room.seats)}）` : t.noRoom],
            [schedule.public ? t.open : t.closed, schedule.public ? '—' : schedule.closedReason],
            [t.clerks, schedule.clerks.map(({ name }) => name).join('、')],
            [t.reason, schedule.reason && `${t.round(schedule.round)}：${schedule.reason}`],
          ]}
        />
      )}
      {after && (
        <p>
          {t.after}：<Link href={`/hearings/${after.id}`}>{after.petitionNumber ?? texts.title}</Link>
          {after.schedule && ` ${timeOf(after.schedule)}`}
        </p>
      )}
    </Section>
  );
}

export function Conclusion({ hearing: { conclusion } }: PartProps): ReactNode {
  const t = texts.conclusion;
  if (!conclusion) return null;
  return (
    <Section id="conclusion" title={t.title}>
      <Facts
        of={[
          [t.on, <Day key="on" day={conclusion.on} />],
          [t.result, conclusion.result],
        ]}
      />
      <p className="matter-text">{conclusion.text}</p>
    </Section>
  );
}
