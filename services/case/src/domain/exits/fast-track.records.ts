import { recordKind } from '../record-kind.js';

/** 简易办理 of a first petition. State: `chosen`, `left` (back on the ordinary track), `done`. */
export interface FastTrack {
  /** What of the pack's list fits. */
  readonly fits: readonly string[];
  readonly titles: readonly string[];
  readonly reason: string;
  /** Why it was left. */
  readonly left: string | null;
}

export const ANSWER_WAYS = ['web', 'sms', 'phone'] as const;
export type AnswerWay = (typeof ANSWER_WAYS)[number];
export const ANSWER_WAY_NAMES: Record<AnswerWay, string> = { web: '网络', sms: '短信', phone: '电话' };

/** An answer on the fast track without a paper; a paper is issued on request. State: `answered`, `paper_issued`. */
export interface FastTrackAnswer {
  readonly way: AnswerWay;
  /** What was said, to whom and when. */
  readonly record: string;
  readonly opinionId: string;
}

export const fastTrackRecords = {
  fastTrack: recordKind(
    '简易办理',
    'course',
    { chosen: '适用中', left: '已转回普通程序', done: '已完成' },
    ({ titles, reason, left }: FastTrack) => [
      ['情形', titles.join('；')],
      ['理由', reason],
      ['转回普通程序的理由', left],
    ],
  ),
  fastTrackAnswer: recordKind(
    '简易办理答复',
    'course',
    { answered: '已答复', paper_issued: '已出具文书' },
    ({ way, record }: FastTrackAnswer) => [
      ['方式', ANSWER_WAY_NAMES[way]],
      ['答复记录', record],
    ],
  ),
};
