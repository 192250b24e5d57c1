import type { ReviewLevel } from '@sunshine/events';
import { requireStage, type ActName } from '../acts.js';
import type { Given } from '../petition.js';
import { decidingError } from '../review/deciding.errors.js';
import { inHandOf, SOURCES, tookPart, type InHand } from '../reviews-in-hand.js';
import { LEVEL_NAMES } from '../review/review.records.js';

/** @throws ACT_NOT_IN_STAGE, REVIEW_NOT_IN_HAND */
export function requireInHand({ state, act }: Given, name: ActName): InHand {
  requireStage(state.stage, name, SOURCES.review);
  const found = inHandOf(state, act.organ.id);
  if (!found) throw decidingError('REVIEW_NOT_IN_HAND', { source: SOURCES.review });
  return found;
}

/** @throws REVIEW_TOOK_PART */
export function requireNoPart({ state, act }: Given, level: ReviewLevel): void {
  if (tookPart(state, level).has(act.personId))
    throw decidingError('REVIEW_TOOK_PART', { source: SOURCES[level], details: { level: LEVEL_NAMES[level] } });
}
