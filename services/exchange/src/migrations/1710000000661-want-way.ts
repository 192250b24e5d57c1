import type { MigrationInterface, QueryRunner } from 'typeorm';

export class WantWay1710000000661 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- way: of the matter of which the message tells; before, only what hands a matter over went to where it was sent, and questions whom a name means
      alter table want add column way text check (way in ('sent', 'came'));
      update want set way = case when kind in ('transfer', 'assignment') or kind = 'service' and about is null then 'sent' else 'came' end;
      alter table want alter column way set not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table want drop column way');
  }
}
