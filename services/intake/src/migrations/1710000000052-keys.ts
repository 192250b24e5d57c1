import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Second database: wrapped keys of files, one for each blob. */
export class FileKeys1710000000052 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table file_key (
        blob_id uuid primary key,
        petition_id uuid,
        key_id text not null,
        wrapped text not null,
        created_at timestamptz not null default now()
      );
      create index file_key_master on file_key (key_id);
      create index file_key_petition on file_key (petition_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table file_key');
  }
}
