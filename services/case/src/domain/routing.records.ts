import type { OrganKind } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { recordKind } from './record-kind.js';

/** A transfer or assignment with what it took the place of, so that it can be taken back. State: `standing`, `recalled`, `returned`. */
export interface Transfer {
  readonly kind: 'TRANSFER' | 'ASSIGNMENT';
  readonly fromOrganId: string;
  readonly toOrganId: string;
  readonly reason: string;
  readonly reportBy: Day | null;
  readonly points: readonly string[];
  readonly former: {
    readonly organId: string;
    readonly organKind: OrganKind;
    readonly organReceivedOn: Day;
    readonly senderId: string | null;
    readonly assignerId: string | null;
    readonly reportBy: Day | null;
    readonly stage: 'registered' | 'received';
  };
}

export const routingRecords = {
  transfer: recordKind<Transfer>('转送交办', 'course', ({ reason, reportBy, points }) => [
    ['理由', reason],
    ['报告期限', reportBy],
    ['需要答复的问题', points.join('；')],
  ]),
};
