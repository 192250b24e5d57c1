import { citedIn } from '@sunshine/words';
import { useState, type ReactNode } from 'react';
import { matter as texts, wordOf } from '../../../../src/texts/matter';
import { senderKinds } from '../../../../src/texts/sender';
import { Day, dayText, instantText } from '../../parts/day';
import { Facts, namesOf, Section } from './parts';
import type { Matter } from './query';
import { mayOpen, SealedDialog, type SealedPlace } from './sealed';

interface PartProps {
  readonly matter: Matter;
  /** Reads the matter again after an act. */
  readonly reread: () => void;
}

const t = texts.content;

/** The whole text of a report is sealed. */
const SEALED_OF_REPORT = ['summary', 'text', 'accused', 'respondent', 'urgentEvent'] as const;

export function Content({ matter, reread }: PartProps): ReactNode {
  const [place, setPlace] = useState<SealedPlace | null>(null);
  const report = matter.kind === 'REPORT';
  const opens = mayOpen(matter);
  return (
    <Section id="content" title={t.title}>
      {report && <p className="notice">{t.sealed}</p>}
      {report && opens && (
        <p className="row no-print">
          {SEALED_OF_REPORT.map((field) => (
            <button
              key={field}
              type="button"
              className="button"
              onClick={() => setPlace({ ownerId: null, field, what: texts.sealedFields[field] })}
            >
              {texts.people.look(texts.sealedFields[field])}
            </button>
          ))}
        </p>
      )}
      {matter.summary !== null && <p className="matter-summary">{matter.summary}</p>}
      {matter.text !== null && <p className="matter-text">{matter.text}</p>}
      {matter.requests.length > 0 && <h3>{t.requests}</h3>}
      <ol className="matter-requests">
        {matter.requests.map((request, at) => (
          <li key={request.id}>
            {request.text ?? (
              <span className="row">
                {t.request(at + 1)}
                {report && opens && (
                  <button
                    type="button"
                    className="button no-print"
                    onClick={() => setPlace({ ownerId: request.id, field: 'text', what: t.request(at + 1) })}
                  >
                    {texts.people.look(t.request(at + 1))}
                  </button>
                )}
              </span>
            )}{' '}
            <span className={request.outcome ? 'badge ok' : 'badge'}>{request.outcomeName ?? t.noAnswer}</span>
            {request.basis && request.basis.length > 0 && (
              <p className="muted">{`${t.basis}${texts.colon}${request.basis.map(citedIn).join(texts.comma)}`}</p>
            )}
          </li>
        ))}
      </ol>
      {matter.respondent.length > 0 && (
        <Facts of={[[t.respondent, matter.respondent.map(({ organ, text }) => organ?.name ?? text).join(texts.comma)]]} />
      )}
      <Entry matter={matter} />
      <VisitFacts matter={matter} />
      {matter.urgentEvent && (
        <Facts
          of={[
            [t.event, matter.urgentEvent.reason],
            [t.eventEnds, <Day key="day" day={matter.urgentEvent.endsOn} />],
          ]}
        />
      )}
      {matter.legacy && (
        <>
          <h3>{texts.head.legacy}</h3>
          <p className="matter-text">{matter.legacy.reply}</p>
          <p className="muted">
            <Day day={matter.legacy.repliedOn} />
          </p>
        </>
      )}
      {place && (
        <SealedDialog
          petitionId={matter.id}
          place={place}
          onClose={(opened) => {
            setPlace(null);
            if (opened) reread();
          }}
        />
      )}
    </Section>
  );
}

function Entry({ matter }: { readonly matter: Matter }): ReactNode {
  return (
    <Facts
      of={[
        [t.entry, matter.entry && `${t.entered}${texts.comma}${matter.entry.readBack ? t.readBack : t.notReadBack}`],
        [t.entry, matter.oral && !matter.entry && t.oral],
        [t.sender, matter.transferIn && [matter.transferIn.sender, matter.transferIn.number].filter(Boolean).join(' ')],
        [t.senderKind, matter.transferIn && senderKinds[matter.transferIn.kind]],
        [t.reportBy, matter.transferIn?.reportBy && <Day key="report" day={matter.transferIn.reportBy} weekday />],
        [t.postmark, matter.postmarkOn && <Day key="postmark" day={matter.postmarkOn} />],
        [t.firstStamp, matter.firstStampOn && <Day key="stamp" day={matter.firstStampOn} />],
        [t.stamp, matter.stampNumber],
        [t.barCode, matter.barCode],
        [t.addressedTo, namesOf(matter.addressedTo)],
      ]}
    />
  );
}

function VisitFacts({ matter: { visit } }: { readonly matter: Matter }): ReactNode {
  if (!visit) return null;
  const times = [visit.timeIn, visit.timeOut].filter((time) => time !== null).map(instantText);
  return (
    <>
      <h3>{t.visit}</h3>
      <p className="row">
        {visit.collective && <span className="badge warn">{t.collective}</span>}
        {visit.aboveLevel && <span className="badge">{t.aboveLevel}</span>}
      </p>
      <Facts
        of={[
          [t.visitOn, <Day key="on" day={visit.on} />],
          [t.time, times.join(' — ')],
          [t.place, visit.place],
          [t.heads, visit.headCount],
          [t.ticket, visit.ticketNumber],
          [t.visited, visit.organ.name],
          [t.called, namesOf(visit.called)],
        ]}
      />
    </>
  );
}

const IDENTITY = ['name', 'idType', 'idNumber', 'phone', 'address'] as const;

export function People({ matter, reread }: PartProps): ReactNode {
  const [place, setPlace] = useState<SealedPlace | null>(null);
  const p = texts.people;
  const opens = mayOpen(matter);
  return (
    <Section id="people" title={p.title}>
      <p className="muted">{p.masked}</p>
      <ul className="matter-cards">
        {matter.petitioners.map((petitioner, at) => {
          const name = petitioner.masked.name ?? texts.unknown;
          return (
            <li key={petitioner.id}>
              <p className="row">
                <strong>{name}</strong>
                {petitioner.representative && <span className="badge brand">{p.representative}</span>}
                {petitioner.leftOn && <span className="badge">{p.left}</span>}
                {petitioner.endedOn && <span className="badge">{p.ended(dayText(petitioner.endedOn))}</span>}
                {petitioner.succeeds && <span className="badge brand">{p.succeeds}</span>}
              </p>
              <Facts
                of={[
                  [p.phone, petitioner.masked.phone],
                  [
                    p.consent,
                    petitioner.consent && (
                      <>
                        {wordOf(texts.consentWays, petitioner.consent.way)} <Day day={petitioner.consent.on} />
                      </>
                    ),
                  ],
                ]}
              />
              {opens && (
                <p className="row no-print">
                  {IDENTITY.map((field) => (
                    <button
                      key={field}
                      type="button"
                      className="button quiet"
                      aria-label={p.look(`${p.title}${at + 1}${texts.sealedFields[field]}`)}
                      onClick={() => setPlace({ ownerId: petitioner.id, field, what: texts.sealedFields[field] })}
                    >
                      {p.look(texts.sealedFields[field])}
                    </button>
                  ))}
                </p>
              )}
            </li>
          );
        })}
      </ul>
      {matter.mandates.length > 0 && opens && (
        <p className="no-print">
          <button type="button" className="button" onClick={() => setPlace({ ownerId: null, field: 'agent', what: p.agent })}>
            {p.look(p.agent)}
          </button>
        </p>
      )}
      {place && (
        <SealedDialog
          petitionId={matter.id}
          place={place}
          onClose={(opened) => {
            setPlace(null);
            if (opened) reread();
          }}
        />
      )}
    </Section>
  );
}
