import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A claim about the conduct of staff, which is handled above their unit. */
export class StaffConduct1710000000152 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table petition add column staff_conduct boolean not null default false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table petition drop column staff_conduct');
  }
}
