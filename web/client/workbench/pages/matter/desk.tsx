import { cited } from '@sunshine/words';
import { useState, type ReactNode } from 'react';
import { choiceWords } from '../../../../src/texts/choices';
import { matter as texts, wordOf } from '../../../../src/texts/matter';
import { Day, instantText } from '../../parts/day';
import { Facts, Section } from './parts';
import type { Matter } from './query';
import { mayOpen, SealedDialog, type SealedPlace } from './sealed';

const t = texts.desk;

/** What the desk added after registration. */
export function Desk({ matter, reread }: { readonly matter: Matter; readonly reread: () => void }): ReactNode {
  const [place, setPlace] = useState<SealedPlace | null>(null);
  const {
    openPoints,
    supplements,
    supplementRequest,
    interviews,
    corrections,
    classifications,
    mandates,
    codeSlips,
    queryCodeReissues,
    guidanceSlip,
  } = matter;
  const nothing = [
    openPoints,
    supplements,
    interviews,
    corrections,
    classifications,
    mandates,
    codeSlips,
    queryCodeReissues,
    matter.urgentMatters,
  ].every((list) => list.length === 0);
  return (
    <Section id="desk" title={t.title}>
      {nothing && !supplementRequest && !guidanceSlip && <p>{t.none}</p>}
      {openPoints.length > 0 && (
        <>
          <h3>{t.openPoints}</h3>
          <ul>
            {openPoints.map(({ part, title, source }) => (
              <li key={part}>
                {title}
                <span className="muted">{` ${texts.content.basis}${texts.colon}${cited(source)}`}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {supplementRequest && (
        <>
          <h3>{t.supplementRequest}</h3>
          <p className="row">
            <Day day={supplementRequest.askedOn} />
            {supplementRequest.organ.name}
          </p>
          {supplementRequest.items && (
            <ul>
              {supplementRequest.items.map((item) => (
                <li key={item}>{item}</li>
              ))}
            </ul>
          )}
          <Facts of={[[t.answerBy, <Day key="by" day={supplementRequest.answerBy} weekday />]]} />
        </>
      )}
      {supplements.length > 0 && <h3>{t.supplements}</h3>}
      {supplements.map((supplement) => (
        <div key={supplement.id}>
          <p className="row">
            <Day day={supplement.receivedOn} />
            {supplement.fromNode ?? supplement.organ.name}
            {supplement.online && <span className="badge brand">{t.online}</span>}
            {supplement.fileIds.length > 0 && <span className="badge">{t.withFiles(supplement.fileIds.length)}</span>}
          </p>
          {supplement.text && <p className="matter-text">{supplement.text}</p>}
          {matter.kind === 'REPORT' && mayOpen(matter) && (
            <button
              type="button"
              className="button no-print"
              onClick={() => setPlace({ ownerId: supplement.id, field: 'text', what: t.supplementText })}
            >
              {texts.people.look(t.supplementText)}
            </button>
          )}
        </div>
      ))}
      {interviews.length > 0 && <h3>{t.interviews}</h3>}
      {interviews.map((interview) => (
        <div key={interview.id}>
          <p className="row">
            <Day day={interview.on} />
            {interview.organ.name}
            <span className={`badge ${interview.readBack ? 'ok' : 'warn'}`}>{interview.readBack ? t.readBack : t.notReadBack}</span>
            {interview.copyGiven && <span className="badge">{t.copyGiven}</span>}
          </p>
          <Facts
            of={[
              [t.refusal, interview.refusalWitness],
              ...(interview.answers ?? []).map(({ question, answer }) => [question, answer] as const),
            ]}
          />
        </div>
      ))}
      {corrections.length > 0 && <h3>{t.corrections}</h3>}
      {corrections.map((correction) => (
        <div key={correction.id}>
          <p className="row">
            <Day day={correction.on} />
            <strong>{texts.correctedFields[correction.field]}</strong>
            <span className={`badge ${correction.state === 'proposed' ? 'warn' : ''}`}>{wordOf(t.states, correction.state)}</span>
          </p>
          <Facts
            of={[
              [t.former, correction.former],
              [t.value, correction.value],
              [t.reason, correction.reason],
              [t.evidence, correction.evidence],
            ]}
          />
        </div>
      ))}
      {classifications.length > 0 && <h3>{t.classifications}</h3>}
      {classifications.map((one) => (
        <div key={one.id}>
          <p className="row">
            <Day day={one.on} />
            {one.organ.name}
          </p>
          <Facts
            of={[
              [t.from, texts.kinds[one.formerKind]],
              [t.to, texts.kinds[one.kind]],
              [texts.head.contentClass, one.contentClass],
              [t.reason, one.reason],
            ]}
          />
        </div>
      ))}
      {mandates.length > 0 && <h3>{t.mandates}</h3>}
      {mandates.map((mandate) => (
        <div key={mandate.id}>
          <p className="row">
            <strong>{mandate.maskedName ?? texts.unknown}</strong>
            <span className={`badge ${mandate.inForce ? 'ok' : ''}`}>{mandate.inForce ? t.inForce : t.ended}</span>
          </p>
          <p>{mandate.scope}</p>
          <Facts
            of={[
              [
                t.mandateEnds,
                <span key="term">
                  <Day day={mandate.from} /> — <Day day={mandate.endsOn} />
                </span>,
              ],
              [t.ended, mandate.endReason],
            ]}
          />
        </div>
      ))}
      {codeSlips.length > 0 && <h3>{t.codeSlips}</h3>}
      <ul>
        {codeSlips.map(({ way, receiptNumber, on, organ }) => (
          <li key={on}>
            <Day day={on} /> {[organ.name, choiceWords.codeSlipGivenWays[way], receiptNumber].filter(Boolean).join(' ')}
          </li>
        ))}
      </ul>
      {queryCodeReissues.length > 0 && <h3>{t.reissues}</h3>}
      <ul>
        {queryCodeReissues.map(({ at, identityCheck, organ }) => (
          <li key={at}>{`${instantText(at)} ${organ.name} ${texts.identityChecks[identityCheck]}`}</li>
        ))}
      </ul>
      {guidanceSlip && (
        <>
          <h3>{t.slip}</h3>
          <Facts
            of={[
              [t.competent, guidanceSlip.competentOrgan.name],
              [texts.content.place, [guidanceSlip.place, guidanceSlip.receptionTimes].filter(Boolean).join(' ')],
            ]}
          />
          {guidanceSlip.text.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </>
      )}
      {matter.urgentMatters.length > 0 && <h3>{t.urgent}</h3>}
      {matter.urgentMatters.map((urgent) => (
        <div key={urgent.id}>
          <p className="row">
            <span className={`badge ${urgent.open ? 'bad' : ''}`}>{urgent.open ? t.urgentOpen : t.urgentClosed}</span>
            <Day day={urgent.begunOn} /> — <Day day={urgent.endsOn} />
          </p>
          {urgent.reason && <p>{urgent.reason}</p>}
          <ul>
            {urgent.reports.map(({ id, kind, to, at }) => (
              <li key={id}>{`${instantText(at)} ${texts.urgentKinds[kind]} ${texts.urgentAddressees[to]}`}</li>
            ))}
          </ul>
          {urgent.stillToReport.length > 0 && (
            <Facts
              of={[
                [t.stillTo, urgent.stillToReport.map((to) => texts.urgentAddressees[to]).join(texts.comma)],
                [t.reportBy, urgent.reportBy && `${instantText(urgent.reportBy)}${urgent.late ? t.reportLate : ''}`],
              ]}
            />
          )}
        </div>
      ))}
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
