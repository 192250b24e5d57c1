import { exportTable } from '@sunshine/exports';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SupervisionExports1710000000032 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(exportTable);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table export');
  }
}
