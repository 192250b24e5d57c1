import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The node in charge of a matter that was handed over, and which organs of the directory other nodes serve. */
export class HeldBy1710000000615 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table petition add held_by text;
      create table organ_elsewhere (organ_id uuid primary key, node text not null);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table petition drop held_by; drop table organ_elsewhere');
  }
}
