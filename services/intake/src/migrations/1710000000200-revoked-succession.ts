import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An entry of succession may be taken back: it keeps which codes and mandates it ended, without code or secret in clear, to give them back. */
export class RevokedSuccession1710000000200 implements MigrationInterface {
  name = 'RevokedSuccession1710000000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table succession add column ended_codes jsonb not null default '[]', add column ended_mandates uuid[] not null default '{}';
      alter table succession drop constraint succession_state_check;
      alter table succession add constraint succession_state_check check (state in ('proposed', 'confirmed', 'rejected', 'revoked'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update succession set state = 'rejected' where state = 'revoked';
      alter table succession drop constraint succession_state_check;
      alter table succession add constraint succession_state_check check (state in ('proposed', 'confirmed', 'rejected'));
      alter table succession drop column ended_codes, drop column ended_mandates;
    `);
  }
}
