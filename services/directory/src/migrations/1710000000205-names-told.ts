import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The name that was last published (`PersonNamed`); null for those who were there before names were. */
export class DirectoryNamesTold1710000000205 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table person add name_told text');
    await runner.query('create index person_untold on person (id) where name_told is distinct from name');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index person_untold');
    await runner.query('alter table person drop name_told');
  }
}
