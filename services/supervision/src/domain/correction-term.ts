import type { Day, RulePack } from '@sunshine/procedure';
import type { ClockMove } from './matter.js';
import type { OrganGiven } from './organ-record.js';
import { supervisionError } from './supervision.errors.js';

const TERM = 'CORRECTION';

/** A term of correction: of which record, and whose. */
interface Owed {
  readonly recordId: string;
  readonly organId: string;
}

/**
 * Starts the term of a correction until a day, inclusive, with the act.
 * @throws SUPERVISION_REPLY_DAY_PAST, CORRECTION_NO_TERM in a pack that was published before corrections had one
 * @source 信访工作条例 38
 */
export function correctionAsked({ act, law }: OrganGiven, { recordId, organId }: Owed, correctBy: Day): ClockMove {
  if (correctBy < act.on) throw supervisionError('SUPERVISION_REPLY_DAY_PAST', { field: 'correctBy', details: { day: act.on } });
  const terms: Partial<RulePack['terms']> = law.packOn(act.on).terms;
  if (!terms[TERM]) throw supervisionError('CORRECTION_NO_TERM');
  return { do: 'start', petitionId: recordId, term: TERM, subject: organId, startedOn: act.on, dueOn: correctBy };
}

/** The organ has corrected: the term is met on the day of the act. */
export const correctionMade = ({ act }: OrganGiven, { recordId, organId }: Owed): ClockMove => ({
  do: 'stop',
  petitionId: recordId,
  term: TERM,
  subject: organId,
  on: act.on,
});
