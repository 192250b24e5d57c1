import './list.css';
import { LIST_COLUMNS, LIST_ORDERS } from '@sunshine/filters';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import type { CombinedError, Operation } from 'urql';
import { lists as texts } from '../../../src/texts/lists';
import { useListKeys } from '../keys/use-list-keys';
import { useEveryMinute, useOrgansLive } from '../live/live';
import { Failure } from '../parts/failure';
import { Loading } from '../parts/loading';
import { organsOf, useMe } from '../session/me';
import { Bulk, type Picked } from './bulk';
import { ExportWindow } from './export-window';
import { FilterBar } from './filter-bar';
import { useReadable } from './names';
import { SIZES, type ListState } from './state';
import { useSteady } from './steady';
import { FillFromView, useViewName, ViewsWindow } from './views';

interface Answer<Row> {
  readonly data: { readonly edges: readonly { readonly node: Row }[]; readonly pageInfo: PageInfo } | null | undefined;
  readonly error: CombinedError | undefined;
  /** The rows come from the cache and the answer of the server is still to come. */
  readonly stale: boolean;
  readonly operation: Operation | undefined;
}

interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

interface ListProps<Row> {
  readonly state: ListState;
  /** Variables of the current query; an answer to other variables belongs to an earlier list. */
  readonly variables: object;
  readonly caption: string;
  readonly answer: Answer<Row>;
  readonly again: () => void;
  readonly idOf: (row: Row) => string;
  readonly petitionOf: (row: Row) => Picked;
  /** Columns that this page can show. The first chosen one is the header of the row. */
  readonly cells: Readonly<Record<string, (row: Row) => ReactNode>>;
  readonly toneOf?: (row: Row) => string;
}

/** A list of petitions or their parts: filter, columns, order, views, selection, export and pages, with all state in the address. */
export function List<Row>(props: ListProps<Row>): ReactNode {
  const { state, answer, again } = props;
  return (
    <div className="list">
      <FilterBar state={state} />
      {state.unfilled ? (
        <FillFromView state={state} />
      ) : state.problem ? (
        <p className="notice warn">{texts.filter.wrongLink}</p>
      ) : (
        <>
          {answer.error && answer.error.graphQLErrors.length > 0 && <Failure error={answer.error} again={again} />}
          {(!answer.error || answer.error.graphQLErrors.length === 0 || answer.data) && <Shown {...props} />}
        </>
      )}
    </div>
  );
}

function Shown<Row>({ state, variables, caption, answer, again, idOf, petitionOf, cells, toneOf }: ListProps<Row>): ReactNode {
  const { list, filter, order, columns, size, after, change } = state;
  const { stale, error, operation } = answer;
  const data = JSON.stringify(operation?.variables) === JSON.stringify(variables) ? answer.data : undefined;
  const key = [list, filter, order, size, after].join('\n');
  const told = useRows(data);
  const { rows, former, gone, added, take } = useSteady(key, told, stale, idOf);
  const [picked, setPicked] = useState<ReadonlyMap<string, Picked>>(new Map());
  const [open, setOpen] = useState<'views' | 'export' | null>(null);
  const [trail, setTrail] = useState<readonly (string | null)[]>([]);
  const [trailOf, setTrailOf] = useState(after);
  const organs = organsOf(useMe()).map(({ id }) => id);
  const viewName = useViewName(state);
  const readable = useReadable(list, filter);
  const box = useRef<HTMLDivElement>(null);
  // The browser went back or forward, or the filter was reset.
  if (trailOf !== after) {
    setTrailOf(after);
    const at = trail.indexOf(after);
    setTrail(after === null ? [] : at >= 0 ? trail.slice(0, at) : [...trail, trailOf]);
  }
  useOrgansLive(organs, again);
  useEveryMinute(again);

  const shownColumns = LIST_COLUMNS[list].filter(({ name }) => cells[name] && columns.includes(name));
  const seen = rows ?? former;
  const pagePicked = seen.map(petitionOf);
  const whole = pagePicked.length > 0 && pagePicked.every(({ id }) => picked.has(id));
  const toggle = (some: readonly Picked[], on: boolean): void => {
    const next = new Map(picked);
    for (const one of some) {
      if (on) next.set(one.id, one);
      else next.delete(one.id);
    }
    setPicked(next);
  };
  const next = data?.pageInfo.hasNextPage ? data.pageInfo.endCursor : null;
  const previous = after === null ? null : (trail.at(-1) ?? null);
  const turn = (to: string | null): void => {
    change({ after: to });
    box.current?.scrollTo({ top: 0 });
    document.getElementById('main')?.scrollIntoView();
  };
  const forward = next ? () => turn(next) : null;
  const back = after === null ? null : () => turn(previous);
  useListKeys(box, forward, back);

  return (
    <>
      <div className="list-bar no-print">
        <button type="button" className="button" onClick={() => setOpen('views')}>
          {viewName ? texts.bar.view(viewName) : texts.bar.views}
        </button>
        <Columns state={state} cells={cells} />
        {LIST_ORDERS[list].length > 1 && (
          <label>
            {texts.bar.order}
            <select className="input" value={order} onChange={(event) => change({ order: event.target.value })}>
              {LIST_ORDERS[list].map((one) => (
                <option key={one} value={one}>
                  {texts.orders[one]}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          {texts.bar.size}
          <select className="input" value={size} onChange={(event) => change({ size: Number(event.target.value) })}>
            {SIZES.map((one) => (
              <option key={one} value={one}>
                {texts.bar.rows(one)}
              </option>
            ))}
          </select>
        </label>
        <button type="button" className="button" onClick={() => setOpen('export')}>
          {texts.bar.export}
        </button>
        <button type="button" className="button" onClick={() => print()}>
          {texts.bar.print}
        </button>
      </div>
      <div className="list-bar list-picked no-print" role="status">
        <span>{picked.size > 0 ? texts.select.count(picked.size) : texts.page.shown(seen.length)}</span>
        {picked.size > 0 && (
          <button type="button" className="button quiet" onClick={() => setPicked(new Map())}>
            {texts.select.clear}
          </button>
        )}
        {added > 0 && (
          <button type="button" className="button" onClick={take}>
            {texts.live.added(added)}
          </button>
        )}
        {error && rows && <span className="badge warn">{texts.live.stale}</span>}
      </div>
      {picked.size > 0 && (
        <div className="list-bulk no-print">
          <Bulk
            picked={[...picked.values()]}
            done={(ids) => {
              setPicked(new Map([...picked].filter(([id]) => !ids.includes(id))));
              again();
            }}
          />
        </div>
      )}
      {error && !rows && former.length === 0 && <Failure error={error} again={again} />}
      <div className="list-box" ref={box} aria-busy={!rows} role="region" aria-label={caption} tabIndex={0}>
        {!rows && former.length === 0 && !error && <Loading />}
        {rows?.length === 0 && (
          <div className="list-empty">
            <p>{texts.empty}</p>
            {filter && (
              <button type="button" className="button" onClick={() => change({ filter: '', view: null })}>
                {texts.emptyClear}
              </button>
            )}
          </div>
        )}
        {seen.length > 0 && (
          <table role="table" className={rows ? 'list-table' : 'list-table waits'}>
            <caption>
              {viewName ?? caption}
              {filter && <span className="only-print">{`（${texts.filter.title}：${readable}）`}</span>}
            </caption>
            <thead role="rowgroup">
              <tr role="row">
                <th role="columnheader" scope="col" className="list-check-cell no-print">
                  <label className="list-check">
                    <input type="checkbox" checked={whole} onChange={({ target }) => toggle(pagePicked, target.checked)} />
                    <span className="list-check-text">{texts.select.page}</span>
                  </label>
                </th>
                {shownColumns.map(({ name, title }) => (
                  <th key={name} role="columnheader" scope="col" className={`col-${name}`}>
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody role="rowgroup">
              {seen.map((row) => {
                const one = petitionOf(row);
                const left = rows !== undefined && gone.has(idOf(row));
                return (
                  <tr key={idOf(row)} role="row" className={[toneOf?.(row), left && 'gone'].filter(Boolean).join(' ')}>
                    <td role="cell" className="list-check-cell no-print">
                      <label className="list-check">
                        <input
                          type="checkbox"
                          aria-label={texts.select.row(one.name)}
                          checked={picked.has(one.id)}
                          onChange={({ target }) => toggle([one], target.checked)}
                        />
                      </label>
                    </td>
                    {shownColumns.map(({ name, title }, at) => (
                      <td key={name} role={at === 0 ? 'rowheader' : 'cell'} className={`col-${name}`} data-title={title}>
                        <span>
                          {cells[name]?.(row)}
                          {at === 0 && left && <span className="badge">{texts.live.gone}</span>}
                        </span>
                      </td>
                    ))}
                  </tr>
                );
              })}
            </tbody>
          </table>
        )}
      </div>
      <nav className="list-pager no-print" aria-label={texts.page.name}>
        <button type="button" className="button" disabled={!back} onClick={() => back?.()}>
          {after !== null && trail.length === 0 ? texts.page.first : texts.page.previous}
        </button>
        <span className="muted">{after !== null && trail.length === 0 ? texts.page.from : texts.page.number(trail.length + 1)}</span>
        <button type="button" className="button" disabled={!forward} onClick={() => forward?.()}>
          {texts.page.next}
        </button>
      </nav>
      {open === 'views' && <ViewsWindow state={state} onClose={() => setOpen(null)} />}
      {open === 'export' && <ExportWindow state={state} onClose={() => setOpen(null)} />}
    </>
  );
}

/** Rows of an answer. Returns the same array for the same answer. */
function useRows<Row>(data: Answer<Row>['data']): readonly Row[] | undefined {
  return useMemo(() => data?.edges.map(({ node }) => node), [data]);
}

function Columns({ state, cells }: { readonly state: ListState; readonly cells: Readonly<Record<string, unknown>> }): ReactNode {
  const all = LIST_COLUMNS[state.list].filter(({ name }) => cells[name]);
  return (
    <details
      className="list-menu"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.currentTarget.open = false;
        event.currentTarget.querySelector('summary')?.focus();
      }}
      onBlur={(event) => {
        if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) event.currentTarget.open = false;
      }}
    >
      <summary className="button">{texts.bar.columns}</summary>
      <fieldset>
        <legend className="hidden-visually">{texts.bar.columns}</legend>
        {all.map(({ name, title }) => (
          <label key={name} className="list-check">
            <input
              type="checkbox"
              checked={state.columns.includes(name)}
              disabled={state.columns.length === 1 && state.columns[0] === name}
              onChange={({ target }) =>
                state.change({
                  columns: all.map((column) => column.name).filter((one) => (one === name ? target.checked : state.columns.includes(one))),
                })
              }
            />
            {title}
          </label>
        ))}
      </fieldset>
    </details>
  );
}
