import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Said1710000000650 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What a service of this node had another node told of a petition that both have. record_id: of that service. message_id: null where the list of
      -- partners does not let it pass; code: why
      create table said (
        id uuid primary key, petition_id uuid not null, partner text not null references partner, way text not null check (way in ('sent', 'came')),
        kind text not null, record_id uuid not null, message_id uuid unique, code text, said_at timestamptz not null,
        check ((message_id is null) = (code is not null))
      );
      create index said_petition on said (petition_id, said_at);
      create index said_record on said (record_id, partner, said_at);

      -- null: it came while its matter waits to be registered here
      alter table told alter column petition_id drop not null;
      create index told_waiting on told (partner, conversation) where petition_id is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table said; drop index told_waiting; alter table told alter column petition_id set not null');
  }
}
