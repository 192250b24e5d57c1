import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link, useSearchParams } from 'wouter';
import { admin } from '../../../../src/texts/admin';
import { law } from '../../../../src/texts/law';
import { graphql } from '../../graph/tada';
import { instantText } from '../../parts/day';
import { Choose } from '../admin/form';
import { GrowingTable, Rows, type More } from '../admin/growing-table';
import { LawFrame } from './frame';

const texts = law.proposals;
const SHOWN = 20;

const PROPOSALS = graphql(`
  query LawProposals($state: String, $first: Int!, $after: String) {
    lawProposals(state: $state, first: $first, after: $after) {
      edges {
        node {
          id
          state
          proposedAt
          proposedBy {
            id
            name
          }
          law {
            kind
            title
            year
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Proposals of administrators, the newest first; `?state=` filters them. */
export default function Proposals(): ReactNode {
  const [given, setGiven] = useSearchParams();
  const state = given.get('state');
  return (
    <LawFrame title={law.proposal.title}>
      <p>{law.twoPeople}</p>
      <p className="muted">{texts.lead}</p>
      <div className="filters no-print">
        <Choose
          label={texts.state}
          name="state"
          none={admin.all}
          of={Object.entries(texts.states)}
          value={state ?? ''}
          onChange={(chosen) => setGiven(new URLSearchParams(chosen && { state: chosen }))}
        />
      </div>
      <GrowingTable
        key={state}
        heads={[texts.title, texts.kind, texts.proposedBy, texts.proposedAt, texts.state]}
        page={(after, more) => <Page key={after} state={state} after={after} more={more} />}
      />
    </LawFrame>
  );
}

interface PageProps {
  readonly state: string | null;
  readonly after: string | null;
  readonly more: More;
}

function Page({ state, after, more }: PageProps): ReactNode {
  const [{ data, error }, again] = useQuery({ query: PROPOSALS, variables: { state, first: SHOWN, after } });
  return (
    <Rows
      columns={5}
      page={data?.lawProposals}
      error={error}
      again={() => again({ requestPolicy: 'network-only' })}
      more={more}
      none={texts.none}
      row={(node) => (
        <tr key={node.id}>
          <th scope="row">
            <Link href={`/law/proposals/${node.id}`}>
              {node.law.year === null ? node.law.title : texts.year(node.law.title, node.law.year)}
            </Link>
          </th>
          <td data-label={texts.kind}>{texts.kinds[node.law.kind] ?? node.law.kind}</td>
          <td data-label={texts.proposedBy}>{node.proposedBy?.name}</td>
          <td data-label={texts.proposedAt}>{instantText(node.proposedAt)}</td>
          <td data-label={texts.state}>
            <StateBadge state={node.state} />
          </td>
        </tr>
      )}
    />
  );
}

const TONES: Readonly<Record<string, string>> = { open: 'warn', published: 'ok', declined: 'bad' };

export function StateBadge({ state }: { readonly state: string }): ReactNode {
  return <span className={`badge ${TONES[state] ?? ''}`}>{texts.states[state] ?? state}</span>;
}
