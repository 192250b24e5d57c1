import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Law that one administrator proposed and another decided; a revision published this way refers to its proposal. */
export class DirectoryLawProposals1710000000105 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table law_proposal (
        id uuid primary key,
        kind text not null check (kind in ('calendar', 'pack')),
        law_id text not null,
        revision int not null,
        year int,
        written text,
        content jsonb not null,
        basis text not null,
        state text not null check (state in ('open', 'published', 'declined')),
        proposed_by uuid not null references person,
        proposed_at timestamptz not null,
        decided_by uuid references person,
        decided_at timestamptz,
        reason text,
        check ((state = 'open') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
        check (decided_by <> proposed_by)
      );
      create index law_proposal_state on law_proposal (state, id);
      alter table pack add column proposal_id uuid references law_proposal;
      alter table calendar add column proposal_id uuid references law_proposal;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table pack drop column proposal_id; alter table calendar drop column proposal_id; drop table law_proposal');
  }
}
