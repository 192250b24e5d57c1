import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Contests1710000000441 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- what the rule found, where a decision on a contest says otherwise; null: the finding
      alter table figure_fact add found text;
      -- what holds of a duty in a figure since it was decided; the contest itself is a supervision_record
      create table fact_ruling (
        petition_id uuid not null, figure text not null, organ_id uuid not null, started_on date not null, ruling text not null, contest_id uuid not null,
        primary key (petition_id, figure, organ_id, started_on)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table fact_ruling; alter table figure_fact drop found');
  }
}
