import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Open matters by the day of their receipt, of one organ or of all, without reading those that are closed; corrections of a matter. */
export class Patrol1710000000451 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index petition_open on petition (received_on, id) where closed_on is null and listed;
      create index petition_open_at on petition (organ_id, received_on, id) where closed_on is null and listed;
      create index matter_sign_day on matter_sign (on_day, ref);
      create index clock_register_not_ended on clock_register (petition_id) where ended is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index petition_open, petition_open_at, matter_sign_day, clock_register_not_ended');
  }
}
