import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Lists1710000000081 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index petition_by_receipt on petition (received_on, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index petition_by_receipt');
  }
}
