import type { Day } from '@sunshine/procedure';
import type { PetitionState } from './petition.js';
import { newRecord, recordsOf, type CaseRecord } from './records.js';

/** The request of the desk, as a record of its organ. */
export const supplementAsked = (
  { organId, items, answerBy }: { readonly organId: string; readonly items: number; readonly answerBy: Day },
  recordId: string,
  on: Day,
): CaseRecord<'supplement'> =>
  newRecord({
    id: recordId,
    kind: 'supplement',
    state: 'asked',
    on,
    organId,
    until: answerBy,
    data: { items },
  }) as CaseRecord<'supplement'>;

/** Requests that are answered by what came in on that day; whether it is what was missing a person says. */
export const supplementsCame = (state: Pick<PetitionState, 'records'>, receivedOn: Day): readonly CaseRecord<'supplement'>[] =>
  recordsOf(state, 'supplement', 'asked')
    .filter(({ on }) => on <= receivedOn)
    .map((record) => ({ ...record, state: 'answered' }));
