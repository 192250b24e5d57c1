import { DutyPerformed, PerformanceProposed } from '@sunshine/events';
import { caseError } from '../case.errors.js';
import { exitError } from './exits.errors.js';
import type { Performance } from './exits.records.js';
import { proposed } from './exits.js';
import { exitDecisionOf, requireNotRefused, requireOrganWithAuthority } from '../standing.js';
import { checkDispatch, dispatchPart, type Dispatch } from '../dispatch.js';
import { issue, noticeParts } from '../papers/papers.js';
import { claimDuties } from '../claim-duties.js';
import { decided } from '../decision.js';
import type { Decision, Given, PaperIds } from '../petition.js';
import { latestRecord, newRecord, withRecord, type CaseRecord } from '../records.js';
import { requireStage, type ActName } from '../acts.js';
import { optional, required } from '../text.js';

const SOURCE = '信访工作条例 31(5)';

export interface ProposePerformance {
  readonly recordId: string;
  readonly text: string;
  readonly basis: string;
  readonly remedy: string | null;
}

function requirePerformance(given: Given, act: ActName): void {
  const { state } = given;
  requireStage(state.stage, act, SOURCE);
  requireOrganWithAuthority(state);
  requireNotRefused(state, SOURCE);
  if (state.exit !== '31(5)') throw exitError('PERFORMANCE_OTHER_EXIT', { source: SOURCE });
  if (!exitDecisionOf(state)?.data.toldOn) throw exitError('GUIDANCE_NOT_TOLD', { source: SOURCE });
}

function propose(
  given: Given,
  command: ProposePerformance,
  act: 'performDuty' | 'answerUnderLaw',
  outcome: Performance['outcome'],
): Decision {
  const { state, act: by } = given;
  requirePerformance(given, act);
  const record = newRecord({
    id: command.recordId,
    kind: 'performance',
    state: 'proposed',
    on: by.on,
    organId: state.organId,
    byPersonId: by.personId,
    data: {
      outcome,
      text: required('履行职责情况', 'text', command.text, 5000),
      basis: required('依据', 'basis', command.basis, 500),
      remedy: optional('救济途径', 'remedy', command.remedy, 500),
      documentId: null,
    },
  });
  return decided(
    given,
    { records: proposed(state, record), handlerId: by.personId },
    {
      events: [PerformanceProposed.create({ petitionId: state.id, outcome })],
      line: { act, basis: SOURCE, part: 'proposal' },
    },
  );
}

/**
 * The duty asked for was performed: its record, drafted by the handler. PERFORM runs by the special law; HANDLE does not.
 * @throws ACT_NOT_IN_STAGE, BUREAU_DECIDES_NO_EXIT, MATTER_REFUSED, PERFORMANCE_OTHER_EXIT, GUIDANCE_NOT_TOLD, TEXT_MISSING
 * @source 信访工作条例 31(5)
 */
export const performDuty = (given: Given, command: ProposePerformance): Decision => propose(given, command, 'performDuty', 'performed');

/** An answer under the special law in place of the performance. @throws as `performDuty` @source 信访工作条例 31(5) */
export const answerUnderLaw = (given: Given, command: ProposePerformance): Decision =>
  propose(given, command, 'answerUnderLaw', 'answered');

export interface ConfirmPerformance extends PaperIds, Dispatch {}

/**
 * Issued and sent by another hand than the drafter's; it is to be served on every petitioner.
 * @throws ACT_NOT_IN_STAGE, PERFORMANCE_NOT_PROPOSED, OWN_PROPOSAL, DISPATCH_PROOF_MISSING, DOCUMENT_PART_MISSING, and as `performDuty`
 * @source 信访工作条例 31(5); issuing steps practice C
 */
export function confirmPerformance(given: Given, command: ConfirmPerformance): Decision {
  const { state, law, act } = given;
  requirePerformance(given, 'confirmPerformance');
  const proposal = latestRecord(state, 'performance', 'proposed');
  if (!proposal) throw exitError('PERFORMANCE_NOT_PROPOSED', { source: SOURCE });
  if (proposal.byPersonId === act.personId) throw caseError('OWN_PROPOSAL', { source: '本系统规则 审核签发' });
  checkDispatch(command);
  const { outcome, text, basis, remedy } = proposal.data;
  const { documentId } = command;
  const paper = issue(given, law.packOn(act.on), command, act.organ, {
    kind: 'PERFORMANCE_ANSWER',
    when: remedy === null ? [] : ['remedyGiven'],
    parts: {
      ...noticeParts(state, act.organ),
      performance: { outcome, text },
      basis: [basis],
      remedy,
      dispatch: dispatchPart(command, act.on),
    },
  });
  const record: CaseRecord<'performance'> = {
    ...proposal,
    state: 'issued',
    confirmedBy: act.personId,
    confirmedOn: act.on,
    data: { ...proposal.data, documentId },
  };
  return decided(
    given,
    { stage: outcome, outcome, records: withRecord(state.records, record) },
    {
      events: [DutyPerformed.create({ petitionId: state.id, outcome, documentId, dispatchedOn: act.on })],
      clocks: claimDuties(given, { stage: outcome, outcome }),
      papers: [paper],
      line: { act: 'confirmPerformance', basis: SOURCE, part: 'confirmation' },
    },
  );
}
