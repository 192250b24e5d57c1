import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Matters of other nodes as exchange tells of them, so that each is registered once, where it arrived and with its own day. */
export class Arrived1710000000216 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table arrived_matter (
        message_id uuid primary key, organ_id uuid not null, received_on date not null,
        state text not null check (state in ('waiting', 'registered', 'refused')), petition_id uuid
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table arrived_matter');
  }
}
