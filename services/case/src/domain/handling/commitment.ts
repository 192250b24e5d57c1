import { CommitmentMade, CommitmentReviewed, InstructionAnswered, InstructionRecorded } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { handlingError } from './handling.errors.js';
import { requireOrganWithAuthority } from '../standing.js';
import { issue, noticeParts } from '../papers/papers.js';
import { decided } from '../decision.js';
import type { Decision, Given, Paper, PaperIds } from '../petition.js';
import { requiredFree } from '../pledge.js';
import { latestRecord, newRecord, recordsOf, withRecord, type CaseRecord } from '../records.js';
import { requireStage } from '../acts.js';
import { required } from '../text.js';

const SOURCE = '本系统规则 限期解决事项';
const INSTRUCTION = '本系统规则 领导批示';

function checkReview(field: string, on: Day, today: Day): void {
  if (on <= today) throw handlingError('COMMITMENT_REVIEW_TOO_EARLY', { source: SOURCE, details: { day: on }, field });
}

const told = (given: Given, ids: PaperIds, reason: string, plan: string, reviewOn: Day): Paper =>
  issue(given, given.law.packOn(given.act.on), ids, given.act.organ, {
    kind: 'COMMITMENT_NOTICE',
    parts: { ...noticeParts(given.state, given.act.organ), reason, plan, reviewOn },
  });

export interface PendingCommitment extends PaperIds {
  readonly recordId: string;
  readonly reason: string;
  readonly plan: string;
  readonly reviewOn: Day;
}

/**
 * A matter that cannot be solved at once, for want of funds for instance: the petitioner is told the reason and the day of the next review. It counts as
 * solved by nothing but its review, stops no clock and stands for no opinion.
 * @throws ACT_NOT_IN_STAGE, BUREAU_DECIDES_NO_EXIT, COMMITMENT_PENDING, COMMITMENT_REVIEW_TOO_EARLY, PLEDGE_NOT_TO_PETITION, TEXT_MISSING
 * @source capabilities 267
 */
export function pendingCommitment(given: Given, command: PendingCommitment): Decision {
  const { state, law, act } = given;
  requireStage(state.stage, 'pendingCommitment', SOURCE);
  requireOrganWithAuthority(state);
  if (latestRecord(state, 'commitment', 'pending')) throw handlingError('COMMITMENT_PENDING', { source: SOURCE });
  const { reviewOn, documentId } = command;
  checkReview('reviewOn', reviewOn, act.on);
  const pack = law.packOn(act.on);
  const reason = requiredFree(pack, '原因', 'reason', command.reason, 2000);
  const plan = requiredFree(pack, '安排', 'plan', command.plan, 2000);
  const record = newRecord({
    id: command.recordId,
    kind: 'commitment',
    state: 'pending',
    on: act.on,
    organId: state.organId,
    byPersonId: act.personId,
    until: reviewOn,
    data: { reason, plan, documentId, reviews: [] },
  });
  return decided(
    given,
    { records: [...state.records, record] },
    {
      events: [CommitmentMade.create({ petitionId: state.id, commitmentId: record.id, organId: state.organId, documentId, reviewOn })],
      papers: [told(given, command, reason, plan, reviewOn)],
      line: { act: 'pendingCommitment', basis: SOURCE },
    },
  );
}

export interface ReviewCommitment extends PaperIds {
  readonly text: string;
  /** Null: solved; else the day of the next review, told to the petitioner again. */
  readonly nextReviewOn: Day | null;
}

/** @throws ACT_NOT_IN_STAGE, COMMITMENT_NOT_FOUND, COMMITMENT_REVIEW_TOO_EARLY, PLEDGE_NOT_TO_PETITION, TEXT_MISSING @source capabilities 267 */
export function reviewCommitment(given: Given, command: ReviewCommitment): Decision {
  const { state, law, act } = given;
  requireStage(state.stage, 'reviewCommitment', SOURCE);
  const commitment = latestRecord(state, 'commitment', 'pending');
  if (!commitment) throw handlingError('COMMITMENT_NOT_FOUND', { source: SOURCE });
  const { nextReviewOn: next } = command;
  if (next !== null) checkReview('nextReviewOn', next, act.on);
  const text = requiredFree(law.packOn(act.on), '研究情况', 'text', command.text, 2000);
  const { reason, reviews } = commitment.data;
  const record: CaseRecord<'commitment'> = {
    ...commitment,
    state: next === null ? 'solved' : 'pending',
    until: next ?? commitment.until,
    data: { ...commitment.data, reviews: [...reviews, { on: act.on, text, next }] },
  };
  return decided(
    given,
    { records: withRecord(state.records, record) },
    {
      events: [CommitmentReviewed.create({ petitionId: state.id, commitmentId: commitment.id, solved: next === null, nextReviewOn: next })],
      papers: next === null ? [] : [told(given, command, reason, text, next)],
      line: { act: 'reviewCommitment', basis: SOURCE },
    },
  );
}

export interface RecordInstruction {
  readonly recordId: string;
  readonly text: string;
  /** The post of the leader, never a name. */
  readonly post: string;
  readonly unit: string;
  readonly dueOn: Day | null;
}

/**
 * 领导批示: kept beside the course, inside the organ. It may speed work up; it replaces no step, moves no date and shortens no right.
 * @throws ACT_NOT_IN_STAGE, INSTRUCTION_DUE_TOO_EARLY, TEXT_MISSING
 * @source practice B15
 */
export function recordInstruction(given: Given, { recordId, text, post, unit, dueOn }: RecordInstruction): Decision {
  const { state, law, act } = given;
  requireStage(state.stage, 'recordInstruction', INSTRUCTION);
  if (dueOn !== null && dueOn < act.on) throw handlingError('INSTRUCTION_DUE_TOO_EARLY', { source: INSTRUCTION, details: { day: dueOn } });
  const record = newRecord({
    id: recordId,
    kind: 'instruction',
    state: 'open',
    on: act.on,
    organId: act.organ.id,
    byPersonId: act.personId,
    until: dueOn,
    data: {
      text: requiredFree(law.packOn(act.on), '批示', 'text', text, 2000),
      post: required('批示人职务', 'post', post, 100),
      unit: required('责任单位', 'unit', unit, 200),
      result: null,
    },
  });
  return decided(
    given,
    { records: [...state.records, record] },
    {
      events: [InstructionRecorded.create({ petitionId: state.id, instructionId: recordId, organId: act.organ.id, dueOn })],
      line: { act: 'recordInstruction', basis: INSTRUCTION },
    },
  );
}

/** @throws ACT_NOT_IN_STAGE, INSTRUCTION_NOT_FOUND, TEXT_MISSING @source practice B15 */
export function answerInstruction(
  given: Given,
  { instructionId, result }: { readonly instructionId: string; readonly result: string },
): Decision {
  const { state, law, act } = given;
  requireStage(state.stage, 'answerInstruction', INSTRUCTION);
  const instruction = recordsOf(state, 'instruction', 'open').find(({ id }) => id === instructionId);
  if (!instruction) throw handlingError('INSTRUCTION_NOT_FOUND', { source: INSTRUCTION });
  const text = requiredFree(law.packOn(act.on), '办理结果', 'result', result, 2000);
  return decided(
    given,
    { records: withRecord(state.records, { ...instruction, state: 'done', data: { ...instruction.data, result: text } }) },
    {
      events: [InstructionAnswered.create({ petitionId: state.id, instructionId })],
      line: { act: 'answerInstruction', basis: INSTRUCTION },
    },
  );
}
