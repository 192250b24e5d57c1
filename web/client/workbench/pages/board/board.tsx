import './board.css';
import { formatFilter, type BoardFilter } from '@sunshine/filters';
import { TERM_NAMES, cited } from '@sunshine/words';
import { useCallback, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { lists } from '../../../../src/texts/lists';
import { graphql, type ResultOf, type VariablesOf } from '../../graph/tada';
import { List } from '../../list/list';
import { useListState } from '../../list/state';
import { ClockState, LOOKS, Why } from '../../parts/clock';
import { Day } from '../../parts/day';
import { dayAfter, today } from '../../parts/days';
import { Urgent, URGENT_LINE } from '../../parts/urgent';
import { organsOf, useMe } from '../../session/me';

const texts = lists.board;

const BOARD = graphql(`
  query Board($filter: SupervisionBoardFilter, $orderBy: BoardOrder, $first: Int!, $after: String) {
    supervisionBoard(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      edges {
        node {
          id
          petitionNumber
          petition {
            id
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
            startedOn
            endedOn
            nominalDue
            effectiveDue
            extendedBy
            source
            explanation {
              source
              text
            }
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

type Duty = ResultOf<typeof BOARD>['supervisionBoard']['edges'][number]['node'];
type Asked = VariablesOf<typeof BOARD>;

const USUAL = { columns: ['petitionNumber', 'organ', 'term', 'state', 'nominalDue', 'effectiveDue'] };

const CELLS: Readonly<Record<string, (duty: Duty) => ReactNode>> = {
  petitionNumber: ({ petition, petitionNumber }) => (
    <Link href={`/petition/${petition.id}`} className="number">
      {petitionNumber}
    </Link>
  ),
  organ: ({ organ }) => organ?.name,
  term: ({ clock }) => clock.title,
  state: ({ clock }) => <ClockState clock={clock} />,
  startedOn: ({ clock }) => <Day day={clock.startedOn} />,
  nominalDue: ({ clock }) => <Day day={clock.nominalDue} />,
  effectiveDue: ({ clock }) => (
    <>
      <Day day={clock.effectiveDue} weekday />
      <Why steps={clock.explanation} />
    </>
  ),
  extendedBy: ({ clock }) => clock.extendedBy,
  endedOn: ({ clock }) => clock.endedOn && <Day day={clock.endedOn} />,
  source: ({ clock }) => cited(clock.source),
};

/** Groups of late duties, by the terms that were missed. */
const LATE: readonly [title: string, terms: readonly string[]][] = [
  [texts.lateLinks.notice, ['NOTIFY_DIRECT', 'NOTIFY_TRANSFERRED']],
  [texts.lateLinks.acceptance, ['SIMPLE_ACCEPT']],
  [texts.lateLinks.handling, ['HANDLE', 'SIMPLE_HANDLE']],
];

const LATE_COUNTS = graphql(`
  query LateOnBoard($notice: [String!], $acceptance: [String!], $handling: [String!]) {
    notice: dutyCount(terms: $notice) {
      overdue
    }
    acceptance: dutyCount(terms: $acceptance) {
      overdue
    }
    handling: dutyCount(terms: $handling) {
      overdue
    }
  }
`);

const URGENT = graphql(
  `
    query UrgentOnBoard {
      urgentToReport(board: true) {
        ...UrgentLine
      }
    }
  `,
  [URGENT_LINE],
);

const linkTo = (filter: BoardFilter): string =>
  `/board?${new URLSearchParams({ filter: formatFilter('supervisionBoard', filter) }).toString()}`;

/** Duties by date; it names no officer. Notices that courts or discipline organs give under their own rules have no clock. */
export default function Board(): ReactNode {
  const me = useMe();
  const state = useListState('supervisionBoard', USUAL);
  const variables: Asked = {
    filter: state.conditions as Asked['filter'],
    orderBy: state.order as Asked['orderBy'],
    first: state.size,
    after: state.after,
  };
  const [{ data, error, stale, operation }, execute] = useQuery({
    query: BOARD,
    variables,
    pause: state.problem !== null || state.unfilled,
  });
  const [late] = useQuery({
    query: LATE_COUNTS,
    variables: { notice: [...(LATE[0]?.[1] ?? [])], acceptance: [...(LATE[1]?.[1] ?? [])], handling: [...(LATE[2]?.[1] ?? [])] },
  });
  const [urgent] = useQuery({ query: URGENT });
  const again = useCallback(() => execute({ requestPolicy: 'network-only' }), [execute]);
  const counts = [late.data?.notice, late.data?.acceptance, late.data?.handling].map((found) => found?.overdue);
  const day = today();
  return (
    <>
      <h1>{texts.title}</h1>
      <p className="muted">{texts.lead}</p>
      <Urgent lines={urgent.data?.urgentToReport ?? []} />
      <section className="board-late" aria-label={texts.late}>
        {LATE.map(([title, terms], at) => (
          <Link key={title} href={linkTo({ states: ['overdue'], terms })} className={`board-late-line ${counts[at] ? 'bad' : ''}`}>
            <span>{title}</span>
            <strong>{counts[at] ?? '…'}</strong>
          </Link>
        ))}
      </section>
      <nav className="board-links no-print" aria-label={texts.ready}>
        <Link href={linkTo({})}>{texts.all}</Link>
        <Link href={linkTo({ states: ['overdue'], natures: ['duty'] })}>{texts.links.overdue}</Link>
        <Link href={linkTo({ states: ['due_today'] })}>{texts.links.dueToday}</Link>
        <Link href={linkTo({ states: ['after_nominal'] })}>{texts.links.afterNominal}</Link>
        <Link href={linkTo({ dueFrom: day, dueTo: dayAfter(day, 7) })}>{texts.links.week}</Link>
        <Link href={linkTo({ natures: ['own'] })}>{texts.links.besidesLaw}</Link>
        <details className="list-menu">
          <summary className="button">{texts.byTerm}</summary>
          <ul>
            {Object.entries(TERM_NAMES).map(([term, name]) => (
              <li key={term}>
                <Link href={linkTo({ terms: [term] })}>{name}</Link>
              </li>
            ))}
          </ul>
        </details>
        {organsOf(me).map(({ id, name }) => (
          <Link key={id} href={linkTo({ organIds: [id] })}>
            {name}
          </Link>
        ))}
      </nav>
      <List
        state={state}
        caption={texts.caption}
        variables={variables}
        answer={{ data: data?.supervisionBoard, error, stale, operation }}
        again={again}
        idOf={({ id }) => id}
        petitionOf={({ petition, petitionNumber }) => ({ id: petition.id, name: petitionNumber ?? '' })}
        cells={CELLS}
        toneOf={({ clock }) => LOOKS[clock.state] ?? ''}
      />
    </>
  );
}
