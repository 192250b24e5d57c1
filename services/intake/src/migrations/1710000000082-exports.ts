import { exportTable } from '@sunshine/exports';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Exports1710000000082 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(exportTable);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table export');
  }
}
