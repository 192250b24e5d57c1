import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Followers1710000000304 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- who may follow a public sitting: with an account, or with a code, which is found by its hash and shown again to the clerk
      create table hearing_follower (
        id uuid primary key, hearing_id uuid not null, person_id uuid, name text, by_person_id uuid not null, admitted_at timestamptz not null,
        ended_at timestamptz, reason text, code_hash text unique, sealed_code text
      );
      create index hearing_follower_of on hearing_follower (hearing_id, admitted_at);

      alter table hearing_entry add column withheld boolean not null default false;
      -- a correction that withholds its original is looked for with each page that a follower reads
      create index hearing_entry_withheld on hearing_entry (hearing_id, corrects) where withheld;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index hearing_entry_withheld; alter table hearing_entry drop column withheld; drop table hearing_follower');
  }
}
