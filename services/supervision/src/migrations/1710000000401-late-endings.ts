import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Duties that ended late, by the day on which they did: few of very many. */
export class LateEndings1710000000401 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'create index clock_register_late on clock_register (ended_on) where ended is not null and ended_on > effective_due and listed',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index clock_register_late');
  }
}
