import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who was given the first slip with the query code, when and how. */
export class CodeSlips1710000000194 implements MigrationInterface {
  name = 'CodeSlips1710000000194';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table code_slip (
        petition_id uuid primary key,
        way text not null,
        petitioner_id uuid,
        receipt_number text,
        person_id uuid not null,
        organ_id uuid not null,
        on_day date not null,
        at timestamptz not null
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table code_slip');
  }
}
