import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import {
  clampFirst,
  decodeCursor,
  pageOf,
  shanghaiDay,
  signedIn,
  sql,
  type Connection,
  type RequestContext,
  type Statement,
} from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { ArrivedMatter, ArrivedMatterFilter } from './arrivals.graph.js';
import { arrivedMatter, arrivedPage, type ArrivedRow } from './arrivals.rows.js';

const CURSOR = z.tuple([z.iso.datetime(), z.uuid()]);

/** Matters of other nodes at the desks of the reader. */
@Injectable()
export class ArrivalReads {
  private readonly page: Statement;

  constructor(
    private readonly db: DataSource,
    private readonly access: Access,
  ) {
    this.page = arrivedPage(access);
  }

  /** The oldest first. @throws SIGN_IN_REQUIRED, ACT_NOT_YOURS, CURSOR_MALFORMED */
  async list(
    ctx: RequestContext,
    filter: ArrivedMatterFilter | null,
    first: number | null | undefined,
    after: string | null | undefined,
  ): Promise<Connection<ArrivedMatter>> {
    const personId = signedIn(ctx);
    await this.access.requireNode(this.db, ctx, 'readArrivedMatters');
    const size = clampFirst(first);
    const [at, id] = after ? decodeCursor(after, CURSOR) : [null, null];
    const rows = await sql<ArrivedRow>(this.db.manager, this.page, [personId, filter?.states ?? null, at, id, size + 1]);
    return pageOf(rows.map(listed), size, (matter) => [matter.receivedAt.toISOString(), matter.messageId], Boolean(after));
  }

  /** One that the caller may read. */
  async matter(messageId: string): Promise<ArrivedMatter | null> {
    const row = await arrivedMatter(this.db.manager, messageId);
    return row && listed(row);
  }
}

const listed = ({ messageId, partner, partnerName, number, kind, division, organId, receivedAt, ...row }: ArrivedRow): ArrivedMatter => ({
  ...{
    messageId,
    node: partner,
    partnerName,
    number,
    kind,
    division,
    organ: { id: organId },
    receivedAt,
    receivedOn: shanghaiDay(receivedAt),
  },
  ...{
    reportBy: row.reportBy,
    state: row.state,
    endedAt: row.endedAt,
    petitionNumber: row.petitionNumber,
    code: row.code,
    reason: row.reason,
  },
  ...{ unknownFields: row.told, droppedFields: row.dropped, ignoredFields: row.ignored },
});
