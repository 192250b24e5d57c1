import { useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link, useSearchParams } from 'wouter';
import { admin } from '../../../../src/texts/admin';
import { law } from '../../../../src/texts/law';
import { graphql } from '../../graph/tada';
import { instantText } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import { Choose } from '../admin/form';
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

/** What administrators proposed, the newest first; `?state=` narrows it. */
export default function Proposals(): ReactNode {
  const [given, setGiven] = useSearchParams();
  const state = given.get('state');
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
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
          onChange={(chosen) => {
            setCursors([null]);
            setGiven(new URLSearchParams(chosen && { state: chosen }));
          }}
        />
      </div>
      <div className="cards-box">
        <table className="cards">
          <thead>
            <tr>
              <th scope="col">{texts.title}</th>
              <th scope="col">{texts.kind}</th>
              <th scope="col">{texts.proposedBy}</th>
              <th scope="col">{texts.proposedAt}</th>
              <th scope="col">{texts.state}</th>
            </tr>
          </thead>
          {cursors.map((after, at) => (
            <Page
              key={`${state} ${after}`}
              state={state}
              after={after}
              more={at === cursors.length - 1 ? (next) => setCursors([...cursors, next]) : null}
            />
          ))}
        </table>
      </div>
    </LawFrame>
  );
}

interface PageProps {
  readonly state: string | null;
  readonly after: string | null;
  /** Of the last page: shows the one after it. */
  readonly more: ((after: string) => void) | null;
}

function Page({ state, after, more }: PageProps): ReactNode {
  const [{ data, error }, again] = useQuery({ query: PROPOSALS, variables: { state, first: SHOWN, after } });
  const page = data?.lawProposals;
  const next = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  return (
    <tbody>
      {error && (
        <tr>
          <td colSpan={5}>
            <Failure error={error} again={() => again({ requestPolicy: 'network-only' })} />
          </td>
        </tr>
      )}
      {!page && !error && (
        <tr>
          <td colSpan={5}>
            <Loading />
          </td>
        </tr>
      )}
      {page?.edges.length === 0 && (
        <tr>
          <td colSpan={5}>{texts.none}</td>
        </tr>
      )}
      {page?.edges.map(({ node }) => (
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
      ))}
      {next && more && (
        <tr className="no-print">
          <td colSpan={5}>
            <button type="button" className="button" onClick={() => more(next)}>
              {admin.more}
            </button>
          </td>
        </tr>
      )}
    </tbody>
  );
}

const TONES: Readonly<Record<string, string>> = { open: 'warn', published: 'ok', declined: 'bad' };

export function StateBadge({ state }: { readonly state: string }): ReactNode {
  return <span className={`badge ${TONES[state] ?? ''}`}>{texts.states[state] ?? state}</span>;
}
