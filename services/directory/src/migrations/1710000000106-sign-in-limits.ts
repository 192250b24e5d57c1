import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Failed sign-ins are limited by libs/limits, whose tables exist already. */
export class DirectorySignInLimits1710000000106 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('drop table sign_in_attempt');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table sign_in_attempt (
        subject text primary key,
        failed_at timestamptz[] not null,
        last_at timestamptz not null
      );
      create index sign_in_attempt_last on sign_in_attempt (last_at);
    `);
  }
}
