import type { DataOf, SuccessionRecorded } from '@sunshine/events';
import { dayNumber, dayOf, type Day } from '@sunshine/procedure';
import { caseError } from './case.errors.js';
import type { Delivery, PetitionState } from './petition.js';
import { newRecord, recordsOf, withRecord, type CaseRecord } from './records.js';
import type { Succession } from './groups/succession.records.js';

const SOURCE = '本系统规则 承继（参照行政复议法 14、41）';

type Recorded = Pick<PetitionState, 'records'>;
type Served = Pick<Delivery, 'petitionerId' | 'servedOn'>;

/** Last day of the right that a service opened; null where it opened none. */
export type LastDayOf = (servedOn: Day) => Day | null;

export const successionsOf = (state: Recorded): readonly Succession[] => recordsOf(state, 'succession', 'recorded').map(({ data }) => data);

/** What is recorded of the petitioner last; null of one who lives. */
export const successionOf = (successions: readonly Succession[], petitionerId: string): Succession | null =>
  successions.findLast((one) => one.petitionerId === petitionerId) ?? null;

/** Nobody serves the dead: after that day nothing can reach the petitioner. @throws PETITIONER_ENDED */
export function requireAlive(state: Recorded, petitionerId: string, on: Day): void {
  const day = successionOf(successionsOf(state), petitionerId)?.endedOn ?? null;
  if (day !== null && on > day) throw caseError('PETITIONER_ENDED', { source: SOURCE, details: { day } });
}

/** The day on which a paper reached the petitioner, while it lived: what was laid down for the dead has reached nobody. */
function reachedOn(successions: readonly Succession[], services: readonly Served[], petitionerId: string): Day | null {
  const until = successionOf(successions, petitionerId)?.endedOn ?? null;
  const reached = services.find(
    (one) => one.petitionerId === petitionerId && one.servedOn !== null && (until === null || one.servedOn <= until),
  );
  return reached?.servedOn ?? null;
}

/** The days on which a paper reached somebody, as long as that one lived. */
export const reachedAlive = (successions: readonly Succession[], services: readonly Served[]): readonly Day[] =>
  services.flatMap(({ petitionerId, servedOn }) => {
    const until = successionOf(successions, petitionerId)?.endedOn ?? null;
    return servedOn !== null && (until === null || servedOn <= until) ? [servedOn] : [];
  });

/**
 * Whether the paper had reached this petitioner, or one whom it succeeds, and left no right open on that day: a right that had run out in the
 * lifetime of the dead does not come back, and one that had not passes on whole.
 */
function isSettled(
  successions: readonly Succession[],
  services: readonly Served[],
  lastDayOf: LastDayOf,
  petitionerId: string,
  on: Day,
): boolean {
  const reached = reachedOn(successions, services, petitionerId);
  if (reached !== null) {
    const lastDay = lastDayOf(reached);
    if (lastDay === null || lastDay < on) return true;
  }
  return isInherited(successions, services, lastDayOf, petitionerId);
}

/** Whether what the petitioner succeeds to holds no right any more: nothing is owed to it, and no service opens one. */
export function isInherited(
  successions: readonly Succession[],
  services: readonly Served[],
  lastDayOf: LastDayOf,
  petitionerId: string,
): boolean {
  const from = successions.findLast(({ successorIds }) => successorIds.includes(petitionerId));
  return from !== undefined && isSettled(successions, services, lastDayOf, from.petitionerId, from.endedOn);
}

/**
 * Whether a paper needs nobody's hand any more: it reached every petitioner who lives, each successor whose right had not run out before, and
 * the dead whose successors are still looked for in their lifetime. Of the dead whom nobody succeeds nobody is owed it.
 * @param parties those who have not left the joint petition
 * @source 信访工作条例 35 (for each from the own receipt); own rule, by 行政复议法 14
 */
export function everyoneReached(
  successions: readonly Succession[],
  parties: readonly string[],
  services: readonly Served[],
  lastDayOf: LastDayOf,
): boolean {
  return parties.every((id) => {
    const finding = successionOf(successions, id)?.finding;
    if (finding === 'FOUND' || finding === 'NONE_FOUND' || finding === 'WAIVED') return true;
    return reachedOn(successions, services, id) !== null || isInherited(successions, services, lastDayOf, id);
  });
}

export const isSuccessor = (successions: readonly Succession[], petitionerId: string): boolean =>
  successions.some(({ successorIds }) => successorIds.includes(petitionerId));

/** The right of a service is its petitioner's as long as that one lives, and none where it had run out before the petitioner succeeded. */
export const opensRight = (
  successions: readonly Succession[],
  services: readonly Served[],
  lastDayOf: LastDayOf,
  petitionerId: string,
): boolean => successionOf(successions, petitionerId) === null && !isInherited(successions, services, lastDayOf, petitionerId);

/** Parties of whom nobody is left to carry on; null while somebody lives, is looked for, or carries on. */
function withoutSuccessor(state: Recorded, parties: readonly string[]): readonly CaseRecord<'succession'>[] | null {
  const successions = successionsOf(state);
  const last = parties.filter((id) => successionOf(successions, id)?.finding !== 'FOUND');
  const without = last.every((id) => ['NONE_FOUND', 'WAIVED'].includes(successionOf(successions, id)?.finding ?? ''));
  if (last.length === 0 || !without) return null;
  return recordsOf(state, 'succession', 'recorded').filter(({ data }) => last.includes(data.petitionerId));
}

export const nobodySucceeds = (state: Recorded, parties: readonly string[]): boolean => withoutSuccessor(state, parties) !== null;

/**
 * Whether successors were looked for long enough: so many whole days since the first entry of each of the dead, or all of them waived it.
 * @source own rule, by 行政复议法 41 ¶1(5)
 */
export function searchedEnough(state: Recorded, parties: readonly string[], days: number, on: Day): boolean {
  const records = withoutSuccessor(state, parties);
  if (records === null) return false;
  const successions = successionsOf(state);
  return records.every(({ data: { petitionerId } }) => {
    if (successionOf(successions, petitionerId)?.finding === 'WAIVED') return true;
    const first = records.find(({ data }) => data.petitionerId === petitionerId);
    return first !== undefined && on > dayOf(dayNumber(first.on) + days);
  });
}

type Told = Omit<DataOf<typeof SuccessionRecorded>, 'organId'>;

/**
 * The course after a succession of the desk. The successors are petitioners; a lead keeps apart which of its petitions they belong to. It moves
 * no clock: what the organ owes, it owes to whoever carries on, by the same day.
 */
export function succeeded(
  state: PetitionState,
  told: Told,
  { recordId, on }: { readonly recordId: string; readonly on: Day },
): PetitionState {
  const { petitionId, successionId, successorIds, petitionerId, cause, endedOn, finding } = told;
  const data: Succession = { successionId, petitionerId, cause, endedOn, finding, successorIds };
  const merges = recordsOf(state, 'merge').filter(
    ({ data: { leadId, joined } }) => leadId === state.id && joined.some(({ id }) => id === petitionId),
  );
  const joined = merges.map((record): CaseRecord<'merge'> => {
    const parts = record.data.joined.map((one) =>
      one.id === petitionId ? { ...one, petitionerIds: [...one.petitionerIds, ...successorIds] } : one,
    );
    return { ...record, data: { ...record.data, joined: parts } };
  });
  const records = joined.reduce(withRecord, state.records);
  return {
    ...state,
    version: state.version + 1,
    petitionerIds: [...state.petitionerIds, ...successorIds],
    records: [...records, newRecord({ id: recordId, kind: 'succession', state: 'recorded', on, data })],
  };
}
