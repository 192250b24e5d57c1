import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Intake1710000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What a report says lies in "sealed" alone; its summary and text are null.
      create table petition (
        id uuid primary key,
        number text not null unique,
        channel text not null,
        kind text not null,
        division text not null,
        organ_id uuid not null,
        received_on date not null,
        registered_on date not null,
        registered_at timestamptz not null,
        postmark_on date,
        first_stamp_on date,
        summary text,
        text text,
        people_count int not null,
        purpose text,
        content_class text,
        anonymous boolean not null,
        respondent jsonb not null,
        urgent_event jsonb,
        addressed_to uuid[] not null,
        previous_number text,
        previous_id uuid,
        sealed jsonb not null,
        bigrams tsvector not null,
        registered_by uuid,
        check (kind <> 'REPORT' or (summary is null and text is null and bigrams = ''))
      );
      create index petition_by_day on petition (registered_on, id);
      create index petition_bigrams on petition using gin (bigrams) with (fastupdate = on, gin_pending_list_limit = 512);
      create index petition_organ on petition (organ_id, registered_on, id);
      create index petition_division on petition (division, registered_on, id);
      create index petition_number on petition (number text_pattern_ops);

      create table petition_request (
        id uuid primary key,
        petition_id uuid not null references petition,
        position int not null,
        text text,
        sealed text,
        unique (petition_id, position),
        check ((text is null) <> (sealed is null))
      );
      create table petitioner (
        id uuid primary key,
        petition_id uuid not null references petition,
        position int not null,
        representative boolean not null,
        masked_name text,
        masked_phone text,
        sealed jsonb not null,
        unique (petition_id, position)
      );
      create table blind_index (
        key_id text not null,
        field text not null,
        digest text not null,
        petitioner_id uuid not null,
        petition_id uuid not null references petition,
        primary key (digest, key_id, field, petitioner_id)
      );
      create table query_code (
        petition_id uuid primary key references petition,
        key_id text not null,
        code_digest text not null unique,
        secret_digest text not null
      );
      create table tracking_failure (
        id bigint generated always as identity primary key,
        code_digest text not null,
        address_digest text not null,
        at timestamptz not null
      );
      create index tracking_failure_code on tracking_failure (code_digest, at);
      create index tracking_failure_address on tracking_failure (address_digest, at);
      create index tracking_failure_at on tracking_failure (at);

      create table sealed_opening (
        id uuid primary key,
        petition_id uuid not null references petition,
        owner_id uuid not null,
        field text not null,
        person_id uuid not null,
        organ_id uuid not null,
        role text not null,
        purpose text not null,
        at timestamptz not null
      );
      create index sealed_opening_petition on sealed_opening (petition_id, at);

      create table petition_course (
        petition_id uuid primary key,
        stage text not null,
        exit text,
        outcome text,
        organ_id uuid not null,
        closed_on date
      );
      create index petition_course_organ on petition_course (organ_id, petition_id);
      create index petition_course_open on petition_course (stage, petition_id) where closed_on is null;

      create table number_block (
        division text not null,
        day date not null,
        next int not null,
        primary key (division, day)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table number_block, petition_course, sealed_opening, tracking_failure, query_code, blind_index, petitioner, petition_request, petition',
    );
  }
}
