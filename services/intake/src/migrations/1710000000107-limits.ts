import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Uploads are counted by libs/limits, whose tables exist already. */
export class UploadLimits1710000000107 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('drop table upload_begun');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table upload_begun (
        id bigint generated always as identity primary key,
        source_digest text not null,
        at timestamptz not null
      );
      create index upload_begun_source on upload_begun (source_digest, at);
      create index upload_begun_at on upload_begun (at);
    `);
  }
}
