import type { PetitionState } from './petition.js';
import { isUnderNoGovernment } from './standing.js';
import { latestRecord, recordsOf, type RecordKind, type RecordState } from './records.js';
import type { Hand } from './waiting.js';

/** Conditions that acts on a petition have in common. */

export const has =
  <K extends RecordKind>(kind: K, ...states: RecordState<K>[]) =>
  (state: PetitionState): boolean =>
    latestRecord(state, kind, ...states) !== null;

export const isBureau = ({ organKind }: PetitionState): boolean => organKind === 'petition_bureau';
export const isOrgan = (state: PetitionState): boolean => !isBureau(state);
export const isThere = ({ organId }: PetitionState, hand: Hand): boolean => organId === hand.organId;

export const isOpenClaim = ({ kind, outcome }: PetitionState): boolean =>
  kind === 'CLAIM' && outcome !== 'refused_acceptance' && outcome !== 'refused_refiling';

/** A bureau judges whether the matter is done with, and opens it again; of what no bureau stands above, the organ that got it does. */
export const judgesTheEnd = (state: PetitionState, { organId }: Hand): boolean =>
  state.kind === 'REPORT' || organId !== state.registeringOrganId || registeredByBureau(state) || isUnderNoGovernment(registrarKind(state));

const registrarKind = (state: PetitionState): string => recordsOf(state, 'transfer')[0]?.data.former.organKind ?? state.organKind;
const registeredByBureau = (state: PetitionState): boolean => registrarKind(state) === 'petition_bureau';

/** A claim that has come to nothing yet and stands by itself: it may turn out to be a request for review of another one. */
export const mayBeTaken = ({ kind, outcome, mergedInto, opinion }: PetitionState): boolean =>
  kind === 'CLAIM' && outcome === null && mergedInto === null && opinion === null;

/** A claim that belongs before no court, with an organ that decides it, while nothing is being mediated and no settlement stands. */
export const mayBeMediated = (state: PetitionState): boolean =>
  state.kind === 'CLAIM' &&
  state.exit !== '31(1)' &&
  isOrgan(state) &&
  !has('settlement', 'standing')(state) &&
  !has('mediation', 'asking', 'agreed')(state);

export const isAssigned = ({ assignerId, reportBy }: PetitionState): boolean => assignerId !== null || reportBy !== null;
export const byAssigner = ({ assignerId }: PetitionState, hand: Hand): boolean => assignerId === hand.organId;
export const hasReport = (state: PetitionState, hand: Hand): boolean => byAssigner(state, hand) && has('assignmentReport', 'made')(state);

/** A request for review is with that organ, in one of these states. */
export const reviewIs =
  (...states: RecordState<'review'>[]) =>
  (state: PetitionState, hand: Hand): boolean =>
    recordsOf(state, 'review', ...states).some(({ organId }) => organId === hand.organId);
