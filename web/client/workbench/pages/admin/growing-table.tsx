import { useState, type ReactNode } from 'react';
import type { CombinedError } from 'urql';
import { admin } from '../../../../src/texts/admin';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';

interface GrowingTableProps {
  readonly heads: readonly string[];
  /** Renders the rows after a cursor; `more` is passed to the last page only. */
  readonly page: (after: string | null, more: More) => ReactNode;
}

/** Loads the rows after the last one; null if they are shown already. */
export type More = ((after: string) => void) | null;

/** A table that loads one more page at a time. Give it a new `key` when its filter changes. */
export function GrowingTable({ heads, page }: GrowingTableProps): ReactNode {
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  return (
    <div className="cards-box">
      <table className="cards">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        {cursors.map((after, at) => page(after, at === cursors.length - 1 ? (next) => setCursors([...cursors, next]) : null))}
      </table>
    </div>
  );
}

export interface PageOf<Node> {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

interface RowsProps<Node> {
  readonly columns: number;
  readonly page: PageOf<Node> | undefined;
  readonly error: CombinedError | undefined;
  readonly again: () => void;
  readonly more: More;
  /** Text if there is no row. */
  readonly none: string;
  readonly row: (node: Node) => ReactNode;
}

/** One page of a growing table: waiting, refused, empty, or its rows. */
export function Rows<Node>({ columns, page, error, again, more, none, row }: RowsProps<Node>): ReactNode {
  const next = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  const across = (content: ReactNode): ReactNode => (
    <tr>
      <td colSpan={columns}>{content}</td>
    </tr>
  );
  return (
    <tbody>
      {error && across(<Failure error={error} again={again} />)}
      {!page && !error && across(<Loading />)}
      {page?.edges.length === 0 && across(none)}
      {page?.edges.map(({ node }) => row(node))}
      {next && more && (
        <tr className="no-print">
          <td colSpan={columns}>
            <button type="button" className="button" onClick={() => more(next)}>
              {admin.more}
            </button>
          </td>
        </tr>
      )}
    </tbody>
  );
}
