import { CaseOpened, type NewEvent, type PetitionKind } from '@sunshine/events';
import type { Day, RulePack } from '@sunshine/procedure';
import { dutiesOfDirect, objection } from './duties.js';
import type { ClockMove, HistoryLine, PetitionState } from './petition.js';

/** What the registration says of a petition. */
export interface Registration {
  readonly petitionId: string;
  readonly number: string;
  readonly kind: PetitionKind;
  readonly channel: string;
  readonly division: string;
  readonly receivedOn: Day;
  readonly registeredOn: Day;
  readonly organId: string;
  readonly organKind: string;
  readonly addressUnclear: boolean;
  readonly requestIds: readonly string[];
  readonly petitionerIds: readonly string[];
  /** Missing in registrations from before events named representatives. */
  readonly representativeIds?: readonly string[] | undefined;
  readonly accusedIds: readonly string[];
  /** Left out by registrations of before it was told. */
  readonly accusedInWords?: number | undefined;
  readonly namedIds?: readonly string[] | undefined;
  readonly staffConduct?: boolean | undefined;
  readonly splitFrom?: string | undefined;
  /** Of a matter that a body outside sent on; missing where the desk does not know it. */
  readonly transferIn?: { readonly reportBy: Day | null } | undefined;
}

/** The petition as the registration leaves it, before its duties have started. */
export function registered(given: Registration): PetitionState {
  const { petitionId, number, kind, channel, division, receivedOn, registeredOn, organId, organKind, addressUnclear } = given;
  return {
    id: petitionId,
    version: 1,
    number,
    kind,
    channel,
    division,
    receivedOn,
    registeredOn,
    registeringOrganId: organId,
    organId,
    organKind,
    organReceivedOn: receivedOn,
    senderId: null,
    assignerId: null,
    reportBy: given.transferIn?.reportBy ?? null,
    reportedOn: null,
    stage: 'registered',
    exit: null,
    outcome: null,
    addressUnclear,
    requestIds: given.requestIds,
    petitionerIds: given.petitionerIds,
    representativeIds: given.representativeIds ?? [],
    accusedIds: given.accusedIds,
    accusedInWords: given.accusedInWords ?? null,
    namedIds: given.namedIds ?? [],
    staffConduct: given.staffConduct ?? false,
    handlerId: null,
    latestOn: receivedOn,
    acceptedOn: null,
    closedOn: null,
    extension: null,
    opinion: null,
    deliveries: [],
    heldBy: null,
    completion: null,
    firstHandlingUnitId: null,
    mergedInto: null,
    splitFrom: given.splitFrom ?? null,
    records: [],
  };
}

/**
 * Opens the case of a registered petition by its receipt date, never by the date of entry. To a body outside that
 * sent it the organ may object as to any sender.
 * @param pack in force on the day of receipt
 * @source 信访工作条例 22, 23 ¶1-3; 信访条例 21, 22
 */
export function openCase(state: PetitionState, pack: RulePack): { events: NewEvent[]; clocks: ClockMove[]; line: HistoryLine } {
  const { id, kind, channel, reportBy, organId, organKind, receivedOn, addressUnclear, stage } = state;
  const duties = dutiesOfDirect(pack, {
    petitionId: id,
    kind,
    organId,
    organKind,
    receivedOn,
    addressUnclear,
    litigation: false,
    fromOutside: channel === 'TRANSFER_IN',
  });
  const report: ClockMove[] =
    reportBy === null
      ? []
      : [{ do: 'start', petitionId: id, term: 'ASSIGNMENT_REPORT', subject: organId, startedOn: receivedOn, dueOn: reportBy }];
  // A report leaves by hand-over alone.
  const object = channel === 'TRANSFER_IN' && kind !== 'REPORT' ? objection(pack, id, organId, receivedOn) : [];
  const clocks = [...duties, ...object, ...report];
  const term = organKind === 'petition_bureau' ? 'ROUTE' : channel === 'TRANSFER_IN' ? 'NOTIFY_TRANSFERRED' : 'NOTIFY_DIRECT';
  return {
    events: [CaseOpened.create({ petitionId: id, organId, stage })],
    clocks,
    line: { act: 'registerPetition', basis: pack.terms[term].source, part: null, remark: null },
  };
}
