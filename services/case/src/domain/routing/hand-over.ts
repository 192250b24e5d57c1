import { FeedbackNoted, HandOverProposed, PetitionReceived, ReportHandedOver, ReportSent } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { caseError } from '../case.errors.js';
import { chargeMoves, leaving, leftBehind, routed, transferRecord } from './charge.js';
import { arrival, dutiesOfReceiver } from '../duties.js';
import { mayHandOver, requireNotRefused, standingWithdrawal } from '../standing.js';
import { issue, slipParts } from '../papers/papers.js';
import { decided } from '../decision.js';
import type { Decision, Given, Organ, PaperIds } from '../petition.js';
import { latestRecord, newRecord, proposalsReplaced, withRecord, type CaseRecord } from '../records.js';
import { checkAddressee, objectUntil } from './routing.js';
import { routingError } from './routing.errors.js';
import { notInStage, requireStage } from '../acts.js';
import { optional, required } from '../text.js';

const SOURCE = '信访工作条例 30';
const NOTICES = '信访工作条例 30 ¶2';

export interface HandOverReport {
  readonly handOverId: string;
  readonly to: Organ;
  readonly toAccused: boolean;
  /** Why this body has the authority over the cadre. */
  readonly authority: string;
  /** Of a body the router keeps out: why it is nevertheless the one with cadre-management authority. */
  readonly despiteAccused: string | null;
  /** About a cadre: the organisation (personnel) department is told. */
  readonly cadreMatter: boolean;
  /** Grave: the head of the Party committee and the head in charge of organisation work are told. */
  readonly grave: boolean;
}

function checkBody(given: Given, to: Organ, toAccused: boolean, despiteAccused: string | null, field: string | null): void {
  if (to.kind === 'petition_bureau' || to.kind === 'supervision_office')
    throw routingError('HAND_OVER_TO_BODY_ONLY', { source: SOURCE, field });
  checkAddressee(given, to, toAccused && despiteAccused === null, field);
}

/** A body that answers a report under its own rules, by its receipt; any other organ with authority is bound like the receiver of a transfer. */
const OWN_RULES: readonly string[] = ['discipline', 'party_committee'];

/**
 * 拟移送 of a report to the discipline organ, or to another organ with the authority over the matter or the cadre, which is stated: the only
 * way out of the bureau, or of the organ that it was brought straight to, and only once a second reader has resolved everybody accused. The accused are kept out of it everywhere; only the
 * body that has that authority may be one the router would refuse, by a recorded reason.
 * @throws ACT_NOT_IN_STAGE, HAND_OVER_REPORTS_ONLY, HAND_OVER_OF_DIRECT_ONLY, HAND_OVER_TO_BODY_ONLY, ROUTE_TO_CLOSED_ORGAN,
 * ACCUSED_NOT_IDENTIFIED, ROUTE_TO_ACCUSED, TEXT_MISSING
 * @source 信访工作条例 22 ¶2, 30 ¶2-3; law 5 C1
 */
export function handOverReport(given: Given, command: HandOverReport): Decision {
  const { state, act } = given;
  requireStage(state.stage, 'handOverReport', SOURCE);
  if (state.kind !== 'REPORT') throw routingError('HAND_OVER_REPORTS_ONLY', { source: SOURCE });
  if (!mayHandOver(state)) throw routingError('HAND_OVER_OF_DIRECT_ONLY', { source: '信访工作条例 23 ¶3' });
  // Sent on already: the bureau that holds it now hands it over.
  if (act.organ.id !== state.organId) throw notInStage(state.stage, 'handOverReport', SOURCE);
  const { to, cadreMatter, grave } = command;
  const authority = required('干部管理权限', 'authority', command.authority, 500);
  const despiteAccused = optional('例外理由', 'despiteAccused', command.despiteAccused, 500);
  checkBody(given, to, command.toAccused, despiteAccused, 'toOrganId');
  const replaced = proposalsReplaced(state.records, 'handOver');
  const handOver = newRecord({
    id: command.handOverId,
    kind: 'handOver',
    state: 'proposed',
    on: act.on,
    organId: to.id,
    byPersonId: act.personId,
    data: {
      authority,
      despiteAccused: command.toAccused ? despiteAccused : null,
      cadreMatter,
      grave,
      organisationNotifiedOn: null,
      leadersNotifiedOn: null,
      receiptNumber: null,
      receivedOn: null,
    },
  });
  return decided(
    given,
    { records: withRecord(replaced, handOver) },
    {
      events: [HandOverProposed.create({ petitionId: state.id, handOverId: handOver.id })],
      line: { act: 'handOverReport', basis: SOURCE, part: 'proposal' },
    },
  );
}

export interface ConfirmHandOver extends PaperIds {
  readonly to: Organ;
  readonly toAccused: boolean;
  readonly organisationNotifiedOn: Day | null;
  readonly leadersNotifiedOn: Day | null;
}

function notice(given: Given, needed: boolean, on: Day | null, to: string, field: string): Day | null {
  if (!needed) return null;
  if (on === null) throw routingError('HAND_OVER_NOTICE_MISSING', { source: NOTICES, details: { to }, field });
  if (on > given.act.on) throw routingError('HAND_OVER_NOTICE_IN_FUTURE', { source: NOTICES, details: { day: on }, field });
  return on;
}

/**
 * The head confirms: the report is on its way, and the notices of 30 ¶2 are noted with their days. ROUTE, or the notice that the organ owes, runs on until the
 * receipt of a discipline or Party body; another organ of the node sees it at once and tells the reporter (23 ¶3). A withdrawal of before
 * goes with it and ends nothing: a clue that was received is handed over.
 * @throws ACT_NOT_IN_STAGE, HAND_OVER_NOT_PROPOSED, OWN_PROPOSAL, HAND_OVER_NOTICE_MISSING, HAND_OVER_NOTICE_IN_FUTURE, and the refusals of
 * `handOverReport` about the body
 * @source 信访工作条例 30
 */
export function confirmHandOver(given: Given, command: ConfirmHandOver): Decision {
  const { state, law, act } = given;
  requireStage(state.stage, 'confirmHandOver', SOURCE);
  const handOver = latestRecord(state, 'handOver', 'proposed');
  if (!handOver || act.organ.id !== state.organId) throw routingError('HAND_OVER_NOT_PROPOSED', { source: SOURCE });
  if (handOver.byPersonId === act.personId) throw caseError('OWN_PROPOSAL', { source: SOURCE });
  const { to, documentId } = command;
  const { cadreMatter, grave, authority, despiteAccused } = handOver.data;
  checkBody(given, to, command.toAccused, despiteAccused, null);
  const atOnce = !OWN_RULES.includes(to.kind);
  const withdrawal = standingWithdrawal(state);
  const sent: CaseRecord<'handOver'> = {
    ...handOver,
    state: atOnce ? 'received' : 'sent',
    confirmedBy: act.personId,
    confirmedOn: act.on,
    data: {
      ...handOver.data,
      ...(withdrawal && { withdrawnOn: withdrawal.on }),
      ...(atOnce && { receivedOn: act.on }),
      organisationNotifiedOn: notice(given, cadreMatter, command.organisationNotifiedOn, '组织（人事）部门', 'organisationNotifiedOn'),
      leadersNotifiedOn: notice(given, grave, command.leadersNotifiedOn, '党委主要负责人和分管组织工作的负责人', 'leadersNotifiedOn'),
    },
  };
  const pack = law.packOn(act.on);
  const duties = atOnce ? dutiesOfReceiver(pack, arrival(state, to, act.on)) : [];
  const reason = withdrawal ? `${authority}。检举控告人于${withdrawal.on}提出撤回，随件移送，由接收机关依规处理` : authority;
  const paper = issue(given, pack, command, act.organ, {
    kind: 'TRANSFER_SLIP',
    parts: slipParts(state, act.organ, to, reason, objectUntil(given, pack, duties)),
  });
  const charge = { organId: to.id, organKind: to.kind, senderId: state.organId };
  const handing = { kind: 'HAND_OVER', toOrganId: to.id, reason: authority, reportBy: null, points: [], number: command.number } as const;
  // The head of a bureau has confirmed it, so that head confirms what becomes of an objection to it as well; in another organ the head alone judges it.
  const transfer =
    state.organKind === 'petition_bureau'
      ? transferRecord(given, documentId, handing, true)
      : { ...transferRecord(given, documentId, handing), byPersonId: handOver.byPersonId };
  return decided(
    given,
    {
      stage: atOnce ? 'received' : 'routed',
      ...charge,
      ...(atOnce && { organReceivedOn: act.on }),
      handlerId: null,
      records: withRecord(withRecord(leftBehind(state, false).records, sent), transfer),
    },
    {
      events: [
        ReportSent.create({
          petitionId: state.id,
          handOverId: handOver.id,
          fromOrganId: state.organId,
          toOrganId: to.id,
          documentId,
          ...(withdrawal && { withdrawalId: withdrawal.id }),
        }),
        ...(atOnce ? [PetitionReceived.create({ petitionId: state.id, organId: to.id, receivedOn: act.on })] : []),
      ],
      clocks: atOnce ? [...routed(given), ...leaving(given, 'handed_over'), ...duties] : [],
      papers: [paper],
      relations: chargeMoves(state, { ...state, ...charge }),
      line: { act: 'confirmHandOver', basis: SOURCE, part: 'confirmation' },
    },
  );
}

/**
 * The body's receipt is on file, by its own day: ROUTE is met. No notice duty of ours follows; the body tells under its own rules.
 * @throws ACT_NOT_IN_STAGE, HAND_OVER_NOT_SENT, TEXT_MISSING
 * @source 信访工作条例 23 ¶4, 30
 */
export function recordHandOverReceipt(given: Given, command: { readonly receiptNumber: string }): Decision {
  const { state, act } = given;
  requireStage(state.stage, 'recordHandOverReceipt', SOURCE);
  const handOver = latestRecord(state, 'handOver', 'sent');
  if (!handOver) throw routingError('HAND_OVER_NOT_SENT', { source: SOURCE });
  const receiptNumber = required('回执编号', 'receiptNumber', command.receiptNumber, 100);
  return decided(
    given,
    {
      stage: 'handed_to_discipline',
      outcome: 'handed_over',
      organReceivedOn: act.on,
      records: withRecord(state.records, { ...handOver, state: 'received', data: { ...handOver.data, receiptNumber, receivedOn: act.on } }),
    },
    {
      events: [ReportHandedOver.create({ petitionId: state.id, handOverId: handOver.id, organId: state.organId, receivedOn: act.on })],
      // Whoever has it tells the reporter by its own rules.
      clocks: [...routed(given), ...leaving(given, 'handed_over')],
      line: { act: 'recordHandOverReceipt', basis: SOURCE, remark: receiptNumber },
    },
  );
}

export interface NoteFeedback {
  readonly feedbackId: string;
  readonly reference: string;
  readonly text: string;
  /** The body told the reporter itself (a named report). */
  readonly reporterTold: boolean;
}

/**
 * The body's answer under its own rules, noted by the bureau that handed the report over, or by the body itself, be it that the report came straight to
 * it; none of our clocks depends on it.
 * @throws ACT_NOT_IN_STAGE, HAND_OVER_REPORTS_ONLY, HAND_OVER_NOT_SENT, MATTER_REFUSED, TEXT_MISSING
 * @source 信访工作条例 23 ¶4, 30
 */
export function noteFeedback(given: Given, command: NoteFeedback): Decision {
  const { state, act } = given;
  requireStage(state.stage, 'noteFeedback', SOURCE);
  if (state.kind !== 'REPORT') throw routingError('HAND_OVER_REPORTS_ONLY', { source: SOURCE });
  // Only where no notice of ours is owed (23 ¶4).
  if (state.organKind !== 'discipline' && (state.stage === 'registered' || state.stage === 'received'))
    throw notInStage(state.stage, 'noteFeedback', SOURCE);
  // No other body has it: the bureau itself refused it.
  if (state.organKind === 'petition_bureau') throw routingError('HAND_OVER_NOT_SENT', { source: SOURCE });
  requireNotRefused(state, SOURCE);
  const reference = required('反馈文号', 'reference', command.reference, 100);
  const text = required('反馈内容', 'text', command.text, 1000);
  const { reporterTold } = command;
  const feedback = newRecord({
    id: command.feedbackId,
    kind: 'feedback',
    state: 'noted',
    on: act.on,
    organId: state.organId,
    byPersonId: act.personId,
    data: { from: state.stage, reference, text, reporterTold },
  });
  return decided(
    given,
    { stage: 'feedback_noted', outcome: 'handed_over', records: withRecord(state.records, feedback) },
    {
      events: [FeedbackNoted.create({ petitionId: state.id, feedbackId: feedback.id, reporterTold })],
      line: { act: 'noteFeedback', basis: SOURCE, remark: reference },
    },
  );
}
