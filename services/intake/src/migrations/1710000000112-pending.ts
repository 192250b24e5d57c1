import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * 待登记: filings of a flood, received and sealed, without a number until a registrar has looked at them. Their codes are here and not in
 * query_code, their files in file_reference under the id of the later petition; no other table refers to a petition that does not exist yet.
 */
export class Pending1710000000112 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table file_reference drop constraint file_reference_petition_id_fkey;

      create table pending_filing (
        id uuid primary key,
        organ_id uuid not null,
        organ_kind text not null,
        kind text not null,
        division text not null,
        received_on date not null,
        received_at timestamptz not null,
        urgent boolean not null,
        -- keyed hashes, gone when it is decided: of the address with the day, null for who gives no name; of what is said, null for a report
        origin text,
        likeness text,
        -- the form, under its own key; null once it stands in the petition
        sealed text,
        files int not null,
        code_key_id text not null,
        code_digest text not null unique,
        secret_digest text not null,
        state text not null check (state in ('waiting', 'set_aside', 'registered')),
        decided_on date,
        decided_by uuid,
        check ((state = 'registered') = (sealed is null))
      );
      create index pending_filing_waiting on pending_filing (organ_id, received_at, id) where state = 'waiting';
      create index pending_filing_origin on pending_filing (organ_id, origin) where state = 'waiting';
      create index pending_filing_likeness on pending_filing (organ_id, likeness) where state = 'waiting';

      -- what was proposed stays, whatever became of it; the note is sealed under the key of its filing
      create table pending_aside (
        id uuid primary key,
        filing_id uuid not null references pending_filing,
        reason text not null,
        of_number text,
        sealed text not null,
        state text not null check (state in ('proposed', 'confirmed', 'declined')),
        proposed_by uuid not null,
        proposed_on date not null,
        decided_by uuid,
        decided_on date,
        at timestamptz not null
      );
      create unique index pending_aside_undecided on pending_aside (filing_id) where state = 'proposed';
      create index pending_aside_filing on pending_aside (filing_id, at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table pending_aside, pending_filing;
      delete from file_reference r where not exists (select 1 from petition p where p.id = r.petition_id);
      alter table file_reference add constraint file_reference_petition_id_fkey foreign key (petition_id) references petition deferrable initially deferred;
    `);
  }
}
