import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DirectorySavedViews1710000000103 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- filter: canonical text of libs/filters; shared_with: the organ whose people see it too
      create table saved_view (
        id uuid primary key,
        person_id uuid not null references person,
        list text not null,
        name text not null,
        filter text not null,
        columns text[] not null,
        order_by text not null,
        shared_with uuid references organ,
        unique (person_id, list, name)
      );
      create index saved_view_shared on saved_view (shared_with, list) where shared_with is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table saved_view');
  }
}
