import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Names of people of the directory, for exports. */
export class PersonNames1710000000206 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table person_name (person_id uuid primary key, name text not null)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table person_name');
  }
}
