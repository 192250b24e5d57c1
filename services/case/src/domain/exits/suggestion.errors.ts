import { defineErrors } from '@sunshine/errors';

export const suggestionError = defineErrors({
  SUGGESTION_ONLY: { kind: 'RULE_BROKEN', text: '只有建议意见类事项进行研究论证、回复' },
  SUGGESTION_TAKES_OPINION: { kind: 'RULE_BROKEN', text: '依《{law}》，建议按信访事项受理、答复' },
  SUGGESTION_OUTCOME_UNKNOWN: { kind: 'INVALID_INPUT', field: 'outcome', text: '没有“{outcome}”这种研究意见' },
  SUGGESTION_VIEW_MISSING: { kind: 'RULE_BROKEN', field: 'views', text: '尚缺{organ}的意见，不能汇总' },
  SUGGESTION_VIEW_OF_STRANGER: { kind: 'INVALID_INPUT', field: 'views', text: '{organ}没有参加研究' },
  SUGGESTION_MEASURE_MISSING: { kind: 'RULE_BROKEN', field: 'measure', text: '采纳的建议须写明采纳后的措施' },
  SUGGESTION_NOT_ADOPTED: { kind: 'RULE_BROKEN', text: '未采纳的建议没有需要落实的措施' },
  SUGGESTION_ANSWER_WAY: { kind: 'RULE_BROKEN', text: '没有适用简易办理的，应当出具建议回复书' },
  SUGGESTION_ANSWER_WAY_UNKNOWN: { kind: 'INVALID_INPUT', field: 'answerBy', text: '没有“{way}”这种回复方式' },
});
