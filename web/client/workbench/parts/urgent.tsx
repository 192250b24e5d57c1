import './urgent.css';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { matter as matterTexts } from '../../../src/texts/matter';
import { today as texts } from '../../../src/texts/today';
import { graphql, type ResultOf } from '../graph/tada';
import { instantText } from './day';

export const URGENT_LINE = graphql(`
  fragment UrgentLine on UrgentToReport {
    id
    petitionId
    number
    reportBy
    late
    stillToReport
    organ {
      id
      name
    }
  }
`);

/** Urgent matters (Art 25), shown before the duties that are counted in days, because they take minutes. */
export function Urgent({ lines }: { readonly lines: readonly ResultOf<typeof URGENT_LINE>[] }): ReactNode {
  if (lines.length === 0) return null;
  return (
    <section aria-labelledby="urgent-to-report">
      <h2 id="urgent-to-report">
        {texts.urgent} <span className="muted">{lines.length}</span>
      </h2>
      <ul className="urgent">
        {lines.map(({ id, petitionId, number, reportBy, late, stillToReport, organ }) => (
          <li key={id}>
            <Link href={`/petition/${petitionId}`} className="number">
              {number}
            </Link>{' '}
            <span className={`badge ${late ? 'bad' : 'warn'}`}>{late ? texts.urgentLate : texts.urgentOpen}</span> {organ.name}{' '}
            {texts.urgentTo(
              stillToReport.map((to) => matterTexts.urgentAddressees[to]),
              reportBy && instantText(reportBy),
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
