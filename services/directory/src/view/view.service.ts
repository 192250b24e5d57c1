import { Injectable } from '@nestjs/common';
import { formatFilter, LIST_COLUMNS, LIST_ORDERS, parseFilter, type List } from '@sunshine/filters';
import { noteRefused, platformError, signedIn, sql, type RequestContext, type Statement } from '@sunshine/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuid, validate as isUuid } from 'uuid';
import { z } from 'zod';
import { directoryError } from '../domain/directory.errors.js';
import { checked, line } from '../input.js';

const VIEWS_MAX = 100;

/** A saved view; `columns` and `orderBy` are names of `libs/filters`. */
export interface ViewRow {
  readonly id: string;
  readonly list: List;
  readonly name: string;
  readonly filter: string;
  readonly columns: readonly string[];
  readonly orderBy: string;
  readonly sharedWith: string | null;
  readonly mine: boolean;
}

export interface ViewFacts {
  /** Left out: a new view. */
  readonly id?: string | null;
  readonly list: List;
  readonly name: string;
  readonly filter: string;
  readonly columns: readonly string[];
  readonly orderBy?: string | null;
  readonly sharedWith?: string | null;
}

const COLUMNS = `v.id, v.list, v.name, v.filter, v.columns, v.order_by "orderBy", v.shared_with "sharedWith", v.person_id = $1 mine`;
const seen: Statement = {
  name: 'directory.views',
  text: `select ${COLUMNS} from saved_view v where v.list = $2 and (v.person_id = $1 or v.shared_with in
    (select g.organ_id from role_grant g where g.person_id = $1 and g.ended_on is null)) order by v.person_id <> $1, v.name, v.id`,
};
const byId: Statement = { name: 'directory.view', text: `select ${COLUMNS} from saved_view v where v.id = $2` };
// Lock the person, so that the second of two simultaneous saves counts the first.
const lock: Statement = { name: 'directory.views-lock', text: 'select id from person where id = $1 for update' };
const viewsOf: Statement = {
  name: 'directory.views-of-person',
  text: `select count(*)::int count, coalesce(bool_or(list = $2 and name = $3 and id <> $4), false) taken from saved_view where person_id = $1`,
};
const own: Statement = { name: 'directory.view-own', text: 'select 1 from saved_view where id = $2 and person_id = $1' };
const sharing: Statement = {
  name: 'directory.view-sharing',
  text: `select 1 from role_grant where person_id = $1 and organ_id = $2 and role in ('HEAD', 'DISPATCHER') and ended_on is null`,
};
const write: Statement = {
  name: 'directory.view-write',
  text: `insert into saved_view (id, person_id, list, name, filter, columns, order_by, shared_with) values ($1, $2, $3, $4, $5, $6, $7, $8)
    on conflict (id) do update set list = excluded.list, name = excluded.name, filter = excluded.filter, columns = excluded.columns,
      order_by = excluded.order_by, shared_with = excluded.shared_with`,
};
const remove: Statement = { name: 'directory.view-remove', text: 'delete from saved_view where id = $2 and person_id = $1 returning id' };

const Name = z.object({ name: line(40) });

/** Saved views of lists: a person's own views, and those shared by the person's organs. */
@Injectable()
export class Views {
  constructor(private readonly db: DataSource) {}

  /** The person's own views first, each group by name. @throws SIGN_IN_REQUIRED */
  of(ctx: RequestContext, list: List): Promise<ViewRow[]> {
    return sql<ViewRow>(this.db.manager, seen, [personOf(ctx), list]);
  }

  /** One of the caller's own views. @throws VIEW_UNKNOWN */
  async get(ctx: RequestContext, id: string): Promise<ViewRow> {
    const [row] = await sql<ViewRow>(this.db.manager, byId, [personOf(ctx), id]);
    if (!row?.mine) throw directoryError('VIEW_UNKNOWN');
    return row;
  }

  /**
   * Saves a view under its name; answers its id.
   * @throws SIGN_IN_REQUIRED, VIEW_UNKNOWN, VIEW_NAME_TAKEN, VIEW_TOO_MANY, VIEW_COLUMN_UNKNOWN, VIEW_ORDER_UNKNOWN, VIEW_SHARING_NOT_YOURS,
   *   DIRECTORY_INPUT_MALFORMED, and the codes of `parseFilter`
   */
  async save(tx: EntityManager, ctx: RequestContext, facts: ViewFacts): Promise<string> {
    const personId = personOf(ctx);
    const { list, columns, sharedWith = null } = facts;
    const id = facts.id ?? uuid();
    const { name } = checked(Name, { name: facts.name });
    const filter = formatFilter(list, parseFilter(list, facts.filter));
    const unknown = columns.find((column) => !LIST_COLUMNS[list].some((known) => known.name === column));
    if (unknown !== undefined) throw directoryError('VIEW_COLUMN_UNKNOWN', { details: { column: unknown.slice(0, 40) } });
    const orderBy = facts.orderBy ?? LIST_ORDERS[list][0];
    if (!(LIST_ORDERS[list] as readonly string[]).includes(orderBy)) throw directoryError('VIEW_ORDER_UNKNOWN');
    if ((await sql(tx, lock, [personId])).length === 0) throw directoryError('PERSON_NOT_FOUND');
    const [row] = await sql<{ count: number; taken: boolean }>(tx, viewsOf, [personId, list, name, isUuid(id) ? id : uuid()]);
    if (facts.id && !(isUuid(id) && (await sql(tx, own, [personId, id])).length > 0)) throw directoryError('VIEW_UNKNOWN');
    if (row?.taken) throw directoryError('VIEW_NAME_TAKEN', { details: { name } });
    if (!facts.id && (row?.count ?? 0) >= VIEWS_MAX) throw directoryError('VIEW_TOO_MANY', { details: { limit: VIEWS_MAX } });
    if (sharedWith !== null && !(isUuid(sharedWith) && (await sql(tx, sharing, [personId, sharedWith])).length > 0)) {
      noteRefused(ctx.remarks, { act: 'saveView', code: 'VIEW_SHARING_NOT_YOURS', subject: null });
      throw directoryError('VIEW_SHARING_NOT_YOURS');
    }
    await sql(tx, write, [id, personId, list, name, filter, [...new Set(columns)], orderBy, sharedWith]);
    return id;
  }

  /** @throws SIGN_IN_REQUIRED, VIEW_UNKNOWN */
  async delete(tx: EntityManager, ctx: RequestContext, id: string): Promise<void> {
    const gone = isUuid(id) ? await sql(tx, remove, [personOf(ctx), id]) : [];
    if (gone.length === 0) throw directoryError('VIEW_UNKNOWN');
  }
}

/** Only persons have views. */
function personOf(ctx: RequestContext): string {
  const personId = signedIn(ctx);
  if (ctx.kind !== 'person') throw platformError('SIGN_IN_REQUIRED');
  return personId;
}
