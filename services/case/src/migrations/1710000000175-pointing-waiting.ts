import type { MigrationInterface, QueryRunner } from 'typeorm';

const index = (kinds: string): string => `
  drop index case_record_waiting;
  create index case_record_waiting on case_record (petition_id) where kind in (${kinds}) and state in ('proposed', 'raised', 'sent', 'asked', 'answered', 'recorded', 'made', 'declared', 'requested', 'unmerge_proposed');
`;
const BEFORE = `'objection', 'keeping', 'handOver', 'countersign', 'exitDecision', 'leadingIn', 'performance', 'refusal', 'fastTrackAnswer', 'decisionOptions', 'execution', 'assignmentReport', 'withdrawal', 'recusal', 'split', 'merge', 'identification'`;

/** What an organ tells a petitioner of another one waits for a second reader too. */
export class PointingWaiting1710000000175 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(index(`${BEFORE}, 'pointing'`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(index(BEFORE));
  }
}
