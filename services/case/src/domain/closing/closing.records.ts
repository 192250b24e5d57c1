import type { ReopeningReason, Stage } from '@sunshine/events';
import type { Day, RetentionClass } from '@sunshine/procedure';
import { STAGE_NAMES } from '@sunshine/words';
import { fileDetails, type FileElsewhere } from './file-elsewhere.js';
import { recordKind } from '../record-kind.js';

/** The file of a closed matter. State: `due`, `filed`, `reopened`. `until`: last day to file it. */
export interface Archive {
  readonly retentionClass: RetentionClass;
  readonly ground: string;
  /** The step at which the matter was closed. */
  readonly from: Stage;
  /** Of a report: the whole file belongs into the sealed store. */
  readonly sealed: boolean;
  readonly catalogue: readonly {
    readonly documentId: string;
    readonly kind: string;
    readonly number: string | null;
    readonly first: number;
    readonly last: number;
  }[];
  /** Of a matter that another node closed. */
  readonly elsewhere?: FileElsewhere;
}

/** State: `reopened`. It stays, however short the matter was closed. */
export interface Reopening {
  readonly reason: ReopeningReason;
  readonly text: string;
  readonly to: Stage;
  readonly ground: string | null;
  readonly closedOn: Day;
  readonly daysClosed: number;
}

export const RETENTION_NAMES: Record<RetentionClass, string> = { permanent: '永久', '30_years': '30年', '10_years': '10年' };

export const REOPENING_NAMES: Record<ReopeningReason, string> = {
  DEFECT: '办理有瑕疵',
  NEW_FACTS: '出现新的事实',
  NON_EXECUTION: '处理意见没有执行',
  BROKEN_PROMISE: '和解承诺没有履行',
};

export const closingRecords = {
  archive: recordKind(
    '归档',
    'named',
    { due: '待归档', filed: '已归档', reopened: '已恢复办理' },
    ({ retentionClass, sealed, catalogue, elsewhere }: Archive, words) => [
      ['保管期限', RETENTION_NAMES[retentionClass]],
      ['密封保管', sealed ? '是' : null],
      ['目录', catalogue.map(({ number, kind, first, last }) => `${number ?? words.paper(kind)} 第${first}-${last}页`).join('；')],
      ...fileDetails(elsewhere),
    ],
    ['due'],
  ),
  reopening: recordKind('重新办理', 'course', { reopened: '已恢复办理' }, ({ reason, text, to, closedOn, daysClosed }: Reopening) => [
    ['情形', REOPENING_NAMES[reason]],
    ['理由', text],
    ['退回环节', STAGE_NAMES[to]],
    ['原办结日期', closedOn],
    ['办结后天数', String(daysClosed)],
  ]),
};
