import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Splits1710000000680 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Splits that other nodes may be told of; their parts have numbers as soon as intake has registered them
      create table split_heard (
        split_id uuid primary key, petition_id uuid not null, part_ids uuid[] not null check (cardinality(part_ids) > 1), split_on date not null,
        told boolean not null default false
      );
      create index split_heard_petition on split_heard (petition_id) where not told;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table split_heard');
  }
}
