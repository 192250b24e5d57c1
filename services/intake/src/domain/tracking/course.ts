import { OffPathOutcome, type CourseRead, type Envelope, type Stage } from '@sunshine/events';

/** A copy of the course that `case` decides, for filters of the register and for tracking. */
export interface Course extends CourseRead {
  readonly petitionId: string;
}

/** `ended`: without the answer that was asked for; `Petition.outcome` says how. */
export type Progress = 'received' | 'handed_over' | 'answered' | 'ended';

const ANSWERED: ReadonlySet<string> = new Set<Stage>([
  'opinion_issued',
  'opinion_served',
  'review_requested',
  'review_served',
  'redoing',
  'rereview_requested',
  'rereview_served',
  'outcome_reported',
  'performed',
  'answered',
  'replied',
  'measure_followed',
  'feedback_noted',
  'closed',
]);

/** The course after an event of case; null where the event moves nothing. */
export const courseAfter = ({ key, course }: Envelope): Course | null => (course ? { petitionId: key, ...course } : null);

/** Ended off its path: closed, or refused, of which the petitioner was told before. */
const isEnded = (outcome: string | null, closedOn: string | null): boolean =>
  OffPathOutcome.safeParse(outcome).success && (closedOn !== null || outcome === 'refused_acceptance' || outcome === 'refused_refiling');

export interface Standing {
  readonly stage: string | null;
  readonly closedOn: string | null;
  readonly outcome: string | null;
  /** It is with another organ than it was brought to, which is no bureau. */
  readonly elsewhere: boolean;
}

/**
 * The short form of a course; the tracking page of a report shows nothing else. An unknown stage of a newer release of case counts as
 * handed over where the matter is elsewhere, and as answered once the petition is closed on its path.
 */
export function progressOf({ stage, closedOn, outcome, elsewhere }: Standing): Progress {
  if (stage === null || stage === 'registered') return 'received';
  if (isEnded(outcome, closedOn)) return 'ended';
  if (closedOn !== null || ANSWERED.has(stage)) return 'answered';
  return elsewhere ? 'handed_over' : 'received';
}
