import { auditMigrations } from '@sunshine/audit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables of the bus in a service's own schema; the SQL is unqualified, the role's search_path chooses the schema. */
export class Messaging1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table outbox_seq (key text primary key, seq bigint not null) with (fillfactor = 70);
      create table outbox (
        id bigint generated always as identity primary key,
        key text not null, seq bigint not null, part int not null, pattern text not null, data json not null,
        unique (key, seq)
      );
      create table outbox_log (part int not null, pos bigint not null, id bigint not null unique, primary key (part, pos));
      create table bus_pos (source text not null, part int not null, pos bigint not null default 0, primary key (source, part))
        with (fillfactor = 20);
      create table inbox (source text not null, key text not null, seq bigint not null, primary key (source, key)) with (fillfactor = 70);
      create table held (
        id bigint generated always as identity primary key,
        source text not null, part int not null, key text not null, seq bigint not null, pattern text not null,
        why text not null check (why in ('failed', 'gap', 'behind')),
        error text, tries int not null default 0, next_at timestamptz, held_at timestamptz not null default now(),
        unique (source, key, seq)
      );
      create index held_due on held (next_at) where next_at is not null;
      create table held_decision (
        id bigint generated always as identity primary key,
        source text not null, key text not null, seq bigint not null, pattern text not null, error text,
        decision text not null check (decision in ('replay', 'skip')), reason text,
        actor_kind text not null, actor_id text, correlation_id text not null, decided_at timestamptz not null
      );
      create table request (
        actor text not null, id text not null, input_hash bytea not null, answer json, after json,
        at timestamptz not null default now(),
        primary key (actor, id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table request, held_decision, held, inbox, bus_pos, outbox_log, outbox, outbox_seq');
  }
}

/** By age, for the purge: rows are written in the order of their instants, so the smallest of indexes finds the old ones. */
export class RequestsByAge1710000000131 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index request_at on request using brin (at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index request_at');
  }
}

/** Every service lists these first: bus and audit. The outbox is one table and is kept: nothing is deleted from it row by row. */
export const messagingMigrations: (new () => MigrationInterface)[] = [
  Messaging1700000000001,
  ...auditMigrations,
  RequestsByAge1710000000131,
];
