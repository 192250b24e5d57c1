import { exchangeError } from './exchange.errors.js';

/** What a partner has asked on the day, Asia/Shanghai, before this question. */
export interface AskedBefore {
  readonly byOfficer: number;
  readonly byNode: number;
}

export interface QuestionLimits {
  readonly ofOfficerADay: number;
  readonly ofNodeADay: number;
  readonly formsMost: number;
}

/**
 * Whether a partner's question is answered: judged here whatever the partner has judged itself.
 * @param forms what is asked at once
 * @throws QUESTION_TOO_WIDE, QUESTION_OFFICER_LIMIT, QUESTION_NODE_LIMIT
 */
export function requireWithinLimits(before: AskedBefore, forms: number, { ofOfficerADay, ofNodeADay, formsMost }: QuestionLimits): void {
  if (forms > formsMost) throw exchangeError('QUESTION_TOO_WIDE', { details: { limit: formsMost } });
  if (before.byOfficer >= ofOfficerADay) throw exchangeError('QUESTION_OFFICER_LIMIT', { details: { limit: ofOfficerADay } });
  if (before.byNode >= ofNodeADay) throw exchangeError('QUESTION_NODE_LIMIT', { details: { limit: ofNodeADay } });
}

/** How many of the questions of a day are drawn: the share, rounded up, so at least one of any. */
export const sampleSize = (questions: number, share: number): number => Math.ceil(questions * share);

/** So many of them by chance, each as likely as any other. @param draw numbers from 0 to below 1 */
export function drawn<T>(all: readonly T[], size: number, draw: () => number): T[] {
  const rest = [...all];
  const found: T[] = [];
  while (found.length < size && rest.length > 0) found.push(...rest.splice(Math.floor(draw() * rest.length), 1));
  return found;
}

/** Of a question: not drawn; drawn, so that the asking side owes its reason; given; judged. */
export type SampleState = 'none' | 'drawn' | 'explained' | 'reviewed';

export interface SampledQuestion {
  readonly direction: 'asked' | 'received';
  readonly sample: SampleState;
  /** Last day for the reason, inclusive; null where it was not drawn. */
  readonly reasonBy: string | null;
}

/** @throws QUESTION_NOT_RECEIVED, QUESTION_SAMPLED */
export function requireSamplable({ direction, sample }: SampledQuestion): void {
  if (direction !== 'received') throw exchangeError('QUESTION_NOT_RECEIVED');
  if (sample !== 'none') throw exchangeError('QUESTION_SAMPLED');
}

/** A reason may be given late. @throws QUESTION_NOT_SAMPLED, QUESTION_REASON_TOO_LONG */
export function requireExplainable({ direction, sample }: SampledQuestion, reason: string): void {
  if (direction !== 'asked' || sample !== 'drawn') throw exchangeError('QUESTION_NOT_SAMPLED');
  if ([...reason].length > REASON_MOST) throw exchangeError('QUESTION_REASON_TOO_LONG', { details: { limit: REASON_MOST } });
}

/** Characters of a reason or of a note. */
export const REASON_MOST = 500;

/**
 * Judged once the reason is there, or its day has passed without one.
 * @param today Asia/Shanghai
 * @throws QUESTION_NOT_RECEIVED, QUESTION_NOT_SAMPLED, QUESTION_REVIEWED, QUESTION_NOT_REVIEWABLE
 */
export function requireReviewable({ direction, sample, reasonBy }: SampledQuestion, today: string): void {
  if (direction !== 'received') throw exchangeError('QUESTION_NOT_RECEIVED');
  if (sample === 'none') throw exchangeError('QUESTION_NOT_SAMPLED');
  if (sample === 'reviewed') throw exchangeError('QUESTION_REVIEWED');
  if (sample === 'drawn' && reasonBy !== null && today <= reasonBy)
    throw exchangeError('QUESTION_NOT_REVIEWABLE', { details: { day: reasonBy } });
}
