import type { Day } from '@sunshine/procedure';

/** 三项建议: three documents, each with its own addressee. @source 信访工作条例 40 */
export const ADVICE_KINDS = { IMPROVE: '改进工作的建议', POLICY: '完善政策的建议', RESPONSIBILITY: '追究责任的建议' } as const;
export type AdviceKind = keyof typeof ADVICE_KINDS;

export const ADVICE_STATES = { open: '待反馈', answered: '已反馈', reviewed: '已回看效果', concluded: '责任已有结果' } as const;

export const ADVICE_ANSWERS = { adopted: '采纳', partly: '部分采纳', not_adopted: '未采纳' } as const;
export type AdviceAnswer = keyof typeof ADVICE_ANSWERS;

export const ADVICE_EFFECTS = { achieved: '已见成效', partly: '部分见效', none: '未见成效' } as const;
export type AdviceEffect = keyof typeof ADVICE_EFFECTS;

/** How responsibility ended, by the body that decides it. @source 信访工作条例 42-46; law 7 (scale of the responsibility rules) */
export const RESPONSIBILITY_RESULTS = {
  circular: '通报',
  admonition: '诫勉',
  organisational: '组织调整或者组织处理',
  discipline: '党纪政务处分',
  prosecution: '涉嫌犯罪，移送司法机关',
  none: '不予追究',
} as const;
export type ResponsibilityResult = keyof typeof RESPONSIBILITY_RESULTS;

interface Done {
  readonly on: Day;
  readonly byPersonId: string;
}

/** One of the three kinds of advice: one register and one row of numbers for all. @source law 7 */
export interface Advice {
  readonly kind: 'advice';
  readonly id: string;
  readonly advice: AdviceKind;
  readonly state: keyof typeof ADVICE_STATES;
  readonly number: string;
  /** Who advises. */
  readonly byOrganId: string;
  readonly byPersonId: string;
  /** Whom it is addressed to. */
  readonly organId: string;
  /** Whose responsibility it is about, or where the person works; null for the other kinds. */
  readonly unitId: string | null;
  /** What was found: facts. */
  readonly found: string;
  /** The article that was not kept, or on which the question of policy stands. */
  readonly basis: string;
  readonly advised: string;
  /** Null for the other kinds. */
  readonly consequences: string | null;
  readonly openedOn: Day;
  /** As set in the document or by the pack, without shift. */
  readonly nominalReply: Day;
  /** Last day of the answer, inclusive. */
  readonly replyBy: Day;
  readonly extensions: readonly (Done & { readonly replyBy: Day; readonly reason: string })[];
  readonly answer: (Done & { readonly as: AdviceAnswer; readonly text: string; readonly reasons: string | null }) | null;
  readonly effects: readonly (Done & { readonly effect: AdviceEffect; readonly text: string })[];
  readonly result:
    (Done & { readonly result: ResponsibilityResult; readonly decidedBy: string; readonly decidedOn: Day; readonly text: string }) | null;
}
