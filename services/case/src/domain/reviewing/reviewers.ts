import type { ReviewLevel } from '@sunshine/events';
import type { Day, RulePack } from '@sunshine/procedure';
import { reviewError } from '../review/review.errors.js';
import { LEVEL_NAMES } from '../review/review.records.js';
import { endsChainOn, reviewersOn, type Reviewed } from './reviewing.js';

/** The organ whose opinion is attacked. */
export interface Issuer extends Reviewed {
  readonly id: string;
  readonly name: string;
}

/** An organ to which a request may go. */
export interface ReviewingOrgan {
  readonly id: string;
  readonly name: string;
}

/**
 * The organs that may review on that day. A bureau never does; the organ that reviewed reviews its own opinion again only where the pack says so.
 * @source 信访工作条例 2, 35, 36; law 10
 */
export function competentOn(issuer: Issuer, level: ReviewLevel, pack: RulePack, on: Day): readonly ReviewingOrgan[] {
  const above = reviewersOn(issuer, on).filter(({ kind }) => kind !== 'petition_bureau');
  const twice = level === 'rereview' && pack.values['sameOrganReviewsTwice']?.value === true;
  return [...above.map(({ organId: id, name }) => ({ id, name })), ...(twice ? [{ id: issuer.id, name: issuer.name }] : [])];
}

export const inWords = (organs: readonly ReviewingOrgan[]): string => organs.map(({ name }) => name).join('、');

/**
 * As `competentOn`, at least one.
 * @throws REVIEW_CHAIN_ENDED with the text of the pack, REVIEW_ORGAN_UNKNOWN where the directory names none
 */
export function requireCompetent(issuer: Issuer, level: ReviewLevel, pack: RulePack, on: Day): readonly ReviewingOrgan[] {
  const competent = competentOn(issuer, level, pack, on);
  if (competent.length > 0) return competent;
  const end = pack.values['chainEnd'];
  if (endsChainOn(issuer, on) && end) throw reviewError('REVIEW_CHAIN_ENDED', { source: end.source, details: { text: String(end.value) } });
  const details = { organ: issuer.name, level: LEVEL_NAMES[level] };
  throw reviewError('REVIEW_ORGAN_UNKNOWN', { source: '信访工作条例 35、36', details });
}
