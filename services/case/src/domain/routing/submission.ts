import { MatterSubmitted, SubmittedMatterDecided } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { notInStage, requireStage } from '../acts.js';
import { caseError } from '../case.errors.js';
import { decided } from '../decision.js';
import type { Decision, Given } from '../petition.js';
import { latestRecord, newRecord, withRecord } from '../records.js';
import { required } from '../text.js';
import { leaving, leftBehind, routed, type OrganPlace } from './charge.js';
import { checkAddressee, type PlacedAddressee } from './routing.js';
import { routingError } from './routing.errors.js';

const SOURCE = '信访工作条例 22 ¶1(1)';

export interface SubmitForDecision {
  readonly submissionId: string;
  /** The Party committee or the government of the bureau's own level. */
  readonly to: PlacedAddressee;
  /** The place of the bureau. */
  readonly from: OrganPlace;
  readonly toAccused: boolean;
  /** What makes the matter grave or urgent. */
  readonly reason: string;
  /** What the bureau proposes. */
  readonly proposal: string;
  /** Number of the bureau's letter. */
  readonly reference: string;
  /** By when it asks for the decision. */
  readonly answerBy: Day;
}

/**
 * 报请: of a grave or urgent matter the bureau proposes what to do to the Party committee or the government of its own level, which decides. It is
 * one of the ways of 22 ¶1, so it meets ROUTE; the matter stays with the bureau and waits for the day that it names. A report is no such matter: it
 * goes to the body that may act by hand-over alone, and grave ones are told to the Party committee there (30 ¶2).
 * @throws ACT_NOT_IN_STAGE, ROUTE_BY_BUREAU_ONLY, REPORT_BY_HAND_OVER_ONLY, SUBMISSION_NOT_OWN_LEVEL, SUBMISSION_DATE_TOO_EARLY,
 * ROUTE_TO_CLOSED_ORGAN, ACCUSED_NOT_IDENTIFIED, CONDUCT_ABOVE_THE_UNIT, TEXT_MISSING
 * @source 信访工作条例 22 ¶1(1); 信访条例 21 ¶1(2); own rule: the day
 */
export function submitForDecision(given: Given, command: SubmitForDecision): Decision {
  const { state, act } = given;
  requireStage(state.stage, 'submitForDecision', SOURCE);
  if (state.stage === 'registered' && state.organKind !== 'petition_bureau') throw caseError('ROUTE_BY_BUREAU_ONLY', { source: SOURCE });
  if (state.organKind !== 'petition_bureau' || act.organ.id !== state.organId) throw notInStage(state.stage, 'submitForDecision', SOURCE);
  if (state.kind === 'REPORT') throw routingError('REPORT_BY_HAND_OVER_ONLY', { source: '信访工作条例 22 ¶2, 30 ¶2' });
  const { to, from, answerBy } = command;
  const governs = to.kind === 'party_committee' || to.kind === 'government';
  if (!governs || to.division !== from.division)
    throw routingError('SUBMISSION_NOT_OWN_LEVEL', { source: SOURCE, details: { organ: to.name } });
  checkAddressee(given, to, command.toAccused);
  const reason = required('重大、紧急的情况', 'reason', command.reason, 2000);
  const proposal = required('建议', 'proposal', command.proposal, 5000);
  const reference = required('报请文号', 'reference', command.reference, 100);
  if (answerBy <= act.on) throw routingError('SUBMISSION_DATE_TOO_EARLY', { source: SOURCE, details: { day: answerBy } });
  const submission = newRecord({
    id: command.submissionId,
    kind: 'submission',
    state: 'submitted',
    on: act.on,
    organId: to.id,
    byPersonId: act.personId,
    until: answerBy,
    data: { from: state.stage === 'registered' ? 'registered' : 'received', reason, proposal, reference, decision: null },
  });
  return decided(
    given,
    { stage: 'routed', records: withRecord(leftBehind(state, false).records, submission) },
    {
      events: [MatterSubmitted.create({ petitionId: state.id, submissionId: submission.id, organId: to.id, answerBy })],
      clocks: [...routed(given), ...leaving(given, 'routed')],
      line: { act: 'submitForDecision', basis: SOURCE, remark: reason },
    },
  );
}

export interface RecordSubmittedDecision {
  /** Number of the answer, or of the paper on which it stands. */
  readonly reference: string;
  /** The post of the leader who decided, never a name. */
  readonly post: string;
  readonly text: string;
}

/**
 * What the Party committee or the government decided (批示): the matter is back at the desk, and the bureau owes routing by it, from this day on.
 * @throws ACT_NOT_IN_STAGE, SUBMISSION_NONE, TEXT_MISSING
 * @source 信访工作条例 22 ¶1(1); own rule: ROUTE anew, so that no matter is without a duty
 */
export function recordSubmittedDecision(given: Given, command: RecordSubmittedDecision): Decision {
  const { state, act } = given;
  requireStage(state.stage, 'recordSubmittedDecision', SOURCE);
  const submission = latestRecord(state, 'submission', 'submitted');
  if (!submission) throw routingError('SUBMISSION_NONE', { source: SOURCE });
  const decision = {
    reference: required('批示文号', 'reference', command.reference, 100),
    post: required('批示人职务', 'post', command.post, 100),
    text: required('批示内容', 'text', command.text, 2000),
    on: act.on,
    byPersonId: act.personId,
  };
  const { data } = submission;
  return decided(
    given,
    { stage: data.from, records: withRecord(state.records, { ...submission, state: 'decided', data: { ...data, decision } }) },
    {
      events: [SubmittedMatterDecided.create({ petitionId: state.id, submissionId: submission.id })],
      clocks: [{ do: 'start', petitionId: state.id, term: 'ROUTE', subject: state.organId, startedOn: act.on }],
      line: { act: 'recordSubmittedDecision', basis: SOURCE, remark: decision.reference },
    },
  );
}
