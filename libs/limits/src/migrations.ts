import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Counts of limits. Unlogged: a flood then writes no log, and what a crash takes away is an hour's counting. Columns in the order in
 * which rate-limiter-flexible writes them; `expire` in milliseconds.
 */
export class Limits1700000000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create unlogged table limit_count (
        key varchar(255) primary key,
        points integer not null default 0,
        expire bigint
      );
      create index limit_count_expire on limit_count (expire);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table limit_count');
  }
}

/** Guesses at secrets, one row for a thing, a place and the two together: `Gate` of spacing.ts, and until when a place is known. */
export class Guesses1700000000032 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table guess_gate (
        key text primary key,
        gate jsonb not null,
        expires_at bigint not null
      );
      create index guess_gate_expires on guess_gate (expires_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table guess_gate');
  }
}

export const limitsMigrations: (new () => MigrationInterface)[] = [Limits1700000000031, Guesses1700000000032];
