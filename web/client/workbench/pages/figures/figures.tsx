import { useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link, useSearchParams } from 'wouter';
import { figures as t } from '../../../../src/texts/figures';
import { workbench } from '../../../../src/texts/workbench';
import { graphql } from '../../graph/tada';
import { dayText } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import '../admin/admin.css';
import { Line, todayHere } from '../admin/form';
import '../hearings/hearings.css';
import '../matter/matter.css';
import { Contests } from './contests';
import { Facts, SIDES, type Figure, type Side, type Whose } from './facts';
import { FrozenDays } from './frozen';

const FIGURES = graphql(`
  query Figures($period: PeriodInput!, $organId: ID, $level: FigureLevel) {
    timeliness(period: $period, organId: $organId, level: $level) {
      organ {
        id
        name
      }
      from
      to
      figures {
        definition {
          id
          title
          numerator
          denominator
          source
        }
        numerator
        denominator
        rate
        hidden
      }
    }
  }
`);

const TABS = ['figures', 'contests', 'frozen'] as const;

/** 按期率: each figure with the facts behind it, contests of single facts, and the days that are frozen. */
export default function Figures(): ReactNode {
  const [given] = useSearchParams();
  const tab = TABS.find((name) => name === given.get('tab')) ?? 'figures';
  return (
    <>
      <h1>{workbench.pages.figures}</h1>
      <nav className="hearing-tabs no-print" aria-label={t.tabs}>
        <ul>
          {TABS.map((name) => (
            <li key={name}>
              <Link href={`/supervision/figures?tab=${name}`} aria-current={name === tab ? 'page' : undefined}>
                {t.tab[name]}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {tab === 'figures' && <OfPeriod />}
      {tab === 'contests' && <Contests chosen={given.get('id')} decided={given.get('state') === 'decided'} />}
      {tab === 'frozen' && <FrozenDays />}
    </>
  );
}

/** One organ itself where the address names it, else the area or the own organ. */
const whose = (organId: string | null): Whose => ({ organId, level: organId === null ? null : 'ORGAN' });

/** The figures of a period, by default of the year so far. */
function OfPeriod(): ReactNode {
  const [given] = useSearchParams();
  const [from, setFrom] = useState(given.get('from') ?? `${todayHere().slice(0, 4)}-01-01`);
  const [to, setTo] = useState(given.get('to') ?? todayHere());
  const period = { from, to };
  const of = whose(given.get('organ'));
  const [{ data, error }, again] = useQuery({ query: FIGURES, variables: { period, ...of }, pause: from === '' || to === '' });
  const read = data?.timeliness;
  const chosen = read?.figures.find(({ definition }) => definition.id === given.get('figure'))?.definition;
  const side: Side = SIDES.find((one) => one === given.get('side')) ?? 'NOT_IN_TIME';
  const reread = (): void => again({ requestPolicy: 'network-only' });
  const listOf = (figure: Figure, one: Side): string =>
    `/supervision/figures?${new URLSearchParams({ figure, side: one, from, to, ...(of.organId && { organ: of.organId }) }).toString()}`;
  return (
    <>
      <p>{t.lead}</p>
      <div className="row no-print">
        <Line label={t.from} name="from" type="date" value={from} onChange={setFrom} />
        <Line label={t.to} name="to" type="date" value={to} onChange={setTo} />
      </div>
      {error && <Failure error={error} again={reread} />}
      {!read && !error && <Loading />}
      {read && (
        <div className="cards-box">
          <table className="cards">
            <caption>{t.asOf(read.organ.name, dayText(read.from), dayText(read.to))}</caption>
            <thead>
              <tr>
                {t.heads.map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {read.figures.map(
                ({ definition: { id, title, numerator: above, denominator: below, source }, numerator, denominator, rate }) => {
                  const number = (one: Side, count: number | null): ReactNode =>
                    count === null ? (
                      t.hidden
                    ) : (
                      <Link href={listOf(id, one)} aria-label={`${t.open(title, t.sides[one])} ${count}`}>
                        {count}
                      </Link>
                    );
                  return (
                    <tr key={id}>
                      <th scope="row" aria-label={title}>
                        {title}
                        <details>
                          <summary>{t.rule}</summary>
                          <p>{`${t.numerator}：${above}`}</p>
                          <p>{`${t.denominator}：${below}`}</p>
                          <p>{`${t.source}：${source}`}</p>
                        </details>
                      </th>
                      <td data-label={t.heads[1]}>{number('IN_TIME', numerator)}</td>
                      <td data-label={t.heads[2]}>{number('ALL', denominator)}</td>
                      <td data-label={t.heads[3]}>{rate === null ? (denominator === null ? t.hidden : t.noneDue) : t.percent(rate)}</td>
                      <td data-label={t.heads[4]}>
                        {number('NOT_IN_TIME', numerator === null || denominator === null ? null : denominator - numerator)}
                      </td>
                      <td data-label={t.heads[5]}>
                        <Link href={listOf(id, 'EXCLUDED')} aria-label={t.open(title, t.sides.EXCLUDED)}>
                          {t.excludedOpen}
                        </Link>
                      </td>
                    </tr>
                  );
                },
              )}
            </tbody>
          </table>
        </div>
      )}
      {chosen && (
        <Facts
          key={`${chosen.id} ${side} ${from} ${to}`}
          figure={chosen.id}
          title={chosen.title}
          side={side}
          period={period}
          of={of}
          changed={reread}
        />
      )}
    </>
  );
}
