import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A filing reserves its files before its petition is written, so that a refused file uses up no number. */
export class Claimed1710000000111 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table file_reference alter constraint file_reference_petition_id_fkey deferrable initially deferred');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table file_reference alter constraint file_reference_petition_id_fkey not deferrable');
  }
}
