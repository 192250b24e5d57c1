import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Material sent by the holder of the query code has no receiving officer. */
export class Answers1710000000091 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table supplement alter column person_id drop not null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('delete from supplement where person_id is null; alter table supplement alter column person_id set not null');
  }
}
