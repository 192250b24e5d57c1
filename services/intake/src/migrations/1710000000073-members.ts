import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Consent of each member to a joint filing, and leaving it; the row of the petitioner is not changed. */
export class Members1710000000073 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table joint_consent (
        id uuid primary key,
        petition_id uuid not null references petition,
        petitioner_id uuid not null references petitioner,
        way text not null,
        file_id uuid,
        person_id uuid not null,
        on_day date not null,
        at timestamptz not null
      );
      create index joint_consent_petitioner on joint_consent (petitioner_id, at);
      create table departure (
        petitioner_id uuid primary key references petitioner,
        petition_id uuid not null references petition,
        way text not null check (way in ('online', 'paper')),
        file_id uuid,
        person_id uuid,
        on_day date not null,
        at timestamptz not null
      );
      create index departure_petition on departure (petition_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table departure, joint_consent');
  }
}
