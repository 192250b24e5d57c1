import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The head may decline an extension, or grant other days than were asked. */
export class ExtensionDeclined1710000000151 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table extension add granted_days int, add declined_by uuid, add declined_on date, add decline_reason text;
      update extension set granted_days = days where approved_by is not null;
      drop index extension_waiting;
      create index extension_waiting on extension (petition_id) where approved_by is null and declined_by is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index extension_waiting;
      create index extension_waiting on extension (petition_id) where approved_by is null;
      alter table extension drop granted_days, drop declined_by, drop declined_on, drop decline_reason;
    `);
  }
}
