import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Quality1710000000430 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- data: the sample itself, with seed, population and sheet
      create table quality_sample (id uuid primary key, organ_id uuid not null, by_organ_id uuid not null, drawn_on date not null, data json not null);
      create index quality_sample_list on quality_sample (drawn_on desc, id);
      -- one row for each inspector of a matter; the key keeps one person from scoring a matter twice
      create table quality_inspection (
        sample_id uuid not null, petition_id uuid not null, person_id uuid not null, data json not null, primary key (sample_id, petition_id, person_id)
      );
      create table quality_settlement (sample_id uuid not null, petition_id uuid not null, data json not null, primary key (sample_id, petition_id));
      create index petition_closed on petition (organ_id, closed_on) where closed_on is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index petition_closed; drop table quality_settlement, quality_inspection, quality_sample');
  }
}
