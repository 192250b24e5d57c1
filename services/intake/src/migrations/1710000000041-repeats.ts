import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Repeats1710000000041 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The digests of a petition, which its repeats are looked for by.
      create index blind_index_petition on blind_index (petition_id);
      -- Repeats are looked for by the rarest pieces of a text: PostgreSQL counts the common ones when it analyses the table.
      alter table petition alter column bigrams set statistics 1000;

      -- Later matter and earlier matter; a link that was taken back stays.
      create table repeat_link (
        id uuid primary key,
        petition_id uuid not null references petition,
        repeat_of_id uuid not null references petition,
        kind text not null check (kind in ('SAME_MATTER', 'RELATED')),
        linked_by uuid not null,
        organ_id uuid not null,
        linked_on date not null,
        linked_at timestamptz not null,
        ended_at timestamptz,
        ended_on date,
        ended_by uuid,
        end_reason text,
        check (petition_id <> repeat_of_id)
      );
      create unique index repeat_link_standing on repeat_link (petition_id, repeat_of_id) where ended_at is null;
      create index repeat_link_of on repeat_link (repeat_of_id) where ended_at is null;

      create table repeat_look (
        id bigint generated always as identity primary key,
        petition_id uuid not null references petition,
        person_id uuid not null,
        organ_id uuid not null,
        role text not null,
        looked_on date not null,
        at timestamptz not null,
        shown uuid[] not null,
        elsewhere int
      );
      create index repeat_look_day on repeat_look (person_id, looked_on);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table repeat_look, repeat_link;
      drop index blind_index_petition;
      alter table petition alter column bigrams set statistics default;
    `);
  }
}
