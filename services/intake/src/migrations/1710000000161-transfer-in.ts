import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who transferred or assigned a petition to this organ from outside: sender, number of the letter, kind, day of the report. */
export class TransferIn1710000000161 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table petition add column transfer_in jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table petition drop column transfer_in');
  }
}
