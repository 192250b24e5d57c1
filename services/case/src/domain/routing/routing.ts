import { PetitionReceived, PetitionRouted } from '@sunshine/events';
import { dueDate, type Day, type RulePack } from '@sunshine/procedure';
import { caseError } from '../case.errors.js';
import { chargeMoves, leftBehind, routed, transferRecord } from './charge.js';
import { dutiesOfReceiver } from '../duties.js';
import { proposedExitPart } from '../standing.js';
import { issue, slipParts } from '../papers/papers.js';
import { decided } from '../decision.js';
import type { ClockMove, Decision, Given, Organ, PaperIds } from '../petition.js';
import { withRecord } from '../records.js';
import { checkKeptOut } from './accused.js';
import { routingError } from './routing.errors.js';
import { notInStage, requireStage } from '../acts.js';
import { required } from '../text.js';

export interface RoutePetition extends PaperIds {
  /** LETTER: 涉法涉诉, to the political-legal organ. */
  readonly kind: 'TRANSFER' | 'ASSIGNMENT' | 'LETTER';
  readonly to: Organ;
  readonly reason: string;
  readonly reportBy: Day | null;
  readonly points: readonly string[];
  /** Of a report: the addressee is an accused unit, a unit an accused person leads or works in, or one below such a unit. */
  readonly toAccused: boolean;
}

const SOURCE = '信访工作条例 22';

/**
 * The bureau transfers (转送) or assigns (交办), the dispatcher by hand or the head (批办). Inside one node the receiver can see the
 * matter at once: ROUTE is met and the receiver's duties start on the day of the act.
 * @throws ACT_NOT_IN_STAGE, ROUTE_BY_BUREAU_ONLY, ROUTE_TO_SELF, ROUTE_TO_CLOSED_ORGAN, ROUTE_TO_ORGAN_WITHOUT_AUTHORITY,
 * REPORT_BY_HAND_OVER_ONLY, the refusals of `checkAddressee`, ROUTE_REPORT_BY_MISSING, ROUTE_REPORT_BY_TOO_EARLY, ROUTE_POINTS_MISSING, ROUTE_TRANSFER_HAS_NO_DATE,
 * ASSIGNMENT_TO_BUREAU, TEXT_MISSING, DOCUMENT_PART_MISSING
 * @source 信访工作条例 22, 23 ¶3-4, 30 ¶2-3 (in force from 2022-05-01); 信访条例 21
 */
export function routePetition(given: Given, command: RoutePetition): Decision {
  const { state, law, act } = given;
  const { kind, to } = command;
  const pack = law.packOn(act.on);
  const source = pack.terms.ROUTE.source;
  requireStage(state.stage, 'routePetition', source);
  if (state.stage === 'registered' && state.organKind !== 'petition_bureau') throw caseError('ROUTE_BY_BUREAU_ONLY', { source });
  // Sent on already: only a bureau that holds the matter now may route it.
  if (state.organKind !== 'petition_bureau' || act.organ.id !== state.organId) throw notInStage(state.stage, 'routePetition', source);
  if (state.kind === 'REPORT') throw routingError('REPORT_BY_HAND_OVER_ONLY', { source: '信访工作条例 22 ¶2, 30 ¶2' });
  checkAddressee(given, to, command.toAccused);
  const reason = required('转送理由', 'reason', command.reason, 2000);
  const points = command.points.map((point, at) => required('需要答复的问题', `points.${at}`, point, 500));
  const assignment = kind === 'ASSIGNMENT';
  if (assignment) checkAssignment(given, to, command.reportBy, points);
  else if (command.reportBy !== null) throw caseError('ROUTE_TRANSFER_HAS_NO_DATE', { source });

  const petitionId = state.id;
  const duties = dutiesOfReceiver(pack, {
    petitionId,
    kind: state.kind,
    organId: to.id,
    organKind: to.kind,
    receivedOn: act.on,
    litigation: kind === 'LETTER',
  });
  const report: ClockMove[] =
    assignment && command.reportBy
      ? [{ do: 'start', petitionId, term: 'ASSIGNMENT_REPORT', subject: to.id, startedOn: act.on, dueOn: command.reportBy }]
      : [];
  const proposedExit = proposedExitPart(state);
  const slip = { ...slipParts(state, act.organ, to, reason, objectUntil(given, pack, duties)), ...(proposedExit && { proposedExit }) };
  const when = proposedExit ? ['exitProposed'] : [];
  const paper = assignment
    ? issue(given, pack, command, act.organ, {
        kind: 'ASSIGNMENT_LETTER',
        when,
        parts: {
          ...slip,
          deadline: command.reportBy,
          dutyToReport: '办结后报送办结报告，附处理意见书和送达回证',
          points,
          senderContact: act.organ.name,
        },
      })
    : issue(given, pack, command, act.organ, { kind: 'TRANSFER_SLIP', when, parts: slip });

  const transfer = transferRecord(
    given,
    command.documentId,
    { kind, toOrganId: to.id, reason, reportBy: command.reportBy, points, number: command.number },
    act.role === 'HEAD',
  );
  const charge = {
    organId: to.id,
    organKind: to.kind,
    senderId: state.organId,
    assignerId: assignment ? state.organId : state.assignerId,
    reportBy: assignment ? command.reportBy : state.reportBy,
  };
  return decided(
    given,
    {
      stage: 'received',
      ...charge,
      organReceivedOn: act.on,
      handlerId: null,
      records: withRecord(leftBehind(state, false).records, transfer),
    },
    {
      events: [
        PetitionRouted.create({
          petitionId,
          kind: assignment ? 'ASSIGNMENT' : 'TRANSFER',
          fromOrganId: state.organId,
          toOrganId: to.id,
          reportBy: command.reportBy,
        }),
        PetitionReceived.create({ petitionId, organId: to.id, receivedOn: act.on }),
      ],
      clocks: [...routed(given), ...report, ...duties],
      papers: [paper],
      relations: chargeMoves(state, { ...state, ...charge }),
      line: { act: 'routePetition', basis: source, remark: reason },
    },
  );
}

/** The day up to which the receiver may object, where its duties leave it that. */
export function objectUntil({ law, act }: Given, pack: RulePack, duties: readonly ClockMove[]): Day | null {
  const mayObject = duties.some(({ term }) => term === 'OBJECT');
  return mayObject ? dueDate({ pack, term: 'OBJECT', start: act.on, calendar: law.calendar }).effectiveDue : null;
}

/**
 * Whether a matter may go to that organ at all.
 * @param field where the input names it; null where the matter has named it before
 * @throws ROUTE_TO_SELF, ROUTE_TO_CLOSED_ORGAN, ROUTE_TO_ORGAN_WITHOUT_AUTHORITY, ACCUSED_NOT_IDENTIFIED, ROUTE_TO_ACCUSED,
 * CONDUCT_ABOVE_THE_UNIT
 * @source 信访工作条例 18 ¶4, 22, 24 ¶2, 30 ¶3
 */
export function checkAddressee({ state, act }: Given, to: Organ, toAccused: boolean, field: string | null = 'toOrganId'): void {
  if (to.id === state.organId || to.id === act.organ.id) throw caseError('ROUTE_TO_SELF', { source: SOURCE, field });
  if (to.closedOn !== null && to.closedOn <= act.on)
    throw caseError('ROUTE_TO_CLOSED_ORGAN', { source: '信访工作条例 24 ¶2', details: { organ: to.name }, field });
  if (to.kind === 'supervision_office')
    throw caseError('ROUTE_TO_ORGAN_WITHOUT_AUTHORITY', { source: SOURCE, details: { organ: to.name }, field });
  checkKeptOut(state, toAccused, field);
}

/** @throws ASSIGNMENT_TO_BUREAU, ROUTE_REPORT_BY_MISSING, ROUTE_REPORT_BY_TOO_EARLY, ROUTE_POINTS_MISSING */
export function checkAssignment({ act }: Given, to: Organ, reportBy: Day | null, points: readonly string[]): void {
  const source = '信访工作条例 22(3)';
  if (to.kind === 'petition_bureau') throw caseError('ASSIGNMENT_TO_BUREAU', { source });
  if (reportBy === null) throw caseError('ROUTE_REPORT_BY_MISSING', { source });
  if (reportBy <= act.on) throw caseError('ROUTE_REPORT_BY_TOO_EARLY', { source, details: { day: reportBy } });
  if (points.length === 0) throw caseError('ROUTE_POINTS_MISSING', { source });
}
