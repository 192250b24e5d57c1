import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Organs, people, roles, sessions, the published law. Unqualified: the role's search_path names the schema. */
export class Directory1710000000101 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table organ (
        id uuid primary key,
        parent_id uuid references organ,
        kind text not null,
        name text not null,
        short_name text not null,
        division text not null check (division ~ '^[0-9]{6}$'),
        reviewed_by uuid references organ,
        reviewer_given boolean not null default false,
        valid_from date not null,
        closed_on date,
        version int not null default 1,
        check (parent_id <> id), check (reviewed_by <> id), check (closed_on > valid_from)
      );
      create unique index organ_name on organ (name) where closed_on is null;
      create unique index organ_short_name on organ (short_name) where closed_on is null;
      create index organ_parent on organ (parent_id);

      create table person (
        id uuid primary key,
        account text not null,
        name text not null,
        password_hash text,
        disabled_on date
      );
      create unique index person_account on person (lower(account));

      create table role_grant (
        id uuid primary key,
        person_id uuid not null references person,
        organ_id uuid references organ,
        role text not null,
        notices boolean not null default false,
        granted_on date not null,
        granted_by text not null,
        ended_on date,
        ended_by text
      );
      create unique index role_grant_held on role_grant (person_id, organ_id, role) nulls not distinct where ended_on is null;
      create index role_grant_role on role_grant (role) where ended_on is null;

      create table session (
        id uuid primary key,
        person_id uuid not null references person,
        refresh_hash bytea not null,
        former_hashes bytea[] not null default '{}',
        started_at timestamptz not null default now(),
        expires_at timestamptz not null,
        ended_at timestamptz,
        end_reason text check (end_reason in ('signed_out', 'token_reused', 'password_changed', 'disabled'))
      );
      create index session_open on session (person_id) where ended_at is null;

      create table sign_in_attempt (
        subject text primary key,
        failed_at timestamptz[] not null,
        last_at timestamptz not null
      );
      create index sign_in_attempt_last on sign_in_attempt (last_at);

      create table pack (
        id text not null,
        revision int not null,
        hash text not null unique,
        body jsonb not null,
        published_at timestamptz not null,
        primary key (id, revision)
      );
      create table calendar (
        id text not null,
        revision int not null,
        hash text not null unique,
        body jsonb not null,
        published_at timestamptz not null,
        primary key (id, revision)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table calendar, pack, sign_in_attempt, session, role_grant, person, organ');
  }
}
