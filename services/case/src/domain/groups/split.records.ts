import type { PetitionKind } from '@sunshine/events';
import { recordKind } from '../record-kind.js';

/** 分件. State: `prepared` by the desk, `proposed`, `split`. `organId`: the organ that registered the letter, which alone reads it. */
export interface Split {
  readonly kinds: readonly PetitionKind[];
  readonly reason: string | null;
}

export const splitRecords = {
  split: recordKind(
    '分件',
    'own',
    { prepared: '待提出', proposed: '待确认', replaced: '已由新的代替', split: '已分件' },
    ({ kinds, reason }: Split) => [
      ['部分', String(kinds.length)],
      ['理由', reason],
    ],
  ),
};
