import { cited } from '@sunshine/words';
import type { ReactNode } from 'react';
import { law } from '../../../../src/texts/law';
import { graphql, type ResultOf } from '../../graph/tada';
import { dayText } from '../../parts/day';
import { scopeText } from './frame';
import { PACK, Terms } from './terms';

const texts = law.shown;

export const LAW = graphql(
  `
    fragment LawOfProposal on ProposedLaw {
      kind
      lawId
      revision
      title
      source
      year
      newYear
      dayChanges {
        calendarId
        day
        formerKind
        formerFestival
        kind
        festival
      }
      takenOverBy
      yaml
      pack {
        ...Pack
      }
      changedPaths
    }
  `,
  [PACK],
);

type Law = ResultOf<typeof LAW>;

function listing(kind: string | null, festival: string | null): string {
  if (kind === null) return texts.asWeekday;
  return `${festival ?? ''} ${kind === 'off' ? law.calendar.offIs : law.calendar.workIs}`;
}

/** The proposed text and its differences from the published one. */
export function LawShown({ shown }: { readonly shown: Law }): ReactNode {
  return (
    <section className="card" aria-labelledby="law-change">
      <h2 id="law-change">{texts.change}</h2>
      <p>
        <strong>{shown.title}</strong>
        {` ${texts.revision(shown.revision)} `}
        <span className="muted">{`${texts.source}：${cited(shown.source)}`}</span>
      </p>
      {shown.newYear && <p>{texts.newYear}</p>}
      {shown.kind === 'calendar' && <Days shown={shown} />}
      {shown.kind === 'pack' && (
        <>
          <h3>{texts.paths}</h3>
          {shown.changedPaths.length === 0 && <p>{texts.noPaths}</p>}
          <ul>
            {shown.changedPaths.map((path) => (
              <li key={path}>
                <code>{path}</code>
                {` ${shown.pack?.terms.find(({ term }) => path === `terms.${term}`)?.title ?? ''}`}
              </li>
            ))}
          </ul>
          {shown.pack && (
            <>
              <h3>{texts.terms}</h3>
              <Terms pack={shown.pack} />
            </>
          )}
          {shown.yaml !== null && (
            <>
              <h3>{texts.yaml}</h3>
              <pre className="yaml" tabIndex={0} aria-label={texts.yaml}>
                {shown.yaml}
              </pre>
            </>
          )}
        </>
      )}
    </section>
  );
}

function Days({ shown }: { readonly shown: Law }): ReactNode {
  const several = new Set(shown.dayChanges.map(({ calendarId }) => calendarId)).size > 1;
  return (
    <>
      <h3>{texts.days}</h3>
      {shown.dayChanges.length === 0 && <p>{texts.noDays}</p>}
      {shown.dayChanges.length > 0 && (
        <div className="cards-box">
          <table className="cards">
            <thead>
              <tr>
                {several && <th scope="col">{texts.scope}</th>}
                <th scope="col">{texts.day}</th>
                <th scope="col">{texts.former}</th>
                <th scope="col">{texts.now}</th>
              </tr>
            </thead>
            <tbody>
              {shown.dayChanges.map((change) => (
                <tr key={`${change.calendarId} ${change.day}`}>
                  {several && <td data-label={texts.scope}>{scopeText(change.calendarId)}</td>}
                  <th scope="row">{dayText(change.day, true)}</th>
                  <td data-label={texts.former}>{listing(change.formerKind, change.formerFestival)}</td>
                  <td data-label={texts.now}>{listing(change.kind, change.festival)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {shown.takenOverBy.length > 0 && <p>{texts.takenOver(shown.takenOverBy.map(scopeText).join('、'))}</p>}
    </>
  );
}
