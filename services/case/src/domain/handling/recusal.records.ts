import { recordKind } from '../record-kind.js';

/** 回避 of one officer. State: `requested`, `granted`, `refused`. `organId`: who decides. */
export interface Recusal {
  readonly officerId: string;
  /** The officer declared it, a colleague did, or the petitioner asked. */
  readonly by: 'officer' | 'colleague' | 'petitioner';
  readonly reason: string;
  readonly decision: string | null;
  /** The handler named by the level above where the head stepped back. */
  readonly namedHandlerId: string | null;
}

const ASKED_BY = { officer: '本人', colleague: '同事', petitioner: '信访人' } as const;

export const recusalRecords = {
  recusal: recordKind('回避', 'named', { requested: '待决定', granted: '准许', refused: '不准许' }, ({ by, reason, decision }: Recusal) => [
    ['提出人', ASKED_BY[by]],
    ['理由', reason],
    ['决定理由', decision],
  ]),
};
