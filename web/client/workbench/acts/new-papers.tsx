import { use, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { acts as texts } from '../../../src/texts/acts';
import { graphql } from '../graph/tada';
import type { ActFields } from './forms/form';
import { formOf } from './forms/forms';
import type { ActDone, ActRequest } from './request';
import { issuesPaper } from './rows';

const PAPERS = graphql(`
  query PapersAfterAct($id: ID!) {
    petition(id: $id) {
      id
      documents {
        id
        title
        number
        voidedOn
      }
    }
  }
`);

/** Whether the act itself sends the paper to the petitioner, so that its service is recorded afterwards. */
const isSent = ({ fields }: ActFields): boolean => fields.some(({ kind, name }) => kind === 'pack' && name === 'way');

interface NewPapersProps {
  readonly done: ActDone;
  readonly serve: (request: ActRequest) => void;
}

/** Links to open, print and serve the paper that an act has just issued. Renders nothing for an act on several matters. */
export default function NewPapers({ done, serve }: NewPapersProps): ReactNode {
  const { act } = done;
  const form = use(formOf(act));
  const [one, ...more] = done.done;
  const petitionId = more.length === 0 && issuesPaper(act) && act !== 'recordService' ? (one?.petitionId ?? null) : null;
  const [{ data }] = useQuery({
    query: PAPERS,
    variables: { id: petitionId ?? '' },
    pause: petitionId === null,
    requestPolicy: 'network-only',
  });
  if (petitionId === null || !one) return null;
  const papers = (data?.petition?.documents ?? []).filter(({ id, voidedOn }) => voidedOn === null && !one.papersBefore.includes(id));
  if (papers.length === 0) return null;
  return (
    <div className="notice ok" role="status" data-issued={act}>
      {papers.map(({ id, title, number }) => (
        <p key={id} className="row">
          <span>{texts.issuedPaper([title, number].filter(Boolean).join(' '))}</span>
          <Link href={`/petition/${petitionId}#documents`} className="button">
            {texts.printPaper}
          </Link>
          {isSent(form) && (
            <button
              type="button"
              className="button"
              onClick={() => serve({ act: 'recordService', petitionIds: [petitionId], start: { documentId: id } })}
            >
              {texts.servePaper}
            </button>
          )}
        </p>
      ))}
    </div>
  );
}
