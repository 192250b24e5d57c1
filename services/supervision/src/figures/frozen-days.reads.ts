import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { clampFirst, decodeCursor, pageOf, signedIn, sql, type Connection, type RequestContext, type Statement } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { DAY_COLUMNS, hashOfLines, type FrozenDay } from './frozen-days.rows.js';

/** What came of rebuilding a day from its rows. */
interface RebuiltDay {
  readonly rebuilt: string;
  /** The hash is that with which it was frozen, and the day before it is the one it was bound to. */
  readonly holds: boolean;
  /** Facts last frozen with this day that stand otherwise now, without anything that changed them. */
  readonly altered: number;
}

const one: Statement = {
  name: 'supervision.frozen-day',
  text: `select ${DAY_COLUMNS}, (select b.hash from frozen_day b where b.day < d.day order by b.day desc limit 1) "before" from frozen_day d where d.day = $1`,
};
const altered: Statement = {
  name: 'supervision.frozen-altered',
  text: `select count(*)::int n from frozen_fact z left join figure_fact f on (f.figure, f.clock_id) = (z.figure, z.clock_id)
    where z.day = $1 and not exists (select from frozen_fact y where (y.figure, y.clock_id) = (z.figure, z.clock_id) and y.day > z.day)
      and case when f.figure is not null then f.to_freeze is null and (f.organ_id, f.due_on, f.answered_on, f.finding)
          is distinct from (z.organ_id, z.due_on, z.answered_on, z.finding)
        else z.finding is not null and not exists (select from frozen_fact_gone g where (g.figure, g.clock_id) = (z.figure, z.clock_id)) end`,
};
const Cursor = z.tuple([z.iso.date()]);

/** The chain of frozen days; it tells of no petition and no organ. */
@Injectable()
export class FrozenDayReads {
  constructor(
    private readonly db: DataSource,
    private readonly access: Access,
  ) {}

  /** Newest first. @throws SIGN_IN_REQUIRED, ACT_NOT_YOURS, CURSOR_MALFORMED */
  async page(ctx: RequestContext, first?: number | null, after?: string | null): Promise<Connection<FrozenDay>> {
    await this.require(ctx);
    const limit = clampFirst(first);
    const [day] = after ? decodeCursor(after, Cursor) : [null];
    const rows = (await this.db.query(
      `select ${DAY_COLUMNS} from frozen_day d where $1::date is null or d.day < $1::date order by d.day desc limit ${limit + 1}`,
      [day],
    )) as FrozenDay[];
    return pageOf(rows, limit, (row) => [row.day], Boolean(after));
  }

  /** Rebuilds a day from its rows; null where that day is not frozen. @throws SIGN_IN_REQUIRED, ACT_NOT_YOURS */
  async rebuilt(ctx: RequestContext, day: string): Promise<(FrozenDay & RebuiltDay) | null> {
    await this.require(ctx);
    const [found] = await sql<FrozenDay & { readonly before: string | null }>(this.db.manager, one, [day]);
    if (!found) return null;
    const { before, ...frozen } = found;
    const [rebuilt, [other]] = await Promise.all([
      hashOfLines(this.db.manager, frozen),
      sql<{ n: number }>(this.db.manager, altered, [day]),
    ]);
    return { ...frozen, rebuilt, holds: rebuilt === frozen.hash && before === frozen.previous, altered: other?.n ?? 0 };
  }

  private async require(ctx: RequestContext): Promise<void> {
    signedIn(ctx);
    await this.access.requireNode(this.db, ctx, 'readTimeliness');
  }
}
