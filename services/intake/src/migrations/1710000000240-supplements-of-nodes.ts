import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SupplementsOfNodes1710000000240 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- from_node: name of the node that added it; its id is then that of the message, and its organ where the matter came in or was sent
      alter table supplement add column from_node text;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('delete from supplement where from_node is not null; alter table supplement drop column from_node');
  }
}
