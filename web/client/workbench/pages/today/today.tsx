import './today.css';
import { formatFilter, type BoardFilter } from '@sunshine/filters';
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
import { dayAfter, daysUntil, today } from '../../parts/days';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import { Urgent, URGENT_LINE } from '../../parts/urgent';
import { holds, organsOf, useMe } from '../../session/me';

/** Rows shown per group; more proposals than these are counted as `50+`. */
const FIRST = 50;

const DUTY = graphql(`
  fragment Duty on BoardDuty {
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
`);
const DUE = graphql(
  `
    query Due($organIds: [ID!]!, $yesterday: Day!, $today: Day!, $first: Int!) {
      dutyCount(organIds: $organIds) {
        overdue
        own
        dueToday
        soon
        week
        later
        all
        ownDates
        ownDatesOverdue
      }
      toRoute: dutyCount(organIds: $organIds, terms: ["ROUTE"]) {
        all
      }
      past: supervisionBoard(filter: { organIds: $organIds, natures: ["duty", "option"], dueTo: $yesterday }, first: $first) {
        edges {
          node {
            ...Duty
          }
        }
      }
      ahead: supervisionBoard(filter: { organIds: $organIds, natures: ["duty", "option"], dueFrom: $today }, first: $first) {
        edges {
          node {
            ...Duty
          }
        }
      }
      besidesLaw: supervisionBoard(filter: { organIds: $organIds, natures: ["own"] }, first: $first) {
        edges {
          node {
            ...Duty
          }
        }
      }
    }
  `,
  [DUTY],
);
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

const PENDING = graphql(`
  query PendingCount {
    pendingCount {
      waiting
      toConfirm
      oldestOn
      dueOn
    }
  }
`);
const URGENT = graphql(
  `
    query UrgentToReport {
      urgentToReport {
        ...UrgentLine
      }
    }
  `,
  [URGENT_LINE],
);
const TASKS = graphql(`
  query TasksOfToday($organId: ID!) {
    petitionTasks(organId: $organId) {
      id
      petition {
        id
        number
        summary
      }
      officer {
        id
        name
      }
      section
      dueOn
    }
  }
`);
/** The graph counts no further. */
const MANY = 1_000;

type Duty = ResultOf<typeof DUTY>;
type Group = 'overdue' | 'dueToday' | 'soon' | 'week' | 'own' | 'later';
const GROUPS: readonly Group[] = ['overdue', 'dueToday', 'soon', 'week', 'own', 'later'];
/** Dates of law: what the groups count and list. */
const BY_LAW = ['duty', 'option'];
const BESIDES_LAW: BoardFilter = { natures: ['own'] };

/** The group of a duty, by the same rule as the counts of the graph. */
function groupOf({ clock }: Duty): Group {
  const days = daysUntil(clock.effectiveDue);
  if (clock.state === 'overdue') return 'overdue';
  if (days < 0) return 'own';
  if (days === 0) return 'dueToday';
  return days <= 3 ? 'soon' : days <= 7 ? 'week' : 'later';
}

const between = (from: number, to: number | null) => ({
  natures: BY_LAW,
  dueFrom: dayAfter(today(), from),
  ...(to === null ? {} : { dueTo: dayAfter(today(), to) }),
});
/** The filter of the board that shows a whole group. */
const onBoard: Readonly<Record<Group, () => BoardFilter>> = {
  overdue: () => ({ states: ['overdue'], natures: ['duty'] }),
  dueToday: () => between(0, 0),
  soon: () => between(1, 3),
  week: () => between(4, 7),
  own: () => ({ states: ['after_nominal', 'paused'], natures: BY_LAW, dueTo: dayAfter(today(), -1) }),
  later: () => between(8, null),
};

interface Counted {
  readonly edges: readonly unknown[];
  readonly pageInfo: { readonly hasNextPage: boolean };
}

const countOf = (found: Counted | undefined): string | null =>
  found ? `${found.edges.length}${found.pageInfo.hasNextPage ? '+' : ''}` : null;
const linkTo = (page: string, filter: string): string => `${page}?${new URLSearchParams({ filter }).toString()}`;

/** The page of the day: counts, then the duties of the person's organs, the earliest due first. */
export default function Today(): ReactNode {
  const me = useMe();
  const organIds = organsOf(me).map(({ id }) => id);
  const routing = holds(me, ['DISPATCHER']);
  const heading = holds(me, ['HEAD']);
  const [due, askDue] = useQuery({ query: DUE, variables: { organIds, yesterday: dayAfter(today(), -1), today: today(), first: FIRST } });
  const [waiting, askWaiting] = useQuery({ query: WAITING, variables: { first: FIRST } });
  const [exports, askExports] = useQuery({ query: EXPORTS, pause: !heading });
  const [pending, askPending] = useQuery({ query: PENDING });
  const [urgent, askUrgent] = useQuery({ query: URGENT });
  const again = useCallback(() => {
    const fresh = { requestPolicy: 'network-only' } as const;
    askDue(fresh);
    askWaiting(fresh);
    askPending(fresh);
    askUrgent(fresh);
    if (heading) askExports(fresh);
  }, [askDue, askWaiting, askPending, askUrgent, askExports, heading]);
  useOrgansLive(organIds, again);
  useEveryMinute(again);

  const counts = due.data?.dutyCount;
  const duties = due.data && [...due.data.past.edges, ...due.data.ahead.edges].map(({ node }) => node);
  const besidesLaw = due.data?.besidesLaw.edges.map(({ node }) => node) ?? [];
  const board = (filter: BoardFilter): string => linkTo('/board', formatFilter('supervisionBoard', { organIds, ...filter }));
  const allDone = counts && counts.overdue + counts.dueToday === 0 && besidesLaw.every(({ clock }) => daysUntil(clock.effectiveDue) > 0);
  const toConfirm = exports.data?.petitionExports.filter(({ state, person }) => state === 'WAITING' && person.id !== me.id).length;
  const { waiting: unregistered = 0, toConfirm: asides = 0, oldestOn = null, dueOn = null } = pending.data?.pendingCount ?? {};
  return (
    <>
      <h1>{workbench.pages.today}</h1>
      <p>{texts.lead(dayText(today(), true))}</p>
      <ul className="tiles" aria-label={texts.tiles}>
        <Tile href={board(onBoard.overdue())} title={texts.overdue} count={counts?.overdue} look={counts?.overdue ? 'bad' : ''} />
        <Tile href={board(onBoard.dueToday())} title={texts.dueToday} count={counts?.dueToday} look={counts?.dueToday ? 'warn' : ''} />
        <Tile
          href={board({ ...BESIDES_LAW, states: ['overdue'] })}
          title={texts.besidesLawLate}
          count={counts?.ownDatesOverdue}
          look={counts?.ownDatesOverdue ? 'bad' : ''}
        />
        <Tile href="/confirmations" title={texts.confirmations} count={countOf(waiting.data?.pendingConfirmations)} look="" />
        {unregistered > 0 && oldestOn && dueOn && (
          <Tile
            href="/pending"
            title={texts.pending}
            count={unregistered >= MANY ? `${MANY}+` : unregistered}
            look={daysUntil(dueOn) < 0 ? 'bad' : 'warn'}
            more={texts.pendingOldest(-daysUntil(oldestOn), daysUntil(dueOn))}
          />
        )}
        {asides > 0 && <Tile href="/pending" title={texts.asides} count={asides} look="" />}
        {routing && <Tile href="/dispatch" title={texts.toRoute} count={due.data?.toRoute.all} look="" />}
        {heading && <Tile href="/exports" title={texts.exports} count={toConfirm} look="" />}
      </ul>
      <Urgent lines={urgent.data?.urgentToReport ?? []} />
      {due.error && <Failure error={due.error} again={again} />}
      <div className="today" aria-busy={!duties}>
        {!duties && !due.error && <Loading />}
        {counts && (counts.all + counts.ownDates === 0 || allDone) && (
          <p className="notice ok">{counts.all + counts.ownDates === 0 ? texts.empty : texts.allDone}</p>
        )}
        {GROUPS.map((group) => (
          <Duties
            key={group}
            name={group}
            title={texts.groups[group]}
            count={counts?.[group] ?? 0}
            shown={(duties ?? []).filter((duty) => groupOf(duty) === group)}
            board={board(onBoard[group]())}
          />
        ))}
        <Duties name="besides-law" title={texts.besidesLaw} count={counts?.ownDates ?? 0} shown={besidesLaw} board={board(BESIDES_LAW)} />
      </div>
      <p className="row">
        <Link href="/petitions">{texts.toRegister}</Link>
        <Link href={linkTo('/board', formatFilter('supervisionBoard', { organIds }))}>{texts.toBoard}</Link>
      </p>
      {/* Last, and after the duties: what comes later moves nothing. Where the server is away one notice is enough. */}
      {duties && organIds.map((organId) => <Tasks key={organId} organId={organId} />)}
    </>
  );
}

interface DutiesProps {
  readonly name: string;
  readonly title: string;
  /** Total count, including rows that are not shown. */
  readonly count: number;
  readonly shown: readonly Duty[];
  readonly board: string;
}

function Duties({ name, title, count, shown, board }: DutiesProps): ReactNode {
  if (count === 0) return null;
  return (
    <section aria-labelledby={`due-${name}`}>
      <h2 id={`due-${name}`}>
        {title} <span className="muted">{count}</span>
      </h2>
      {shown.length > 0 && (
        <ul className="duties">
          {shown.map((duty) => (
            <DutyLine key={duty.id} duty={duty} />
          ))}
        </ul>
      )}
      {count > shown.length && (
        <p>
          <Link href={board}>{texts.whole(title, count)}</Link>
        </p>
      )}
    </section>
  );
}

/** Matters that the head assigned to the reader inside the organ; for the head, all assignments. Renders nothing if there are none. */
function Tasks({ organId }: { readonly organId: string }): ReactNode {
  const [{ data, error }, ask] = useQuery({ query: TASKS, variables: { organId } });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  useEveryMinute(again);
  if (error) return <Failure error={error} again={again} />;
  if (!data || data.petitionTasks.length === 0) return null;
  return (
    <section className="today" aria-labelledby={`tasks-${organId}`}>
      <h2 id={`tasks-${organId}`}>
        {texts.tasks} <span className="muted">{data.petitionTasks.length}</span>
      </h2>
      <ul className="duties">
        {data.petitionTasks.map(({ id, petition, officer, section, dueOn }) => (
          <li key={id} className={`duty ${daysUntil(dueOn) < 0 ? 'bad' : daysUntil(dueOn) === 0 ? 'warn' : ''}`}>
            <span className="duty-when">
              <strong>{lists.duties.left(daysUntil(dueOn))}</strong>
              <Day day={dueOn} weekday />
            </span>
            <span className="duty-what">
              <Link href={`/petition/${petition.id}`}>
                <span className="number">{petition.number}</span> {petition.summary ?? lists.petitions.sealed}
              </Link>
              <span className="muted">{[officer?.name, section].filter(Boolean).join(' ')}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface TileProps {
  readonly href: string;
  readonly title: string;
  readonly count: string | number | null | undefined;
  readonly look: '' | 'bad' | 'warn';
  readonly more?: string;
}

function Tile({ href, title, count, look, more }: TileProps): ReactNode {
  return (
    <li>
      <Link href={href} className={`tile ${look}`}>
        <strong>{count ?? '…'}</strong>
        <span>{title}</span>
        {more && <span>{more}</span>}
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
