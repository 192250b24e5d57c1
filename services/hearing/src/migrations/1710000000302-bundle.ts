import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Bundle1710000000302 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- opinions on a matter, as case tells of them: what followed a hearing stands in its file
      create table issued_opinion (
        document_id uuid primary key, petition_id uuid not null, stage text not null, number text, hash text, issued_on date not null
      );
      create index issued_opinion_petition on issued_opinion (petition_id);

      -- the file of a hearing, as it was bound: heads and entries as the lines that they are
      create table bundle_section (hearing_id uuid not null, section int not null, head text not null, primary key (hearing_id, section));
      create table bundle_entry (
        hearing_id uuid not null, section int not null, place int not null, part text not null, name text not null, digest text not null,
        line text, sealed text, withheld int[] not null, primary key (hearing_id, section, place), check ((line is null) <> (sealed is null))
      );

      -- public keys that people sign with; the private half never leaves their hands
      create table signing_key (
        id uuid primary key, person_id uuid not null, algorithm text not null, key text not null, registered_at timestamptz not null,
        ended_at timestamptz, unique (algorithm, key)
      );
      create index signing_key_person on signing_key (person_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table signing_key, bundle_entry, bundle_section, issued_opinion');
  }
}
