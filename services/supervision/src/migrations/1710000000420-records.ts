import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Records1710000000420 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- reminders, proposals and what else supervision keeps, one row each; data is the record itself, the columns are what lists ask for.
      -- organ_id: whom it concerns, by_organ_id: in whose name it was done
      create table supervision_record (
        id uuid primary key, kind text not null, petition_id uuid, organ_id uuid not null, by_organ_id uuid not null, state text not null,
        number text, opened_on date not null, reply_by date, data json not null
      );
      create index supervision_record_petition on supervision_record (petition_id);
      create index supervision_record_list on supervision_record (kind, opened_on desc, id);
      create index supervision_record_organ on supervision_record (organ_id, kind, state, opened_on desc, id);
      create index supervision_record_by_organ on supervision_record (by_organ_id, kind, state, opened_on desc, id);
      create index supervision_record_reply on supervision_record (reply_by, id) where state = 'open' and reply_by is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table supervision_record');
  }
}
