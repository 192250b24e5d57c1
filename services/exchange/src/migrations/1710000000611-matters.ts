import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Matters1710000000611 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- organs: of the directory here, which the partner's node serves. received_by: the organ here at which its matters arrive; null: organ_id
      alter table partner add column organs uuid[] not null default '{}', add column received_by uuid;

      -- A petition of this node that another node has or had too. way, seen from here: sent there, or came from there. message_id: of the handing over,
      -- null until it is lined up. code: why it was refused
      create table matter (
        petition_id uuid not null, partner text not null references partner, way text not null check (way in ('sent', 'came')),
        organ_id uuid not null, conversation text, message_id uuid unique, division text, kind text not null,
        state text not null check (state in ('preparing', 'underway', 'received', 'held', 'refused', 'returned')), code text,
        opened_at timestamptz not null, received_at timestamptz, answered_at timestamptz, partner_number text,
        primary key (petition_id, partner, way)
      );
      create index matter_conversation on matter (partner, conversation);
      create index matter_open on matter (message_id) where way = 'sent' and state in ('underway', 'received');

      -- A message that waits for what services of this node know. facts: days and codes of the event that it tells of. secret: opens what they give, sealed to this node. parts: what was given, sealed
      -- to this node. The row goes as soon as the message is lined up
      create table want (
        id uuid primary key, petition_id uuid not null, partner text not null references partner, kind text not null, about uuid, facts jsonb not null,
        open text not null, secret text not null, parts jsonb not null default '{}', wanted_at timestamptz not null
      );
      create index want_petition on want (petition_id, wanted_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table want, matter; alter table partner drop column organs, drop column received_by');
  }
}
