import { Injectable } from '@nestjs/common';
import { clampFirst, decodeCursor, pageOf, type Connection, type RequestContext } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { DONE } from './line.js';
import { AuditLog } from './log.js';

/** All given conditions hold together; instants inclusive. */
export interface AuditFilter {
  readonly acts?: readonly string[] | null;
  readonly subject?: string | null;
  readonly actorId?: string | null;
  readonly organId?: string | null;
  /** True: refusals alone; false: what was done alone. */
  readonly refused?: boolean | null;
  readonly from?: string | null;
  readonly to?: string | null;
}

/** A line as the administrator of the audit reads it. */
export interface AuditEntry {
  readonly id: string;
  readonly at: Date;
  readonly on: string;
  readonly act: string;
  readonly outcome: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly organId: string | null;
  readonly role: string | null;
  readonly subject: string | null;
  readonly part: string | null;
  readonly purpose: string | null;
  readonly correlationId: string;
}

// From one act to the next in the index, whatever number of lines each has.
const acts = `with recursive found as (
    (select act from audit order by act limit 1)
    union all select (select act from audit where act > found.act order by act limit 1) from found where found.act is not null)
  select act from found where act is not null`;

const Cursor = z.tuple([z.string().regex(/^\d{1,18}$/)]);
const Uuid = z.uuid();

@Injectable()
export class AuditReads {
  constructor(
    private readonly db: DataSource,
    private readonly log: AuditLog,
  ) {}

  /** Names of the acts that stand in the audit. The caller has asked the right. */
  async acts(): Promise<string[]> {
    return ((await this.db.query(acts)) as { act: string }[]).map(({ act }) => act);
  }

  /**
   * Newest lines first. Reading is itself a line, written before the page is answered. The caller has asked the right.
   * @throws CURSOR_MALFORMED
   */
  async page(ctx: RequestContext, filter: AuditFilter, first?: number | null, after?: string | null): Promise<Connection<AuditEntry>> {
    const limit = clampFirst(first);
    const values: unknown[] = [];
    const value = (given: unknown, type: string) => `$${values.push(given)}::${type}`;
    const where = ['true'];
    if (after) where.push(`id < ${value(decodeCursor(after, Cursor)[0], 'bigint')}`);
    if (filter.acts) where.push(`act = any(${value(filter.acts, 'text[]')})`);
    if (filter.subject) where.push(`subject = ${value(filter.subject, 'text')}`);
    if (filter.actorId) where.push(`actor_id = ${value(filter.actorId, 'text')}`);
    if (filter.organId) where.push(Uuid.safeParse(filter.organId).success ? `organ_id = ${value(filter.organId, 'uuid')}` : 'false');
    if (typeof filter.refused === 'boolean') where.push(`outcome ${filter.refused ? '<>' : '='} ${value(DONE, 'text')}`);
    if (filter.from) where.push(`at >= ${value(filter.from, 'timestamptz')}`);
    if (filter.to) where.push(`at <= ${value(filter.to, 'timestamptz')}`);
    const rows = (await this.db.query(
      `select id::text id, at, on_day "on", act, outcome, actor_kind "actorKind", actor_id "actorId", organ_id "organId", role, subject, part, purpose,
         correlation_id "correlationId"
       from audit where ${where.join(' and ')} order by audit.id desc limit ${limit + 1}`,
      values,
    )) as AuditEntry[];
    await this.log.note(ctx, 'readAudit', { subject: filter.subject ?? null });
    return pageOf(rows, limit, ({ id }) => [id], Boolean(after));
  }
}
