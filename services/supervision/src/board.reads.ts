import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import type { ClockState } from '@sunshine/clocks';
import type { BoardFilter } from '@sunshine/filters';
import { CLOCK_STATES } from '@sunshine/procedure';
import { Time, clampFirst, decodeCursor, loader, pageOf, signedIn, sql, type Connection, type RequestContext } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { stateConditions, stateExpression } from './board-states.js';
import { CLOCK_JSON, type RegisteredClock } from './clocks.rows.js';
import type { BoardOrder } from './supervision.graph.js';

/** A duty on the board, with its organ and state. */
export interface BoardRow {
  readonly petitionId: string;
  readonly number: string | null;
  /** The organ that has the duty. */
  readonly organName: string | null;
  readonly clock: RegisteredClock;
  readonly state: ClockState;
}

interface ReachedStep {
  readonly step: string;
  readonly on: string;
  readonly withdrawn: string | null;
}

interface Order {
  readonly by: string;
  /** Rows behind the one with these ordering values, each a parameter. */
  readonly after: (day: string, id: string) => string;
  readonly cursor: (clock: RegisteredClock) => readonly (string | null)[];
}

/** Clocks that have not ended sort last in both directions. */
function byEnd(descending: boolean): Order {
  const [sign, direction, open] = descending ? ['<', ' desc', '-infinity'] : ['>', '', 'infinity'];
  const place = (day: string) => `coalesce(${day}, '${open}'::date)`;
  return {
    by: `${place('c.ended_on')}${direction}, c.clock_id${direction}`,
    after: (day, id) => `(${place('c.ended_on')}, c.clock_id) ${sign} (${place(day)}, ${id})`,
    cursor: ({ endedOn, id }) => [endedOn, id],
  };
}

const ORDERS: Readonly<Record<BoardOrder, Order>> = {
  DUE: {
    by: 'c.effective_due, c.clock_id',
    after: (day, id) => `(c.effective_due, c.clock_id) > (${day}, ${id})`,
    cursor: ({ effectiveDue, id }) => [effectiveDue, id],
  },
  ENDED_DESC: byEnd(true),
  ENDED_ASC: byEnd(false),
};
const Cursor = z.tuple([z.iso.date().nullable(), z.uuid()]);
/** Rows of the pages that the board offers. */
const SIZES: ReadonlySet<number> = new Set([20, 50, 100]);
const STATES: ReadonlySet<string> = new Set(CLOCK_STATES);
const steps = {
  name: 'supervision.steps',
  text: `select clock_id "clockId", json_agg(json_build_object('step', step, 'on', on_day, 'withdrawn', withdrawn) order by seq) steps
    from register_step where clock_id = any($1::uuid[]) group by clock_id`,
};
const STEPS = Symbol('steps of clocks');

/** Duties by date, as far as the reader may see the petition; people's rights are not on it. */
@Injectable()
export class Board {
  private readonly visible: string;

  constructor(
    private readonly db: DataSource,
    private readonly time: Time,
    access: Access,
  ) {
    this.visible = access.visibleInList('c', '$2', 'petition_id');
  }

  /**
   * Within a day by clock. Without `states` what has not ended; states are judged today, unknown ones match nothing.
   * @throws SIGN_IN_REQUIRED, CURSOR_MALFORMED
   */
  async page(
    ctx: RequestContext,
    filter: BoardFilter,
    order: BoardOrder,
    first?: number | null,
    after?: string | null,
  ): Promise<Connection<BoardRow>> {
    const limit = clampFirst(first);
    const personId = signedIn(ctx);
    // Only persons stand in relations to petitions: a service sees none by its own name.
    const query = this.query(ctx.kind === 'person' ? personId : null, filter, order, after, limit + 1);
    const rows = await this.rows(query, limit, filter);
    return pageOf(rows, limit, ({ clock }) => ORDERS[order].cursor(clock), Boolean(after));
  }

  /** The rows for the person as one statement; without `limit` all. @throws CURSOR_MALFORMED */
  query(
    personId: string | null,
    filter: BoardFilter,
    order: BoardOrder,
    after?: string | null,
    limit: number | null = null,
  ): { text: string; values: unknown[] } {
    const values: unknown[] = [this.time.today(), personId];
    const given = (value: unknown, type: string): string => `$${values.push(value)}::${type}`;
    const conditions = [`c.nature <> 'right'`, this.stateCondition(filter.states)];
    // One value is an equality: an index then has the rows in the order of the page.
    const among = (column: string, values: readonly string[] | null | undefined, type: string): void => {
      if (!values) return;
      const [only] = values;
      conditions.push(values.length === 1 ? `${column} = ${given(only, type)}` : `${column} = any(${given(values, `${type}[]`)})`);
    };
    among('c.subject', filter.organIds, 'uuid');
    among('c.term', filter.terms, 'text');
    among('c.nature', filter.natures, 'text');
    if (filter.dueFrom) conditions.push(`c.effective_due >= ${given(filter.dueFrom, 'date')}`);
    if (filter.dueTo) conditions.push(`c.effective_due <= ${given(filter.dueTo, 'date')}`);
    if (filter.areas) {
      const areas = given(filter.areas, 'uuid[]');
      const organs = `array(select a.id from organ a where a.id = any(${areas}) or a.path && ${areas})`;
      conditions.push(`c.listed and c.nature = 'duty' and c.subject = any(${organs})`);
    }
    if (filter.petitionNumber)
      conditions.push(`c.petition_id in (select p.id from petition p where p.number = ${given(filter.petitionNumber, 'text')})`);
    if (after) {
      const [day, id] = decodeCursor(after, Cursor);
      conditions.push(ORDERS[order].after(given(day, 'date'), given(id, 'uuid')));
    }
    const end = limit === null ? '' : `limit ${limit}`;
    // Number and name are looked up for the rows of the page alone. A sub-select of the right has the planner expect that many rows pass, so that
    // it reads an index in the order of the page and stops when the page is full.
    return {
      text: `select c.petition_id "petitionId", (select p.number from petition p where p.id = c.petition_id) number,
         (select o.name from organ o where o.id = c.subject) "organName", ${CLOCK_JSON} clock, ${stateExpression('$1::date')} state
       from (select * from clock_register c where ${conditions.join(' and ')} and (select ${this.visible}) order by ${ORDERS[order].by} ${end}) c
       order by ${ORDERS[order].by}`,
      values,
    };
  }

  /** The usual filters are few texts, which the server plans once for each connection; planning takes it longer than a page. */
  private async rows({ text, values }: { text: string; values: unknown[] }, limit: number, { states }: BoardFilter): Promise<BoardRow[]> {
    if ((states?.length ?? 0) > 1 || !SIZES.has(limit)) return (await this.db.query(text, values)) as BoardRow[];
    const name = `supervision.board-${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
    return sql<BoardRow>(this.db.manager, { name, text }, values);
  }

  /** Steps reached, in order, withdrawn ones with their reason. */
  async steps(ctx: RequestContext, clockId: string): Promise<readonly ReachedStep[]> {
    const found = await loader<string, readonly ReachedStep[]>(ctx, STEPS, async (ids) => {
      const rows = await sql<{ clockId: string; steps: ReachedStep[] }>(this.db.manager, steps, [ids]);
      const byClock = new Map(rows.map((row) => [row.clockId, row.steps]));
      return ids.map((id) => byClock.get(id) ?? null);
    }).load(clockId);
    return found ?? [];
  }

  private stateCondition(states: readonly string[] | null | undefined): string {
    if (!states) return 'c.ended is null';
    const conditions = stateConditions('$1::date');
    const wanted = states.filter((state): state is ClockState => STATES.has(state)).map((state) => conditions[state]);
    return wanted.length > 0 ? `(${wanted.join(' or ')})` : 'false';
  }
}
