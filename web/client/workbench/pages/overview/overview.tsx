import './overview.css';
import { TERM_NAMES } from '@sunshine/words';
import { useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { overview as texts } from '../../../../src/texts/overview';
import { graphql, type ResultOf } from '../../graph/tada';
import { Day, dayText } from '../../parts/day';
import { daysUntil } from '../../parts/days';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import { ListLink, Picture, listPath } from './pictures';

const LISTED = graphql(`
  fragment Counted on ListedCount {
    count
    list
    filter
  }
`);
const OVERVIEW = graphql(
  `
    query Overview($terms: [String!]) {
      supervisionOverview(terms: $terms) {
        organ {
          id
          name
        }
        today
        totals {
          overdue {
            ...Counted
          }
          overdueMore
          dueToday {
            ...Counted
          }
          dueInSevenDays {
            ...Counted
          }
          open {
            ...Counted
          }
          thisWeek {
            rate
            inTime {
              ...Counted
            }
            due {
              ...Counted
            }
          }
          lastWeek {
            rate
            inTime {
              ...Counted
            }
            due {
              ...Counted
            }
          }
        }
        overdue {
          organ {
            id
            name
          }
          term
          termName
          duties {
            ...Counted
          }
        }
        weeks {
          from
          due {
            ...Counted
          }
          inTime {
            ...Counted
          }
          late {
            ...Counted
          }
        }
        ages {
          from
          to
          matters {
            ...Counted
          }
        }
        ahead {
          day
          duties {
            ...Counted
          }
        }
        flow {
          from
          received {
            ...Counted
          }
          closed {
            ...Counted
          }
          open
        }
      }
    }
  `,
  [LISTED],
);
const LONGEST = graphql(`
  query LongestOverdue($areas: [ID!], $terms: [String!]) {
    supervisionBoard(filter: { areas: $areas, terms: $terms, states: ["overdue"] }, first: 10) {
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
            effectiveDue
          }
        }
      }
    }
  }
`);

type Read = ResultOf<typeof OVERVIEW>['supervisionOverview'];
type Rate = Read['totals']['thisWeek'];

const short = (day: string): string => `${Number(day.slice(5, 7))}.${Number(day.slice(8))}`;
const rateText = ({ rate, inTime, due }: Rate): string => texts.rateOf(rate ?? null, inTime.count, due.count);
/** Terms that organs answer for. */
const DUTIES = ['ROUTE', 'NOTIFY_DIRECT', 'NOTIFY_TRANSFERRED', 'HANDLE', 'ASSIGNMENT_REPORT', 'EXECUTE', 'REVIEW', 'REREVIEW'];

function Totals({ totals }: { readonly totals: Read['totals'] }): ReactNode {
  const { overdue, overdueMore, dueToday, dueInSevenDays, open, thisWeek, lastWeek } = totals;
  const tiles = [
    [texts.overdue, overdue, texts.more(overdueMore)],
    [texts.dueToday, dueToday, ''],
    [texts.week, dueInSevenDays, ''],
    [texts.open, open, ''],
  ] as const;
  return (
    <section className="overview-totals" aria-label={texts.totals}>
      {tiles.map(([title, number, note]) => (
        <Link key={title} href={listPath(number)} className={`overview-tile ${number === overdue && number.count > 0 ? 'bad' : ''}`}>
          <span>{title}</span>
          <strong>{number.count}</strong>
          {note && <small>{note}</small>}
        </Link>
      ))}
      <Link href={listPath(thisWeek.due)} className="overview-tile">
        <span>{texts.rate}</span>
        <strong className="overview-rate">{rateText(thisWeek)}</strong>
        <small>{texts.lastWeek(rateText(lastWeek))}</small>
      </Link>
    </section>
  );
}

/** Organs with their late duties, those with most first; every organ has a line for each of its duties. */
function Late({ rows }: { readonly rows: Read['overdue'] }): ReactNode {
  const most = Math.max(1, ...rows.map(({ duties }) => duties.count));
  const sums = new Map<string, number>();
  for (const { organ, duties } of rows) sums.set(organ.id, (sums.get(organ.id) ?? 0) + duties.count);
  const inOrder = rows.toSorted(
    (a, b) =>
      (sums.get(b.organ.id) ?? 0) - (sums.get(a.organ.id) ?? 0) || a.organ.id.localeCompare(b.organ.id) || b.duties.count - a.duties.count,
  );
  return (
    <section className="card overview-card overview-late" aria-label={texts.late}>
      <h2>{texts.late}</h2>
      {rows.length === 0 && <p>{texts.noneLate}</p>}
      {rows.length > 0 && (
        <div className="overview-scroll">
          <table>
            <caption className="hidden-visually">{texts.late}</caption>
            <thead>
              <tr>
                <th scope="col">{texts.organ}</th>
                <th scope="col">{texts.duty}</th>
                <th scope="col">{texts.count}</th>
              </tr>
            </thead>
            <tbody>
              {inOrder.map(({ organ, term, termName, duties }) => (
                <tr key={`${organ.id} ${term}`}>
                  <th scope="row">
                    <Link href={`/supervision/units/${organ.id}`}>{organ.name}</Link>
                  </th>
                  <td>{termName}</td>
                  <td className="overview-late-bar">
                    <ListLink of={duties} title={organ.name ?? ''} what={termName} />
                    <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                      <rect className="overview-bar late" width={(duties.count / most) * 100} height="10" />
                    </svg>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

interface LongestProps {
  readonly area: string;
  /** As the server has it. */
  readonly today: string;
  readonly terms: string[] | null;
  readonly count: number;
}

function Longest({ area, today, terms, count }: LongestProps): ReactNode {
  const [{ data }] = useQuery({ query: LONGEST, variables: { areas: [area], terms } });
  const duties = data?.supervisionBoard.edges.map(({ node }) => node) ?? [];
  if (count === 0) return null;
  return (
    <section className="card overview-card overview-longest" aria-label={texts.longest}>
      <h2>{texts.longest}</h2>
      <div className="overview-scroll">
        <table>
          <caption className="hidden-visually">{texts.longest}</caption>
          <thead>
            <tr>
              {[texts.lateDays, texts.matter, texts.organ, texts.duty, texts.dueOn].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {duties.map(({ id, petition, petitionNumber, organ, clock }) => (
              <tr key={id}>
                <td>{texts.days(-daysUntil(clock.effectiveDue, new Date(`${today}T04:00:00Z`)))}</td>
                <th scope="row">
                  <Link href={`/petition/${petition.id}`}>{petition.summary ?? petitionNumber}</Link>
                </th>
                <td>{organ?.name}</td>
                <td>{clock.title}</td>
                <td>
                  <Day day={clock.effectiveDue} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** The home of supervision: what is late, where, and what comes. */
export default function Overview(): ReactNode {
  const [term, setTerm] = useState('');
  const terms = term === '' ? null : [term];
  const [{ data, error }, execute] = useQuery({ query: OVERVIEW, variables: { terms } });
  const read = data?.supervisionOverview;
  if (error) return <Failure error={error} again={() => execute({ requestPolicy: 'network-only' })} />;
  return (
    <>
      <div className="overview-head">
        <h1>{texts.title}</h1>
        {read && <span className="muted">{texts.asOf(read.organ.name ?? '', dayText(read.today, true))}</span>}
        <label className="no-print">
          {texts.duty}{' '}
          <select className="input" value={term} onChange={({ target }) => setTerm(target.value)}>
            <option value="">{texts.allDuties}</option>
            {DUTIES.map((one) => (
              <option key={one} value={one}>
                {TERM_NAMES[one]}
              </option>
            ))}
          </select>
        </label>
        <button type="button" className="button quiet no-print" onClick={() => print()}>
          {texts.print}
        </button>
      </div>
      {!read && <Loading />}
      {read && (
        <>
          <Totals totals={read.totals} />
          <div className="overview-grid">
            <Late rows={read.overdue} />
            <Picture
              title={texts.weeks}
              of={texts.weekOf}
              columns={[
                { title: texts.due, tone: 'due' },
                { title: texts.inTime, tone: 'good' },
                { title: texts.lateIn, tone: 'late' },
              ]}
              rows={read.weeks.map(({ from, due, inTime, late }) => ({ label: short(from), numbers: [due, inTime, late] }))}
            />
            <Picture
              title={texts.ahead}
              of={texts.day}
              columns={[{ title: texts.due, tone: 'due' }]}
              rows={read.ahead.map(({ day, duties }) => ({ label: short(day), numbers: [duties] }))}
            />
            <Picture
              title={texts.ages}
              of={texts.ageTitle}
              columns={[{ title: texts.open, tone: 'due' }]}
              rows={read.ages.map(({ from, to, matters }) => ({ label: texts.age(from, to ?? null), numbers: [matters] }))}
            />
            <Picture
              title={texts.flow}
              of={texts.weekOf}
              columns={[
                { title: texts.received, tone: 'due' },
                { title: texts.closed, tone: 'good' },
                { title: texts.atEnd, tone: 'late' },
              ]}
              rows={read.flow.map(({ from, received, closed, open }) => ({ label: short(from), numbers: [received, closed, open] }))}
            />
            <Longest area={read.organ.id} today={read.today} terms={terms} count={read.totals.overdue.count} />
          </div>
          <p className="muted">{texts.lead}</p>
        </>
      )}
    </>
  );
}
