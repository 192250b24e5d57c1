import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Groups1710000000071 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table petition_course add column merged_into uuid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table petition_course drop column merged_into');
  }
}
