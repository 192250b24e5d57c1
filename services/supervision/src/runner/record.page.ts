import { decodeCursor, type Connection, type RequestContext } from '@sunshine/platform';
import { z } from 'zod';

/** What a list of records is narrowed to; null or left out: not by this. Days inclusive, Asia/Shanghai. */
export interface RecordFilter {
  readonly states?: readonly string[] | null;
  readonly organIds?: readonly string[] | null;
  readonly byOrganIds?: readonly string[] | null;
  readonly replyTo?: string | null;
}

/** Only persons stand in relations to petitions and work at organs: a service sees none by its own name. */
export const readerOf = (ctx: RequestContext): string | null => (ctx.kind === 'person' ? ctx.personId : null);

const Cursor = z.tuple([z.iso.date(), z.uuid()]);
/** Column, direction, and how the rows behind a cursor compare. */
const ORDERS = { opened: ['s.opened_on', 'desc', '<'], reply: ['s.reply_by', 'asc', '>'] } as const;
/** Newest first, or by the day of the answer, the earliest first. */
export type RecordOrder = keyof typeof ORDERS;

/**
 * Conditions and order of a page of the records `s`, as SQL.
 * @param given takes a value and answers its parameter
 * @throws CURSOR_MALFORMED
 */
export function pageOfRecords(
  filter: RecordFilter,
  by: RecordOrder,
  after: string | null | undefined,
  given: (value: unknown, type: string) => string,
): { readonly conditions: readonly string[]; readonly order: string } {
  const [column, direction, beyond] = ORDERS[by];
  const conditions: string[] = [];
  if (filter.states) conditions.push(`s.state = any(${given(filter.states, 'text[]')})`);
  if (filter.organIds) conditions.push(`s.organ_id = any(${given(filter.organIds, 'uuid[]')})`);
  if (filter.byOrganIds) conditions.push(`s.by_organ_id = any(${given(filter.byOrganIds, 'uuid[]')})`);
  if (filter.replyTo) conditions.push(`s.reply_by <= ${given(filter.replyTo, 'date')}`);
  if (after) {
    const [day, id] = decodeCursor(after, Cursor);
    conditions.push(`(${column}, s.id) ${beyond} (${given(day, 'date')}, ${given(id, 'uuid')})`);
  }
  return { conditions, order: `${column} ${direction}, s.id ${direction}` };
}

/** A page of records as the graph shows them. */
export const shownPage = <View, Shown>(page: Connection<View>, shown: (view: View) => Shown): Connection<Shown> => ({
  ...page,
  edges: page.edges.map(({ node, cursor }) => ({ cursor, node: shown(node) })),
});
