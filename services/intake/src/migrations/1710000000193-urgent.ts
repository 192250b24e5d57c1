import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Filings registered as urgent are found among all others: nobody may have reported on one yet. */
export class Urgent1710000000193 implements MigrationInterface {
  name = 'Urgent1710000000193';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index petition_urgent on petition (id) where urgent_event is not null or sealed ? 'urgentEvent'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index petition_urgent');
  }
}
