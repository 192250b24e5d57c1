import type { Exit } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { EXIT_NAMES } from '@sunshine/words';
import type { LimitStart } from '../channels.js';
import { recordKind } from '../record-kind.js';

/** The bureau's proposal of the exit; it binds nobody. State: `proposed`, `replaced`. */
export interface ExitProposal {
  readonly exit: Exit;
  readonly reason: string;
}

/** The organ's decision on the exit of Art 31. State: `proposed`, `replaced` (by another proposal), `decided`, `corrected`. */
export interface ExitDecision {
  readonly exit: Exit;
  readonly reason: string;
  readonly basis: string;
  /** The statutory channel of 31(1) to 31(5); null for 31(6). */
  readonly channelId: string | null;
  readonly starts: readonly LimitStart[];
  /** The decision it corrects. */
  readonly corrects: string | null;
  /** The last effective day of NOTIFY, where it was decided only after it: a finding, no bar. */
  readonly lateAfter: Day | null;
  /** When and by which paper the petitioner was told; `body` and `papers` as the guidance notice names them. */
  readonly toldOn: Day | null;
  readonly documentId: string | null;
  readonly body: string | null;
  readonly papers: readonly string[];
}

/** 导入: the matter on its way into a procedure. It stays with the organ until the receipt. State: `sent`, `received`, `turned_down`. */
export interface LeadingIn {
  readonly exit: Exit;
  readonly channelId: string;
  /** The receiving body in words. */
  readonly body: string;
  /** What was handed over. */
  readonly text: string;
  readonly receiptNumber: string | null;
  readonly receivedOn: Day | null;
}

/** The outcome of the procedure; none of our clocks depends on it. State: `noted`. */
export interface ProcedureOutcome {
  readonly text: string;
  readonly toldBy: 'body' | 'petitioner';
}

/** 31(5): the duty was performed, or answered under the special law. State: `proposed`, `replaced`, `issued`. */
export interface Performance {
  readonly outcome: 'performed' | 'answered';
  readonly text: string;
  readonly basis: string;
  /** The remedy of the special law with its term. */
  readonly remedy: string | null;
  readonly documentId: string | null;
}

export const exitRecords = {
  exitProposal: recordKind(
    '建议的分类处理途径',
    'course',
    { proposed: '待确认', replaced: '已由新的代替' },
    ({ exit, reason }: ExitProposal) => [
      ['途径', EXIT_NAMES[exit]],
      ['理由', reason],
    ],
    ['proposed'],
  ),
  exitDecision: recordKind(
    '途径决定',
    'course',
    { proposed: '待确认', replaced: '已由新的代替', decided: '已决定', corrected: '已更正' },
    (data: ExitDecision, words) => [
      ['途径', EXIT_NAMES[data.exit]],
      ['理由', data.reason],
      ['依据', data.basis],
      ['法定途径', data.channelId && words.channel(data.channelId)],
      ['起算', data.starts.map(({ limit, on }) => `${limit}：${on}`).join('；')],
      ['晚于告知期限', data.lateAfter],
      ['告知日期', data.toldOn],
    ],
  ),
  leadingIn: recordKind(
    '导入法定程序',
    'course',
    { sent: '已送出', received: '已收到', turned_down: '未被接收' },
    (data: LeadingIn, words) => [
      ['途径', EXIT_NAMES[data.exit]],
      ['法定途径', data.channelId && words.channel(data.channelId)],
      ['接收机关', data.body],
      ['移交材料', data.text],
      ['回执编号', data.receiptNumber],
      ['回执日期', data.receivedOn],
    ],
  ),
  procedureOutcome: recordKind('法定程序结果', 'course', { noted: '已登记' }, ({ text, toldBy }: ProcedureOutcome) => [
    ['结果', text],
    ['来源', toldBy === 'body' ? '接收机关' : '信访人'],
  ]),
  performance: recordKind('履行职责', 'course', { proposed: '待确认', replaced: '已由新的代替', issued: '已发出' }, (data: Performance) => [
    ['结果', data.outcome === 'performed' ? '已履行' : '已答复'],
    ['情况', data.text],
    ['依据', data.basis],
    ['救济途径', data.remedy],
  ]),
};
