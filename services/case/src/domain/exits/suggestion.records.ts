import type { Day } from '@sunshine/procedure';
import { recordKind } from '../record-kind.js';
import { ANSWER_WAY_NAMES } from './fast-track.records.js';

export interface StudyView {
  readonly organId: string;
  readonly organ: string;
  readonly view: string;
}

/** 研究论证 of a suggestion, alone or with other organs. State: `open`, `done`. */
export interface Study {
  readonly plan: string;
  readonly withOrganIds: readonly string[];
}

/** What became of the suggestion, one answer collated from all organs. State: `decided`. */
export interface SuggestionDecision {
  readonly outcome: 'adopted' | 'partly_adopted' | 'not_adopted';
  readonly reason: string;
  /** The measure that follows the adoption. */
  readonly measure: string | null;
  readonly views: readonly StudyView[];
}

/** State: `replied`. */
export interface SuggestionReply {
  /** A legal duty where adopted in whole or in part (Art 29), else an own rule. */
  readonly duty: 'law' | 'own_rule';
  readonly way: 'paper' | 'web' | 'sms' | 'phone';
  readonly text: string;
  readonly documentId: string | null;
}

/** State: `followed`. */
export interface SuggestionMeasure {
  readonly text: string;
  readonly doneOn: Day;
}

const OUTCOMES = { adopted: '采纳', partly_adopted: '部分采纳', not_adopted: '不采纳' } as const;
export const suggestionInWords = (outcome: SuggestionDecision['outcome']): string => OUTCOMES[outcome];

export const suggestionRecords = {
  study: recordKind('研究论证', 'course', { open: '进行中', done: '已完成' }, ({ plan }: Study) => [['研究安排', plan]], ['open']),
  suggestionDecision: recordKind(
    '建议研究意见',
    'organ',
    { decided: '已决定' },
    ({ outcome, reason, measure, views }: SuggestionDecision) => [
      ['意见', suggestionInWords(outcome)],
      ['理由', reason],
      ['措施', measure],
      ['各机关、单位意见', views.map(({ organ, view }) => `${organ}：${view}`).join('；')],
    ],
  ),
  suggestionReply: recordKind('建议回复', 'course', { replied: '已回复' }, ({ text, way }: SuggestionReply) => [
    ['回复', text],
    ['方式', way === 'paper' ? '书面' : ANSWER_WAY_NAMES[way]],
  ]),
  suggestionMeasure: recordKind('采纳措施', 'course', { followed: '已落实' }, ({ text, doneOn }: SuggestionMeasure) => [
    ['措施', text],
    ['落实日期', doneOn],
  ]),
};
