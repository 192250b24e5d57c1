import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import type { WeeklyContent } from '../domain/weekly/weekly.js';

/** A report as it was frozen. */
export interface WeeklyRow {
  readonly id: string;
  /** The office that froze it, and the organ whose area it tells of. */
  readonly organId: string;
  readonly areaId: string;
  readonly week: string;
  readonly personId: string;
  readonly frozenAt: Date;
  readonly content: WeeklyContent;
  readonly hash: string;
}

const keep: Statement = {
  name: 'supervision.keep-weekly-report',
  text: `insert into weekly_report (id, organ_id, area_id, week, person_id, frozen_at, content, hash) values ($1, $2, $3, $4, $5, $6, $7::json, $8)
    on conflict (organ_id, week) do nothing returning id`,
};
/** False where the office has frozen one for that week. */
export async function insertWeekly(tx: EntityManager, report: WeeklyRow): Promise<boolean> {
  const { id, organId, areaId, week, personId, frozenAt, content, hash } = report;
  return (await sql(tx, keep, [id, organId, areaId, week, personId, frozenAt, JSON.stringify(content), hash])).length > 0;
}
