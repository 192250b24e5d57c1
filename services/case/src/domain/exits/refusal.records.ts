import type { Day } from '@sunshine/procedure';
import type { EarlierOpinion } from '../groups/refiling.records.js';
import { recordKind } from '../record-kind.js';

/** The matter in hand at a lower organ, on which a superior declines the same one (19 ¶3). */
export interface LowerMatter {
  readonly petitionId: string;
  readonly number: string;
  readonly organId: string;
  readonly organ: string;
  /** The last effective day of the lower organ's running term. */
  readonly until: Day;
}

/** 不予受理 / 不再受理 on a ground of the pack. State: `proposed`, `replaced`, `issued`. */
export interface Refusal {
  readonly act: 'refuseAcceptance' | 'refuseRefiling';
  readonly ground: string;
  readonly title: string;
  readonly article: string;
  readonly reason: string;
  /** Where to go instead, and that way's limit. */
  readonly instead: string;
  readonly insteadDeadline: string;
  readonly channelId: string | null;
  readonly lower: LowerMatter | null;
  /** The organ below that the acting superior named, where no matter was. */
  readonly lowerOrganId?: string | null;
  readonly earlier: readonly EarlierOpinion[];
  /** Scan of the served 复核 opinion, for the second reader. */
  readonly rereviewFileId?: string | null;
  /** Who compared facts and reasons; of refuseRefiling also the help that goes on. */
  readonly comparedBy: string | null;
  readonly help: string | null;
  readonly documentId: string | null;
}

export const refusalRecords = {
  refusal: recordKind(
    '不予（不再）受理',
    'course',
    { proposed: '待确认', replaced: '已由新的代替', issued: '已发出', set_aside: '不再有效' },
    (data: Refusal) => [
      ['情形', data.title],
      ['条款', data.article],
      ['理由', data.reason],
      ['应当提出的途径', data.instead],
      ['该途径的期限', data.insteadDeadline],
      ['在办事项', data.lower && `${data.lower.number}（${data.lower.organ}）`],
      ['历次意见', data.earlier.map(({ number, servedOn }) => `${number}（${servedOn}送达）`).join('；')],
      ['帮扶', data.help],
    ],
  ),
};
