import type { Day } from '@sunshine/procedure';
import type { ClockFact, ClockMove, Opinion, PetitionState } from './petition.js';
import { latestRecord, type CaseRecord } from './records.js';

/** The fast track that the organ now in charge has chosen. */
export function fastTrackOf(state: Pick<PetitionState, 'records' | 'organId'>): CaseRecord<'fastTrack'> | null {
  const record = latestRecord(state, 'fastTrack', 'chosen');
  return record?.organId === state.organId ? record : null;
}

const TERMS = ['SIMPLE_ACCEPT', 'SIMPLE_HANDLE'] as const;
const runs = (clocks: readonly ClockFact[], term: (typeof TERMS)[number]): boolean =>
  clocks.some((clock) => clock.term === term && clock.ended === null);

/** Acceptance of a claim, or the notice of a suggestion, on the fast track: SIMPLE_ACCEPT is met and SIMPLE_HANDLE starts. */
export function acceptingOnFastTrack(state: PetitionState, clocks: readonly ClockFact[], on: Day): ClockMove[] {
  const { id: petitionId, organId } = state;
  if (!fastTrackOf(state) || !runs(clocks, 'SIMPLE_ACCEPT')) return [];
  return [
    { do: 'stop', petitionId, term: 'SIMPLE_ACCEPT', on },
    { do: 'start', petitionId, term: 'SIMPLE_HANDLE', subject: organId, startedOn: on },
  ];
}

/** The answer meets SIMPLE_HANDLE as well. */
export const answeringOnFastTrack = (petitionId: string, clocks: readonly ClockFact[], on: Day): ClockMove[] =>
  runs(clocks, 'SIMPLE_HANDLE') ? [{ do: 'stop', petitionId, term: 'SIMPLE_HANDLE', on }] : [];

/** Back to the ordinary track: NOTIFY and HANDLE keep their start. Null where it was not on the fast track. */
export function leavingFastTrack(
  state: PetitionState,
  clocks: readonly ClockFact[],
  on: Day,
  reason: string,
  left: string | null = null,
): { record: CaseRecord<'fastTrack'>; clocks: ClockMove[] } | null {
  const record = fastTrackOf(state);
  if (!record) return null;
  return {
    record: { ...record, state: 'left', data: { ...record.data, left: left ?? reason } },
    clocks: TERMS.filter((term) => runs(clocks, term)).map((term) => ({ do: 'cancel', petitionId: state.id, term, on, reason })),
  };
}

/** Whether the opinion was first given without a paper, so that its execution started with the answer. */
export const answeredOnFastTrack = (state: Pick<PetitionState, 'records'>, opinion: Pick<Opinion, 'id'>): boolean =>
  state.records.some((record) => record.kind === 'fastTrackAnswer' && record.data.opinionId === opinion.id);
