import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The officer of the organ in charge to whom its head assigned the petition. */
export class Officer1710000000141 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table petition_course add column officer_id uuid;
      create index petition_course_officer on petition_course (officer_id) where officer_id is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table petition_course drop column officer_id');
  }
}
