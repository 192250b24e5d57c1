import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SameMatter1710000000605 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The record of questions about the same matter, at both ends; whether there was a match is not in it. number: of the registration at the asking
      -- node. officer: a name that the asking node alone resolves. reason_by: last day, inclusive
      create table same_matter_question (
        direction text not null check (direction in ('asked', 'received')), id uuid not null, partner text not null, number text not null,
        officer text not null, forms int not null, at timestamptz not null, on_day date not null,
        state text not null check (state in ('waiting', 'answered', 'refused')), code text, ended_at timestamptz,
        sample text not null default 'none' check (sample in ('none', 'drawn', 'explained', 'reviewed')), drawn_at timestamptz, reason_by date,
        reason text, reason_at timestamptz, in_order boolean, note text, reviewed_at timestamptz,
        primary key (direction, id)
      );
      create index same_matter_question_list on same_matter_question (at desc, id desc);
      create index same_matter_question_day on same_matter_question (partner, on_day) where direction = 'received';
      create index same_matter_question_sample on same_matter_question (sample) where sample in ('drawn', 'explained');
      -- The night in which a partner's list was last ordered and the questions of the day before were drawn from
      create table same_matter_night (partner text primary key references partner, day date not null);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table same_matter_night, same_matter_question');
  }
}
