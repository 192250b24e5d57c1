import type { PetitionState } from '../petition.js';
import { recordsOf, type CaseRecord } from '../records.js';

/** A person's written finding that facts and reasons are the same as in the finished matter (`compareRefiling`). */
export interface Comparison {
  readonly by: string;
  /** The matter it was compared with. */
  readonly earlierId: string;
}

const compared = (
  state: Pick<PetitionState, 'records'>,
  fits: (record: CaseRecord<'refilingComparison'>) => boolean,
): Comparison | null => {
  const record = recordsOf(state, 'refilingComparison').findLast(fits);
  return record?.state === 'same' && record.byPersonId ? { by: record.byPersonId, earlierId: record.data.earlierId } : null;
};

/** The latest comparison with a finished matter speaks: where it found something new there is none. */
export const comparisonOf = (state: Pick<PetitionState, 'records'>): Comparison | null => compared(state, ({ data }) => !data.inHand);

/** The same of a matter that is in hand elsewhere, with what the desk says of its petitioners; null where nobody has found it the same. */
export function comparisonInHand(
  state: Pick<PetitionState, 'records'>,
  petitionId: string,
): (Comparison & { readonly commonPetitioner: boolean | null }) | null {
  const isOfIt = ({ data }: CaseRecord<'refilingComparison'>): boolean => data.inHand === true && data.earlierId === petitionId;
  const finding = compared(state, isOfIt);
  const latest = recordsOf(state, 'refilingComparison').findLast(isOfIt);
  return finding && { ...finding, commonPetitioner: latest?.data.commonPetitioner ?? null };
}
