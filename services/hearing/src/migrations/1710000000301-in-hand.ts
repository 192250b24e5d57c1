import type { MigrationInterface, QueryRunner } from 'typeorm';

export class InHand1710000000301 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Who owes an opinion, as case tells it with the course; null until it does.
    await runner.query('alter table matter add column in_hand json');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table matter drop column in_hand');
  }
}
