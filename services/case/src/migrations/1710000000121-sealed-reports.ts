import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reports whose words were kept in clear: sealed at the next start, each row goes with its report. */
export class SealedReports1710000000121 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table unsealed_report (petition_id uuid primary key);
      insert into unsealed_report select id from petition where kind = 'REPORT';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table unsealed_report');
  }
}
