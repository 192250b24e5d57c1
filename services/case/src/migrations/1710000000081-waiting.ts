import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What waits for a second person is found without reading what is done. */
export class Waiting1710000000081 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index case_record_waiting on case_record (petition_id) where kind in ('objection', 'keeping', 'handOver', 'countersign', 'exitDecision', 'leadingIn', 'performance', 'refusal', 'fastTrackAnswer', 'decisionOptions', 'execution', 'assignmentReport', 'withdrawal', 'recusal', 'split', 'merge') and state in ('proposed', 'raised', 'sent', 'asked', 'answered', 'recorded', 'made', 'declared', 'requested', 'unmerge_proposed');
      create index opinion_waiting on opinion (petition_id) where state in ('drafted', 'checked');
      create index extension_waiting on extension (petition_id) where approved_by is null;
      create index petition_completion_waiting on petition (id) where completion_ground is not null and completion_verified_by is null and stage <> 'closed';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index case_record_waiting, opinion_waiting, extension_waiting, petition_completion_waiting');
  }
}
