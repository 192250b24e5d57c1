import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Matters of other nodes, from their arrival until a registrar has registered or refused them. */
export class Arrivals1710000000610 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- number: at its origin. body: sealed to this node until the end. told, dropped, ignored: fields by their paths, of a later release, fenced off,
      -- and not the sender's to say. answer: what the sender is told. due: the event or the receipt has not left yet
      create table arrived_matter (
        message_id uuid primary key, partner text not null references partner, conversation text not null, sequence int not null, digest text not null,
        kind text not null, number text not null, division text not null, organ_id uuid not null, received_at timestamptz not null, report_by date,
        state text not null check (state in ('waiting', 'registered', 'refused')), body text check ((body is not null) = (state = 'waiting')),
        told text[] not null, dropped text[] not null, ignored text[] not null,
        answer text check (answer in ('accepted', 'refused', 'conflict')), code text, reason text, petition_id uuid, petition_number text,
        ended_at timestamptz, due boolean not null
      );
      create index arrived_matter_list on arrived_matter (organ_id, received_at, message_id);
      create index arrived_matter_number on arrived_matter (partner, number);
      create index arrived_matter_due on arrived_matter (received_at) where due;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table arrived_matter');
  }
}
