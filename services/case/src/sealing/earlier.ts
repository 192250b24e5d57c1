import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { transaction, type Statement } from '@sunshine/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { sealMatter } from './matter.js';
import { sql } from './sql.js';
import { ReportWords } from './words.js';

const next: Statement = {
  name: 'case.unsealed-next',
  text: 'select p.id from unsealed_report u join petition p on p.id = u.petition_id limit 1 for update of u, p',
};
const done: Statement = { name: 'case.unsealed-done', text: 'delete from unsealed_report where petition_id = $1' };

/** Seals, before the first request, what a former release kept of reports in clear: each report in a transaction of its own. */
@Injectable()
export class EarlierReports implements OnApplicationBootstrap {
  /** @param _words must be there before rows are opened */
  constructor(
    private readonly db: DataSource,
    _words: ReportWords,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    while (await transaction(this.db, one)) continue;
  }
}

async function one(tx: EntityManager): Promise<boolean> {
  const [report] = await sql<{ id: string }>(tx, next, []);
  if (!report) return false;
  await sealMatter(tx, report.id);
  await sql(tx, done, [report.id]);
  return true;
}
