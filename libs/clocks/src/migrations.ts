import type { MigrationClass } from '@sunshine/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

class Law1700000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- rule packs and calendars as published; a former revision is kept, since clocks and explanations refer to it by hash
      create table law (
        hash text primary key, kind text not null check (kind in ('pack', 'calendar')), id text not null, revision int not null,
        active boolean not null, body json not null
      );
      create index law_active on law (kind, id) where active;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table law');
  }
}

class Clocks1700000000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table clock (
        id uuid primary key, petition_id uuid not null, term text not null, subject uuid, division text not null, nature text not null,
        pack_id text not null, pack_hash text not null, calendar_hash text not null,
        started_on date not null, start_fact text, due_on date, length int, unit text not null, extended_by int not null, extensions int not null, pauses json not null,
        nominal_due date not null, effective_due date not null, provisional boolean not null, warn_on date, source text not null,
        ended text check (ended in ('met', 'cancelled', 'lapsed')), ended_on date, end_reason text,
        round int not null, raise_from date not null, next_step text, next_step_at timestamptz,
        -- the steps of clock_step that stand; here as well, so that whoever waited for the lock of the row sees them
        reached json not null,
        check ((ended is null) = (ended_on is null)), check ((next_step is null) = (next_step_at is null))
      ) with (fillfactor = 80);
      create index clock_petition on clock (petition_id);
      create unique index clock_running on clock (petition_id, term, subject) nulls not distinct where ended is null;
      create index clock_due on clock (next_step_at) where next_step_at is not null;
      -- one row a step that was reached; a withdrawn one stays, with its reason, and may be reached again
      create table clock_step (
        clock_id uuid not null, petition_id uuid not null, term text not null, step text not null, round int not null, on_day date not null,
        reached_at timestamptz not null, revoked_at timestamptz, revoke_reason text, announced boolean not null default false
      );
      create unique index clock_step_once on clock_step (clock_id, step, round) where revoked_at is null;
      create index clock_step_clock on clock_step (clock_id);
      create index clock_step_unannounced on clock_step (clock_id) where revoked_at is not null and not announced;
      -- every move with its article, the dates before and after, and how the clock was judged before and after, on the day of entry
      create table clock_ledger (
        id bigint generated always as identity primary key, clock_id uuid not null, petition_id uuid not null, move text not null, on_day date,
        at timestamptz not null, recorded_at timestamptz not null, actor_kind text not null, actor_id text, correlation_id text not null,
        article text not null, detail text, nominal_before date, nominal_after date not null, effective_before date, effective_after date not null,
        judged_before text, judged_after text not null
      );
      create index clock_ledger_clock on clock_ledger (clock_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table clock_ledger, clock_step, clock');
  }
}

class ProposedLaw1700000000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- law that one administrator has proposed: what a dry run of the recomputation is reckoned with
      create table proposed_law (id uuid primary key, packs json not null, calendars json not null);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table proposed_law');
  }
}

class Recomputations1700000000024 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- a pass over the running clocks after the law has changed; \`clocks\`: how many were behind when it began; started_by is null where it began by itself
      create table recomputation (
        id uuid primary key, clocks int not null, started_at timestamptz not null, started_by uuid, ended_at timestamptz
      );
      create index recomputation_started on recomputation (started_at desc);
      -- told: whose date a recomputation has moved, organ or petitioner; null where no date moved
      alter table clock_ledger add column recomputation_id uuid, add column told text check (told in ('organ', 'petitioner'));
      create index clock_ledger_recomputation on clock_ledger (recomputation_id) where recomputation_id is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table clock_ledger drop column recomputation_id, drop column told');
    await runner.query('drop table recomputation');
  }
}

class DueInOrder1700000000025 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index clock_due;
      -- in the order in which the sweep takes them: of clocks that cross a line at one instant it would sort all for each batch
      create index clock_due on clock (next_step_at, id) where next_step_at is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index clock_due; create index clock_due on clock (next_step_at) where next_step_at is not null');
  }
}

class DatesOfRecords1700000000026 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- whose date it is, where somebody owes several of one term: of two instructions each has its own
      alter table clock add column record_id uuid;
      drop index clock_running;
      create unique index clock_running on clock (petition_id, term, subject, record_id) nulls not distinct where ended is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index clock_running;
      delete from clock where record_id is not null;
      alter table clock drop column record_id;
      create unique index clock_running on clock (petition_id, term, subject) nulls not distinct where ended is null;
    `);
  }
}

/** Packs and calendars by hash. */
export const lawMigrations: MigrationClass[] = [Law1700000000021, ProposedLaw1700000000023];

/** Clocks, ledger and steps, for a service that owns clocks; it lists `lawMigrations` as well. */
export const clocksMigrations: MigrationClass[] = [
  Clocks1700000000022,
  Recomputations1700000000024,
  DueInOrder1700000000025,
  DatesOfRecords1700000000026,
];
