import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Second database: wrapped keys only, so that a backup of the petitions opens nothing. */
export class Keys1710000000022 implements MigrationInterface {
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
