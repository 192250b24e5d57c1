import type { CourseRead, Envelope, Stage } from '@sunshine/events';

/** Copy of what `case` decides about a petition, for filters of the register and for tracking. One source: case. */
export interface Course extends CourseRead {
  readonly petitionId: string;
}

export type Progress = 'received' | 'handed_over' | 'answered';

const ANSWERED: ReadonlySet<string> = new Set<Stage>([
  'opinion_issued',
  'opinion_served',
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

/**
 * All that the tracking page of a report shows, and the short form of any other course. A stage that only a newer case knows lies behind
 * the registration; it counts as answered once the matter is closed.
 */
export function progressOf(stage: string | null, closedOn: string | null): Progress {
  if (stage === null || stage === 'registered') return 'received';
  return closedOn !== null || ANSWERED.has(stage) ? 'answered' : 'handed_over';
}
