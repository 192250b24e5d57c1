import './supervision.css';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link, useParams } from 'wouter';
import { unit as t } from '../../../../src/texts/unit';
import type { ResultOf } from '../../graph/tada';
import { Day, dayText } from '../../parts/day';
import { daysUntil, today } from '../../parts/days';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import '../admin/admin.css';
import '../overview/overview.css';
import { ListLink } from '../overview/pictures';
import { LATE, RECORDS, UNIT } from './unit-query';

const SHOWN = 20;
const RECORDS_SHOWN = 50;

type Unit = ResultOf<typeof UNIT>;

/** 单位画像: one organ by its duties, its figures and what supervision keeps of it. It counts no petitions and ranks nobody. */
export default function UnitPage(): ReactNode {
  const { organId = '' } = useParams<{ organId: string }>();
  const period = { from: `${today().slice(0, 4)}-01-01`, to: today() };
  const [{ data, error }, again] = useQuery({ query: UNIT, variables: { organId, period } });
  const organ = data?.timeliness.organ;
  const title = organ ? t.title(organ.name) : t.plain;
  if (error) return <Failure error={error} again={() => again({ requestPolicy: 'network-only' })} />;
  return (
    <>
      <div className="overview-head">
        <h1>{title}</h1>
        <button type="button" className="button quiet no-print" onClick={() => print()}>
          {t.print}
        </button>
      </div>
      {!data && <Loading />}
      {data && (
        <div className="overview-grid">
          <Duties duties={data.organDuties} />
          <FiguresOf of={data.timeliness} organId={organId} />
          <Late organId={organId} />
          <Records organId={organId} />
        </div>
      )}
      {data && <p className="muted">{t.lead}</p>}
    </>
  );
}

interface CardProps {
  readonly title: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

const Card = ({ title, wide = false, children }: CardProps): ReactNode => (
  <section className={`card overview-card ${wide ? 'overview-longest' : ''}`} aria-label={title}>
    <h2>{title}</h2>
    {children}
  </section>
);

interface TableProps {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: ReactNode;
}

const Table = ({ title, heads, rows }: TableProps): ReactNode => (
  <div className="overview-scroll">
    <table>
      <caption className="hidden-visually">{title}</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{rows}</tbody>
    </table>
  </div>
);

function Duties({ duties }: { readonly duties: Unit['organDuties'] }): ReactNode {
  const nearness = ['overdue', 'dueToday', 'dueInSevenDays', 'later'] as const;
  return (
    <Card title={t.duties}>
      {duties.length === 0 && <p>{t.noDuties}</p>}
      {duties.length > 0 && (
        <Table
          title={t.duties}
          heads={t.dutyHeads}
          rows={duties.map((duty) => (
            <tr key={duty.term}>
              <th scope="row">{duty.termName}</th>
              {nearness.map((near, at) => (
                <td key={near}>
                  <ListLink of={duty[near]} title={duty.termName} what={t.dutyHeads[at + 1] ?? ''} />
                </td>
              ))}
            </tr>
          ))}
        />
      )}
    </Card>
  );
}

function FiguresOf({ of: { from, to, figures }, organId }: { readonly of: Unit['timeliness']; readonly organId: string }): ReactNode {
  return (
    <Card title={t.figures}>
      <p className="muted">{t.asOf(dayText(from), dayText(to))}</p>
      <Table
        title={t.figures}
        heads={t.figureHeads}
        rows={figures.map(({ definition: { id, title }, numerator, denominator, rate }) => {
          const number = (side: 'IN_TIME' | 'ALL' | 'NOT_IN_TIME', head: string | undefined, count: number | null): ReactNode =>
            count === null ? (
              t.hidden
            ) : (
              <Link
                href={`/supervision/figures?${new URLSearchParams({ figure: id, side, from, to, organ: organId }).toString()}`}
                className="number overview-number"
                aria-label={t.number(title, head ?? '', count)}
              >
                {count}
              </Link>
            );
          return (
            <tr key={id}>
              <th scope="row">{title}</th>
              <td>{number('IN_TIME', t.figureHeads[1], numerator)}</td>
              <td>{number('ALL', t.figureHeads[2], denominator)}</td>
              <td>{rate === null ? (denominator === null ? t.hidden : t.noneDue) : t.percent(rate)}</td>
              <td>
                {number('NOT_IN_TIME', t.figureHeads[4], numerator === null || denominator === null ? null : denominator - numerator)}
              </td>
            </tr>
          );
        })}
      />
    </Card>
  );
}

function Late({ organId }: { readonly organId: string }): ReactNode {
  const [{ data, error }, again] = useQuery({ query: LATE, variables: { organIds: [organId], first: SHOWN } });
  const late = data?.supervisionBoard.edges.map(({ node }) => node);
  return (
    <Card title={t.late} wide>
      {error && <Failure error={error} again={() => again({ requestPolicy: 'network-only' })} />}
      {late?.length === 0 && <p>{t.noneLate}</p>}
      {late && late.length > 0 && (
        <Table
          title={t.late}
          heads={t.lateHeads}
          rows={late.map(({ id, petition, petitionNumber, clock }) => (
            <tr key={id}>
              <td>{t.days(-daysUntil(clock.effectiveDue))}</td>
              <th scope="row">
                <Link href={`/petition/${petition.id}`}>{petition.summary ?? petitionNumber}</Link>
              </th>
              <td>{clock.title}</td>
              <td>
                <Day day={clock.effectiveDue} />
              </td>
            </tr>
          ))}
        />
      )}
    </Card>
  );
}

interface RecordRow {
  readonly id: string;
  readonly number: string;
  readonly on: string;
  readonly stateName: string;
  readonly href: string | null;
}

interface Kind {
  readonly name: keyof typeof t.kinds;
  readonly rows: readonly RecordRow[];
}

const at = (path: string, more: Readonly<Record<string, string>>): string => `${path}?${new URLSearchParams(more).toString()}`;

function kindsOf(data: ResultOf<typeof RECORDS>): readonly Kind[] {
  interface Node {
    readonly id: string;
    readonly number: string;
    readonly openedOn: string;
    readonly state: string;
    readonly stateName: string;
    readonly petition?: { readonly id: string };
  }
  const rows = (list: { readonly edges: readonly { readonly node: Node }[] }, href: (node: Node) => string | null): RecordRow[] =>
    list.edges.map(({ node }) => ({ id: node.id, number: node.number, on: node.openedOn, stateName: node.stateName, href: href(node) }));
  const order = (tab: string, { id, petition }: Node): string =>
    at('/supervision/orders', { tab, id, ...(petition && { petition: petition.id }) });
  return [
    { name: 'reminders', rows: rows(data.reminders, (node) => order('reminders', node)) },
    { name: 'handlings', rows: rows(data.supervisedHandlings, (node) => order(node.state === 'closed' ? 'closed' : 'open', node)) },
    { name: 'advices', rows: rows(data.advices, ({ id }) => at('/supervision/advice', { id })) },
    { name: 'measures', rows: rows(data.conferenceMeasures, ({ id }) => at('/supervision/measures', { id })) },
    { name: 'rounds', rows: rows(data.inspectionRounds, () => null) },
    {
      name: 'contests',
      rows: rows(data.factContests, ({ id, state }) =>
        at('/supervision/figures', { tab: 'contests', state: state === 'open' ? 'open' : 'decided', id }),
      ),
    },
  ];
}

/** How many of each state, each number with the list below it. */
const statesOf = (rows: readonly RecordRow[]): readonly (readonly [state: string, count: number])[] =>
  [...new Set(rows.map(({ stateName }) => stateName))].map((state) => [state, rows.filter(({ stateName }) => stateName === state).length]);

function Records({ organId }: { readonly organId: string }): ReactNode {
  const of = { organIds: [organId] };
  const [{ data, error }, again] = useQuery({
    query: RECORDS,
    variables: { of, adviceOf: of, contestsOf: { byOrganIds: [organId] }, first: RECORDS_SHOWN },
  });
  const kinds = data && kindsOf(data);
  return (
    <>
      {error && <Failure error={error} again={() => again({ requestPolicy: 'network-only' })} />}
      {kinds && (
        <Card title={t.records} wide>
          <Table
            title={t.records}
            heads={t.recordHeads}
            rows={kinds.map(({ name, rows }) => (
              <tr key={name}>
                <th scope="row">{t.kinds[name]}</th>
                <td>
                  {rows.length === 0 && t.none}
                  {statesOf(rows).map(([state, count]) => (
                    <a key={state} href={`#unit-${name}`} className="overview-number" aria-label={t.number(t.kinds[name], state, count)}>
                      {t.state(state, count)}
                    </a>
                  ))}
                </td>
              </tr>
            ))}
          />
          <p className="muted">{t.first(RECORDS_SHOWN)}</p>
        </Card>
      )}
      {kinds
        ?.filter(({ rows }) => rows.length > 0)
        .map(({ name, rows }) => (
          <div key={name} id={`unit-${name}`} className="overview-longest">
            <Card title={t.kinds[name]}>
              <Table
                title={t.kinds[name]}
                heads={t.listHeads}
                rows={rows.map(({ id, number, on, stateName, href }) => (
                  <tr key={id}>
                    <th scope="row">{href === null ? number : <Link href={href}>{number}</Link>}</th>
                    <td>
                      <Day day={on} />
                    </td>
                    <td>{stateName}</td>
                  </tr>
                ))}
              />
            </Card>
          </div>
        ))}
    </>
  );
}
