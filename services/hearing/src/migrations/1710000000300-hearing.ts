import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Hearing1710000000300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- a petition as far as hearings read it: what intake tells and what case tells, either may come first; its row is the lock of its hearings
      create table matter (
        id uuid primary key, number text, division text, channel text, kind text, received_on date, petitioner_ids uuid[] not null default '{}',
        stage text, exit text, organ_id uuid, closed boolean not null default false, merged_into uuid
      );

      -- who had part in the matter, so as to be kept from its panels
      create table involved (petition_id uuid not null, person_id uuid not null, part text not null, primary key (petition_id, person_id, part));

      -- one hearing with its small parts as it stands; lists and the constraint below read columns
      create table hearing (
        id uuid primary key, petition_id uuid not null, organ_id uuid not null, stage text not null, state text not null,
        starts_at timestamptz, untold int not null, data json not null
      );
      create index hearing_petition on hearing (petition_id, id);
      create index hearing_organ on hearing (organ_id, starts_at);

      create table hearing_entry (
        hearing_id uuid not null, number int not null, kind text not null, speaker text, text text not null, hash text, corrects int,
        by_person_id uuid not null, at timestamptz not null, primary key (hearing_id, number)
      );

      -- a room, and a person, is in one hearing at a time. A range over ids lets GiST compare them without an extension
      create type id_range as range (subtype = uuid);
      create table hearing_booking (
        hearing_id uuid not null, kind text not null, subject uuid not null, during tstzrange not null, primary key (hearing_id, kind, subject),
        constraint hearing_room_once exclude using gist (id_range(subject, subject, '[]') with &&, during with &&) where (kind = 'room'),
        constraint hearing_person_once exclude using gist (id_range(subject, subject, '[]') with &&, during with &&) where (kind = 'person')
      );

      -- how somebody voted is sealed; that somebody voted is not
      create table hearing_ballot (
        hearing_id uuid not null, round int not null, person_id uuid not null, sealed text not null, primary key (hearing_id, round, person_id)
      );

      -- what the panel weighed, and what the outvoted held
      create table hearing_sealed (
        id uuid primary key, hearing_id uuid not null, kind text not null, by_person_id uuid not null, sealed text not null, at timestamptz not null
      );
      create index hearing_sealed_of on hearing_sealed (hearing_id);

      create table pool_member (
        id uuid primary key, organ_id uuid not null, person_id uuid not null, name text not null, skills text[] not null, place text, from_day date not null,
        until_day date, ended_on date, leaves jsonb not null, entered_at timestamptz not null
      );
      create index pool_member_organ on pool_member (organ_id, person_id);

      create table room (id uuid primary key, organ_id uuid not null, name text not null, place text not null, seats int not null, ended_on date);
      create index room_organ on room (organ_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table room, pool_member, hearing_sealed, hearing_ballot, hearing_booking, hearing_entry, hearing, involved, matter; drop type id_range',
    );
  }
}
