import type { ReviewLevel } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { ACTS } from '../acts.js';
import { isReplaced } from '../in-force.js';
import { members } from '../members.js';
import { rightOf } from '../papers/delivery.js';
import type { Given, PetitionState } from '../petition.js';
import type { Stage } from '../stages.js';
import { attackedOf, formerRequest, ownRight } from './requesting.js';
import { competentOn, type Issuer, type ReviewingOrgan } from './reviewers.js';

/** What the petitioner may ask for now, of whom, and until when. */
export interface Askable {
  readonly level: ReviewLevel;
  /** When the opinion reached the petitioner. */
  readonly servedOn: Day;
  /** Last day of the right, effective, inclusive; past: a request comes late and needs its reason. */
  readonly lastDay: Day;
  /** One, or two of which the petitioner chooses; empty where the chain ends or the directory names none. */
  readonly organs: readonly ReviewingOrgan[];
}

const ACT_OF = { review: 'requestReview', rereview: 'requestReReview' } as const;

/**
 * Whether a request of this level by this petitioner would be taken on that day; null: it would be refused for other reasons than its text.
 * @param issuer whose opinion it would be aimed at
 */
export function askable(
  given: Pick<Given, 'clocks' | 'law'> & { readonly state: PetitionState },
  level: ReviewLevel,
  petitionerId: string,
  issuer: Issuer,
  on: Day,
): Askable | null {
  const { state, law } = given;
  const stages: readonly Stage[] = ACTS[ACT_OF[level]].stages;
  if (!stages.includes(state.stage) || state.outcome === 'withdrawn' || rightOf(state, on, law) === null) return null;
  if (!members(state).includes(petitionerId)) return null;
  const attacked = attackedOf(state, level, petitionerId);
  const right = ownRight(given, level, petitionerId);
  if (attacked === null || right === null || formerRequest(state, level, attacked, petitionerId)) return null;
  if (isReplaced(state, level, attacked.documentId)) return null;
  return { level, ...right, organs: competentOn(issuer, level, law.packOn(on), on) };
}
