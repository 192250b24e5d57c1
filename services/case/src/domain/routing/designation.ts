import { DesignatedBy, OrganDesignated, PetitionReceived } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { arrival, cancelled, dutiesOfReceiver } from '../duties.js';
import { handleOn, chargeMoves, draftBack, leaving, leftBehind, routed, transferRecord, type OrganPlace } from './charge.js';
import { issue } from '../papers/papers.js';
import { decided, running } from '../decision.js';
import type { ClockMove, Decision, Given, Organ, PaperIds, PetitionState } from '../petition.js';
import { newRecord, recordsOf, withRecord, type CaseRecord } from '../records.js';
import { checkAddressee } from './routing.js';
import { routingError } from './routing.errors.js';
import { DESIGNATION_NAMES } from './routing.records.js';
import { requireStage } from '../acts.js';
import { optional, required } from '../text.js';

const SOURCE = '信访工作条例 24';

export type PlacedOrgan = Organ & OrganPlace;

export interface Heard {
  readonly organ: PlacedOrgan;
  readonly on: Day;
  /** What that side said. */
  readonly position: string;
}

export interface DesignateOrgan extends PaperIds {
  readonly designationId: string;
  /** The organ that holds the matter. */
  readonly current: Pick<Organ, 'id' | 'name' | 'closedOn'>;
  readonly to: PlacedOrgan;
  readonly toAccused: boolean;
  readonly by: string;
  /** The superior, or the own Party committee or government; null for the joint conference. */
  readonly decider: PlacedOrgan | null;
  /** Number of the decision, or of the minutes. */
  readonly reference: string;
  /** A scan of the decision that the bureau enters. */
  readonly decisionFileId: string | null;
  readonly reason: string;
  /** What was split, merged or abolished, so that the duty is unclear. */
  readonly reorganisation: string | null;
  readonly heard: readonly Heard[];
}

/** The nearest organ above all of them, none of them itself; null where there is none. */
export function commonSuperior(organs: readonly OrganPlace[]): string | null {
  const [first, ...others] = organs.map(({ path }) => path.slice(0, -1));
  return first?.findLast((superior) => others.every((path) => path.includes(superior))) ?? null;
}

/**
 * The decider between the sides: their nearest common superior; without one the joint conference; where a reorganisation left the duty
 * unclear, the Party committee or government of the level.
 * @throws DESIGNATION_DECIDER_MISSING, DESIGNATION_DECIDER_NOT_WANTED, DESIGNATION_NOT_COMMON_SUPERIOR, DESIGNATION_HAS_COMMON_SUPERIOR,
 * DESIGNATION_NOT_OWN_LEVEL, DESIGNATION_REORGANISATION_MISSING
 * @source 信访工作条例 24
 */
function checkDecider(command: DesignateOrgan, by: DesignatedBy): void {
  const { decider, heard, to } = command;
  const superior = commonSuperior(heard.map(({ organ }) => organ));
  const source = by === 'PARTY_AND_GOVERNMENT' ? `${SOURCE} ¶2` : `${SOURCE} ¶1`;
  if (by === 'JOINT_CONFERENCE') {
    if (decider) throw routingError('DESIGNATION_DECIDER_NOT_WANTED', { source });
    if (superior !== null) throw routingError('DESIGNATION_HAS_COMMON_SUPERIOR', { source });
    return;
  }
  if (!decider) throw routingError('DESIGNATION_DECIDER_MISSING', { source });
  if (by === 'COMMON_SUPERIOR') {
    if (decider.id !== superior) throw routingError('DESIGNATION_NOT_COMMON_SUPERIOR', { source, details: { organ: decider.name } });
    return;
  }
  const governs = decider.kind === 'party_committee' || decider.kind === 'government';
  if (!governs || decider.division !== to.division)
    throw routingError('DESIGNATION_NOT_OWN_LEVEL', { source, details: { organ: decider.name } });
  if (!command.reorganisation?.trim()) throw routingError('DESIGNATION_REORGANISATION_MISSING', { source });
}

/**
 * Both sides are heard: whoever holds the matter, unless a bureau does or it is abolished, and whoever gets it.
 * @throws DESIGNATION_SIDES_MISSING, DESIGNATION_HEARD_IN_FUTURE, DESIGNATION_SIDE_NOT_HEARD
 */
function checkHeard({ state, act }: Given, { heard, to, current }: DesignateOrgan): void {
  const source = SOURCE;
  const abolished = current.closedOn !== null && current.closedOn <= act.on;
  if (new Set(heard.map(({ organ }) => organ.id)).size < (abolished ? 1 : 2)) throw routingError('DESIGNATION_SIDES_MISSING', { source });
  const late = heard.find(({ on }) => on > act.on);
  if (late) throw routingError('DESIGNATION_HEARD_IN_FUTURE', { source, details: { day: late.on } });
  const sides = state.organKind === 'petition_bureau' || abolished ? [to] : [to, current];
  const unheard = sides.find(({ id }) => !heard.some(({ organ }) => organ.id === id));
  if (unheard) throw routingError('DESIGNATION_SIDE_NOT_HEARD', { source, details: { organ: unheard.name } });
}

/**
 * Who has to act is decided above the organs concerned, and both sides were heard. The decision is the superior's own paper: the bureau enters
 * it, with its scan where it has one, and tells the organs by a notice that cites decider and number. The designated organ
 * owes the notice from its receipt and has no option to object. What runs for the petitioner runs on: HANDLE keeps its start and its
 * extension, the assigner's date its day; only whose they are changes. 首办责任 goes with it.
 * @throws ACT_NOT_IN_STAGE, DESIGNATION_*, REPORT_BY_HAND_OVER_ONLY, ROUTE_TO_CLOSED_ORGAN, ROUTE_TO_ORGAN_WITHOUT_AUTHORITY, ROUTE_TO_ACCUSED, TEXT_MISSING
 * @source 信访工作条例 24; law 4 P9-P10, first-handler duty
 */
export function designateOrgan(given: Given, command: DesignateOrgan): Decision {
  const { state, law, act } = given;
  requireStage(state.stage, 'designateOrgan', SOURCE);
  const by = DesignatedBy.safeParse(command.by);
  if (!by.success) throw routingError('DESIGNATION_BY_UNKNOWN', { source: SOURCE, details: { by: command.by } });
  const { to, decider, documentId } = command;
  if (to.kind === 'petition_bureau') throw routingError('DESIGNATION_TO_BUREAU', { source: SOURCE });
  if (state.kind === 'REPORT' && state.organKind === 'petition_bureau')
    throw routingError('REPORT_BY_HAND_OVER_ONLY', { source: '信访工作条例 22 ¶2, 30 ¶2' });
  const stays = to.id === state.organId;
  if (!stays) checkAddressee(given, to, command.toAccused);
  checkHeard(given, command);
  checkDecider(command, by.data);
  const reference = required('决定文号', 'reference', command.reference, 100);
  const reason = required('指定理由', 'reason', command.reason, 2000);
  const reorganisation = optional('机构变动', 'reorganisation', command.reorganisation, 1000);
  const heard = command.heard.map(({ organ, on, position }, at) => ({
    organId: organ.id,
    on,
    position: required('有关单位意见', `heard.${at}.position`, position, 1000),
  }));

  const firstHandling = state.firstHandlingUnitId === null || stays ? null : { from: state.firstHandlingUnitId, to: to.id };
  const designation = newRecord({
    id: command.designationId,
    kind: 'designation',
    state: 'decided',
    on: act.on,
    organId: to.id,
    byPersonId: act.personId,
    data: {
      by: by.data,
      decidedById: decider?.id ?? null,
      reference,
      decisionFileId: command.decisionFileId,
      reason,
      reorganisation,
      heard,
      formerOrganId: state.organId,
      firstHandling,
    },
  });
  const paper = issue(given, law.packOn(act.on), command, act.organ, {
    kind: 'DESIGNATION_NOTICE',
    parts: {
      organsConcerned: heard.map(({ organId }) => ({ organId })),
      heard: heard.map(({ organId, ...said }) => ({ organ: organId, ...said })),
      designated: { organId: to.id },
      decidedBy: { how: DESIGNATION_NAMES[by.data], organ: decider?.id ?? null, number: reference },
      reason,
      firstRegisteredOn: state.registeredOn,
    },
  });
  const event = OrganDesignated.create({
    petitionId: state.id,
    designationId: designation.id,
    by: by.data,
    decidedById: decider?.id ?? null,
    formerOrganId: state.organId,
    organId: to.id,
    documentId,
  });
  const line = { act: 'designateOrgan', basis: SOURCE, remark: reason } as const;
  if (stays) {
    const settled = state.records.map((record): CaseRecord =>
      record.kind === 'objection' && (record.state === 'proposed' || record.state === 'raised') ? { ...record, state: 'replaced' } : record,
    );
    return decided(
      given,
      { records: withRecord(settled, designation) },
      { events: [event], clocks: cancelled(given, ['OBJECT', 'OBJECT_DECIDE'], 'designated'), papers: [paper], line },
    );
  }
  const told = state.stage !== 'registered' && state.stage !== 'received';
  const left = leftBehind(state, !told);
  const sender = [state.senderId, state.registeringOrganId].find((id) => id !== null && id !== to.id) ?? null;
  const charge = { organId: to.id, organKind: to.kind, senderId: sender };
  return decided(
    given,
    {
      stage: 'received',
      ...charge,
      organReceivedOn: act.on,
      handlerId: null,
      ...(told ? { opinion: draftBack(state.opinion), completion: null } : { exit: null }),
      firstHandlingUnitId: firstHandling === null ? state.firstHandlingUnitId : to.id,
      records: [
        ...superseded(left.records),
        designation,
        transferRecord(given, documentId, {
          kind: 'DESIGNATION',
          toOrganId: to.id,
          reason,
          reportBy: state.reportBy,
          points: [],
          number: command.number,
        }),
      ],
    },
    {
      events: [event, PetitionReceived.create({ petitionId: state.id, organId: to.id, receivedOn: act.on })],
      clocks: [...routed(given), ...leaving(given, 'designated'), ...handedOn(given, to.id, told), ...dutiesOfDesignated(given, to)],
      papers: [paper],
      relations: [...left.relations, ...chargeMoves(state, { ...state, ...charge })],
      line,
    },
  );
}

/** Only a standing transfer can be taken back; one that a designation overrules cannot. */
const superseded = (records: PetitionState['records']): CaseRecord[] => {
  const standing = new Set(recordsOf({ records }, 'transfer', 'standing').map(({ id }) => id));
  return records.map((record) => (record.kind === 'transfer' && standing.has(record.id) ? { ...record, state: 'superseded' } : record));
};

function dutiesOfDesignated({ state, law, act }: Given, to: Organ): ClockMove[] {
  const litigation = state.exit === '31(1)' && state.stage !== 'registered' && state.stage !== 'received';
  const duties = dutiesOfReceiver(law.packOn(act.on), arrival(state, to, act.on, litigation));
  return duties.filter(({ term }) => term !== 'OBJECT');
}

/** HANDLE and the assigner's date with all their days, as the duty of another. */
function handedOn(given: Given, subject: string, told: boolean): ClockMove[] {
  const { state, clocks, act } = given;
  const { id: petitionId } = state;
  const report = running(clocks, 'ASSIGNMENT_REPORT');
  const term = 'ASSIGNMENT_REPORT';
  // The exit that was told stands, and with it the day by which the petitioner was told that the duty is performed.
  const perform = told ? running(clocks, 'PERFORM') : null;
  return [
    ...handleOn(given, subject, 'designated'),
    ...(perform
      ? [{ do: 'start', petitionId, term: 'PERFORM', subject, startedOn: perform.startedOn, dueOn: perform.nominalDue } as const]
      : []),
    ...(report
      ? [
          { do: 'cancel', petitionId, term, on: act.on, reason: 'designated' } as const,
          { do: 'start', petitionId, term, subject, startedOn: report.startedOn, dueOn: report.nominalDue } as const,
        ]
      : []),
  ];
}
