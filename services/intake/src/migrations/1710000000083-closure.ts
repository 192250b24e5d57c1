import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Closure1710000000083 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index petition_course_closed on petition_course (closed_on, petition_id) where closed_on is not null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index petition_course_closed');
  }
}
