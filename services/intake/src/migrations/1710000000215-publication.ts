import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Opinions as case tells of them, what petitioners say about publishing them, and redacted texts that wait or stand in public. */
export class Publication1710000000215 implements MigrationInterface {
  name = 'Publication1710000000215';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table issued_opinion (
        document_id uuid primary key,
        petition_id uuid not null,
        opinion_id uuid not null,
        -- Of a review: the opinion of the organ that handled the matter.
        reviewed_id uuid,
        level text not null,
        organ_id uuid not null,
        heard boolean not null,
        hash text,
        number text,
        result text not null,
        dispatched_on date not null,
        served_on date,
        ended_on date
      );
      create index issued_opinion_petition on issued_opinion (petition_id);

      create table publication_answer (
        id uuid primary key,
        petition_id uuid not null references petition,
        document_id uuid not null,
        petitioner_id uuid not null,
        agrees boolean not null,
        way text,
        file_id uuid,
        person_id uuid,
        organ_id uuid,
        on_day date not null,
        at timestamptz not null
      );
      create index publication_answer_petition on publication_answer (petition_id, document_id, petitioner_id, at);

      create table publication (
        id uuid primary key,
        petition_id uuid not null references petition,
        document_id uuid not null references issued_opinion,
        organ_id uuid not null,
        ground text not null,
        state text not null check (state in ('proposed', 'published', 'down')),
        text text not null,
        objection_answer text,
        person_id uuid not null,
        on_day date not null,
        at timestamptz not null,
        published_by uuid,
        published_on date,
        down_on date,
        down_cause text,
        down_reason text
      );
      create unique index publication_open on publication (document_id) where state <> 'down';
      create index publication_petition on publication (petition_id);
      create index publication_public on publication (published_on, id) where state = 'published';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table publication, publication_answer, issued_opinion');
  }
}
