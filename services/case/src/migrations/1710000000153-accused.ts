import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the words of a report name. Of a report of before nobody has told how many it accuses in words: a second reader says so before it
 * leaves the bureau.
 */
export class Accused1710000000153 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table petition add accused_in_words int, add named_ids uuid array not null default '{}', add staff_conduct boolean not null default false;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table petition drop accused_in_words, drop named_ids, drop staff_conduct');
  }
}
