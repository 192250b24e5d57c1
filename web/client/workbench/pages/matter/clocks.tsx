import { cited, nameOf } from '@sunshine/words';
import type { ReactNode } from 'react';
import { matter as texts } from '../../../../src/texts/matter';
import { ClockState, LOOKS, Why } from '../../parts/clock';
import { Day, dayText } from '../../parts/day';
import { daysUntil } from '../../parts/days';
import { Ledger } from './ledger';
import { Facts, Section } from './parts';
import type { Clock, Matter } from './query';

const t = texts.clocks;

/** A unit of a later release is shown by its code, because a number without a unit would be misread. */
const unitName = (unit: string): string => nameOf({ day: t.day, workday: t.workday }, unit, '');

/** States of a clock whose duty is still to be done. */
const OPEN_STATES = new Set(['running', 'warning', 'due_today', 'after_nominal', 'overdue']);

export const openClocks = ({ clocks }: Matter): Clock[] =>
  (clocks ?? [])
    .filter(({ state }) => OPEN_STATES.has(state))
    .toSorted((a, b) => (a.effectiveDue < b.effectiveDue ? -1 : a.effectiveDue > b.effectiveDue ? 1 : 0));

function OneClock({ clock }: { readonly clock: Clock }): ReactNode {
  const open = OPEN_STATES.has(clock.state);
  return (
    <li className={`clock ${LOOKS[clock.state] ?? ''}`}>
      <p className="row">
        <strong>{clock.title}</strong>
        <ClockState clock={clock} />
        {open && <span className="muted">{t.left(daysUntil(clock.effectiveDue))}</span>}
      </p>
      <Facts
        of={[
          [
            t.effective,
            <>
              <strong>
                <Day day={clock.effectiveDue} weekday />
              </strong>
              {clock.nominalDue !== clock.effectiveDue && <span className="muted">{` ${t.nominalWas(dayText(clock.nominalDue))}`}</span>}
            </>,
          ],
          [t.started, <Day key="started" day={clock.startedOn} weekday />],
          [t.length, clock.length === null ? t.byPaper : `${clock.length}${unitName(clock.unit)}`],
          [t.extension, clock.extendedBy > 0 && t.extended(clock.extendedBy)],
          [t.source, cited(clock.source)],
        ]}
      />
      {clock.provisional && <p className="notice warn">{t.provisional}</p>}
      <Why steps={clock.explanation} />
    </li>
  );
}

export function Clocks({ matter }: { readonly matter: Matter }): ReactNode {
  const { extension, nextRight } = matter;
  const clocks = matter.clocks ?? [];
  return (
    <Section id="clocks" title={t.title}>
      {clocks.length === 0 && <p>{t.none}</p>}
      <ul className="matter-cards">
        {[...openClocks(matter), ...clocks.filter(({ state }) => !OPEN_STATES.has(state))].map((clock) => (
          <OneClock key={clock.id} clock={clock} />
        ))}
      </ul>
      {clocks.length > 0 && <Ledger petitionId={matter.id} />}
      {extension && (
        <>
          <h3>{t.extension}</h3>
          <p className="row">
            {t.extensionAsked(extension.days)}
            <Day day={extension.requestedOn} />
            {extension.approvedOn ? (
              <span className="badge ok">
                {t.extensionApproved(extension.grantedDays ?? extension.days)} <Day day={extension.approvedOn} />
              </span>
            ) : extension.declinedOn ? (
              <span className="badge">
                {t.extensionDeclined} <Day day={extension.declinedOn} />
              </span>
            ) : (
              <span className="badge warn">{t.extensionWaits}</span>
            )}
          </p>
          <Facts
            of={[
              [t.reason, extension.reason],
              [t.declineReason, extension.declineReason],
            ]}
          />
        </>
      )}
      {nextRight && (
        <>
          <h3>{t.right}</h3>
          <Facts
            of={[
              [nextRight.title, <Day key="right" day={nextRight.lastDay} weekday />],
              [t.rightTo, nextRight.to],
              [t.rightPapers, nextRight.papers.join(texts.comma)],
              [t.source, cited(nextRight.source)],
            ]}
          />
          {nextRight.provisional && <p className="notice warn">{t.provisional}</p>}
          <Why steps={nextRight.explanation} />
        </>
      )}
    </Section>
  );
}
