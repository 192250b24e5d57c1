import type { MigrationInterface, QueryRunner } from 'typeorm';

export class WeeklyReports1710000000470 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- content: the report as it was frozen, hash: of it; nothing of a row is ever changed
      create table weekly_report (
        id uuid primary key, organ_id uuid not null, area_id uuid not null, week text not null, person_id uuid not null, frozen_at timestamptz not null,
        content json not null, hash text not null, unique (organ_id, week)
      );
      create index weekly_report_list on weekly_report (week desc, id desc);
      create function weekly_report_stays() returns trigger language plpgsql as $$ begin raise exception 'a weekly report is frozen'; end $$;
      create trigger weekly_report_stays before update or delete on weekly_report for each row execute function weekly_report_stays();
      create index register_step_on_day on register_step (on_day);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index register_step_on_day; drop table weekly_report; drop function weekly_report_stays');
  }
}
