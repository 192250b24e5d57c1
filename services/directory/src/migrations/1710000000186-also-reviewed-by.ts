import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The second organ to which an opinion may be brought, by the petitioner's choice (Art 35). */
export class DirectoryAlsoReviewedBy1710000000186 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table organ add also_reviewed_by uuid references organ, add check (also_reviewed_by <> id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table organ drop also_reviewed_by');
  }
}
