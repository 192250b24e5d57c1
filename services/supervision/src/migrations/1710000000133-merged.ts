import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The petition that goes on for one that was merged; its clocks are those that the petitioner is told. */
export class SupervisionMerged1710000000133 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table petition add column merged_into uuid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table petition drop column merged_into');
  }
}
