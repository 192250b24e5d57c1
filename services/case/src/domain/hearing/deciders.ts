import type { Course, HearingStage } from '@sunshine/events';
import type { PetitionState } from '../petition.js';
import { recordsOf } from '../records.js';
import { redoOrder } from '../redo.js';

type Hand = NonNullable<Course['inHand']>[number];

/**
 * Who owes an opinion on the claim, and at which step: there it may be heard, and a hearing stands no longer than the organ has it in hand.
 * Nobody for a closed or merged matter, nor once the opinion is out.
 */
export function decidersOf(state: PetitionState): readonly Hand[] {
  const { kind, stage, organId, mergedInto, closedOn } = state;
  if (kind !== 'CLAIM' || closedOn !== null || mergedInto !== null) return [];
  // A review that is redone is with its reviewer, not with the organ whose opinion it is about.
  const handles = stage === 'accepted' || stage === 'handling' || redoOrder(state) !== null;
  const hands = new Map<string, Hand>(handles ? [['handling', { stage: 'handling', organId }]] : []);
  for (const { organId: by, data } of recordsOf(state, 'review', 'admitted')) {
    const level: HearingStage = data.level;
    if (by !== null) hands.set(`${level} ${by}`, { stage: level, organId: by });
  }
  return [...hands.values()];
}
