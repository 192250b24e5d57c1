import { useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { figures as t } from '../../../../src/texts/figures';
import { graphql } from '../../graph/tada';
import { dayText } from '../../parts/day';
import { GrowingTable, Rows, type More } from '../admin/growing-table';

const SHOWN = 20;
/** As much of a hash as a person compares. */
const HASH_SHOWN = 16;

const DAYS = graphql(`
  query FrozenDays($first: Int!, $after: String) {
    frozenDays(first: $first, after: $after) {
      edges {
        node {
          day
          facts
          hash
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);
const REBUILT = graphql(`
  query RebuiltDay($day: Day!) {
    rebuiltDay(day: $day) {
      holds
      altered
    }
  }
`);

/** The days whose facts are frozen, newest first; each is rebuilt from its rows when asked. */
export function FrozenDays(): ReactNode {
  return (
    <>
      <p>{t.frozenLead}</p>
      <GrowingTable heads={t.frozenHeads} page={(after, more) => <Page key={after} after={after} more={more} />} />
    </>
  );
}

function Page({ after, more }: { readonly after: string | null; readonly more: More }): ReactNode {
  const [{ data, error }, again] = useQuery({ query: DAYS, variables: { first: SHOWN, after } });
  const [head, facts, hash, check] = t.frozenHeads;
  return (
    <Rows
      columns={t.frozenHeads.length}
      page={data?.frozenDays}
      error={error}
      again={() => again({ requestPolicy: 'network-only' })}
      more={more}
      none={t.none}
      row={(node) => (
        <tr key={node.day}>
          <th scope="row" aria-label={head}>
            {dayText(node.day)}
          </th>
          <td data-label={facts}>{node.facts}</td>
          <td data-label={hash}>
            <code title={node.hash}>{node.hash.slice(0, HASH_SHOWN)}</code>
          </td>
          <td data-label={check}>
            <Check day={node.day} />
          </td>
        </tr>
      )}
    />
  );
}

function Check({ day }: { readonly day: string }): ReactNode {
  const [asked, setAsked] = useState(false);
  const [{ data, fetching }] = useQuery({ query: REBUILT, variables: { day }, pause: !asked, requestPolicy: 'network-only' });
  const rebuilt = data?.rebuiltDay;
  if (!rebuilt)
    return (
      <button
        type="button"
        className="button no-print"
        aria-label={t.checkOf(dayText(day))}
        disabled={fetching}
        onClick={() => setAsked(true)}
      >
        {t.check}
      </button>
    );
  return (
    <span role="status">
      <span className={rebuilt.holds ? 'badge ok' : 'badge bad'}>{rebuilt.holds ? t.holds : t.broken}</span>
      {rebuilt.altered > 0 && ` ${t.altered(rebuilt.altered)}`}
    </span>
  );
}
