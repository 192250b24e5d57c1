import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * From when to when an organ reviews the opinions of another (Art 35), so that a change of tomorrow leaves yesterday as it was told; and where
 * petitioners go or write to.
 */
export class DirectoryReviewerTerms1710000000207 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table organ add address text, add reviewers jsonb not null default '[]';
      update organ set reviewers = (select coalesce(jsonb_agg(jsonb_build_object('organId', id, 'also', also, 'from', valid_from, 'to', null)), '[]')
        from (values (reviewed_by, false), (also_reviewed_by, true)) v(id, also) where v.id is not null);
      alter table organ drop reviewed_by, drop also_reviewed_by;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table organ add reviewed_by uuid references organ, add also_reviewed_by uuid references organ;
      update organ set reviewed_by = (select (t ->> 'organId')::uuid from jsonb_array_elements(reviewers) t where t -> 'to' = 'null' and not (t -> 'also')::boolean),
        also_reviewed_by = (select (t ->> 'organId')::uuid from jsonb_array_elements(reviewers) t where t -> 'to' = 'null' and (t -> 'also')::boolean);
      alter table organ drop address, drop reviewers;
    `);
  }
}
