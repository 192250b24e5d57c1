import type { PetitionState, RelationMove } from '../petition.js';
import { latestRecord, recordsOf } from '../records.js';

/**
 * Whether an organ beside the one in charge still has something to do with the matter: help or a signature that was asked for, a supported
 * opinion to carry out, or a decision about the head of the organ below. Its view ends with the last of them.
 */
export function isStillAssisting(state: PetitionState, organId: string): boolean {
  const { opinion } = state;
  const asked = (record: { readonly organId: string | null }) => record.organId === organId;
  if (recordsOf(state, 'assistance', 'asked').some(asked) || recordsOf(state, 'recusal', 'requested').some(asked)) return true;
  if (!opinion) return false;
  if (opinion.state !== 'issued')
    return recordsOf(state, 'countersign', 'asked').some((record) => asked(record) && record.data.opinionId === opinion.id);
  const executed = latestRecord(state, 'execution', 'checked');
  return opinion.performerId === organId && organId !== state.organId && executed?.organId !== organId;
}

/** Relation moves of an act without the ends that come too early. */
export const withoutEarlyEnds = (state: PetitionState, moves: readonly RelationMove[]): readonly RelationMove[] =>
  moves.filter(({ do: move, relation, subject }) => move === 'set' || relation !== 'assisting' || !isStillAssisting(state, subject));
