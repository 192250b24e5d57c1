import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Joined1710000000306 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Whoever is told of the hearing of a lead is looked up with each reading of it.
    await runner.query('create index matter_joined on matter (merged_into) where merged_into is not null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index matter_joined');
  }
}
