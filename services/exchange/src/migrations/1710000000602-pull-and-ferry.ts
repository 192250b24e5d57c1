import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PullAndFerry1710000000602 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- way: how messages to it leave. pulled: messages from it are fetched at its endpoint
      alter table partner add column way text not null default 'push' check (way in ('push', 'fetched', 'ferry')), add column pulled boolean not null default false;
      update partner set way = 'fetched' where endpoint is null;

      -- Requests that were answered, while they would count again
      create table pull_nonce (partner text not null references partner, nonce text not null, at timestamptz not null, primary key (partner, nonce));
      create index pull_nonce_at on pull_nonce (at);

      -- Days from writing to the import of the file that brought it; null: by no file
      alter table message_in add column underway_days int;

      -- Files made here. text: until it is kept no more
      create table ferry_out (
        id uuid primary key, partner text not null references partner, number int not null, at timestamptz not null, envelopes int not null, receipts int not null,
        more boolean not null, text text, unique (partner, number)
      );
      -- Files taken here
      create table ferry_in (partner text not null references partner, number int not null, id uuid not null, at timestamptz not null, primary key (partner, number));
      -- Receipts that travel with the next file
      create table ferry_receipt (
        id bigint generated always as identity primary key, partner text not null references partner, message_id uuid not null, receipt text not null
      );
      create index ferry_receipt_partner on ferry_receipt (partner, id);
      -- A long file as it comes, until its last piece is there
      create table ferry_piece (
        upload uuid not null, person uuid not null, piece int not null, pieces int not null, text text not null, at timestamptz not null,
        primary key (upload, person, piece)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table ferry_piece, ferry_receipt, ferry_in, ferry_out, pull_nonce;
      alter table message_in drop column underway_days;
      alter table partner drop column way, drop column pulled;
    `);
  }
}
