import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Proofs of receipt of an urgent matter are sealed too for a report. */
export class Sealed1710000000121 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table urgent_report add column sealed jsonb not null default '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table urgent_report drop column sealed');
  }
}
