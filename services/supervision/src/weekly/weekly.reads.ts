import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { clampFirst, decodeCursor, pageOf, signedIn, type Connection, type RequestContext } from '@sunshine/platform';
import { contentHash } from '@sunshine/procedure';
import { DataSource } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { z } from 'zod';
import { supervisionError } from '../domain/supervision.errors.js';
import type { WeeklyReport } from './weekly.graph.js';
import type { WeeklyRow } from './weekly.rows.js';

const Cursor = z.tuple([z.string().max(8), z.uuid()]);
const COLUMNS = `w.id, w.organ_id "organId", w.area_id "areaId", w.week, w.person_id "personId", w.frozen_at "frozenAt", w.content, w.hash`;

/** Path of a file of a report, below the gateway. */
const fileOf = (id: string, extension: string): string => `/exports/supervision/weekly/${id}.${extension}`;

/** Weekly reports, for those who may read them at the office that froze them. */
@Injectable()
export class WeeklyReads {
  private readonly seen: string;

  constructor(
    private readonly db: DataSource,
    access: Access,
  ) {
    this.seen = access.atOrgan('readWeeklyReport', 'w.organ_id', '$1');
  }

  /** @throws SIGN_IN_REQUIRED, WEEKLY_REPORT_UNKNOWN where the reader may not see it, as for an unknown one */
  async row(ctx: RequestContext, id: string): Promise<WeeklyRow> {
    const personId = signedIn(ctx);
    const rows = isUuid(id)
      ? ((await this.db.query(`select ${COLUMNS} from weekly_report w where w.id = $2 and ${this.seen}`, [personId, id])) as WeeklyRow[])
      : [];
    if (!rows[0]) throw supervisionError('WEEKLY_REPORT_UNKNOWN');
    return rows[0];
  }

  /** @throws SIGN_IN_REQUIRED, WEEKLY_REPORT_UNKNOWN */
  async report(ctx: RequestContext, id: string): Promise<WeeklyReport> {
    return shown(await this.row(ctx, id));
  }

  /** Newest week first. @throws SIGN_IN_REQUIRED, CURSOR_MALFORMED */
  async page(ctx: RequestContext, first?: number | null, after?: string | null): Promise<Connection<WeeklyReport>> {
    const limit = clampFirst(first);
    const [week, id] = after ? decodeCursor(after, Cursor) : [null, null];
    const rows = (await this.db.query(
      `select ${COLUMNS} from weekly_report w where ${this.seen} and ($2::text is null or (w.week, w.id) < ($2, $3::uuid))
       order by w.week desc, w.id desc limit ${limit + 1}`,
      [signedIn(ctx), week, id],
    )) as WeeklyRow[];
    return pageOf(rows.map(shown), limit, (report) => [report.week, report.id], Boolean(after));
  }
}

function shown({ id, organId, areaId, week, personId, frozenAt, content, hash }: WeeklyRow): WeeklyReport {
  const { from, to, asOf, title, lead, sections } = content;
  return {
    ...{ id, week, from, to, asOf, title, hash },
    office: { id: organId },
    area: { id: areaId },
    frozenBy: { id: personId },
    frozenAt,
    lead: [...lead],
    sections: sections.map((section) => ({
      title: section.title,
      paragraphs: [...section.paragraphs],
      heads: [...section.heads],
      rows: section.rows.map((row) => [...row]),
    })),
    holds: contentHash(content) === hash,
    docx: fileOf(id, 'docx'),
    pdf: fileOf(id, 'pdf'),
  };
}
