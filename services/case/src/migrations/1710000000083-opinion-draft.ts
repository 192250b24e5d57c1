import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is typed of an opinion before it goes to the checker, one for each petition. */
export class OpinionDraft1710000000083 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table opinion_draft (
        petition_id uuid primary key, version text not null,
        facts text not null, evidence text array not null, answers jsonb not null, execute_by date, performer_id uuid,
        saved_by uuid not null, saved_at timestamptz not null
      ) with (fillfactor = 50);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table opinion_draft');
  }
}
