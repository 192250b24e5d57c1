import './hearings.css';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link, useSearchParams } from 'wouter';
import { hearings } from '../../../../src/texts/hearings';
import { workbench } from '../../../../src/texts/workbench';
import { graphql, type VariablesOf } from '../../graph/tada';
import { dayText } from '../../parts/day';
import { today } from '../../parts/days';
import { holds, useMe } from '../../session/me';
import '../admin/admin.css';
import { GrowingTable, Rows, type More } from '../admin/growing-table';
import { timeOf } from './parts';
import { POOL_READERS } from './roles';

const texts = hearings.list;
const SHOWN = 50;

const LIST = graphql(`
  query HearingList($filter: HearingFilter, $first: Int!, $after: String) {
    hearings(filter: $filter, first: $first, after: $after) {
      edges {
        node {
          id
          petitionNumber
          stageName
          state
          stateName
          decideBy
          organ {
            id
            name
          }
          schedule {
            startsAt
            endsAt
            room {
              id
              name
            }
          }
          untold {
            to
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

type Filter = NonNullable<VariablesOf<typeof LIST>['filter']>;

/** What each tab asks for; the first one is all. */
const TABS: readonly (readonly [name: string, title: string, filter: () => Filter])[] = [
  ['all', texts.all, () => ({})],
  ['deciding', texts.deciding, () => ({ states: ['requested', 'proposed'] })],
  ['preparing', texts.preparing, () => ({ states: ['decided'] })],
  ['untold', texts.untold, () => ({ untold: true })],
  ['today', texts.today, () => ({ from: today(), to: today() })],
  ['stopped', texts.stopped, () => ({ voteStopped: true })],
  ['concluding', texts.concluding, () => ({ states: ['deliberating'] })],
];

/** Hearings by what has to be done about them. */
export default function Hearings(): ReactNode {
  const me = useMe();
  const [given] = useSearchParams();
  const [tab = 'all', , filterOf] = TABS.find(([name]) => name === given.get('tab')) ?? (TABS[0] as (typeof TABS)[number]);
  const filter = filterOf();
  return (
    <>
      <div className="row spread">
        <h1>{workbench.pages.hearings}</h1>
        {holds(me, POOL_READERS) && (
          <Link href="/hearings/pool" className="button">
            {texts.pool}
          </Link>
        )}
      </div>
      <p>{texts.lead}</p>
      <nav className="hearing-tabs no-print" aria-label={texts.tabs}>
        <ul>
          {TABS.map(([name, title]) => (
            <li key={name}>
              <Link href={name === 'all' ? '/hearings' : `/hearings?tab=${name}`} aria-current={name === tab ? 'page' : undefined}>
                {title}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="hearing-list">
        <GrowingTable
          key={tab}
          heads={texts.heads}
          page={(after, more) => <Page key={after} filter={filter} after={after} more={more} />}
        />
      </div>
    </>
  );
}

interface PageProps {
  readonly filter: Filter;
  readonly after: string | null;
  readonly more: More;
}

function Page({ filter, after, more }: PageProps): ReactNode {
  const [{ data, error }, again] = useQuery({ query: LIST, variables: { filter, first: SHOWN, after } });
  const [number, stage, state, when, organ, todo] = texts.heads;
  return (
    <Rows
      columns={texts.heads.length}
      page={data?.hearings}
      error={error}
      again={() => again({ requestPolicy: 'network-only' })}
      more={more}
      none={texts.none}
      row={(node) => (
        <tr key={node.id}>
          <th scope="row" aria-label={number}>
            <Link href={`/hearings/${node.id}`} className="number">
              {node.petitionNumber ?? hearings.title}
            </Link>
          </th>
          <td data-label={stage}>{node.stageName}</td>
          <td data-label={state}>
            <span className="badge brand">{node.stateName}</span>
          </td>
          <td data-label={when}>
            {node.schedule ? `${timeOf(node.schedule)} ${node.schedule.room?.name ?? ''}` : <span className="muted">{texts.noTime}</span>}
          </td>
          <td data-label={organ}>{node.organ?.name}</td>
          <td data-label={todo}>
            {node.decideBy !== null && (node.state === 'requested' || node.state === 'proposed') && texts.decideBy(dayText(node.decideBy))}
            {(node.untold?.length ?? 0) > 0 && <span className="badge warn">{texts.untoldCount(node.untold?.length ?? 0)}</span>}
          </td>
        </tr>
      )}
    />
  );
}
