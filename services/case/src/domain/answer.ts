import type { OpinionOutcome } from '@sunshine/events';

/** What an opinion, or the review that changes it, says to one request. */
export interface Answer {
  readonly requestId: string;
  readonly outcome: OpinionOutcome;
  readonly answer: string;
  readonly basis: readonly string[];
}
