import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where petitioners reach an organ, as its papers say. */
export class DirectoryContactPhone1710000000195 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table organ add contact_phone text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table organ drop contact_phone');
  }
}
