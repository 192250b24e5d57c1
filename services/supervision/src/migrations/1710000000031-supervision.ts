import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Supervision1710000000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- number comes from intake, opened from case: each column has one source, either may come first
      create table petition (id uuid primary key, number text, opened boolean not null default false);
      create index petition_number on petition (number);

      -- every clock of every owner, as its last event told; seq: that event's number at its source.
      -- nature, warn_on and article follow from pack and calendar; null until both have come
      create table clock_register (
        clock_id uuid primary key, petition_id uuid not null, seq bigint not null, term text not null, subject uuid,
        pack_hash text not null, calendar_hash text not null, started_on date not null, start_fact text, due_on date, length int, unit text not null,
        extended_by int not null, pauses jsonb not null, nominal_due date not null, effective_due date not null, provisional boolean not null,
        ended text, ended_on date, end_reason text, nature text, warn_on date, article text,
        check ((nature is null) = (article is null))
      );
      create index clock_register_petition on clock_register (petition_id);
      create index clock_register_running on clock_register (effective_due, clock_id) where ended is null;
      create index clock_register_by_due on clock_register (effective_due, clock_id);
      create index clock_register_subject on clock_register (subject, effective_due, clock_id);
      create index clock_register_incomplete on clock_register (clock_id) where nature is null;

      -- steps as they were reached; a withdrawn one stays, with its reason
      create table register_step (
        clock_id uuid not null, petition_id uuid not null, step text not null, seq bigint not null, on_day date not null, withdrawn text,
        primary key (clock_id, step, seq)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table register_step, clock_register, petition');
  }
}
