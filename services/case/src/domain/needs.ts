import type { PetitionState } from './petition.js';
import { latestRecord, type RecordKind, type RecordState } from './records.js';
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

export const isAssigned = ({ assignerId, reportBy }: PetitionState): boolean => assignerId !== null || reportBy !== null;
export const byAssigner = ({ assignerId }: PetitionState, hand: Hand): boolean => assignerId === hand.organId;
export const hasReport = (state: PetitionState, hand: Hand): boolean => byAssigner(state, hand) && has('assignmentReport', 'made')(state);
