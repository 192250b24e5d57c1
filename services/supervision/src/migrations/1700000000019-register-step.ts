import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Before the tables of clocks, which supervision owned none of when it named its own. A new node makes the table by its later name. */
export class RegisterStep1700000000019 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table if exists clock_step rename to register_step;
      alter index if exists clock_step_pkey rename to register_step_pkey;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table if exists register_step rename to clock_step');
  }
}
