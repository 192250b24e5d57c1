import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { overview as texts } from '../../../../src/texts/overview';

/** A number of the graph with the list that it counts. */
export interface Listed {
  readonly count: number;
  readonly list: string;
  readonly filter: string;
}

const PAGE_OF: Readonly<Record<string, string>> = { supervisionBoard: '/board', petitions: '/petitions' };

export const listPath = ({ list, filter }: Listed): string => `${PAGE_OF[list] ?? '/board'}?${new URLSearchParams({ filter }).toString()}`;

/** A number that opens its list; `what` says of what, for those who do not see the place it stands in. */
export function ListLink({ of, what, title }: { readonly of: Listed; readonly what: string; readonly title: string }): ReactNode {
  return (
    <Link href={listPath(of)} className="number overview-number" aria-label={texts.listOf(title, what, of.count)}>
      {of.count}
    </Link>
  );
}

interface Column {
  readonly title: string;
  readonly tone: 'due' | 'good' | 'late';
}

interface Row {
  readonly label: string;
  readonly numbers: readonly (Listed | number)[];
}

const countOf = (number: Listed | number): number => (typeof number === 'number' ? number : number.count);

function Bars({
  title,
  columns,
  rows,
}: {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}): ReactNode {
  const most = Math.max(1, ...rows.flatMap(({ numbers }) => numbers.map(countOf)));
  const [width, height] = [480, 110];
  const step = width / Math.max(1, rows.length);
  const bar = (step * 0.8) / columns.length;
  return (
    <svg className="overview-picture" viewBox={`0 0 ${width} ${height + 16}`} role="img" aria-label={title}>
      <line x1="0" x2={width} y1={height} y2={height} className="overview-axis" />
      {rows.map(({ label, numbers }, at) => (
        <g key={label}>
          {numbers.map((number, column) => {
            const tall = (countOf(number) / most) * (height - 12);
            return (
              <rect
                key={columns[column]?.title}
                className={`overview-bar ${columns[column]?.tone ?? ''}`}
                x={at * step + step * 0.1 + column * bar}
                y={height - tall}
                width={bar}
                height={tall}
              />
            );
          })}
          <text x={at * step + step / 2} y={height + 12} textAnchor="middle">
            {label}
          </text>
        </g>
      ))}
    </svg>
  );
}

interface PictureProps {
  readonly title: string;
  /** What a row is of. */
  readonly of: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** Bars, and the table of the same numbers behind them, each with its list. */
export function Picture({ title, of, columns, rows }: PictureProps): ReactNode {
  return (
    <section className="card overview-card" aria-label={title}>
      <h2>{title}</h2>
      {columns.length > 1 && (
        <p className="overview-legend">
          {columns.map(({ title: column, tone }) => (
            <span key={column} className={`overview-key ${tone}`}>
              {column}
            </span>
          ))}
        </p>
      )}
      <Bars title={title} columns={columns} rows={rows} />
      <details className="overview-table">
        <summary>{texts.table}</summary>
        <table>
          <caption className="hidden-visually">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{of}</th>
              {columns.map(({ title: column }) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ label, numbers }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {numbers.map((number, at) => (
                  <td key={columns[at]?.title}>
                    {typeof number === 'number' ? number : <ListLink of={number} title={label} what={columns[at]?.title ?? ''} />}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}
