import type { MigrationInterface, QueryRunner } from 'typeorm';

const index = (kinds: string, states: string): string => `
  drop index case_record_waiting;
  create index case_record_waiting on case_record (petition_id) where kind in (${kinds}) and state in (${states});
`;
const KINDS = `'objection', 'keeping', 'handOver', 'countersign', 'exitDecision', 'leadingIn', 'performance', 'refusal', 'fastTrackAnswer', 'decisionOptions', 'execution', 'assignmentReport', 'withdrawal', 'recusal', 'split', 'merge', 'identification', 'pointing'`;
const STATES = `'proposed', 'raised', 'sent', 'asked', 'answered', 'recorded', 'made', 'declared', 'requested', 'unmerge_proposed'`;

/** What waits for a second person at a reviewer, and the taking back of a death, waits for a second reader too. */
export class ReviewWaiting1710000000203 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(index(`${KINDS}, 'reviewRefusal', 'reviewOpinion', 'successionRevocation'`, `${STATES}, 'drafted', 'checked'`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(index(KINDS, STATES));
  }
}
