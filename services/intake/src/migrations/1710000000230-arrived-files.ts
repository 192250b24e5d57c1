import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ArrivedFiles1710000000230 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A file of another node that is being taken over from exchange. secret: opens what exchange gives, sealed; the row goes with the taking
      create table arrived_file (file_id uuid primary key, petition_id uuid not null, want_id uuid not null, secret text not null)
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table arrived_file');
  }
}
