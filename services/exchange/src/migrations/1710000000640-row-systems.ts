import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Systems that speak in rows and receipts instead of messages. */
export class RowSystems1710000000640 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table partner drop constraint partner_way_check, add constraint partner_way_check check (way in ('push', 'fetched', 'ferry', 'rows'));

      -- names: of its codes, {table: {code: name}}. tables: name of the connection to its intermediate tables in the configuration; null: JSON calls alone
      create table row_system (node text primary key references partner, names jsonb not null, tables text unique);
      -- hash: SHA-256 of the secret. valid_to: exclusive
      create table row_secret (
        id uuid primary key, node text not null references row_system, hash bytea not null, made_at timestamptz not null, valid_to timestamptz not null
      );
      create index row_secret_node on row_secret (node, valid_to);

      -- Rows that were taken. row_id, number: there. digest: of the row, SHA-256 of its canonical JSON. codes: of that system, as they stood, with what they
      -- meet here. place: of the intermediate table; null: by JSON call
      create table row_taken (
        node text not null references row_system, kind text not null, row_id text not null, number text not null, digest text not null,
        message_id uuid not null unique, codes jsonb not null, place text, taken_at timestamptz not null, primary key (node, kind, row_id)
      );
      create index row_taken_number on row_taken (number);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table row_taken, row_secret, row_system;
      alter table partner drop constraint partner_way_check, add constraint partner_way_check check (way in ('push', 'fetched', 'ferry'));
    `);
  }
}
