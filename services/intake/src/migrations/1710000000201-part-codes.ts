import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The holder of the code of a letter takes those of its parts without an officer. */
export class PartCodes1710000000201 implements MigrationInterface {
  name = 'PartCodes1710000000201';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table code_slip alter column person_id drop not null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update code_slip set person_id = '00000000-0000-0000-0000-000000000000' where person_id is null;
      alter table code_slip alter column person_id set not null;
    `);
  }
}
