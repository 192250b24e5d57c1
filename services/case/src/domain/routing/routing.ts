import { PetitionReceived, PetitionRouted } from '@sunshine/events';
import { dueDate, type Day, type RulePack } from '@sunshine/procedure';
import { caseError } from '../case.errors.js';
import { chargeMoves, isInsideDivision, leaving, leftBehind, routed, transferRecord, withoutReport, type OrganPlace } from './charge.js';
import { arrival, cancelled, dutiesOfReceiver } from '../duties.js';
import { proposedExitPart } from '../standing.js';
import { issue, slipParts } from '../papers/papers.js';
import { decided, running } from '../decision.js';
import type { ClockMove, Decision, Given, Organ, PaperIds } from '../petition.js';
import { withRecord } from '../records.js';
import { checkKeptOut } from './kept-out.js';
import { routingError } from './routing.errors.js';
import { notInStage, requireStage } from '../acts.js';
import { required } from '../text.js';

/** An organ with its place; `elsewhere`: the node of which it is, where that is another. */
export type PlacedAddressee = Organ & OrganPlace & { readonly elsewhere?: string | null };

export interface RoutePetition extends PaperIds {
  /** LETTER: 涉法涉诉, to the political-legal organ. */
  readonly kind: 'TRANSFER' | 'ASSIGNMENT' | 'LETTER';
  readonly to: PlacedAddressee;
  /** The place of the sending bureau. */
  readonly from: OrganPlace;
  readonly reason: string;
  readonly reportBy: Day | null;
  readonly points: readonly string[];
  /** Of a report: the addressee is an accused unit, a unit an accused person leads or works in, or one below such a unit. */
  readonly toAccused: boolean;
}

const SOURCE = '信访工作条例 22';
const ASSIGNED = '信访工作条例 22(3)';

/**
 * The bureau transfers (转送) or assigns (交办), the dispatcher by hand or the head (批办). Inside one node the receiver can see the
 * matter at once: ROUTE is met and the receiver's duties start on the day of the act; of another node ROUTE waits for its receipt. A bureau may assign through the bureau below: that one
 * passes the matter on with its date or by an earlier one, and the report still goes to whoever assigned it first.
 * @throws ACT_NOT_IN_STAGE, ROUTE_BY_BUREAU_ONLY, ROUTE_TO_SELF, ROUTE_TO_CLOSED_ORGAN, ROUTE_TO_ORGAN_WITHOUT_AUTHORITY,
 * REPORT_BY_HAND_OVER_ONLY, the refusals of `checkAddressee`, ROUTE_UPWARD, ROUTE_OUTSIDE_AREA, ROUTE_REPORT_BY_MISSING, ROUTE_REPORT_BY_TOO_EARLY,
 * ROUTE_POINTS_MISSING, ROUTE_TRANSFER_HAS_NO_DATE, ROUTE_REPORT_BY_AFTER_ASSIGNERS, TEXT_MISSING, DOCUMENT_PART_MISSING
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
  checkLevel(command.from, to);
  const reason = required('转送理由', 'reason', command.reason, 2000);
  const points = command.points.map((point, at) => required('需要答复的问题', `points.${at}`, point, 500));
  const assignment = kind === 'ASSIGNMENT';
  const standing = running(given.clocks, 'ASSIGNMENT_REPORT');
  if (assignment) checkAssignment(given, command.reportBy, points, standing?.nominalDue ?? null);
  else if (command.reportBy !== null) throw caseError('ROUTE_TRANSFER_HAS_NO_DATE', { source });

  const petitionId = state.id;
  const duties = dutiesOfReceiver(pack, arrival(state, to, act.on, kind === 'LETTER'));
  const report: ClockMove[] =
    assignment && command.reportBy
      ? [
          ...cancelled(given, ['ASSIGNMENT_REPORT'], 'assigned_on'),
          { do: 'start', petitionId, term: 'ASSIGNMENT_REPORT', subject: to.id, startedOn: act.on, dueOn: command.reportBy },
        ]
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
    {
      ...{ kind, toOrganId: to.id, reason, reportBy: command.reportBy, points, number: command.number },
      ...(to.elsewhere && { elsewhere: { node: to.elsewhere } }),
    },
    act.role === 'HEAD',
  );
  const charge = {
    organId: to.id,
    organKind: to.kind,
    senderId: state.organId,
    assignerId: assignment ? (state.assignerId ?? state.organId) : state.assignerId,
    reportBy: assignment ? command.reportBy : state.reportBy,
  };
  const left = leftBehind(state, false);
  return decided(
    given,
    {
      stage: 'received',
      ...charge,
      reportedOn: assignment ? null : state.reportedOn,
      organReceivedOn: act.on,
      handlerId: null,
      records: withRecord(assignment ? withoutReport(left) : left.records, transfer),
    },
    {
      events: [
        PetitionRouted.create({
          petitionId,
          kind: command.kind,
          fromOrganId: state.organId,
          toOrganId: to.id,
          reportBy: command.reportBy,
        }),
        PetitionReceived.create({ petitionId, organId: to.id, receivedOn: act.on }),
      ],
      // A bureau that passes a matter on is bound: what it could object has lapsed. Of another node its transport receipt alone meets ROUTE.
      clocks: [...(to.elsewhere ? [] : routed(given)), ...leaving(given, 'routed'), ...report, ...duties],
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

/**
 * 属地管理、分级负责: a matter is sent to an organ of the own level, or below it in the own area. Upwards goes a report or a proposal, not the
 * matter.
 * @param field where the input names the addressee; null where the matter has named it before
 * @throws ROUTE_UPWARD, ROUTE_OUTSIDE_AREA
 * @source 信访工作条例 22 ¶1(1)(2)
 */
export function checkLevel(from: OrganPlace, to: PlacedAddressee, field: string | null = 'toOrganId'): void {
  if (to.division === from.division || isInsideDivision(to.division, from.division)) return;
  const why = { source: '信访工作条例 22 ¶1(1)(2)', details: { organ: to.name }, field };
  throw isInsideDivision(from.division, to.division) ? caseError('ROUTE_UPWARD', why) : caseError('ROUTE_OUTSIDE_AREA', why);
}

/**
 * @param standing the day of whoever assigned the matter before; only they may move it
 * @throws ROUTE_REPORT_BY_MISSING, ROUTE_REPORT_BY_TOO_EARLY, ROUTE_REPORT_BY_AFTER_ASSIGNERS, ROUTE_POINTS_MISSING
 */
export function checkAssignment(given: Given, reportBy: Day | null, points: readonly string[], standing: Day | null): void {
  if (reportBy === null) throw caseError('ROUTE_REPORT_BY_MISSING', { source: ASSIGNED });
  checkReportBy(given, reportBy, standing);
  if (points.length === 0) throw caseError('ROUTE_POINTS_MISSING', { source: ASSIGNED });
}

/** @param standing as above @throws ROUTE_REPORT_BY_TOO_EARLY, ROUTE_REPORT_BY_AFTER_ASSIGNERS */
export function checkReportBy({ act }: Given, reportBy: Day, standing: Day | null): void {
  if (reportBy <= act.on) throw caseError('ROUTE_REPORT_BY_TOO_EARLY', { source: ASSIGNED, details: { day: reportBy } });
  if (standing !== null && reportBy > standing)
    throw caseError('ROUTE_REPORT_BY_AFTER_ASSIGNERS', { source: ASSIGNED, details: { day: standing } });
}
