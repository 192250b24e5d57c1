import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Facts of the channel, visits, and the acts of the desk. Texts about a report are in `sealed` only. */
export class Desk1710000000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table petition
        add column bar_code text,
        add column stamp_number int,
        add column envelope_file_id uuid,
        add column recording_file_id uuid,
        add column oral boolean not null default false,
        add column entry jsonb,
        add column visit_id uuid,
        add column same_letter_id uuid;
      create index petition_visit on petition (visit_id) where visit_id is not null;
      create index petition_stamp on petition (organ_id, received_on) where stamp_number is not null;
      create index petition_bar_code on petition (bar_code) where bar_code is not null;
      alter table petitioner
        add column below_14 boolean not null default false,
        add column guardian_consent boolean not null default false;

      -- a code belongs to the petition itself or to the agent of a mandate; it counts how often it was issued anew
      alter table query_code drop constraint query_code_pkey;
      alter table query_code add column holder_id uuid, add column round int not null default 0, add column ends_on date;
      update query_code set holder_id = petition_id;
      alter table query_code alter column holder_id set not null, add primary key (holder_id);
      create index query_code_petition on query_code (petition_id);
      create table query_code_reissue (
        id uuid primary key,
        petition_id uuid not null references petition,
        holder_id uuid not null,
        round int not null,
        identity_check text not null,
        person_id uuid not null,
        organ_id uuid not null,
        at timestamptz not null
      );
      create index query_code_reissue_petition on query_code_reissue (petition_id, at);

      -- one visit is one 批次, its heads are 人次; nothing of it is kept on a person
      create table visit_event (
        id uuid primary key,
        organ_id uuid not null,
        on_day date not null,
        time_in timestamptz,
        time_out timestamptz,
        place text,
        head_count int not null,
        ticket_number int,
        reception_officer_id uuid,
        on_duty_ids uuid[] not null,
        called_organ_ids uuid[] not null
      );
      create index visit_event_day on visit_event (organ_id, on_day);

      create table interview (
        id uuid primary key,
        petition_id uuid not null references petition,
        organ_id uuid not null,
        on_day date not null,
        answers jsonb,
        refusal_witness text,
        sealed jsonb not null,
        read_back boolean not null,
        signature_file_id uuid,
        copy_given boolean not null,
        person_id uuid not null,
        at timestamptz not null
      );
      create index interview_petition on interview (petition_id, at);

      create table supplement (
        id uuid primary key,
        petition_id uuid not null references petition,
        organ_id uuid not null,
        received_on date not null,
        text text,
        sealed jsonb not null,
        file_ids uuid[] not null,
        person_id uuid not null,
        at timestamptz not null
      );
      create index supplement_petition on supplement (petition_id, at);
      create table supplement_request (
        id uuid primary key,
        petition_id uuid not null unique references petition,
        organ_id uuid not null,
        items jsonb,
        sealed jsonb not null,
        answer_by date not null,
        asked_on date not null,
        person_id uuid not null,
        at timestamptz not null
      );

      create table correction (
        id uuid primary key,
        petition_id uuid not null references petition,
        petitioner_id uuid,
        field text not null,
        former text,
        value text,
        reason text,
        evidence text,
        sealed jsonb not null,
        evidence_file_id uuid,
        state text not null check (state in ('proposed', 'applied', 'rejected')),
        person_id uuid not null,
        on_day date not null,
        confirmed_by uuid,
        confirmed_on date,
        at timestamptz not null
      );
      create index correction_petition on correction (petition_id, at);
      create unique index correction_undecided on correction (petition_id, field) where state = 'proposed';

      create table classification (
        id uuid primary key,
        petition_id uuid not null references petition,
        organ_id uuid not null,
        former_kind text not null,
        kind text not null,
        content_class text,
        purpose text,
        proposed_exit text,
        reason text,
        sealed jsonb not null,
        person_id uuid not null,
        on_day date not null,
        at timestamptz not null
      );
      create index classification_petition on classification (petition_id, at);

      create table mandate (
        id uuid primary key,
        petition_id uuid not null references petition,
        masked_name text,
        scope text,
        sealed jsonb not null,
        from_on date not null,
        ends_on date not null,
        file_id uuid,
        ended_on date,
        end_reason text,
        person_id uuid not null,
        on_day date not null,
        at timestamptz not null
      );
      create index mandate_petition on mandate (petition_id, at);


      create table guidance_slip (
        id uuid primary key,
        petition_id uuid not null unique references petition,
        visit_id uuid,
        organ_id uuid not null,
        competent_organ_id uuid not null,
        place text not null,
        reception_times text,
        called_at timestamptz,
        call_answer text,
        lines text[] not null,
        person_id uuid not null,
        on_day date not null,
        at timestamptz not null
      );
      create index guidance_slip_visit on guidance_slip (visit_id);

      -- about what happens, never about a person: there is no column for one
      create table urgent_event (
        id uuid primary key,
        petition_id uuid not null references petition,
        organ_id uuid not null,
        reason text,
        sealed jsonb not null,
        begun_on date not null,
        ends_on date not null,
        final_on date
      );
      create index urgent_event_petition on urgent_event (petition_id, begun_on);
      create table urgent_report (
        id uuid primary key,
        event_id uuid not null references urgent_event,
        kind text not null,
        addressee text not null,
        organ_id uuid,
        reported_at timestamptz not null,
        receipt text,
        person_id uuid not null,
        at timestamptz not null
      );
      create index urgent_report_event on urgent_report (event_id, reported_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table urgent_report, urgent_event, guidance_slip, mandate, classification, correction, supplement_request,
        supplement, interview, visit_event, query_code_reissue;
      delete from query_code where holder_id <> petition_id;
      drop index query_code_petition;
      alter table query_code drop constraint query_code_pkey, drop column holder_id, drop column round, drop column ends_on;
      alter table query_code add primary key (petition_id);
      alter table petitioner drop column below_14, drop column guardian_consent;
      alter table petition drop column bar_code, drop column stamp_number, drop column envelope_file_id, drop column recording_file_id,
        drop column oral, drop column entry, drop column visit_id, drop column same_letter_id;
    `);
  }
}
