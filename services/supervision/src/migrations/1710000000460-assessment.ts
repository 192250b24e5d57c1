import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Assessment1710000000460 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- data: the scheme itself, with its items
      create table assessment_scheme (id uuid primary key, by_organ_id uuid not null, year int not null, published_on date not null, data json not null);
      create index assessment_scheme_list on assessment_scheme (published_on desc, id desc);
      -- data: self-check, score, contest and decision; an organ is assessed once a year by the same organ
      create table organ_assessment (
        scheme_id uuid not null, organ_id uuid not null, by_organ_id uuid not null, year int not null, data json not null,
        primary key (scheme_id, organ_id), unique (by_organ_id, year, organ_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table organ_assessment, assessment_scheme');
  }
}
