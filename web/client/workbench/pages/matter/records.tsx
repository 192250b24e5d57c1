import { citedIn } from '@sunshine/words';
import { useId, useState, type ReactNode } from 'react';
import { matter as texts } from '../../../../src/texts/matter';
import { waits } from '../../acts/rows';
import { Day } from '../../parts/day';
import { foundText } from '../../parts/found';
import { Facts, Section } from './parts';
import type { Matter } from './query';

const t = texts.records;

type CaseRecord = NonNullable<Matter['records']>[number];

export function OneRecord({ record }: { readonly record: CaseRecord }): ReactNode {
  return (
    <>
      <p className="row">
        <strong>{record.title}</strong>
        <span className={`badge ${waits(record.kind, record.state) ? 'warn' : ''}`}>{record.stateName}</span>
        <Day day={record.on} />
        {record.organ && <span>{record.organ.name}</span>}
      </p>
      <Facts
        of={[
          [t.officer, record.officer?.name],
          [t.until, record.until && <Day key="until" day={record.until} weekday />],
          ...record.details.map(({ name, text }) => [name, text] as const),
          [t.found, foundText(record.accused)],
        ]}
      />
    </>
  );
}

/** Transfers, objections, inquiries and all other records, newest first. */
export function Records({ matter }: { readonly matter: Matter }): ReactNode {
  const id = useId();
  const [kind, setKind] = useState('');
  const records = (matter.records ?? []).toReversed();
  const kinds = new Map(records.map((record) => [record.kind, record.title]));
  const shown = kind === '' ? records : records.filter((record) => record.kind === kind);
  return (
    <Section id="records" title={t.title}>
      <Exit matter={matter} />
      <Opinion matter={matter} />
      {records.length === 0 && <p>{t.none}</p>}
      {kinds.size > 1 && (
        <p className="row no-print">
          <label htmlFor={id}>{t.filter}</label>
          <select id={id} className="input short" value={kind} onChange={(event) => setKind(event.target.value)}>
            <option value="">{texts.history.all}</option>
            {[...kinds].map(([code, title]) => (
              <option key={code} value={code}>
                {title}
              </option>
            ))}
          </select>
        </p>
      )}
      <ul className="matter-cards">
        {shown.map((record) => (
          <li key={record.id}>
            <OneRecord record={record} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The name of a code in the pack in force. */
export const choiceName = ({ choices }: Matter, name: string, code: string): string =>
  choices?.find((choice) => choice.name === name)?.values.find((value) => value.code === code)?.title ?? code;

function Exit({ matter }: { readonly matter: Matter }): ReactNode {
  const { exitDecision: exit, guidance } = matter;
  return (
    <>
      {exit && (
        <>
          <h3>{t.exit}</h3>
          <p className="row">
            <strong>{choiceName(matter, 'exit', exit.exit)}</strong>
            <span className={`badge ${waits('exitDecision', exit.state) ? 'warn' : ''}`}>
              {exit.state === 'proposed' ? t.exitProposed : t.exitDecided}
            </span>
            {exit.corrected && <span className="badge">{t.corrected}</span>}
            {exit.organ && <span>{exit.organ.name}</span>}
          </p>
          <Facts
            of={[
              [t.exitReason, exit.reason],
              [texts.content.basis, citedIn(exit.basis)],
              [t.proposed, <Day key="proposed" day={exit.proposedOn} />],
              [t.decided, exit.decidedOn && <Day key="decided" day={exit.decidedOn} />],
              [t.lateAfter, exit.lateAfter && <Day key="late" day={exit.lateAfter} />],
              [t.told, exit.toldOn && <Day key="told" day={exit.toldOn} />],
            ]}
          />
        </>
      )}
      {guidance && (
        <>
          <h3>{t.guidance}</h3>
          <p>
            <strong>{guidance.channel.title}</strong> {guidance.channel.body}
          </p>
          <ul>
            {guidance.channel.limits.map(({ name, text }) => (
              <li key={name}>{text}</li>
            ))}
          </ul>
          <p>{guidance.text}</p>
          <Facts
            of={[
              [t.papers, guidance.papers.join(texts.comma)],
              [texts.content.basis, guidance.basis.map(citedIn).join(texts.comma)],
              [t.told, guidance.toldOn && <Day key="told" day={guidance.toldOn} />],
            ]}
          />
        </>
      )}
    </>
  );
}

interface OfOpinion extends Pick<Matter, 'opinion'> {
  readonly requests: readonly Pick<Matter['requests'][number], 'id' | 'text'>[];
}

export function Opinion({ matter }: { readonly matter: OfOpinion }): ReactNode {
  const { opinion, requests } = matter;
  if (!opinion) return null;
  return (
    <>
      <h3>{t.opinion}</h3>
      <p className="row">
        <span className="badge brand">{opinion.stateName}</span>
        <span>{t.revision(opinion.revision)}</span>
      </p>
      <Facts
        of={[
          [t.facts, opinion.facts],
          [t.evidence, opinion.evidence.join(texts.comma)],
          [t.executeBy, opinion.executeBy && <Day key="by" day={opinion.executeBy} />],
          [t.performer, opinion.performer?.name],
          [t.remark, opinion.remark],
        ]}
      />
      <ol>
        {opinion.answers.map((answer) => {
          const at = requests.findIndex(({ id }) => id === answer.requestId);
          return (
            <li key={answer.requestId}>
              <p className="row">
                {requests[at]?.text ?? texts.content.request(at + 1)}
                <span className="badge">{answer.outcomeName}</span>
              </p>
              <p>{answer.answer}</p>
              <p className="muted">{`${texts.content.basis}${texts.colon}${answer.basis.map(citedIn).join(texts.comma)}`}</p>
            </li>
          );
        })}
      </ol>
    </>
  );
}
