import type { PetitionState } from '../petition.js';
import { latestRecord } from '../records.js';

/** A person's written finding that facts and reasons are the same as in the finished matter (`compareRefiling`). */
export interface Comparison {
  readonly by: string;
}

/** The latest comparison speaks: where it found something new there is none. */
export function comparisonOf(state: Pick<PetitionState, 'records'>): Comparison | null {
  const record = latestRecord(state, 'refilingComparison');
  return record?.state === 'same' && record.byPersonId ? { by: record.byPersonId } : null;
}
