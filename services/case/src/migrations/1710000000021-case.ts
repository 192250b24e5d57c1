import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The case: stage, papers and course of each petition. Names, addresses and case text of petitioners are not here. */
export class Case1710000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table petition (
        id uuid primary key,
        version int not null,
        number text not null,
        kind text not null,
        channel text not null,
        division text not null,
        received_on date not null,
        registered_on date not null,
        registering_organ_id uuid not null,
        organ_id uuid not null,
        organ_kind text not null,
        organ_received_on date not null,
        sender_id uuid,
        assigner_id uuid,
        report_by date,
        reported_on date,
        stage text not null,
        exit text,
        outcome text,
        address_unclear boolean not null,
        request_ids uuid array not null,
        petitioner_ids uuid array not null,
        representative_ids uuid array not null,
        accused_ids uuid array not null,
        handler_id uuid,
        latest_on date not null,
        accepted_on date,
        closed_on date,
        completion_ground text,
        completion_proposed_by uuid,
        completion_proposed_on date,
        completion_verified_by uuid,
        first_handling_unit_id uuid,
        merged_into uuid,
        split_from uuid,
        opened boolean not null
      ) with (fillfactor = 70);
      create index petition_open on petition (organ_id) where stage <> 'closed';
      create index petition_waiting on petition (division) where not opened;
      create index petition_number on petition (number);

      create table petition_request (id uuid primary key, petition_id uuid not null, outcome text, basis text array);

      create table extension (
        id uuid primary key, petition_id uuid not null, days int not null, reason text not null,
        requested_by uuid not null, requested_on date not null, approved_by uuid, approved_on date
      );
      create index extension_petition on extension (petition_id);

      create table opinion (
        id uuid primary key, petition_id uuid not null, revision int not null, state text not null,
        facts text not null, evidence text array not null, answers jsonb not null, execute_by date, performer_id uuid,
        drafted_by uuid not null, checked_by uuid, issued_by uuid, remark text, document_id uuid, dispatched_on date, legacy boolean not null
      ) with (fillfactor = 70);
      create index opinion_petition on opinion (petition_id);

      -- dated facts of the course besides extension, opinion and service; "data" is typed by "kind" (domain/records.ts)
      create table case_record (
        id uuid primary key, petition_id uuid not null, kind text not null, state text not null, on_day date not null,
        organ_id uuid, by_person_id uuid, until_day date, confirmed_by uuid, confirmed_on date, data jsonb not null
      ) with (fillfactor = 80);
      create index case_record_petition on case_record (petition_id);
      create index case_record_register on case_record (organ_id, kind, state);

      -- one row for each petitioner, paper and way; through_id is the representative who received for him
      create table service (
        id uuid primary key, petition_id uuid not null, opinion_id uuid, document_id uuid, petitioner_id uuid not null, through_id uuid,
        way text not null, served_on date, proof jsonb not null
      );
      create index service_petition on service (petition_id);
      create unique index service_once on service (document_id, petitioner_id) where served_on is not null;

      -- body is the canonical JSON itself: hash is the SHA-256 of exactly these bytes
      create table document (
        id uuid primary key, petition_id uuid not null, kind text not null, number text, body text not null, hash text not null,
        issued_on date not null, organ_id uuid not null,
        voided_on date, void_reason text, voided_by uuid, replaced_by uuid
      );
      create index document_petition on document (petition_id);

      create table document_number (
        organ_id uuid not null, kind text not null, year int not null, last int not null, primary key (organ_id, kind, year)
      ) with (fillfactor = 50);
      -- every number of the register: the paper it went to, or why it was taken out of use (void). A number is taken before its paper is
      -- written; one whose paper was not written after all is free, and goes to the next paper or is taken out of use with a reason
      create table document_register (
        organ_id uuid not null, kind text not null, year int not null, running int not null,
        state text not null, taken_at timestamptz not null,
        document_id uuid, number text, void_reason text, voided_on date, voided_by uuid, primary key (organ_id, kind, year, running),
        constraint document_register_state check (state in ('free', 'taken', 'used', 'void') and (state <> 'free' or document_id is null) and (state not in ('taken', 'used') or document_id is not null) and (state in ('used', 'void')) = (number is not null) and (state = 'void') = (void_reason is not null))
      ) with (fillfactor = 80);
      create index document_register_free on document_register (organ_id, kind, year, running) where state = 'free';
      create index document_register_taken on document_register (taken_at) where state = 'taken';
      create unique index document_register_document on document_register (document_id);

      -- one line a print
      create table seal_register (
        document_id uuid not null, line int not null, organ_id uuid not null, copies int not null, reason text,
        printed_by uuid not null, printed_on date not null, at timestamptz not null, primary key (document_id, line)
      );

      create table history (
        id bigint generated always as identity primary key,
        petition_id uuid not null, on_day date not null, at timestamptz not null, recorded_at timestamptz not null,
        actor_kind text not null, actor_id text, organ_id uuid, role text, actor text not null,
        act text not null, basis text not null, part text, remark text
      );
      create index history_petition on history (petition_id, id);

      -- notice duties that run, for the cap of HANDLE
      create index clock_notify on clock (pack_id, effective_due) where ended is null and term in ('NOTIFY_DIRECT', 'NOTIFY_TRANSFERRED');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop index clock_notify; drop table history, seal_register, document_register, document_number, document, service, case_record, opinion, extension, petition_request, petition',
    );
  }
}
