import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The audit of one service. Its rows are never changed: the service's role has no right to, and a trigger refuses it to everybody else.
 * The owner of the tables and the superuser can disable both; the chain reveals it.
 */
export class Audit1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table audit (
        id bigint generated always as identity primary key,
        at timestamptz not null default now(),
        on_day date not null,
        act text not null,
        outcome text not null,
        actor_kind text not null,
        actor_id text,
        organ_id uuid,
        role text,
        subject text,
        part text,
        purpose text,
        correlation_id text not null
      );
      create index audit_subject on audit (subject, id) where subject is not null;
      create index audit_actor on audit (actor_id, id) where actor_id is not null;

      -- a batch covers a whole range of ids; ids and digests are those of the lines in it
      create table audit_batch (
        seq int primary key,
        algorithm text not null check (algorithm in ('sha256', 'sm3')),
        previous text not null,
        from_id bigint not null,
        to_id bigint not null,
        ids bigint[] not null,
        digests bytea not null,
        sealed_at text not null,
        root text not null,
        check (from_id <= to_id and octet_length(digests) = 32 * cardinality(ids))
      );

      create function audit_is_kept() returns trigger language plpgsql as $$
        begin
          raise exception 'lines of the audit are kept as they were written' using errcode = 'insufficient_privilege';
        end $$;
      create trigger audit_kept before update or delete or truncate on audit for each statement execute function audit_is_kept();
      create trigger audit_batch_kept before update or delete or truncate on audit_batch for each statement execute function audit_is_kept();
      revoke update, delete, truncate on audit, audit_batch from current_user;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table audit_batch, audit; drop function audit_is_kept()');
  }
}

/**
 * Indexes for the searches of the page: an act, refusals alone, a span of time. Lines come in the order of time, so a block-range index
 * is enough for the last.
 */
export class AuditSearch1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index audit_act on audit (act, id);
      create index audit_refused on audit (id) where outcome <> 'done';
      create index audit_at on audit using brin (at) with (pages_per_range = 16);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index audit_act, audit_refused, audit_at');
  }
}

export const auditMigrations: (new () => MigrationInterface)[] = [Audit1700000000002, AuditSearch1700000000003];
