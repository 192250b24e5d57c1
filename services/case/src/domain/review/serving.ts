import { ReviewOpinionServed, type NewEvent } from '@sunshine/events';
import { nextRight, type Day } from '@sunshine/procedure';
import type { ActLaw, ClockMove, Delivery, Given, PetitionState } from '../petition.js';
import { recordsOf, type CaseRecord } from '../records.js';
import { isReplaced } from '../in-force.js';
import { stageByReviews } from './standing.js';

/** The right that service of a review opinion opens to this petitioner, from this service. @source 信访工作条例 36; 信访条例 35 */
export const rereviewRight = (servedOn: Day, law: Pick<ActLaw, 'packOn' | 'calendar'>) =>
  nextRight({ pack: law.packOn(servedOn), after: 'REVIEW_OPINION', servedOn, calendar: law.calendar });

/** The requests that this paper answers; none where it is no opinion of a review, or another has taken its place. */
export const answeredBy = (state: Pick<PetitionState, 'records'>, documentId: string): CaseRecord<'review'>[] =>
  recordsOf(state, 'review', 'decided', 'served').filter(({ data }) => data.decision?.documentId === documentId);

interface Served {
  readonly change: Partial<PetitionState>;
  readonly clocks: readonly ClockMove[];
  readonly events: readonly NewEvent[];
}

/**
 * What service of a review or re-review opinion does: each petitioner's own term for 复核 starts on the own service, what was supported by a
 * change is to be carried out from the first one on. What a re-review has changed or revoked opens nothing. Null: the paper is no such opinion, or stands no more.
 * @param former services of the paper before these
 * @source 信访工作条例 36; law 2.4, 4.1 review_served, rereview_served
 */
export function reviewServed(given: Given, documentId: string, former: readonly Delivery[], rows: readonly Delivery[]): Served | null {
  const { state, clocks, law, act } = given;
  const answered = answeredBy(state, documentId);
  const [first] = answered;
  const decision = first?.data.decision;
  if (!first || !decision) return null;
  const { level } = first.data;
  const reached = rows.filter(({ servedOn }) => servedOn !== null);
  // Two organs may have reviewed for two petitioners; who is served with both has one right, and it runs.
  const runs = (petitionerId: string) =>
    clocks.find(({ term, subject, ended }) => term === 'REREVIEW_REQUEST' && subject === petitionerId && ended === null);
  const lastDayOf = ({ servedOn, petitionerId }: Delivery): Day | null =>
    level === 'review' && servedOn !== null && !isReplaced(state, 'rereview', documentId)
      ? (runs(petitionerId)?.effectiveDue ?? rereviewRight(servedOn, law)?.lastDay ?? null)
      : null;
  const records = state.records.map((record): CaseRecord => {
    if (record.kind !== 'review' || !record.data.decision || !answered.some(({ id }) => id === record.id)) return record;
    const servedOn = [...(record.data.decision.servedOn ?? []), ...reached.map(({ petitionerId }) => ({ petitionerId, on: act.on }))];
    const told: CaseRecord<'review'> = { ...record, data: { ...record.data, decision: { ...record.data.decision, servedOn } } };
    return reached.some(({ petitionerId }) => petitionerId === record.data.petitionerId) ? { ...told, state: 'served' } : told;
  });
  const rights = reached.filter((row) => lastDayOf(row) !== null && !runs(row.petitionerId));
  const carriesOut = decision.executeBy !== null && reached.length > 0 && former.every(({ servedOn }) => servedOn === null);
  return {
    change: { records, stage: stageByReviews({ records, stage: state.stage }) },
    clocks: [
      ...rights.map(({ petitionerId }): ClockMove => ({
        do: 'start',
        petitionId: state.id,
        term: 'REREVIEW_REQUEST',
        subject: petitionerId,
        startedOn: act.on,
      })),
      ...(carriesOut ? [execution(state, decision.executeBy as Day, act.on)] : []),
    ],
    events: rows.map((row) =>
      ReviewOpinionServed.create({
        petitionId: state.id,
        documentId,
        level,
        petitionerId: row.petitionerId,
        ...(row.throughId !== null && { throughPetitionerId: row.throughId }),
        way: row.way,
        servedOn: row.servedOn,
        rereviewRequestLastDay: lastDayOf(row),
      }),
    ),
  };
}

/** By the organ that handled the matter, to the day that the review names, be it served only after it. */
const execution = ({ id, organId }: PetitionState, dueOn: Day, on: Day): ClockMove => ({
  do: 'start',
  petitionId: id,
  term: 'EXECUTE',
  subject: organId,
  startedOn: on < dueOn ? on : dueOn,
  dueOn,
});
