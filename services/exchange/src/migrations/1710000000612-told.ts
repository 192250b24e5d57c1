import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Told1710000000612 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What the node in charge told of a matter that was handed to it. due: of an acceptance or an extension. body: sealed to this node.
      -- unknown, dropped, ignored: paths of fields of a later release, of fenced ones, of those that are not the sender's. answered: the business
      -- receipt has left, and the node's other services know
      create table told (
        message_id uuid primary key, petition_id uuid not null, partner text not null references partner, conversation text not null, sequence int not null,
        digest text not null, kind text not null, on_day date not null, due date, ground text, told_at timestamptz not null, body text not null,
        unknown text[] not null, dropped text[] not null, ignored text[] not null, answered boolean not null default false
      );
      create index told_petition on told (petition_id, told_at);
      create index told_open on told (told_at) where not answered;

      -- asked_at: when the node was asked last how the matter stands
      alter table matter add column asked_at timestamptz;
      create index matter_number on matter (conversation);
      create index matter_partner_number on matter (partner_number);

      -- Acts of which this service heard before the registration of their petition
      create table early_telling (
        id bigint generated always as identity primary key, petition_id uuid not null, kind text not null, about uuid, facts jsonb not null
      );
      create index early_telling_petition on early_telling (petition_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table early_telling, told; drop index matter_number, matter_partner_number; alter table matter drop column asked_at',
    );
  }
}
