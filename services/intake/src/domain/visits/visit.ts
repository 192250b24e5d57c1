import { VisitEnded, VisitRecorded, type NewEvent, type OrganKind } from '@sunshine/events';
import type { Day, RulePack } from '@sunshine/procedure';
import { visitError } from './visits.errors.js';
import { idOf, idsOf, optional } from '../desk-text.js';

/** An instant (ISO 8601, UTC) with its day in Asia/Shanghai. */
export interface Moment {
  readonly at: string;
  readonly on: Day;
}

/** What the reception desk records of a visit. Companions are counted, never named. */
export interface VisitNotes {
  readonly timeIn?: Moment | null;
  readonly timeOut?: Moment | null;
  readonly place?: string | null;
  readonly headCount?: number | null;
  /** Running number of the visit book (取号) of the organ and day. */
  readonly ticketNumber?: number | null;
  /** Directory ids of officers. */
  readonly receptionOfficerId?: string | null;
  readonly onDutyIds?: readonly string[] | null;
  /** Responsible units called in to talk on the spot. */
  readonly calledOrganIds?: readonly string[] | null;
}

/** One visit is one 批次, `headCount` is its 人次; several petitions may refer to it. */
export interface VisitEvent {
  readonly id: string;
  readonly organId: string;
  readonly on: Day;
  readonly timeIn: string | null;
  readonly timeOut: string | null;
  readonly place: string | null;
  readonly headCount: number;
  readonly ticketNumber: number | null;
  readonly receptionOfficerId: string | null;
  readonly onDutyIds: readonly string[];
  readonly calledOrganIds: readonly string[];
}

export interface OpeningOfVisit {
  readonly id: string;
  /** The organ visited. */
  readonly organId: string;
  readonly on: Day;
  /** Number of people of the joint petition; used where no headCount is given. */
  readonly people: number;
  /** Now, ISO 8601 in UTC. */
  readonly now: string;
}

export const VISIT_LIMITS = { heads: 1_000_000, place: 100, registerNumber: 999_999 } as const;

/**
 * Records a visit at the desk.
 * @throws VISIT_HEADS_MALFORMED, VISIT_TIME_MALFORMED, VISIT_ENDS_BEFORE_IT_BEGAN, REGISTER_NUMBER_MALFORMED, DESK_TEXT_TOO_LONG,
 * DESK_ID_MALFORMED
 * @source 信访工作条例 20 (¶3: representatives; the others are counted)
 */
export function visitOf(notes: VisitNotes, { id, organId, on, people, now }: OpeningOfVisit): VisitEvent {
  const headCount = notes.headCount ?? people;
  if (!Number.isInteger(headCount) || headCount < 1 || headCount > VISIT_LIMITS.heads)
    throw visitError('VISIT_HEADS_MALFORMED', { details: { limit: VISIT_LIMITS.heads }, field: 'headCount' });
  const visit: VisitEvent = {
    id,
    organId,
    on,
    timeIn: notes.timeIn ? timeOf('timeIn', notes.timeIn, on, now) : null,
    timeOut: null,
    place: optional('接待地点', 'place', notes.place, VISIT_LIMITS.place),
    headCount,
    ticketNumber: registerNumber('来访排队号', 'ticketNumber', notes.ticketNumber),
    receptionOfficerId: idOf('receptionOfficerId', notes.receptionOfficerId),
    onDutyIds: idsOf('onDutyIds', notes.onDutyIds),
    calledOrganIds: idsOf('calledOrganIds', notes.calledOrganIds),
  };
  return notes.timeOut ? endVisit(visit, { timeOut: notes.timeOut }, now) : visit;
}

/**
 * Records when the visitors left and which units were called in during the visit.
 * @throws VISIT_ENDED_ALREADY, VISIT_TIME_MALFORMED, VISIT_ENDS_BEFORE_IT_BEGAN, DESK_ID_MALFORMED
 */
export function endVisit(
  visit: VisitEvent,
  { timeOut, calledOrganIds }: { readonly timeOut: Moment; readonly calledOrganIds?: readonly string[] | null },
  now: string,
): VisitEvent {
  if (visit.timeOut !== null) throw visitError('VISIT_ENDED_ALREADY');
  const at = timeOf('timeOut', timeOut, visit.on, now);
  if (visit.timeIn !== null && at < visit.timeIn) throw visitError('VISIT_ENDS_BEFORE_IT_BEGAN', { field: 'timeOut' });
  return { ...visit, timeOut: at, calledOrganIds: [...new Set([...visit.calledOrganIds, ...idsOf('calledOrganIds', calledOrganIds)])] };
}

function timeOf(field: string, { at, on }: Moment, day: Day, now: string): string {
  if (on !== day || at > now) throw visitError('VISIT_TIME_MALFORMED', { field });
  return at;
}

/** A running number of a paper register; null where none is given. @throws REGISTER_NUMBER_MALFORMED */
export function registerNumber(label: string, field: string, given: number | null | undefined): number | null {
  if (given === null || given === undefined) return null;
  if (!Number.isInteger(given) || given < 1 || given > VISIT_LIMITS.registerNumber)
    throw visitError('REGISTER_NUMBER_MALFORMED', { details: { label, limit: VISIT_LIMITS.registerNumber }, field });
  return given;
}

/** Whether a visit is collective (集体访) by the pack's number of people; recorded about the visit, never about a person. */
export function isCollective({ headCount }: Pick<VisitEvent, 'headCount'>, pack: Pick<RulePack, 'values'>): boolean {
  const people = pack.values['collectiveVisitPeople']?.value;
  return typeof people === 'number' && headCount >= people;
}

/** Level of an organ, from 1 (province) down to 4 (township); by division code, GB/T 2260. */
export function levelOf({ kind, division }: { readonly kind: OrganKind; readonly division: string }): 1 | 2 | 3 | 4 {
  if (kind === 'township') return 4;
  if (division.endsWith('0000')) return 1;
  return division.endsWith('00') ? 2 : 3;
}

/**
 * Whether a visit is above the level (越级来访): two or more levels above the organ with authority. Visits at its own level and one level
 * up are lawful.
 * @source 信访工作条例 20 ¶1
 */
export function isAboveLevel(
  visited: { readonly kind: OrganKind; readonly division: string },
  competent: { readonly kind: OrganKind; readonly division: string },
): boolean {
  return levelOf(competent) - levelOf(visited) >= 2;
}

/** Key of the events of a visit. */
export const visitKey = (visitId: string): string => `visit:${visitId}`;

export function visitEvents({ id: visitId, organId, on, headCount, timeOut }: VisitEvent, former: VisitEvent | null): NewEvent[] {
  const recorded = former === null ? [VisitRecorded.create({ visitId, organId, on, headCount })] : [];
  const ended = timeOut !== null && (former?.timeOut ?? null) === null ? [VisitEnded.create({ visitId, organId, timeOut })] : [];
  return [...recorded, ...ended];
}
