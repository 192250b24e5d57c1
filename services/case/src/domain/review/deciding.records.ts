import type { Day, Disposition } from '@sunshine/procedure';
import type { ReviewLevel } from '@sunshine/events';
import type { Answer } from '../answer.js';
import { recordKind } from '../record-kind.js';
import type { Nearness } from '../nearly-same.js';

/**
 * 复查、复核意见 of the reviewing organ, from its draft to its issue: for that organ alone; what was issued stands in its paper. One answers all
 * requests for review of the same opinion that the organ has in hand. State: `drafted`, `returned`, `checked`, `issued`.
 */
export interface ReviewOpinion {
  readonly level: ReviewLevel;
  readonly reviewIds: readonly string[];
  readonly revision: number;
  readonly facts: string;
  readonly disposition: Disposition;
  readonly ground: string | null;
  readonly basis: readonly string[];
  /** Days that the order to redo names; null where nothing is redone. */
  readonly redoDays: number | null;
  /** Of a change: what each request is answered now. */
  readonly answers: readonly Answer[];
  readonly executeBy: Day | null;
  readonly draftedBy: string;
  readonly checkedBy: string | null;
  readonly issuedBy: string | null;
  readonly remark: string | null;
  readonly documentId: string | null;
}

/** Whether the redone opinion says nearly what was revoked, by a person. State: `same`, `different`. */
export interface RedoComparison {
  /** The opinion, of a redone review the opinion of the review. */
  readonly opinionId: string;
  readonly revision: number;
  /** What the two texts looked like to the comparison by words. */
  readonly nearness: Nearness;
  readonly reason: string;
}

export const DISPOSITION_NAMES: Readonly<Record<Disposition, string>> = { uphold: '维持', change: '变更', revoke: '撤销' };
const NEARNESS: Readonly<Record<Nearness, string>> = {
  same: '各项结果和文字基本相同',
  outcomes: '各项结果相同，文字不同',
  differs: '结果不同',
};
export const decidingRecords = {
  reviewOpinion: recordKind(
    '复查、复核意见',
    'own',
    { drafted: '待审核', returned: '已退回修改', checked: '待签发', issued: '已签发' },
    (opinion: ReviewOpinion) => [
      ['查明的事实', opinion.facts],
      ['意见', DISPOSITION_NAMES[opinion.disposition]],
      ['依据', opinion.basis.join('；')],
      ['重新办理天数', opinion.redoDays === null ? null : String(opinion.redoDays)],
      ['审核意见', opinion.remark],
    ],
    ['returned'],
  ),
  redoComparison: recordKind(
    '重新办理的意见比对',
    'own',
    { same: '相同或者基本相同', different: '不同' },
    ({ nearness, reason }: RedoComparison) => [
      ['文字比对', NEARNESS[nearness]],
      ['理由', reason],
    ],
  ),
};
