import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Served1710000000660 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- way: of the matter here; what was told before, the node in charge told, but for answers, which either side gives. recipients: of service, petitioners here whom it means. waits: until
      -- intake has said who the petitioners are
      alter table told add column way text not null default 'sent' check (way in ('sent', 'came')), add column recipients uuid[],
        add column waits boolean not null default false;
      update told t set way = 'came' where t.kind = 'status-answer'
        and not exists (select 1 from matter m where m.petition_id = t.petition_id and m.partner = t.partner and m.way = 'sent');
      drop index told_open;
      create index told_open on told (told_at) where not answered and not waits;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index told_open;
      create index told_open on told (told_at) where not answered;
      alter table told drop column way, drop column recipients, drop column waits;
    `);
  }
}
