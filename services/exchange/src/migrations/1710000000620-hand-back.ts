import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Words by which a matter may go back to the node that sent it: a recall, or an objection of the node in charge. */
export class HandBack1710000000620 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- message_id: of the recall or the objection. way: how its matter stands here. handed_by: the message of the hand-over that it is about.
      -- petition_id: null of what ended before it was registered. about: the objection, as case has it. sequence, digest: of a recall that came, for its receipt.
      -- due: its receipt has not left
      create table hand_back (
        message_id uuid primary key, petition_id uuid, partner text not null references partner, way text not null check (way in ('sent', 'came')),
        kind text not null check (kind in ('recall', 'objection')), handed_by uuid, conversation text not null, sequence int, digest text, about uuid,
        state text not null check (state in ('asked', 'agreed', 'declined')), code text, said_at timestamptz not null, due boolean not null default false
      );
      create index hand_back_petition on hand_back (petition_id);
      create index hand_back_recall on hand_back (said_at) where kind = 'recall' and way = 'sent' and state = 'asked';
      create index hand_back_due on hand_back (said_at) where due;

      alter table arrived_matter drop constraint arrived_matter_state_check;
      alter table arrived_matter add constraint arrived_matter_state_check check (state in ('waiting', 'registered', 'refused', 'recalled'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table hand_back;
      alter table arrived_matter drop constraint arrived_matter_state_check;
      alter table arrived_matter add constraint arrived_matter_state_check check (state in ('waiting', 'registered', 'refused'));
    `);
  }
}
