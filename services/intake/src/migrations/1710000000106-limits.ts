import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Guesses at query codes are limited by libs/limits, whose tables exist already. */
export class TrackingLimits1710000000106 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('drop table tracking_failure');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table tracking_failure (
        id bigint generated always as identity primary key,
        code_digest text not null,
        address_digest text not null,
        at timestamptz not null
      );
      create index tracking_failure_code on tracking_failure (code_digest, at);
      create index tracking_failure_address on tracking_failure (address_digest, at);
      create index tracking_failure_at on tracking_failure (at);
    `);
  }
}
