import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The comparison of matters with those of other nodes: pair keys, lists, questions. */
export class SameMatter1710000000220 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Of this node, one for each partner at a time. sealed: the secret half, under a key of the configuration; null: destroyed
      create table same_matter_key (
        public_key text primary key, node text not null, sealed text, made_at timestamptz not null, destroyed_at timestamptz
      );
      create index same_matter_key_node on same_matter_key (node, made_at);

      -- own: made here for the partner node; else the partner's own. complete_at: all its parts have left, or have come. parts, had: of one that comes
      create table same_matter_list (
        id uuid primary key, node text not null, own boolean not null, public_key text, due_at timestamptz not null,
        expires_at timestamptz, parts int, had int[] not null default '{}', complete_at timestamptz
      );
      create index same_matter_list_node on same_matter_list (node, own, complete_at);
      create table same_matter_entry (
        list_id uuid not null references same_matter_list on delete cascade, tag text not null, sealed text not null, primary key (list_id, tag)
      );

      -- secrets: what was blinded, and how; sealed to the question, null once it is answered. officer: the name under which the partner knows the person
      create table same_matter_question (
        id uuid primary key, petition_id uuid not null references petition, node text not null, list_id uuid not null, public_key text not null,
        person_id uuid not null, organ_id uuid not null, officer text not null, forms int not null, asked_on date not null, asked_at timestamptz not null,
        secrets text, state text not null check (state in ('asked', 'none', 'match', 'refused')), code text, prefix text, answered_at timestamptz
      );
      create index same_matter_question_petition on same_matter_question (petition_id, asked_at);
      create index same_matter_question_officer on same_matter_question (person_id, asked_on);
      create index same_matter_question_day on same_matter_question (asked_on);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table same_matter_question, same_matter_entry, same_matter_list, same_matter_key');
  }
}
