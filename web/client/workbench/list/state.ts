import { isDomainError, type DomainError } from '@sunshine/errors';
import { formatFilter, LIST_COLUMNS, LIST_ORDERS, parseFilter, type Filters, type List } from '@sunshine/filters';
import { useMemo } from 'react';
import { useSearchParams } from 'wouter';

/** Page sizes to choose from. */
export const SIZES = [20, 50, 100] as const;

/** State of a list in its address, so that a list can be sent as a link. */
interface ListAddress {
  /** Canonical text of libs/filters. */
  readonly filter: string;
  readonly order: string;
  readonly columns: readonly string[];
  readonly size: number;
  /** Cursor that the page begins after; null: the first page. */
  readonly after: string | null;
  /** The saved view that was opened. */
  readonly view: string | null;
}

export interface ListState<L extends List = List> extends ListAddress {
  readonly list: L;
  readonly conditions: Filters[L];
  /** Why the filter of the address cannot be read. */
  readonly problem: DomainError | null;
  /** The address names only a view; its state is still to be loaded. */
  readonly unfilled: boolean;
  /** Changes a part of the state. A new filter, order or size starts at the first page. */
  readonly change: (part: Partial<ListAddress>, options?: { readonly replace: boolean }) => void;
}

type Read<L extends List> =
  { readonly filter: Filters[L]; readonly problem: null } | { readonly filter: null; readonly problem: DomainError };

/** Parses the text of a filter; answers the filter or why it cannot be read. */
export function readFilter<L extends List>(list: L, text: string, organs: Readonly<Record<string, string>> = {}): Read<L> {
  try {
    return { filter: parseFilter(list, text, organs), problem: null };
  } catch (error) {
    if (isDomainError(error)) return { filter: null, problem: error };
    throw error;
  }
}

/** The state of the list from its address, with defaults for the rest. */
export function useListState<L extends List>(
  list: L,
  usual: { readonly columns: readonly string[]; readonly filter?: Filters[L] },
): ListState<L> {
  const [params, setParams] = useSearchParams();
  return useMemo(() => {
    const typed = params.get('filter');
    const text = typed ?? (usual.filter ? formatFilter(list, usual.filter) : '');
    const { filter, problem } = readFilter(list, text);
    const orders: readonly string[] = LIST_ORDERS[list];
    const known = new Set(LIST_COLUMNS[list].map(({ name }) => name));
    const columns =
      params
        .get('columns')
        ?.split(',')
        .filter((name) => known.has(name)) ?? [];
    const order = params.get('sort') ?? '';
    const size = Number(params.get('size'));
    const view = params.get('view');
    return {
      list,
      filter: problem ? text : formatFilter(list, filter),
      conditions: filter ?? ({} as Filters[L]),
      problem,
      order: orders.includes(order) ? order : (orders[0] ?? ''),
      columns: columns.length > 0 ? columns : usual.columns,
      size: (SIZES as readonly number[]).includes(size) ? size : SIZES[1],
      after: params.get('after'),
      view,
      unfilled: view !== null && typed === null && !params.has('columns'),
      change: (part, options) => {
        setParams((before) => {
          const next = new URLSearchParams(before);
          const set = (name: string, value: string | null | undefined): void => {
            if (value === undefined) return;
            if (value === null) next.delete(name);
            else next.set(name, value);
          };
          set('filter', part.filter);
          set('sort', part.order);
          set('columns', part.columns?.join(','));
          set('size', part.size?.toString());
          set('view', part.view);
          // A change of columns stays on its page; any other change starts at the first page, or at the one it names.
          if (!(Object.keys(part).length === 1 && part.columns)) set('after', part.after ?? null);
          return next;
        }, options);
      },
    };
  }, [list, params, setParams, usual]);
}
