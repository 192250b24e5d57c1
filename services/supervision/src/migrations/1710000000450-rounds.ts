import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Records that concern several organs: who is inspected in a round. */
export class Rounds1710000000450 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table supervision_record add organ_ids uuid[];
      create index supervision_record_organs on supervision_record using gin (organ_ids) where organ_ids is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table supervision_record drop organ_ids');
  }
}
