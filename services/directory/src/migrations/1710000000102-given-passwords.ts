import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DirectoryGivenPasswords1710000000102 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table person add column password_given boolean not null default false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table person drop column password_given');
  }
}
