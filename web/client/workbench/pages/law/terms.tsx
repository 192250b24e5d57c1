import { cited } from '@sunshine/words';
import type { ReactNode } from 'react';
import { law } from '../../../../src/texts/law';
import { graphql, type ResultOf } from '../../graph/tada';

const texts = law.packs;

export const PACK = graphql(`
  fragment Pack on PublishedPack {
    id
    revision
    title
    jurisdiction
    base
    inForceFrom
    inForceTo
    validity
    verifiedTo
    source
    terms {
      term
      title
      nature
      length
      unit
      extensionDays
      pauseAllowed
      source
      mark
    }
  }
`);

/** The terms of a pack, each with its article and whether the article was verified. */
export function Terms({ pack }: { readonly pack: ResultOf<typeof PACK> }): ReactNode {
  const word = (names: Readonly<Record<string, string>>, code: string): string => names[code] ?? code;
  return (
    <div className="cards-box">
      <table className="cards">
        <thead>
          <tr>
            <th scope="col">{texts.term}</th>
            <th scope="col">{texts.nature}</th>
            <th scope="col">{texts.length}</th>
            <th scope="col">{texts.extension}</th>
            <th scope="col">{texts.pause}</th>
            <th scope="col">{texts.source}</th>
            <th scope="col">{texts.mark}</th>
          </tr>
        </thead>
        <tbody>
          {pack.terms.map((term) => (
            <tr key={term.term}>
              <th scope="row">{term.title}</th>
              <td data-label={texts.nature}>{word(texts.natures, term.nature)}</td>
              <td data-label={texts.length}>
                {term.length === null ? texts.dated : texts.days(term.length, word(texts.units, term.unit ?? 'day'))}
              </td>
              <td data-label={texts.extension}>
                {term.extensionDays === null ? texts.no : texts.days(term.extensionDays, word(texts.units, 'day'))}
              </td>
              <td data-label={texts.pause}>{term.pauseAllowed ? texts.yes : texts.no}</td>
              <td data-label={texts.source}>{cited(term.source)}</td>
              <td data-label={texts.mark}>
                <span className={term.mark === 'verified' ? 'badge ok' : 'badge warn'}>{word(texts.marks, term.mark)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
