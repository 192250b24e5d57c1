import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RereviewDue1710000000305 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // When the re-review was due before a hearing paused it, and is due now, as case tells it with the clock; null until it does.
    await runner.query('alter table matter add column rereview json');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table matter drop column rereview');
  }
}
