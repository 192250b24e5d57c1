import type { Day } from '@sunshine/procedure';
import { nameOf } from '@sunshine/words';
import { recordKind } from '../record-kind.js';

/**
 * A hearing (听证) that the service `hearing` decided to hold, under its own id; `on` is the day of that decision, `organId` who holds it.
 * State: `standing` until it is concluded or cancelled.
 */
export interface HeldHearing {
  /** `handling`, `review`, `rereview`; may be a step that only a newer release knows. */
  readonly stage: string;
  /** First service of the decision on a petitioner; null: not entered yet. */
  readonly serviceOn: Day | null;
  readonly concludedOn: Day | null;
}

const STAGES = { handling: '办理', review: '复查', rereview: '复核' };
export const stageName = (stage: string): string => nameOf(STAGES, stage, '其他');

export const hearingRecords = {
  hearing: recordKind(
    '听证',
    'course',
    { standing: '已决定举行', concluded: '已作出结论', cancelled: '已取消' },
    ({ stage, serviceOn, concludedOn }: HeldHearing) => [
      ['环节', stageName(stage)],
      ['决定送达', serviceOn],
      ['听证结论', concludedOn],
    ],
  ),
};
