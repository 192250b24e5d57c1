import type { Act, Relation, RelationMove } from '@sunshine/events';
import type { Day, Term } from '@sunshine/procedure';
import { running } from '../decision.js';
import { cancelled } from '../duties.js';
import type { ClockMove, Given, Opinion, PetitionState } from '../petition.js';
import { latestRecord, newRecord, recordsOf, withRecord, type CaseRecord, type KindIn } from '../records.js';
import { assistanceOver } from './assistance.js';
import type { Transfer } from './routing.records.js';

/** Where an organ stands. */
export interface OrganPlace {
  /** Six digits, GB/T 2260. */
  readonly division: string;
  /** Ids from the topmost organ down to the organ itself. */
  readonly path: readonly string[];
}

/** The divisions of which this one is part begin with what is left without pairs of zeros: 990100 holds 990102. */
export const isInsideDivision = (division: string, outer: string): boolean =>
  division !== outer && division.startsWith(outer.replace(/(00)+$/, ''));

type InCharge = Pick<PetitionState, 'organId' | 'organKind' | 'senderId' | 'assignerId' | 'registeringOrganId'>;

/**
 * Relations that follow from where a matter is. A bureau that registered it only passes on: it sees the matter as registering and is
 * in charge of nothing; whoever else sent it where it is keeps sight of it as sender, since objections go there.
 */
function relationsOf({ organId, organKind, senderId, assignerId, registeringOrganId }: InCharge): [string, Relation][] {
  return [
    ...(organKind === 'petition_bureau' && senderId === null ? [] : [[organId, 'in_charge'] satisfies [string, Relation]]),
    ...(senderId === null || senderId === registeringOrganId ? [] : [[senderId, 'sender'] satisfies [string, Relation]]),
    ...(assignerId === null ? [] : [[assignerId, 'assigner'] satisfies [string, Relation]]),
  ];
}

/** How the relations change when the matter goes from one organ to another. */
export function chargeMoves(before: InCharge, after: InCharge): RelationMove[] {
  const [old, fresh] = [relationsOf(before), relationsOf(after)];
  const lacks = (list: [string, Relation][], [subject, relation]: [string, Relation]) =>
    !list.some((one) => one[0] === subject && one[1] === relation);
  return [
    ...old.filter((one) => lacks(fresh, one)).map(([subject, relation]) => ({ do: 'end', subject, relation }) as const),
    ...fresh.filter((one) => lacks(old, one)).map(([subject, relation]) => ({ do: 'set', subject, relation }) as const),
  ];
}

/** What a move of clocks needs: the petition, its clocks, and the day. */
type OnDay = Pick<Given, 'state' | 'clocks'> & { readonly act: Act };

/** Clocks of the organ that the matter leaves, besides ROUTE, HANDLE and the assigner's date. */
const LEFT: readonly Term[] = [
  'NOTIFY_DIRECT',
  'NOTIFY_TRANSFERRED',
  'OBJECT',
  'OBJECT_DECIDE',
  'SIMPLE_ACCEPT',
  'SIMPLE_HANDLE',
  'DECIDE_EXIT',
  'PERFORM',
];

/** The clocks of the organ that is no longer in charge. An overdue one stays what it was. @source law 4.1 clock states */
export const leaving = (given: OnDay, reason: string): ClockMove[] => cancelled(given, LEFT, reason);

/** The routing duty of a bureau is met by the transport receipt of the next organ. */
export function routed({ state: { id: petitionId, organId }, clocks, act }: OnDay): ClockMove[] {
  // Beside the bureau's own that of its sender may run, until another node's receipt.
  const own = clocks.find(({ term, subject, ended }) => term === 'ROUTE' && subject === organId && ended === null);
  const route = own ?? running(clocks, 'ROUTE');
  return route ? [{ do: 'stop', petitionId, term: 'ROUTE', ...(own && { subject: organId }), on: act.on }] : [];
}

/** HANDLE with all its days, as the duty of another organ from now on. */
export function handleOn({ state, clocks, act }: Given, subject: string, reason: string): ClockMove[] {
  const { id: petitionId, extension } = state;
  const handle = running(clocks, 'HANDLE');
  if (!handle) return [];
  const { startedOn, startFact, extendedBy } = handle;
  const on = extension?.approvedOn ?? null;
  return [
    { do: 'cancel', petitionId, term: 'HANDLE', on: act.on, reason },
    { do: 'start', petitionId, term: 'HANDLE', subject, startedOn, ...(startFact && { startFact }) },
    ...(extendedBy > 0 && on !== null
      ? [{ do: 'extend', petitionId, term: 'HANDLE', days: extendedBy, article: '信访工作条例 34', on } satisfies ClockMove]
      : []),
  ];
}

/** A new transfer of the matter; it keeps the former place, so that the transfer can be taken back. */
export function transferRecord(
  { state, act }: Pick<Given, 'state'> & { readonly act: Pick<Act, 'on'> & { readonly personId: string | null } },
  id: string,
  transfer: Omit<Transfer, 'former' | 'fromOrganId'> & Partial<Pick<Transfer, 'former' | 'fromOrganId'>>,
  confirmed = false,
): CaseRecord<'transfer'> {
  const { organId, organKind, organReceivedOn, senderId, assignerId, reportBy, stage } = state;
  const former = {
    organId,
    organKind,
    organReceivedOn,
    senderId,
    assignerId,
    reportBy,
    stage: stage === 'registered' ? stage : 'received',
  } as const;
  return newRecord({
    id,
    kind: 'transfer',
    state: 'standing',
    on: act.on,
    organId: transfer.toOrganId,
    byPersonId: act.personId,
    until: transfer.reportBy,
    ...(confirmed && { confirmedBy: act.personId, confirmedOn: act.on }),
    data: { fromOrganId: organId, former, ...transfer },
  });
}

const isOnlyProposed = (record: CaseRecord): record is CaseRecord<KindIn<'proposed'>> =>
  record.state === 'proposed' || record.state === 'raised';

/**
 * Records as they stand once the matter has left the organ: what that organ had proposed or objected falls, and the assistance it
 * asked for ends. `decisionsToo`: the petitioner has not been told yet, so that the next organ decides the exit itself.
 */
export function leftBehind(state: PetitionState, decisionsToo: boolean): Pick<PetitionState, 'records'> & { relations: RelationMove[] } {
  const over = assistanceOver(state);
  const records = over.records.map((record): CaseRecord => {
    // A bureau's proposal of the exit goes with the matter.
    if (record.kind === 'transfer' || record.kind === 'exitProposal') return record;
    if (record.kind === 'fastTrack' && record.state === 'chosen') return { ...record, state: 'left' };
    const falls = (decisionsToo && record.kind === 'exitDecision' && record.state === 'decided') || isOnlyProposed(record);
    return falls ? { ...record, state: 'replaced' } : record;
  });
  return { records, relations: over.relations };
}

/** The report that the organ in charge has made to its assigner falls with the assignment: the next organ owes one of its own. */
export function withoutReport(state: Pick<PetitionState, 'records'>): PetitionState['records'] {
  const made = latestRecord(state, 'assignmentReport', 'made');
  return made ? withRecord(state.records, { ...made, state: 'returned' }) : state.records;
}

/** An organ that has told the petitioner is bound: its own objection lapses. */
export const droppedObjections = (records: PetitionState['records']): PetitionState['records'] =>
  records.map((record) => (record.kind === 'objection' && isOnlyProposed(record) ? { ...record, state: 'dropped' } : record));

/** Returns the draft of an organ that is no longer in charge; the next organ writes its own. */
export const draftBack = (opinion: Opinion | null): Opinion | null =>
  opinion && opinion.state !== 'issued' ? { ...opinion, state: 'returned', checkedBy: null } : opinion;

/** An organ the matter has been with, and how it came there. */
export interface Station {
  readonly organId: string;
  readonly receivedOn: Day;
  readonly act:
    | 'registerPetition'
    | 'routePetition'
    | 'handDown'
    | 'designateOrgan'
    | 'decideObjection'
    | 'sendToPoliticalLegalOrgan'
    | 'confirmHandOver'
    | 'confirmAccused';
  /** False where it was taken back or sent elsewhere from there. */
  readonly standing: boolean;
}

const STATION_ACTS: Record<Transfer['kind'], Station['act']> = {
  TRANSFER: 'routePetition',
  ASSIGNMENT: 'routePetition',
  HAND_DOWN: 'handDown',
  DESIGNATION: 'designateOrgan',
  LETTER: 'sendToPoliticalLegalOrgan',
  HAND_OVER: 'confirmHandOver',
  AVOIDANCE: 'confirmAccused',
};

/** One course with all organs and dates: an upheld objection, a recall or a hand-down never hides the first registration. */
export function stationsOf(state: Pick<PetitionState, 'registeringOrganId' | 'receivedOn' | 'records'>): Station[] {
  return [
    { organId: state.registeringOrganId, receivedOn: state.receivedOn, act: 'registerPetition', standing: true },
    ...recordsOf(state, 'transfer').map(({ data, on, state: standing }): Station => ({
      organId: data.toOrganId,
      receivedOn: on,
      act: data.afterObjection ? 'decideObjection' : STATION_ACTS[data.kind],
      standing: standing === 'standing',
    })),
  ];
}
