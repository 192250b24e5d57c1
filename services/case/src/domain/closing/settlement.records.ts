import type { Stage } from '@sunshine/events';
import { recordKind } from '../record-kind.js';

/** A party: a petitioner, an organ, or somebody else by a word for them; one of the three. */
export interface Party {
  readonly petitionerId: string | null;
  readonly organId: string | null;
  readonly other: string | null;
}

/** 调解、和解协议. State: `standing`, `performed`, `broken`. `until`: the last promise. */
export interface Settlement {
  readonly parties: readonly Party[];
  readonly mediator: string | null;
  readonly dispute: string;
  readonly terms: string;
  readonly documentId: string;
  /** Where the matter stood when it was signed. */
  readonly stage: Stage;
}

/** One promise of it, with its own clock: the id of the record is the clock's subject. State: `open`, `performed`, `broken`. */
export interface SettlementPromise {
  readonly settlementId: string;
  /** 1 for the first party of the settlement. */
  readonly party: number;
  readonly text: string;
  readonly evidence: string | null;
  readonly performedOn: string | null;
  readonly brokenReason: string | null;
}

export const settlementRecords = {
  settlement: recordKind('调解、和解协议', 'course', { standing: '有效', performed: '已履行', broken: '未履行' }, (data: Settlement) => [
    ['争议', data.dispute],
    ['协议内容', data.terms],
    ['调解人', data.mediator],
  ]),
  promise: recordKind(
    '和解承诺',
    'course',
    { open: '进行中', performed: '已履行', broken: '未履行' },
    (data: SettlementPromise) => [
      ['承诺方', `第${data.party}方`],
      ['承诺', data.text],
      ['履行凭据', data.evidence],
      ['履行日期', data.performedOn],
      ['未履行情况', data.brokenReason],
    ],
    ['open'],
  ),
};
