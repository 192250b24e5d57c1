import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { Law } from '@sunshine/clocks';
import type { OrganKind } from '@sunshine/events';
import {
  clampFirst,
  decodeCursor,
  loader,
  pageOf,
  signedIn,
  sql,
  type Connection,
  type RequestContext,
  type Statement,
} from '@sunshine/platform';
import { dueDate, type Due } from '@sunshine/procedure';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { ASIDE_NAMES } from '../domain/pending/pending.js';
import { pendingError } from '../domain/pending/pending.errors.js';
import type { FilingAside, PendingFiling } from './pending.graph.js';
import { pendingById, pendingCounts, pendingGroups, pendingPage, type PendingRow } from './pending.rows.js';

export interface PendingFilter {
  readonly organId?: string | null;
  /** Only filings with this origin or likeness, as in the list. */
  readonly group?: string | null;
  /** True: filings that were set aside, instead of those that wait. */
  readonly setAside?: boolean | null;
  /** True: only filings that another person proposed to set aside. */
  readonly toConfirm?: boolean | null;
}

export interface PendingCounts {
  readonly waiting: number;
  readonly toConfirm: number;
  readonly oldest: { readonly receivedOn: string; readonly dueOn: string } | null;
}

/** A filing of the list, with its row for the fields that are worked out when they are asked for. */
export type Listed = Omit<PendingFiling, 'fromOrigin' | 'alike' | 'dueOn' | 'provisional' | 'source'> & { readonly row: PendingRow };

const CURSOR = z.tuple([z.iso.datetime(), z.uuid()]);
const GROUPS = Symbol('counts of groups of pending filings');

/** Filings that wait to be registered at the desk of the organ that will register them. */
@Injectable()
export class PendingReads {
  private readonly page: Statement;
  private readonly groups: Statement;
  private readonly counts: Statement;
  private readonly byId: Statement;

  constructor(
    private readonly db: DataSource,
    private readonly access: Access,
    private readonly law: Law,
  ) {
    this.page = pendingPage(access);
    this.groups = pendingGroups(access);
    this.counts = pendingCounts(access);
    this.byId = pendingById(access);
  }

  /** The oldest first. @throws ACT_NOT_YOURS, CURSOR_MALFORMED */
  async list(
    ctx: RequestContext,
    { organId, group, setAside, toConfirm }: PendingFilter,
    first: number | null | undefined,
    after: string | null | undefined,
  ): Promise<Connection<Listed>> {
    const personId = signedIn(ctx);
    const grant = await this.access.requireNode(this.db, ctx, 'readPendingFilings', organId);
    const size = clampFirst(first);
    const [from, id] = after ? decodeCursor(after, CURSOR) : [null, null];
    const state = setAside ? 'set_aside' : 'waiting';
    const values = [personId, grant.organId, state, group ?? null, toConfirm ?? false, from, id, size + 1];
    const rows = await sql<PendingRow>(this.db.manager, this.page, values);
    const cursor = (row: PendingRow) => [row.receivedAt.toISOString(), row.id];
    const { edges, pageInfo } = pageOf(rows, size, cursor, after !== null && after !== undefined);
    return { edges: edges.map(({ node, cursor: at }) => ({ node: listed(node), cursor: at })), pageInfo };
  }

  /** Number of waiting filings of each group of the organ, 1,000 at most. */
  async countOf(ctx: RequestContext, organId: string, group: string): Promise<number> {
    const count = await loader<string, number>(ctx, GROUPS, async (keys) => {
      const of = new Map<string, Set<string>>();
      for (const key of keys) {
        const [organ, name] = key.split(' ') as [string, string];
        of.set(organ, (of.get(organ) ?? new Set()).add(name));
      }
      const counted = new Map<string, number>();
      for (const [organ, names] of of) {
        const rows = await sql<{ name: string; count: number }>(this.db.manager, this.groups, [ctx.personId, organ, [...names]]);
        for (const { name, count } of rows) counted.set(`${organ} ${name}`, count);
      }
      return keys.map((key) => counted.get(key) ?? 0);
    }).load(`${organId} ${group}`);
    return count ?? 0;
  }

  /** For all desks of the person; zero for a person without a desk. */
  async waiting(ctx: RequestContext): Promise<PendingCounts> {
    const personId = signedIn(ctx);
    const standings = await this.access.standings(this.db, ctx, ['registerPendingFiling', 'confirmFilingAside']);
    const organs = (act: string) => [...new Set(standings.filter((row) => row.act === act).map((row) => row.organId))];
    const [row] = await sql<{
      waiting: number;
      toConfirm: number;
      oldest: { division: string; receivedOn: string; organKind: OrganKind } | null;
    }>(this.db.manager, this.counts, [personId, organs('registerPendingFiling'), organs('confirmFilingAside')]);
    const { waiting = 0, toConfirm = 0, oldest = null } = row ?? {};
    if (!oldest) return { waiting, toConfirm, oldest: null };
    const { effectiveDue } = await this.dueOf(oldest);
    return { waiting, toConfirm, oldest: { receivedOn: oldest.receivedOn, dueOn: effectiveDue } };
  }

  /**
   * The last day of the term that runs from receipt, whether the filing is registered or not.
   * @source 信访工作条例 22, 23 ¶1
   */
  async dueOf({ division, receivedOn, organKind }: Pick<PendingRow, 'division' | 'receivedOn' | 'organKind'>): Promise<Due> {
    const [pack, calendar] = [
      await this.law.packFor(this.db.manager, division, receivedOn),
      await this.law.calendarFor(this.db.manager, division),
    ];
    return dueDate({ pack, calendar, term: organKind === 'petition_bureau' ? 'ROUTE' : 'NOTIFY_DIRECT', start: receivedOn });
  }

  /** @throws PENDING_FILING_UNKNOWN */
  async get(ctx: RequestContext, id: string): Promise<Listed> {
    const [row] = await sql<PendingRow>(this.db.manager, this.byId, [signedIn(ctx), id]);
    if (!row) throw pendingError('PENDING_FILING_UNKNOWN');
    return listed(row);
  }
}

function listed(row: PendingRow): Listed {
  const { id, kind, receivedOn, receivedAt, urgent, organId, files, origin, likeness } = row;
  return { id, kind, receivedOn, receivedAt, urgent, organ: { id: organId }, files, origin, likeness, aside: asideOf(row), row };
}

function asideOf({ aside }: PendingRow): FilingAside | null {
  if (!aside) return null;
  const { reason, ofNumber, on, by, state } = aside;
  return { reason, reasonName: ASIDE_NAMES[reason], ofNumber, on, proposedBy: { id: by }, confirmed: state === 'confirmed' };
}
