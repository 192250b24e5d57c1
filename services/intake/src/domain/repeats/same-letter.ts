import { SameLetterLinked, type NewEvent } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { repeatError } from './repeats.errors.js';
import { bigrams } from '../register/search.js';

/** The compared parts of a petition that is not a report. */
export interface Letter {
  readonly petitionId: string;
  readonly summary: string;
  readonly text: string;
}

/** 同信多投: nearly the same words, sent by the same person within so many days. Own rule. */
export const SAME_LETTER = { days: 30, likeness: 0.8 } as const;

/** Shared character pairs divided by all character pairs of both texts; 1 for the same words. */
export function likeness(mine: Omit<Letter, 'petitionId'>, other: Omit<Letter, 'petitionId'>): number {
  const [a, b] = [new Set(bigrams(mine.summary, mine.text)), new Set(bigrams(other.summary, other.text))];
  const shared = [...a].filter((pair) => b.has(pair)).length;
  const all = a.size + b.size - shared;
  return all === 0 ? 0 : shared / all;
}

/** Filings of the same person that are the same letter, the most similar first. */
export function sameLetters<C extends Letter>(mine: Letter, ofSamePerson: readonly C[]): C[] {
  return ofSamePerson
    .map((candidate) => ({ candidate, like: likeness(mine, candidate) }))
    .filter(({ candidate, like }) => candidate.petitionId !== mine.petitionId && like >= SAME_LETTER.likeness)
    .toSorted((left, right) => right.like - left.like)
    .map(({ candidate }) => candidate);
}

/**
 * Links a filing to the one that came first and records every addressee. It decides nothing about either petition.
 * @param letter `found`: whether the petition named is one of those found to be the same letter; `former`: the petition it is linked to already
 * @throws SAME_LETTER_WITH_ITSELF, SAME_LETTER_LINKED, SAME_LETTER_UNLIKE
 */
export function linkSameLetter(
  petitionId: string,
  { firstId, found, former }: { readonly firstId: string; readonly found: boolean; readonly former: string | null },
  { organId }: { readonly organId: string; readonly on: Day },
): NewEvent[] {
  if (firstId === petitionId) throw repeatError('SAME_LETTER_WITH_ITSELF');
  if (former !== null) throw repeatError('SAME_LETTER_LINKED');
  if (!found) throw repeatError('SAME_LETTER_UNLIKE');
  return [SameLetterLinked.create({ petitionId, firstPetitionId: firstId, organId })];
}
