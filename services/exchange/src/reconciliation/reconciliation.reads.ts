import { Injectable } from '@nestjs/common';
import { isMendedBySending } from '@sunshine/envelope';
import { clampFirst, decodeCursor, pageOf, type Connection, type RequestContext } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { PartnerReads } from '../partners/partners.reads.js';
import type { ExchangeDifference, ExchangeDifferenceFilter, Reconciliation } from './reconciliation.graph.js';
import { DIFFERENCE, RECONCILIATION, type DifferenceRow, type ReconciliationRow } from './reconciliation.rows.js';

const Cursor = z.tuple([z.iso.datetime({ precision: 3 }), z.uuid()]);

/** Comparisons and what they found, for who operates the exchange. */
@Injectable()
export class ReconciliationReads {
  constructor(
    private readonly db: DataSource,
    private readonly partners: PartnerReads,
  ) {}

  /** Newest first. @throws SIGN_IN_REQUIRED, ACT_NOT_YOURS, CURSOR_MALFORMED */
  async reconciliations(
    ctx: RequestContext,
    node: string | null,
    first?: number | null,
    after?: string | null,
  ): Promise<Connection<Reconciliation>> {
    await this.partners.mayRead(ctx);
    const limit = clampFirst(first);
    const [at, id] = after ? decodeCursor(after, Cursor) : [null, null];
    const rows = (await this.db.query(
      `select ${RECONCILIATION} from reconciliation where ($1::text is null or partner = $1)
        and ($2::timestamptz is null or (date_trunc('milliseconds', begun_at), id) < ($2, $3::uuid)) order by begun_at desc, id desc limit ${limit + 1}`,
      [node, at, id],
    )) as ReconciliationRow[];
    return pageOf(rows.map(shown), limit, (one) => [one.begunAt.toISOString(), one.id], Boolean(after));
  }

  /** Null for an unknown one. @throws SIGN_IN_REQUIRED, ACT_NOT_YOURS */
  async reconciliation(ctx: RequestContext, id: string): Promise<Reconciliation | null> {
    await this.partners.mayRead(ctx);
    const [row] = (await this.db.query(`select ${RECONCILIATION} from reconciliation where id = $1`, [id])) as ReconciliationRow[];
    return row ? shown(row) : null;
  }

  /** Newest first. @throws SIGN_IN_REQUIRED, ACT_NOT_YOURS, CURSOR_MALFORMED */
  async differences(
    ctx: RequestContext,
    filter: ExchangeDifferenceFilter | null,
    first?: number | null,
    after?: string | null,
  ): Promise<Connection<ExchangeDifference>> {
    await this.partners.mayRead(ctx);
    const limit = clampFirst(first);
    const [at, id] = after ? decodeCursor(after, Cursor) : [null, null];
    const { node = null, states = null, kinds = null } = filter ?? {};
    const rows = (await this.db.query(
      `select ${DIFFERENCE} from difference where ($1::text is null or partner = $1) and ($2::text[] is null or state = any($2)) and ($3::text[] is null or kind = any($3))
        and ($4::timestamptz is null or (date_trunc('milliseconds', found_at), id) < ($4, $5::uuid)) order by found_at desc, id desc limit ${limit + 1}`,
      [node, states, kinds, at, id],
    )) as DifferenceRow[];
    return pageOf(rows.map(shownDifference), limit, (one) => [one.foundAt.toISOString(), one.id], Boolean(after));
  }

  /** Null for an unknown one. @throws SIGN_IN_REQUIRED, ACT_NOT_YOURS */
  async difference(ctx: RequestContext, id: string): Promise<ExchangeDifference | null> {
    await this.partners.mayRead(ctx);
    const [row] = (await this.db.query(`select ${DIFFERENCE} from difference where id = $1`, [id])) as DifferenceRow[];
    return row ? shownDifference(row) : null;
  }
}

const shown = ({ partner: node, parts: _parts, answered: _answered, ...row }: ReconciliationRow): Reconciliation => ({ ...row, node });

const shownDifference = ({ partner: node, organId, ...row }: DifferenceRow): ExchangeDifference => ({
  ...row,
  node,
  organ: { id: organId },
  resendable: isMendedBySending(row.direction, row.kind),
});
