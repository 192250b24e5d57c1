import {
  ObjectionAnsweredOutside,
  ObjectionDecided,
  ObjectionDecisionProposed,
  ObjectionProposed,
  ObjectionRaised,
  ObjectionSentOutside,
  type NewEvent,
} from '@sunshine/events';
import { dueDate, termRule, type Day, type RulePack } from '@sunshine/procedure';
import { caseError } from '../case.errors.js';
import type { OrganPlace } from './charge.js';
import { issue, slipParts } from '../papers/papers.js';
import { decided, running } from '../decision.js';
import type { ClockFact, Decision, Given, Organ, PaperIds, PetitionState } from '../petition.js';
import { latestRecord, newRecord, proposalsReplaced, withRecord, type CaseRecord } from '../records.js';
import { standingTransfer } from '../standing.js';
import { outsideObjection } from '../waiting.js';
import { checkAddressee, checkAssignment, checkLevel, checkReportBy, objectUntil, type PlacedAddressee } from './routing.js';
import { endedAsReturned, movedOn, transferOf, type Moved } from './objection-upheld.js';
import { routingError } from './routing.errors.js';
import type { Objection } from './routing.records.js';
import { notInStage, requireStage, type ActName } from '../acts.js';
import { required } from '../text.js';

type ObjectionRecord = CaseRecord<'objection'>;

export interface ObjectToTransfer {
  readonly objectionId: string;
  readonly reason: string;
  /** The article that gives the duty to another. */
  readonly basis: string;
  readonly proposed: Organ;
  /** Of what a body outside sent: that body, as its letter names it. */
  readonly sender: string | null;
}

/** A bureau that registered a matter and sent it on has nothing of it to object to. @throws ACT_NOT_IN_STAGE */
function requireThere({ state, act }: Given, name: ActName, source: string): void {
  if (act.organ.id !== state.organId) throw notInStage(state.stage, name, source);
}

/**
 * The organ's option to object, by the receipt of this transfer; ended where the sweep found it unused, which an objection entered late
 * but made in time undoes.
 * @throws OBJECTION_DIRECT_MATTER, OBJECTION_NOT_GIVEN, OBJECTION_ALREADY_MADE, OBJECTION_TOO_LATE
 */
function requireOption({ state, clocks, act }: Given, pack: RulePack): ClockFact {
  const { source } = pack.terms.OBJECT;
  const option = clocks.findLast(
    ({ term, subject, startedOn }) => term === 'OBJECT' && subject === state.organId && startedOn === state.organReceivedOn,
  );
  if (state.senderId === null && !option) throw routingError('OBJECTION_DIRECT_MATTER', { source });
  // By a designation, or with the matter's end, the option is over.
  if (!option || (option.ended === 'cancelled' && option.endReason !== 'not_used')) throw routingError('OBJECTION_NOT_GIVEN', { source });
  if (option.ended === 'met') throw routingError('OBJECTION_ALREADY_MADE', { source });
  if (act.on > option.effectiveDue) throw routingError('OBJECTION_TOO_LATE', { source, details: { day: option.effectiveDue } });
  return option;
}

/**
 * 异议, put forward by the handler: reason, article, and the organ that should act. The matter stays, the 15 days run on; it counts from
 * the day the head confirms it. A later proposal takes the place of one not yet confirmed.
 * @throws ACT_NOT_IN_STAGE, OBJECTION_DIRECT_MATTER, OBJECTION_NOT_GIVEN, OBJECTION_ALREADY_MADE, OBJECTION_TOO_LATE,
 * OBJECTION_PROPOSES_ITSELF, OBJECTION_SENDER_NOT_WANTED, ROUTE_TO_CLOSED_ORGAN, TEXT_MISSING
 * @source 信访工作条例 23 ¶3
 */
export function objectToTransfer(given: Given, command: ObjectToTransfer): Decision {
  const { state, law, act } = given;
  const pack = law.packOn(state.organReceivedOn);
  const { source } = pack.terms.OBJECT;
  requireStage(state.stage, 'objectToTransfer', source);
  requireThere(given, 'objectToTransfer', source);
  requireOption(given, pack);
  const { proposed } = command;
  if (proposed.id === state.organId) throw routingError('OBJECTION_PROPOSES_ITSELF', { source });
  if (proposed.closedOn !== null && proposed.closedOn <= act.on)
    throw caseError('ROUTE_TO_CLOSED_ORGAN', { source: '信访工作条例 24 ¶2', details: { organ: proposed.name }, field: 'proposedOrganId' });
  if (state.senderId !== null && command.sender !== null) throw routingError('OBJECTION_SENDER_NOT_WANTED', { source });
  const sender = state.senderId === null ? required('来文单位', 'sender', command.sender ?? '', 200) : null;
  const reason = required('异议理由', 'reason', command.reason, 2000);
  const basis = required('异议依据', 'basis', command.basis, 500);
  const objection = newRecord({
    id: command.objectionId,
    kind: 'objection',
    state: 'proposed',
    on: act.on,
    organId: state.organId,
    byPersonId: act.personId,
    data: {
      transferId: standingTransfer(state)?.id ?? '',
      ...(sender !== null && { sender }),
      reason,
      basis,
      proposedOrganId: proposed.id,
      number: null,
      decision: null,
      firstHandling: null,
    },
  });
  const replaced = proposalsReplaced(state.records, 'objection');
  return decided(
    given,
    { handlerId: act.personId, records: withRecord(replaced, objection) },
    {
      events: [
        ObjectionProposed.create({
          petitionId: state.id,
          objectionId: objection.id,
          organId: state.organId,
          proposedOrganId: proposed.id,
        }),
      ],
      line: { act: 'objectToTransfer', basis: source, part: 'proposal', remark: reason },
    },
  );
}

/**
 * The head of the receiving organ makes it the organ's objection. OBJECT is met on this day and the sender has to decide; NOTIFY runs on. A body
 * outside decides in its own house: no day of ours runs for it.
 * @throws ACT_NOT_IN_STAGE, OBJECTION_NOT_PROPOSED, OWN_PROPOSAL, OBJECTION_TOO_LATE, OBJECTION_ALREADY_MADE, DOCUMENT_PART_MISSING
 * @source 信访工作条例 23 ¶3; law 4.1 (handler and head)
 */
export function confirmObjection(given: Given, command: PaperIds): Decision {
  const { state, law, act } = given;
  const packOfReceipt = law.packOn(state.organReceivedOn);
  const { source } = packOfReceipt.terms.OBJECT;
  requireStage(state.stage, 'confirmObjection', source);
  requireThere(given, 'confirmObjection', source);
  const objection = latestRecord(state, 'objection', 'proposed');
  const proposedOrganId = objection?.data.proposedOrganId ?? null;
  if (!objection || proposedOrganId === null) throw routingError('OBJECTION_NOT_PROPOSED', { source });
  if (objection.byPersonId === act.personId) throw caseError('OWN_PROPOSAL', { source });
  requireOption(given, packOfReceipt);
  const pack = law.packOn(act.on);
  const { senderId } = state;
  const decides = senderId !== null && termRule(pack, 'OBJECT_DECIDE').length !== null;
  const { id: petitionId } = state;
  const { reason, basis } = objection.data;
  const paper = issue(given, pack, command, act.organ, {
    kind: 'OBJECTION',
    parts: { receivedOn: state.organReceivedOn, reason, basis, proposedOrgan: { organId: proposedOrganId } },
  });
  const raised = { objectionId: objection.id, organId: state.organId, proposedOrganId, documentId: command.documentId };
  const until = decides ? dueDate({ pack, term: 'OBJECT_DECIDE', start: act.on, calendar: law.calendar }).effectiveDue : null;
  return decided(
    given,
    {
      records: withRecord(state.records, {
        ...objection,
        state: 'raised',
        until,
        confirmedBy: act.personId,
        confirmedOn: act.on,
        data: { ...objection.data, number: command.number },
      }),
    },
    {
      events: [
        senderId === null
          ? ObjectionSentOutside.create({ ...raised, petitionId })
          : ObjectionRaised.create({ ...raised, petitionId, senderId }),
      ],
      clocks: [
        { do: 'stop', petitionId, term: 'OBJECT', on: act.on },
        ...(decides ? [{ do: 'start', petitionId, term: 'OBJECT_DECIDE', subject: senderId, startedOn: act.on } as const] : []),
      ],
      papers: [paper],
      line: { act: 'confirmObjection', basis: source, part: 'confirmation', remark: reason },
    },
  );
}

export interface RecordObjectionAnswer {
  readonly upheld: boolean;
  /** Number of the answer. */
  readonly reference: string;
  readonly reason: string;
}

/**
 * 登记来文单位的核实意见: what a body outside answers to an objection. Not upheld: nothing moves. Upheld: the letter goes back to it and the matter ends
 * here, with its first registration date; who is told by whom is that body's affair from then on.
 * @throws ACT_NOT_IN_STAGE, OBJECTION_NONE, OBJECTION_ANSWERED_BY_NODE, TEXT_MISSING
 * @source 信访工作条例 23 ¶3 (经转送单位核实同意后退回)
 */
export function recordObjectionAnswer(given: Given, command: RecordObjectionAnswer): Decision {
  const { state, law, act } = given;
  const { source } = law.packOn(act.on).terms.OBJECT;
  requireStage(state.stage, 'recordObjectionAnswer', source);
  requireThere(given, 'recordObjectionAnswer', source);
  const objection = outsideObjection(state);
  if (!objection) throw routingError('OBJECTION_NONE', { source });
  const { toNode } = objection.data;
  if (toNode) throw routingError('OBJECTION_ANSWERED_BY_NODE', { source, details: { node: toNode } });
  const { upheld } = command;
  const reference = required('来文文号', 'reference', command.reference, 100);
  const reason = required('核实意见', 'reason', command.reason, 2000);
  const decision = { upheld, reason: `${reference} ${reason}`, newOrganId: null, reportBy: null, byPersonId: act.personId, on: act.on };
  const answered: ObjectionRecord = { ...objection, state: upheld ? 'upheld' : 'rejected', data: { ...objection.data, decision } };
  const records = withRecord(state.records, answered);
  const events: readonly NewEvent[] = [ObjectionAnsweredOutside.create({ petitionId: state.id, objectionId: objection.id, upheld })];
  const line = { act: 'recordObjectionAnswer', basis: source, remark: reason } as const;
  if (!upheld) return decided(given, { records }, { events, line });
  const end = endedAsReturned({ ...given, state: { ...state, records } }, 'objection_upheld');
  return decided(given, end.change, { ...end, events: [...events, ...end.events], line });
}

export interface DecideObjection extends PaperIds {
  readonly upheld: boolean;
  readonly reason: string;
  /** Where it is upheld: who has to act instead. */
  readonly newOrgan: PlacedAddressee | null;
  /** The place of the sender. */
  readonly from: OrganPlace;
  readonly toAccused: boolean;
  /** Of an assignment, where the objection is upheld: the new organ's day; the assigner's former one by default. */
  readonly reportBy: Day | null;
}

/** Whether a head confirmed the routing, so that its decision needs one as well. */
export const needsHead = (state: Pick<PetitionState, 'records'>): boolean => {
  const objection = latestRecord(state, 'objection', 'raised');
  return objection !== null && (transferOf(state, objection)?.confirmedBy ?? null) !== null;
};

/**
 * 异议核实 by the sender, never by the officer who routed; where the head had confirmed the routing, the head confirms this too. Upheld:
 * the old organ's notice duty ends, the new one's starts at its receipt, the first registration date stays. Rejected: nothing moves.
 * @throws ACT_NOT_IN_STAGE, OBJECTION_NONE, OBJECTION_SENDER_DECIDES, OBJECTION_JUDGED_BY_ROUTER, OBJECTION_NEW_ORGAN_MISSING,
 * OBJECTION_NEW_ORGAN_NOT_WANTED, OBJECTION_DATE_NOT_WANTED, OBJECTION_NEW_ORGAN_SAME, ROUTE_TO_SELF, ROUTE_TO_CLOSED_ORGAN, ROUTE_TO_ORGAN_WITHOUT_AUTHORITY,
 * ROUTE_TO_ACCUSED, ROUTE_UPWARD, ROUTE_OUTSIDE_AREA, ROUTE_REPORT_BY_AFTER_ASSIGNERS, ROUTE_REPORT_BY_TOO_EARLY, TEXT_MISSING
 * @source 信访工作条例 23 ¶3; own rule on who and when, law 2.5
 */
export function decideObjection(given: Given, command: DecideObjection): Decision {
  const { state, act } = given;
  const { objection, transfer, source } = requireRaised(given, 'decideObjection');
  if (transfer.byPersonId === act.personId) throw routingError('OBJECTION_JUDGED_BY_ROUTER', { source });
  const { upheld, newOrgan, toAccused } = command;
  const reason = required('核实理由', 'reason', command.reason, 2000);
  if (upheld && newOrgan === null) throw routingError('OBJECTION_NEW_ORGAN_MISSING', { source });
  if (!upheld && newOrgan !== null) throw routingError('OBJECTION_NEW_ORGAN_NOT_WANTED', { source });
  if (command.reportBy !== null && (!upheld || transfer.data.reportBy === null))
    throw routingError('OBJECTION_DATE_NOT_WANTED', { source });
  const reportBy = command.reportBy ?? transfer.data.reportBy;
  if (newOrgan) checkNewOrgan(given, transfer, newOrgan, { reportBy, toAccused, from: command.from });
  const decision = { upheld, reason, newOrganId: newOrgan?.id ?? null, reportBy, byPersonId: act.personId, on: act.on };
  if (transfer.confirmedBy === null)
    return carryOut(given, { ...objection, data: { ...objection.data, decision } }, { ...command, newOrgan });
  return decided(
    given,
    { records: withRecord(state.records, { ...objection, data: { ...objection.data, decision } }) },
    {
      events: [ObjectionDecisionProposed.create({ petitionId: state.id, objectionId: objection.id, upheld })],
      line: { act: 'decideObjection', basis: source, part: 'proposal', remark: reason },
    },
  );
}

/**
 * The head of the sender confirms the decision on an objection to what the head had routed.
 * @throws OBJECTION_DECISION_NOT_PROPOSED, OWN_PROPOSAL, and the refusals of `decideObjection`
 * @source law 4.1
 */
export function confirmObjectionDecision(
  given: Given,
  command: PaperIds & Pick<DecideObjection, 'newOrgan' | 'from' | 'toAccused'>,
): Decision {
  const { objection, transfer, source } = requireRaised(given, 'confirmObjectionDecision');
  const { decision } = objection.data;
  if (!decision || transfer.confirmedBy === null) throw routingError('OBJECTION_DECISION_NOT_PROPOSED', { source });
  if (decision.byPersonId === given.act.personId) throw caseError('OWN_PROPOSAL', { source });
  if (command.newOrgan) checkNewOrgan(given, transfer, command.newOrgan, { ...decision, ...command });
  return carryOut(given, objection, command);
}

function requireRaised({ state, law, act }: Given, name: 'decideObjection' | 'confirmObjectionDecision') {
  const { source } = law.packOn(act.on).terms.OBJECT_DECIDE;
  requireStage(state.stage, name, source);
  const objection = latestRecord(state, 'objection', 'raised');
  const transfer = objection && transferOf(state, objection);
  if (!objection || !transfer) throw routingError('OBJECTION_NONE', { source });
  if (transfer.data.fromOrganId !== act.organ.id) throw routingError('OBJECTION_SENDER_DECIDES', { source });
  return { objection, transfer, source };
}

function checkNewOrgan(
  given: Given,
  { data }: CaseRecord<'transfer'>,
  to: PlacedAddressee,
  { reportBy, toAccused, from }: { reportBy: Day | null; toAccused: boolean; from: OrganPlace },
): void {
  if (to.id === given.state.organId) throw routingError('OBJECTION_NEW_ORGAN_SAME', { source: '信访工作条例 23 ¶3' });
  checkAddressee(given, to, toAccused, 'newOrganId');
  checkLevel(from, to, 'newOrganId');
  if (data.reportBy === null) return;
  const passedOn = data.former.assignerId !== null;
  const standing = (passedOn && running(given.clocks, 'ASSIGNMENT_REPORT')?.nominalDue) || null;
  // Inside a system nothing is asked point by point.
  if (data.kind === 'HAND_DOWN') checkReportBy(given, reportBy ?? data.reportBy, standing);
  else checkAssignment(given, reportBy, data.points, standing);
}

/** The effects of the decision besides the notice of it. */
interface Effect extends Moved {
  readonly parts: Readonly<Record<string, unknown>>;
}

function carryOut(given: Given, objection: ObjectionRecord, command: PaperIds & { readonly newOrgan: PlacedAddressee | null }): Decision {
  const { state, clocks, law, act } = given;
  const pack = law.packOn(act.on);
  const { newOrgan, documentId } = command;
  const decision = objection.data.decision as NonNullable<Objection['decision']>;
  const alone = decision.byPersonId === act.personId;
  const away = transferOf(state, objection)?.data.elsewhere !== undefined;
  const paper = { documentId, number: command.number, confirmedBy: alone ? null : act.personId };
  const judged = away ? { ...objection, data: { ...objection.data, decision: { ...decision, paper } } } : objection;
  const effect = newOrgan ? upholding(given, judged, newOrgan, { ...paper, away }) : rejecting(given, judged);
  return decided(given, effect.change, {
    events: [
      ObjectionDecided.create({
        petitionId: state.id,
        objectionId: objection.id,
        upheld: decision.upheld,
        newOrganId: decision.newOrganId,
        documentId,
      }),
      ...effect.events,
    ],
    clocks: [
      ...(running(clocks, 'OBJECT_DECIDE') ? [{ do: 'stop', petitionId: state.id, term: 'OBJECT_DECIDE', on: act.on } as const] : []),
      ...effect.clocks,
    ],
    papers: [
      issue(given, pack, command, act.organ, {
        kind: 'OBJECTION_DECISION',
        when: decision.upheld ? ['upheld'] : [],
        parts: {
          ...effect.parts,
          objection: { organ: state.organId, number: objection.data.number, on: objection.confirmedOn },
          outcome: decision.upheld ? '异议成立' : '异议不成立',
          reason: decision.reason,
          decidedBy: act.organ.name,
          firstRegisteredOn: state.registeredOn,
        },
      }),
    ],
    relations: effect.relations,
    line: {
      act: alone ? 'decideObjection' : 'confirmObjectionDecision',
      basis: pack.terms.OBJECT_DECIDE.source,
      part: alone ? null : 'confirmation',
      remark: decision.reason,
    },
  });
}

const rejecting = ({ state }: Given, objection: ObjectionRecord): Effect => ({
  change: { records: withRecord(state.records, { ...objection, state: 'rejected' }) },
  events: [],
  clocks: [],
  relations: [],
  parts: {},
});

/** What another node has it gives back first; until then nothing moves. */
function upholding(
  given: Given,
  objection: ObjectionRecord,
  to: PlacedAddressee,
  paper: NonNullable<NonNullable<Objection['decision']>['paper']> & { readonly away: boolean },
): Effect {
  const { state, law, act } = given;
  const { reason } = objection.data.decision as NonNullable<Objection['decision']>;
  const moved = movedOn(given, objection, to, paper);
  const duties = moved.clocks.filter((move) => move.do === 'start' && move.subject === to.id);
  const parts = {
    ...slipParts(state, act.organ, to, reason, objectUntil(given, law.packOn(act.on), duties)),
    newOrgan: { organId: to.id },
  };
  if (!paper.away) return { ...moved, parts };
  return {
    change: { records: withRecord(state.records, { ...objection, state: 'upheld' }) },
    events: [],
    clocks: [],
    relations: [],
    parts,
  };
}
