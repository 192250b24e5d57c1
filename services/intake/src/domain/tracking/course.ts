import type { CourseRead, Envelope, Stage } from '@sunshine/events';

/** A copy of the course that `case` decides, for filters of the register and for tracking. */
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
 * The short form of a course; the tracking page of a report shows nothing else. An unknown stage of a newer release of case counts as
 * handed over, and as answered once the petition is closed.
 */
export function progressOf(stage: string | null, closedOn: string | null): Progress {
  if (stage === null || stage === 'registered') return 'received';
  return closedOn !== null || ANSWERED.has(stage) ? 'answered' : 'handed_over';
}
