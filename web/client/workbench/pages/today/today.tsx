import './today.css';
import { formatFilter } from '@sunshine/filters';
import { useCallback, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { lists } from '../../../../src/texts/lists';
import { today as texts } from '../../../../src/texts/today';
import { workbench } from '../../../../src/texts/workbench';
import { graphql, type ResultOf } from '../../graph/tada';
import { useEveryMinute, useOrgansLive } from '../../live/live';
import { ClockState, LOOKS } from '../../parts/clock';
import { Day, dayText } from '../../parts/day';
import { daysUntil, today } from '../../parts/days';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import { holds, organsOf, useMe } from '../../session/me';

/** Rows of each question; more are told as `50+`. */
const FIRST = 50;

const DUE = graphql(`
  query Due($organIds: [ID!], $first: Int!) {
    supervisionBoard(filter: { organIds: $organIds }, first: $first) {
      edges {
        node {
          id
          petitionNumber
          petition {
            id
            summary
          }
          organ {
            id
            name
          }
          clock {
            id
            title
            state
            stateName
            effectiveDue
          }
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
`);
const WAITING = graphql(`
  query WaitingForMe($first: Int!) {
    pendingConfirmations(first: $first) {
      edges {
        node {
          id
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
`);
const TO_ROUTE = graphql(`
  query ToRoute($organIds: [ID!], $first: Int!) {
    petitions(filter: { stages: ["registered"], organIds: $organIds }, first: $first) {
      edges {
        node {
          id
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
`);
const EXPORTS = graphql(`
  query ExportsToConfirm {
    petitionExports {
      id
      state
      person {
        id
      }
    }
  }
`);

type Duty = ResultOf<typeof DUE>['supervisionBoard']['edges'][number]['node'];
type Group = keyof typeof texts.groups;
const GROUPS: readonly Group[] = ['overdue', 'today', 'soon', 'week', 'own', 'later'];

function groupOf({ clock }: Duty): Group {
  const days = daysUntil(clock.effectiveDue);
  if (clock.state === 'overdue') return 'overdue';
  if (days < 0) return 'own';
  if (days === 0) return 'today';
  return days <= 3 ? 'soon' : days <= 7 ? 'week' : 'later';
}

interface Counted {
  readonly edges: readonly unknown[];
  readonly pageInfo: { readonly hasNextPage: boolean };
}

const countOf = (found: Counted | undefined): string | null =>
  found ? `${found.edges.length}${found.pageInfo.hasNextPage ? '+' : ''}` : null;
const linkTo = (page: string, filter: string): string => `${page}?${new URLSearchParams({ filter }).toString()}`;

/** What the day asks for: how much waits, then each duty of the person's organs, the first to be due on top. */
export default function Today(): ReactNode {
  const me = useMe();
  const organIds = organsOf(me).map(({ id }) => id);
  const routing = holds(me, ['DISPATCHER']);
  const heading = holds(me, ['HEAD']);
  const [due, askDue] = useQuery({ query: DUE, variables: { organIds, first: FIRST } });
  const [waiting, askWaiting] = useQuery({ query: WAITING, variables: { first: FIRST } });
  const [toRoute, askToRoute] = useQuery({ query: TO_ROUTE, variables: { organIds, first: FIRST }, pause: !routing });
  const [exports, askExports] = useQuery({ query: EXPORTS, pause: !heading });
  const again = useCallback(() => {
    const fresh = { requestPolicy: 'network-only' } as const;
    askDue(fresh);
    askWaiting(fresh);
    if (routing) askToRoute(fresh);
    if (heading) askExports(fresh);
  }, [askDue, askWaiting, askToRoute, askExports, routing, heading]);
  useOrgansLive(organIds, again);
  useEveryMinute(again);

  const board = due.data?.supervisionBoard;
  const duties = board?.edges.map(({ node }) => node);
  const groups = duties && GROUPS.map((group) => [group, duties.filter((duty) => groupOf(duty) === group)] as const);
  const inGroup = (group: Group): number | undefined => groups?.find(([name]) => name === group)?.[1].length;
  const routes = linkTo('/petitions', formatFilter('petitions', { stages: ['registered'], organIds }));
  const overdue = inGroup('overdue');
  const dueToday = inGroup('today');
  const toConfirm = exports.data?.petitionExports.filter(({ state, person }) => state === 'WAITING' && person.id !== me.id).length;
  return (
    <>
      <h1>{workbench.pages.today}</h1>
      <p>{texts.lead(dayText(today(), true))}</p>
      <ul className="tiles" aria-label={texts.tiles}>
        <Tile
          href={linkTo('/board', formatFilter('supervisionBoard', { organIds, states: ['overdue'] }))}
          title={texts.overdue}
          count={overdue === undefined ? null : String(overdue)}
          look={overdue ? 'bad' : ''}
        />
        <Tile
          href={linkTo('/board', formatFilter('supervisionBoard', { organIds, dueFrom: today(), dueTo: today() }))}
          title={texts.dueToday}
          count={dueToday === undefined ? null : String(dueToday)}
          look={dueToday ? 'warn' : ''}
        />
        <Tile href="/confirmations" title={texts.confirmations} count={countOf(waiting.data?.pendingConfirmations)} look="" />
        {routing && <Tile href={routes} title={texts.toRoute} count={countOf(toRoute.data?.petitions)} look="" />}
        {heading && <Tile href="/exports" title={texts.exports} count={toConfirm === undefined ? null : String(toConfirm)} look="" />}
      </ul>
      {due.error && <Failure error={due.error} again={again} />}
      <div className="today" aria-busy={!groups}>
        {!groups && !due.error && <Loading />}
        {duties?.length === 0 && <p className="notice ok">{texts.empty}</p>}
        {duties && duties.length > 0 && !overdue && !dueToday && <p className="notice ok">{texts.allDone}</p>}
        {groups
          ?.filter(([, found]) => found.length > 0)
          .map(([group, found]) => (
            <section key={group} aria-labelledby={`due-${group}`}>
              <h2 id={`due-${group}`}>
                {texts.groups[group]} <span className="muted">{found.length}</span>
              </h2>
              <ul className="duties">
                {found.map((duty) => (
                  <DutyLine key={duty.id} duty={duty} />
                ))}
              </ul>
            </section>
          ))}
      </div>
      <p className="row">
        <Link href="/petitions">{texts.toRegister}</Link>
        <Link href={linkTo('/board', formatFilter('supervisionBoard', { organIds }))}>
          {board?.pageInfo.hasNextPage ? texts.more : texts.toBoard}
        </Link>
      </p>
    </>
  );
}

interface TileProps {
  readonly href: string;
  readonly title: string;
  readonly count: string | null;
  readonly look: '' | 'bad' | 'warn';
}

function Tile({ href, title, count, look }: TileProps): ReactNode {
  return (
    <li>
      <Link href={href} className={`tile ${look}`}>
        <strong>{count ?? '…'}</strong>
        <span>{title}</span>
      </Link>
    </li>
  );
}

function DutyLine({ duty: { petition, petitionNumber, organ, clock } }: { readonly duty: Duty }): ReactNode {
  return (
    <li className={`duty ${LOOKS[clock.state] ?? ''}`}>
      <span className="duty-when">
        <strong>{lists.duties.left(daysUntil(clock.effectiveDue))}</strong>
        <Day day={clock.effectiveDue} weekday />
      </span>
      <span className="duty-what">
        <Link href={`/petition/${petition.id}`}>
          <span className="number">{petitionNumber}</span> {petition.summary ?? lists.petitions.sealed}
        </Link>
        <span className="muted">
          {clock.title} {organ?.name}
        </span>
      </span>
      <ClockState clock={clock} />
    </li>
  );
}
