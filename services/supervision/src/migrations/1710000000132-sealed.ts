import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A letter that fell apart into a report: known from case, perhaps before intake has told of the petition. */
export class SupervisionSealed1710000000132 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table petition add column sealed boolean not null default false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table petition drop column sealed');
  }
}
