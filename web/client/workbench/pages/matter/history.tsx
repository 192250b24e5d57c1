import { cited } from '@sunshine/words';
import { useId, useState, type ReactNode } from 'react';
import { matter as texts } from '../../../../src/texts/matter';
import { Day, dayText, instantText } from '../../parts/day';
import { Section } from './parts';
import type { Matter } from './query';

const t = texts.history;

type Line = NonNullable<Matter['history']>[number];

/** A key that identifies a line of the course. */
export const lineKey = ({ recordedAt, act, part }: Line): string => `${recordedAt} ${act} ${part ?? ''}`;

interface HistoryProps {
  readonly matter: Matter;
  /** Keys of lines that were added while the page was open. */
  readonly fresh: ReadonlySet<string>;
}

/** The course, newest first. */
export function History({ matter, fresh }: HistoryProps): ReactNode {
  const id = useId();
  const [act, setAct] = useState('');
  const lines = (matter.history ?? []).toReversed();
  const acts = new Map(lines.map((line) => [line.act, line.actName]));
  const shown = act === '' ? lines : lines.filter((line) => line.act === act);
  return (
    <Section id="history" title={t.title}>
      {lines.length === 0 && <p>{t.none}</p>}
      {acts.size > 1 && (
        <p className="row no-print">
          <label htmlFor={id}>{t.filter}</label>
          <select id={id} className="input short" value={act} onChange={(event) => setAct(event.target.value)}>
            <option value="">{t.all}</option>
            {[...acts].map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </p>
      )}
      <ol className="timeline">
        {shown.map((line) => (
          <li key={lineKey(line)}>
            <p className="row">
              <Day day={line.on} weekday />
              <strong>{line.actName}</strong>
              {line.part === 'proposal' && <span className="badge">{t.proposal}</span>}
              {line.part === 'confirmation' && <span className="badge brand">{t.confirmation}</span>}
              {fresh.has(lineKey(line)) && <span className="badge ok">{texts.newLine}</span>}
            </p>
            <p>
              {line.actor}
              <span className="muted">{` ${t.basis}${texts.colon}${cited(line.basis)}`}</span>
            </p>
            {line.remark && <p>{line.remark}</p>}
            {!instantText(line.recordedAt).startsWith(dayText(line.on)) && <p className="muted">{t.late(instantText(line.recordedAt))}</p>}
          </li>
        ))}
      </ol>
    </Section>
  );
}
