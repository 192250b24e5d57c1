import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FrozenDays1710000000440 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- to_freeze: with which closed day a fact is frozen: that of its last day, -infinity: the next one, since it was frozen otherwise before;
      -- null: it is frozen as it stands
      alter table figure_fact add to_freeze date default '-infinity';
      alter table figure_fact alter to_freeze drop default;
      create index figure_fact_to_freeze on figure_fact (to_freeze, figure, clock_id) where to_freeze is not null;

      -- one row for each closed day; facts: how many of frozen_fact are its own, previous: hash of the day before it here
      create table frozen_day (
        day date primary key, previous text, versions json not null, facts int not null, hash text not null, frozen_at timestamptz not null
      );
      -- facts as they were when their day was frozen; those that changed later again with a later day, finding null: gone. Of a day that has its row of
      -- frozen_day none is written again
      create table frozen_fact (
        day date not null, figure text not null, clock_id uuid not null, organ_id uuid not null, due_on date not null, answered_on date, finding text,
        primary key (day, figure, clock_id)
      );
      create index frozen_fact_last on frozen_fact (figure, clock_id, day desc);
      -- facts that were frozen and are no more, until that is frozen too
      create table frozen_fact_gone (figure text not null, clock_id uuid not null, primary key (figure, clock_id));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table frozen_fact_gone, frozen_fact, frozen_day; alter table figure_fact drop to_freeze');
  }
}
