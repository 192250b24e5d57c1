import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { reviews } from '../../../../src/texts/reviews';
import { graphql } from '../../graph/tada';
import { dayText } from '../../parts/day';
import { Rows, type More } from '../admin/growing-table';

const t = reviews.missing;
const SHOWN = 50;

const MISSING = graphql(`
  query MissingSteps($first: Int!, $after: String) {
    missingSteps(first: $first, after: $after) {
      edges {
        node {
          id
          petition {
            id
          }
          petitionNumber
          organ {
            id
            name
          }
          missingName
          since
          basis
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** A page of open matters that lack a legal step, the oldest first. */
export function MissingPage({ after, more }: { readonly after: string | null; readonly more: More }): ReactNode {
  const [{ data, error }, again] = useQuery({ query: MISSING, variables: { first: SHOWN, after } });
  const [petition, missing, organ, since, basis] = t.heads;
  return (
    <Rows
      columns={t.heads.length}
      page={data?.missingSteps}
      error={error}
      again={() => again({ requestPolicy: 'network-only' })}
      more={more}
      none={t.none}
      row={(node) => (
        <tr key={node.id}>
          <th scope="row" aria-label={petition}>
            <Link href={`/petition/${node.petition.id}`} className="number">
              {node.petitionNumber}
            </Link>
          </th>
          <td data-label={missing}>{node.missingName}</td>
          <td data-label={organ}>{node.organ?.name}</td>
          <td data-label={since}>{dayText(node.since)}</td>
          <td data-label={basis}>{node.basis}</td>
        </tr>
      )}
    />
  );
}
