import type { Envelope } from './envelope.js';
import { PetitionRegistered } from './petition.events.js';

/** Kinds that an organ hears of. The tail reads without checking, so that a kind it does not know may stand here. */
const OPEN_KINDS: ReadonlySet<string> = new Set(['CLAIM', 'SUGGESTION']);

/** What a live key can be made out for: the names under which the gateway hears events without knowing what they tell. */
export const live = {
  /** Everything that happens to a petition. */
  petition: (id: string): string => id,
  /** Moves of its course alone: what happens inside an organ is no citizen's to know of. */
  course: (id: string): string => `course:${id}`,
  /** Matters that come to an organ. */
  organ: (id: string): string => `organ:${id}`,
  /** What happens in a hearing, the sitting among it: for those inside. */
  hearing: (id: string): string => `hearing:${id}`,
};

/**
 * The subjects under which an event is heard. An organ never hears of a report, nor of a letter that was split: whom they accuse may
 * work there.
 */
export function subjectsOf(envelope: Envelope): string[] {
  const { key, course } = envelope;
  const subjects = [live.petition(key)];
  if (course) subjects.push(live.course(key));
  if (course?.listed) subjects.push(live.organ(course.organId));
  if (PetitionRegistered.is(envelope) && OPEN_KINDS.has(envelope.data.kind) && envelope.data.accusedIds.length === 0)
    subjects.push(live.organ(envelope.data.organId));
  const { hearingId } = (envelope.data ?? {}) as { hearingId?: unknown };
  if (envelope.source === 'hearing' && typeof hearingId === 'string') subjects.push(live.hearing(hearingId));
  return subjects;
}
