import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Staging1710000000101 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What came of an upload, when the last of it came, and from where (keyed hash of an address; null for a person, and once it is used).
      alter table stored_file
        add column received int not null default 0,
        add column active_at timestamptz not null default now(),
        add column staged_by text;
      update stored_file set received = size, active_at = created_at;
      create index stored_file_unused on stored_file (staged_by) include (received, size) where person_id is not null or pass_id is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index stored_file_unused;
      alter table stored_file drop column received, drop column active_at, drop column staged_by;
    `);
  }
}
