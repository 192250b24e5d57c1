import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A page of the board of one organ and term among very many clocks; of open ones the few are found without reading those that ended. */
export class BoardIndexes1710000000402 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index clock_register_open on clock_register (subject, term, effective_due, clock_id) where ended is null;
      create index clock_register_term on clock_register (subject, term, effective_due, clock_id);
      drop index clock_register_subject;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index clock_register_subject on clock_register (subject, effective_due, clock_id);
      drop index clock_register_term, clock_register_open;
    `);
  }
}
