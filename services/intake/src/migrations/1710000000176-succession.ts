import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Death and dissolution of petitioners, with the successors a second person has still to confirm. Of the petitioner stands when it ended, of
 * a successor whom it succeeds.
 */
export class Succession1710000000176 implements MigrationInterface {
  name = 'Succession1710000000176';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table succession (
        id uuid primary key,
        petition_id uuid not null references petition,
        petitioner_id uuid not null references petitioner,
        cause text not null,
        ended_on date not null,
        finding text not null,
        proofs jsonb not null,
        search text,
        successors jsonb not null,
        state text not null check (state in ('proposed', 'confirmed', 'rejected')),
        organ_id uuid not null,
        person_id uuid not null,
        on_day date not null,
        confirmed_by uuid,
        confirmed_on date,
        at timestamptz not null
      );
      create index succession_petition on succession (petition_id, at);
      create unique index succession_undecided on succession (petition_id) where state = 'proposed';
      alter table petitioner add column ended_on date, add column succeeds uuid references petitioner;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table petitioner drop column ended_on, drop column succeeds; drop table succession');
  }
}
