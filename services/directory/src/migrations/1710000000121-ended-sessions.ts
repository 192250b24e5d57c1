import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions that ended lately are queried every second. */
export class DirectoryEndedSessions1710000000121 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index session_ended on session (ended_at) where ended_at is not null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index session_ended');
  }
}
