import type { Day } from '@sunshine/procedure';
import { memberError } from './members.errors.js';
import { requireAlive, successionOf, successionsOf } from './succession.js';
import type { Given, PetitionerGiven, PetitionState } from './petition.js';
import { recordsOf, type CaseRecord } from './records.js';

const SOURCE = '本系统规则 联名（退出不影响其他信访人，也不影响已经送达的权利）';

type Group = Pick<PetitionState, 'petitionerIds' | 'records'>;

const leftOn = (state: Pick<PetitionState, 'records'>, petitionerId: string): Day | null =>
  recordsOf(state, 'departure').find(({ data }) => data.petitionerId === petitionerId)?.on ?? null;

/** Petitioners who have not left the joint petition, the living and the dead. */
export const parties = (state: Group): readonly string[] => state.petitionerIds.filter((id) => leftOn(state, id) === null);

/** Petitioners who have not left the joint petition and live, successors among them: who is still to be served, and who decides on it. */
export function members(state: Group): readonly string[] {
  const successions = successionsOf(state);
  return parties(state).filter((id) => successionOf(successions, id) === null);
}

/** Whose names stand on a paper: of the dead whom nobody succeeds yet, their own. */
export function addressees(state: Group): readonly string[] {
  const living = members(state);
  if (living.length > 0) return living;
  const successions = successionsOf(state);
  return parties(state).filter((id) => successionOf(successions, id)?.finding !== 'FOUND');
}

/** Everybody who decides on the petition agrees; in the name of the dead nobody does. */
export function allAgree(state: Group, agreed: readonly string[]): boolean {
  const living = members(state);
  return living.every((id) => agreed.includes(id)) && (living.length > 0 || state.petitionerIds.length === 0);
}

/**
 * Somebody who has left takes no part in anything after the day of leaving, nor the dead after that of their death.
 * @throws MEMBER_HAS_LEFT, PETITIONER_ENDED
 */
export function requireMember(state: Pick<PetitionState, 'records'>, petitionerId: string, on: Day): void {
  requireAlive(state, petitionerId, on);
  const day = leftOn(state, petitionerId);
  if (day !== null && on > day) throw memberError('MEMBER_HAS_LEFT', { source: SOURCE, details: { day } });
}

export const isByPetitioner = (given: Given | PetitionerGiven): given is PetitionerGiven => given.act.personId === null;

/**
 * The petitioner whose pass it is; of a pass of the petition itself its only living one.
 * @throws PETITIONER_NOT_NAMED for the pass of a group, MEMBER_HAS_LEFT, PETITIONER_ENDED
 */
export function petitionerOf({ state, act }: PetitionerGiven): string {
  const living = members(state);
  const id = act.petitionerId ?? (living.length === 1 ? living[0] : undefined);
  if (id === undefined || !state.petitionerIds.includes(id)) throw memberError('PETITIONER_NOT_NAMED', { source: SOURCE });
  requireMember(state, id, act.on);
  return id;
}

/** Whether the pass is that of everybody: of a petition of one who lives, or of the only member that is left. */
export const speaksForAll = (state: Group, petitionerId: string | null): boolean => {
  const left = members(state);
  if (left.length === 0) return state.petitionerIds.length === 0;
  return left.length === 1 && (state.petitionerIds.length === 1 || left[0] === petitionerId);
};

/** Merges that this petition leads. */
export function standingMerges(state: Pick<PetitionState, 'id' | 'records'>): CaseRecord<'merge'>[] {
  return recordsOf(state, 'merge', 'merged', 'unmerge_proposed').filter(({ data }) => data.leadId === state.id);
}

/** Petitioners of the petition itself, without those of petitions joined to it. */
export function ownPetitioners(state: Pick<PetitionState, 'id' | 'petitionerIds' | 'records'>): readonly string[] {
  const others = new Set(standingMerges(state).flatMap(({ data }) => data.joined.flatMap(({ petitionerIds }) => petitionerIds)));
  return state.petitionerIds.filter((id) => !others.has(id));
}
