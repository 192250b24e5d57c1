import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Handling1710000000421 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- facts of a matter that may be a trigger of supervised handling and are no term, one row each; ref: what it is a fact of
      create table matter_sign (
        petition_id uuid not null, kind text not null, ref uuid not null, organ_id uuid, on_day date not null, primary key (petition_id, kind, ref)
      );
      create index supervision_record_due on supervision_record (kind, reply_by, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table matter_sign; drop index supervision_record_due');
  }
}
