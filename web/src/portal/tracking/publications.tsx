import type { ReactNode } from 'react';
import { tracking } from '../../texts/tracking.js';
import { dayText } from '../day.js';
import { Part } from '../parts.js';
import { href, type View } from '../shell.js';
import type { OfPublication } from './course.js';
import { ActButton } from './settling.js';

interface PublicationsProps {
  readonly view: View;
  readonly pass: string;
  readonly publications: readonly OfPublication[];
}

const words = tracking.publications;

/** Whether each opinion is public, what the holder has said to it, and the two ways to answer. */
export function PublicationsPart({ view, pass, publications }: PublicationsProps): ReactNode {
  return (
    <Part id="publications" title={words.title} className="card" personal>
      <p>{words.lead}</p>
      <ul className="plain">
        {publications.map(({ documentId, title, issuedOn, byLaw, agrees, publishedOn, publicationId, mayAgree }) => (
          <li key={documentId}>
            <h3>{`${title}（${dayText(issuedOn)}）`}</h3>
            <p>
              <strong>{publishedOn === null ? words.notPublic : words.publicSince(dayText(publishedOn))}</strong>{' '}
              {agrees === null ? words.unsaid : agrees ? words.agreed : words.objected}
            </p>
            {byLaw && <p>{words.byLaw}</p>}
            {!mayAgree && agrees === null && <p className="muted">{words.each}</p>}
            <div className="row">
              {publicationId !== null && (
                <a className="button" href={href(view.mode, `/published?of=${publicationId}`)}>
                  {words.read}
                </a>
              )}
              {mayAgree && agrees !== true && (
                <ActButton view={view} pass={pass} act="agreeToPublication" of={documentId}>
                  {tracking.act.agreeToPublication.button}
                </ActButton>
              )}
              {agrees !== false && (
                <ActButton view={view} pass={pass} act="objectToPublication" of={documentId}>
                  {agrees ? words.takeBack : tracking.act.objectToPublication.button}
                </ActButton>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Part>
  );
}
