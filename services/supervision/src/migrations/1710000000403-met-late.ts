import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Duties met late of one organ and term: where there are few, a page of them is found without reading all that were met in time. */
export class MetLate1710000000403 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create index clock_register_met_late on clock_register (subject, term, effective_due, clock_id) where ended = 'met' and ended_on > effective_due`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index clock_register_met_late');
  }
}
