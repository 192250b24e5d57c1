import type { Day } from '@sunshine/procedure';
import { recordKind } from '../record-kind.js';
import type { Party } from './settlement.records.js';

/** 调解, from the proposal to the agreement or its end. State: `asking` (each party is asked), `agreed` (all take part), `settled`, `ended`. */
export interface Mediation {
  readonly parties: readonly Party[];
  /** Whether each of the parties takes part, in their order; null: has not answered yet. */
  readonly willing: readonly (boolean | null)[];
  readonly by: 'petitioner' | 'organ';
  readonly dispute: string;
  readonly mediator: string | null;
  /** Day, time and place of the meeting to which the parties are invited. */
  readonly meetingOn: Day | null;
  readonly meetingAt: string | null;
  readonly place: string | null;
  /** A ground of the pack for `endMediation`; null where it has not ended, ended in an agreement, or with the charge of the organ. */
  readonly ground: string | null;
  readonly reason: string | null;
}

export const mediationRecords = {
  mediation: recordKind(
    '调解',
    'course',
    { asking: '征询意愿', agreed: '各方同意调解', settled: '达成协议', ended: '终止' },
    (data: Mediation) => [
      ['争议', data.dispute],
      ['调解人', data.mediator],
      ['调解日期', data.meetingOn],
      ['调解时间', data.meetingAt],
      ['调解地点', data.place],
      ['终止的理由', data.reason],
    ],
    ['asking', 'agreed'],
    { state: 'ended' },
  ),
};
