import { Injectable } from '@nestjs/common';
import { afterCommit, sql, type RefusalLog, type RequestContext } from '@sunshine/platform';
import type { DataSource, EntityManager } from 'typeorm';
import { addLine, lineOf, lineValues, written, type Details, type Line } from './line.js';
import { receiptsOf } from './receipts.js';

/** Lines that a transaction has written, as the database answered for them: remembered once it has committed. */
export function keepReceipts(tx: EntityManager, line: Line, given: readonly string[]): void {
  afterCommit(tx, () => receiptsOf(tx.connection).add(given.map((text) => written(line, text))));
}

/** Writes a line with the transaction of `tx`. */
export async function writeLine(tx: EntityManager, line: Line): Promise<void> {
  const rows = await sql<{ given: string }>(tx, addLine, [...lineValues(line), line.subject ?? null]);
  keepReceipts(
    tx,
    line,
    rows.map(({ given }) => given),
  );
}

/** The audit of one service. Accepted commands are written by `Commands`, in their own transaction. */
@Injectable()
export class AuditLog implements RefusalLog {
  constructor(private readonly db: DataSource) {}

  /**
   * Notes a look at protected data, in a transaction of its own; await it before anything is shown.
   * @param act its name in the matrix, or one of its own kind (`downloadFile`, `signIn`)
   */
  async note(
    ctx: RequestContext,
    act: string,
    details: Details & { readonly outcome?: string; readonly organId?: string | null; readonly role?: string | null } = {},
  ): Promise<void> {
    await writeLine(this.db.manager, lineOf(ctx, act, details));
  }

  /** Writes what this request was refused, after its transactions have ended. */
  async refused(ctx: RequestContext): Promise<void> {
    for (const { act, code, subject } of ctx.remarks.refused ?? []) await this.note(ctx, act, { outcome: code, subject });
  }
}
