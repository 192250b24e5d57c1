import { AssignmentReported, OpinionExecuted } from '@sunshine/events';
import { caseError } from './case.errors.js';
import { decided, running, type Decision, type Given, type PetitionState } from './petition.js';
import { notInStage, requireStage } from './stages.js';
import { required } from './text.js';

export interface RecordExecution {
  readonly evidence: string;
  /** Whether the petitioner was asked if it was carried out. */
  readonly petitionerAsked: boolean;
}

/**
 * The supported opinion was carried out: evidence, and the petitioner was asked.
 * @throws ACT_NOT_IN_STAGE, EXECUTION_NOT_DUE, EXECUTION_PETITIONER_NOT_ASKED, TEXT_MISSING
 * @source 信访工作条例 32
 */
export function recordExecution(given: Given, { evidence, petitionerAsked }: RecordExecution): Decision {
  const { state, clocks, act, law } = given;
  const { source } = law.packOn(act.on).terms.EXECUTE;
  requireStage(state.stage, 'recordExecution', source);
  if (!state.opinion) throw notInStage(state.stage, 'recordExecution', source);
  if (!running(clocks, 'EXECUTE')) throw caseError('EXECUTION_NOT_DUE', { source });
  if (!petitionerAsked) throw caseError('EXECUTION_PETITIONER_NOT_ASKED', { source });
  const text = required('执行证据', evidence, 2000);
  return decided(
    given,
    {},
    {
      events: [OpinionExecuted.create({ petitionId: state.id, opinionId: state.opinion.id, executedOn: act.on })],
      clocks: [{ do: 'stop', petitionId: state.id, term: 'EXECUTE', on: act.on }],
      line: { act: 'recordExecution', basis: source, remark: text },
    },
  );
}

/** The part that a report to the assigner still lacks; a petitioner who could not be reached counts by the attempts on file. */
export function reportLacks(state: PetitionState): string | null {
  if (state.opinion?.state !== 'issued') return '处理意见书';
  const tried = new Set(state.services.map(({ petitionerId }) => petitionerId));
  return state.petitionerIds.every((id) => tried.has(id)) ? null : '送达回证';
}

/**
 * 办结报告 to the assigner. A report without the opinion and the 送达回证 is back at the organ without anybody's hand.
 * @throws ACT_NOT_IN_STAGE, ASSIGNMENT_NOT_DUE, ASSIGNMENT_REPORT_PART_MISSING naming the part, TEXT_MISSING
 * @source 信访工作条例 22(3); 信访条例 21(4)
 */
export function reportAssignment(given: Given, { report }: { readonly report: string }): Decision {
  const { state, clocks, act, law } = given;
  const { source } = law.packOn(act.on).terms.ASSIGNMENT_REPORT;
  if (!running(clocks, 'ASSIGNMENT_REPORT')) throw caseError('ASSIGNMENT_NOT_DUE', { source });
  const part = reportLacks(state);
  if (part) throw caseError('ASSIGNMENT_REPORT_PART_MISSING', { source, details: { part } });
  requireStage(state.stage, 'reportAssignment', source);
  const text = required('办结报告', report, 5000);
  return decided(
    given,
    { reportedOn: act.on },
    {
      events: [AssignmentReported.create({ petitionId: state.id, organId: state.organId, reportedOn: act.on })],
      clocks: [{ do: 'stop', petitionId: state.id, term: 'ASSIGNMENT_REPORT', on: act.on }],
      line: { act: 'reportAssignment', basis: source, remark: text },
    },
  );
}
