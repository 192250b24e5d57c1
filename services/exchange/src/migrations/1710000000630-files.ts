import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Files1710000000630 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A file that a message to a partner names, until the partner has said that it has it. conversation: of its parts, another one for each try.
      -- source: where its bytes lie and their key, sealed to this node; null once it has ended. lined: parts that were lined up
      create table file_out (
        id uuid primary key, partner text not null references partner, petition_id uuid not null, message_id uuid not null, division text not null,
        conversation text not null, digest text not null, bytes int not null, parts int not null, source text, lined int not null default 0,
        tries int not null default 1, state text not null check (state in ('open', 'held', 'refused')), code text,
        opened_at timestamptz not null, ended_at timestamptz, check ((source is null) = (state <> 'open'))
      );
      create index file_out_open on file_out (partner, opened_at, id) where state = 'open';
      create index file_out_petition on file_out (petition_id);

      -- A file that a partner has named. key: of its parts on disk, sealed to this node. parts: as the first part said
      create table file_in (
        id uuid primary key, partner text not null references partner, digest text not null, bytes bigint not null, parts int, key text, tries int not null default 1,
        state text not null check (state in ('awaited', 'complete', 'refused', 'gone')), code text, opened_at timestamptz not null,
        unique (partner, digest)
      );
      create table file_part_in (file_id uuid not null references file_in, part int not null, blob_id uuid not null unique, bytes int not null, primary key (file_id, part));
      -- Which message named it, in which place. petition_id: to which it belongs, once that is registered. role: as the sender calls it
      create table file_named (
        id uuid primary key, file_id uuid not null references file_in, message_id uuid not null, place int not null, role text, petition_id uuid,
        state text not null check (state in ('waiting', 'offered', 'taken', 'refused')), code text, unique (message_id, place)
      );
      create index file_named_file on file_named (file_id);
      create index file_named_due on file_named (petition_id) where state = 'waiting' and petition_id is not null;
      -- What a sender is still to be told of a file, about the message of a part
      create table file_answer (
        message_id uuid primary key, partner text not null references partner, conversation text not null, sequence int not null, digest text not null,
        code text, at timestamptz not null
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table file_answer, file_named, file_part_in, file_in, file_out');
  }
}
