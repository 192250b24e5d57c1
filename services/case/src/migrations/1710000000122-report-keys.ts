import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Second database: the wrapped keys of what is written about reports, so that a backup of the cases opens nothing of them. */
export class ReportKeys1710000000122 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table wrapped_key (
        petition_id uuid primary key,
        key_id text not null,
        wrapped text not null,
        created_at timestamptz not null default now()
      );
      create index wrapped_key_master on wrapped_key (key_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table wrapped_key');
  }
}
