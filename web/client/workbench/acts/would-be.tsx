import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { acts as texts } from '../../../src/texts/acts';
import { graphql } from '../graph/tada';

const WOULD_BE = graphql(`
  query WouldBePublished($id: ID!, $papers: [ID!], $alsoCut: [String!]) {
    petition(id: $id) {
      id
      documents(ids: $papers) {
        id
        publication(alsoCut: $alsoCut) {
          text
          cut
        }
      }
    }
  }
`);

interface WouldBeProps {
  readonly petitionId: string;
  readonly documentId: string;
  readonly alsoCut: readonly string[];
}

/** The text of a paper as it would be published, every cut marked. */
export function WouldBe({ petitionId, documentId, alsoCut }: WouldBeProps): ReactNode {
  const cuts = alsoCut.map((word) => word.trim()).filter((word) => word.length > 1);
  const [{ data }] = useQuery({
    query: WOULD_BE,
    variables: { id: petitionId, papers: [documentId], alsoCut: cuts },
    requestPolicy: 'network-only',
  });
  const stretches = data?.petition?.documents?.[0]?.publication;
  if (!stretches) return null;
  return (
    <section className="act-proposal" aria-label={texts.publicationPreview}>
      <h3>{texts.publicationPreview}</h3>
      <p className="muted" role="status">
        {texts.publicationCuts(stretches.filter(({ cut }) => cut !== null).length)}
      </p>
      <p className="act-text">
        {stretches.map(({ text, cut }, at) =>
          cut === null ? (
            text
          ) : (
            <u key={at} title={cut}>
              {text}
            </u>
          ),
        )}
      </p>
    </section>
  );
}
