import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Files1710000000051 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A file from the first byte of its upload. Whose it is to use: the person's or the pass's; neither once it is used.
      -- type, sha256 (of what came) and completed_at are null until all of it is there; of a report the hash lies in "sealed" alone.
      create table stored_file (
        id uuid primary key,
        blob_id uuid not null unique,
        person_id uuid,
        pass_id text,
        size int not null check (size > 0),
        type text,
        sha256 text,
        sealed text,
        stripped boolean not null default false,
        created_at timestamptz not null,
        completed_at timestamptz,
        check ((completed_at is null) = (type is null) and (sha256 is null or sealed is null))
      );
      create index stored_file_created on stored_file (created_at);

      create table file_reference (
        file_id uuid primary key references stored_file,
        petition_id uuid not null references petition,
        role text not null,
        added_on date not null,
        added_at timestamptz not null,
        position int not null,
        added_by uuid,
        organ_id uuid
      );
      create index file_reference_petition on file_reference (petition_id, added_at, position);

      -- Uploads begun within the last hour, by keyed hash of an address or a person.
      create table upload_begun (
        id bigint generated always as identity primary key,
        source_digest text not null,
        at timestamptz not null
      );
      create index upload_begun_source on upload_begun (source_digest, at);
      create index upload_begun_at on upload_begun (at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table upload_begun, file_reference, stored_file');
  }
}
