import {
  CaseOpened,
  LegacyReplyRecorded,
  OpinionDrafted,
  OpinionIssued,
  OpinionServed,
  PetitionAccepted,
  PetitionClosed,
  PetitionInformed,
  PetitionReceived,
  PetitionRouted,
  type Envelope,
  type Exit,
  type Outcome,
  type Stage,
} from '@sunshine/events';

/** Copy of what `case` decides about a petition, for filters of the register and for tracking. One source: case. */
export interface Course {
  readonly petitionId: string;
  readonly stage: Stage;
  readonly exit: Exit | null;
  readonly outcome: Outcome | null;
  /** The organ that has to act now. */
  readonly organId: string;
  readonly closedOn: string | null;
}

export type Progress = 'received' | 'handed_over' | 'answered';

/** Events of case that move the copy. */
export const COURSE_EVENTS = [
  CaseOpened,
  PetitionRouted,
  PetitionReceived,
  PetitionInformed,
  PetitionAccepted,
  OpinionDrafted,
  OpinionIssued,
  OpinionServed,
  LegacyReplyRecorded,
  PetitionClosed,
] as const;

const ANSWERED: ReadonlySet<Stage> = new Set<Stage>(['opinion_issued', 'opinion_served', 'closed']);

/** The course after an event; the course itself where the event does not move it. Null before `CaseOpened`. */
export function followCourse(course: Course | null, event: Envelope): Course | null {
  if (CaseOpened.is(event)) {
    const { petitionId, stage, organId } = event.data;
    return course ?? { petitionId, stage, organId, exit: null, outcome: null, closedOn: null };
  }
  if (course === null) return null;
  if (PetitionRouted.is(event)) return { ...course, stage: 'routed', organId: event.data.toOrganId };
  if (PetitionReceived.is(event)) return { ...course, stage: 'received', organId: event.data.organId };
  if (PetitionInformed.is(event)) return { ...course, stage: 'informed' };
  if (PetitionAccepted.is(event)) return { ...course, stage: 'accepted', exit: event.data.exit };
  if (OpinionDrafted.is(event)) return { ...course, stage: 'handling' };
  if (OpinionIssued.is(event)) return { ...course, stage: 'opinion_issued', outcome: event.data.outcome };
  // A paper that could not be delivered leaves the matter where it was.
  if (OpinionServed.is(event)) return event.data.servedOn === null ? course : { ...course, stage: 'opinion_served' };
  if (LegacyReplyRecorded.is(event)) return { ...course, stage: 'opinion_served' };
  if (PetitionClosed.is(event)) return { ...course, stage: 'closed', closedOn: event.data.closedOn };
  return course;
}

/** All that the tracking page of a report shows, and the short form of any other course. */
export function progressOf(stage: Stage | null): Progress {
  if (stage === null || stage === 'registered') return 'received';
  return ANSWERED.has(stage) ? 'answered' : 'handed_over';
}
