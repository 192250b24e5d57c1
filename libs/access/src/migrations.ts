import type { MigrationClass } from '@sunshine/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Roles, organ tree, relations and the petitions that may be seen at all, in the schema of each service. */
class Access1700000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table person_role (
        person_id uuid not null, role text not null, organ_id uuid, notices boolean not null,
        unique nulls not distinct (person_id, role, organ_id)
      );
      create index person_role_organ on person_role (organ_id);
      -- path: ids from the topmost known organ down to the organ itself
      create table organ (
        id uuid primary key, parent_id uuid, kind text not null, name text not null, short_name text not null,
        division text not null, reviewed_by uuid, closed_on date, path uuid[] not null
      );
      create index organ_parent on organ (parent_id);
      -- kind: of the petition, null until it is known; nobody sees a petition of which it is not known whom to keep out
      create table relation (
        petition_id uuid not null, subject uuid not null, relation text not null, kind text,
        primary key (petition_id, subject, relation)
      );
      create index relation_subject on relation (subject, relation);
      create index relation_barred on relation (petition_id) where relation in ('barred', 'recused');
      create table petition_known (id uuid primary key, kind text not null, channel text not null, division text not null);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table petition_known, relation, organ, person_role');
  }
}

/** Sessions that ended and people who may no longer sign in, until no token of theirs can be good any more. */
class AccessEndedSessions1710000000121 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table ended_session (id uuid primary key, until timestamptz not null)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table ended_session');
  }
}

/** The second organ to which an opinion may be brought. */
class AccessAlsoReviewedBy1710000000185 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table organ add also_reviewed_by uuid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table organ drop also_reviewed_by');
  }
}

/** Where petitioners reach an organ. */
class AccessContactPhone1710000000196 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table organ add contact_phone text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table organ drop contact_phone');
  }
}

/** Who reviews the opinions of an organ, from when to when (null: known from the columns of the day alone), and where petitioners find it. */
class AccessReviewerTerms1710000000208 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table organ add reviewers jsonb, add address text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table organ drop reviewers, drop address');
  }
}

/** Kinds that a relation did not get, or kept, because another transaction told of its petition at the same moment. */
class AccessKindsOfRelations1710000000431 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'update relation r set kind = k.kind from petition_known k where k.id = r.petition_id and r.kind is distinct from k.kind',
    );
  }

  async down(): Promise<void> {} // nothing to take back
}

/** Relations whose petition is not known yet: nearly none, and asked for behind every registration. */
class AccessKindless1710000000432 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index relation_kindless on relation (petition_id) where kind is null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index relation_kindless');
  }
}

export const accessMigrations: MigrationClass[] = [
  Access1700000000011,
  AccessEndedSessions1710000000121,
  AccessAlsoReviewedBy1710000000185,
  AccessContactPhone1710000000196,
  AccessReviewerTerms1710000000208,
  AccessKindsOfRelations1710000000431,
  AccessKindless1710000000432,
];
