import type { PetitionState } from './petition.js';

/** A person's written finding that facts and reasons are the same as in the finished matter (`compareRefiling`). */
export interface Comparison {
  readonly by: string;
}
export function comparisonOf(state: Pick<PetitionState, 'records'>): Comparison | null {
  const record = state.records.findLast(({ kind, state: now }) => (kind as string) === 'refilingComparison' && now === 'same');
  return record?.byPersonId ? { by: record.byPersonId } : null;
}
