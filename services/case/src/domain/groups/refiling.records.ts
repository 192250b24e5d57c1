import type { Day } from '@sunshine/procedure';
import { recordKind } from '../record-kind.js';

/** 重新提出比对, a person's own finding. State: `same` facts and reasons, `new` ones. A later comparison takes the place of an earlier. */
export interface RefilingComparison {
  readonly earlierId: string;
  readonly earlierNumber: string;
  readonly opinions: readonly EarlierOpinion[];
  readonly reason: string;
  /** The other matter is in hand elsewhere, not finished (19 ¶3); left out where it is finished. */
  readonly inHand?: boolean;
  /** Whether both have a petitioner in common, which the desk alone can tell; left out until it has. */
  readonly commonPetitioner?: boolean;
}

export const refilingRecords = {
  refilingComparison: recordKind(
    '重新提出比对',
    'course',
    { same: '事实和理由相同', new: '有新的事实或者理由' },
    ({ earlierNumber, opinions, reason, commonPetitioner }: RefilingComparison) => [
      ['原事项、在办事项', earlierNumber],
      ['历次意见', opinions.map(({ number, servedOn }) => `${number}（${servedOn}送达）`).join('；')],
      ['比对理由', reason],
      ['共同的信访人', commonPetitioner === undefined ? null : commonPetitioner ? '有' : '没有'],
    ],
  ),
};

export interface EarlierOpinion {
  readonly number: string;
  readonly servedOn: Day;
}
