import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Split1710000000072 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A letter of several matters. Sealed under a key of its own: until it is done the texts of the parts, then the link between them.
      create table split (
        id uuid primary key,
        petition_id uuid not null references petition,
        organ_id uuid not null,
        state text not null check (state in ('prepared', 'replaced', 'done')),
        sealed text not null,
        person_id uuid not null,
        on_day date not null,
        at timestamptz not null,
        done_on date
      );
      create index split_petition on split (petition_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table split');
  }
}
