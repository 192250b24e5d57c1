import { defineErrors } from '@sunshine/errors';

/** What the rules of advice refuse. */
export const adviceError = defineErrors({
  ADVICE_UNKNOWN: { kind: 'NOT_FOUND', field: 'adviceId', text: '没有这份建议' },
  ADVICE_OWN_ORGAN: { kind: 'RULE_BROKEN', field: 'organId', text: '不能向本单位提出建议' },
  ADVICE_NOT_SUPERVISED: { kind: 'RULE_BROKEN', field: 'organId', text: '改进工作的建议只能向本单位督促检查范围内的机关、单位提出' },
  ADVICE_NOT_OWN_COMMITTEE: { kind: 'RULE_BROKEN', field: 'organId', text: '完善政策的建议只能向本级党委、政府提出' },
  ADVICE_NO_AUTHORITY: { kind: 'RULE_BROKEN', field: 'organId', text: '追究责任的建议只能向有管理权限的机关、单位提出' },
  ADVICE_UNIT_MISSING: { kind: 'INVALID_INPUT', field: 'unitId', text: '追究责任的建议应当写明责任单位或者责任人员所在单位' },
  ADVICE_NO_CONSEQUENCES: { kind: 'RULE_BROKEN', field: 'consequences', text: '追究责任的建议应当写明造成的严重后果' },
  ADVICE_OF_REPORT: { kind: 'RULE_BROKEN', field: 'petitionId', text: '检举控告的内容不得写入建议' },
  ADVICE_REPLY_DAY_MISSING: { kind: 'INVALID_INPUT', field: 'replyBy', text: '建议书应当载明反馈日期' },
  ADVICE_REPLY_DAY_FIXED: { kind: 'INVALID_INPUT', field: 'replyBy', text: '反馈期限由规则确定，不另行载明' },
  ADVICE_REPLY_OVERDUE: { kind: 'RULE_BROKEN', field: 'adviceId', text: '反馈期限已于{day}届满，不能延长' },
  ADVICE_REPLY_NOT_LATER: { kind: 'INVALID_INPUT', field: 'replyBy', text: '延长后的反馈日期应当晚于{day}' },
  ADVICE_ANSWERED: { kind: 'RULE_BROKEN', field: 'adviceId', text: '这份建议{state}' },
  ADVICE_NOT_ANSWERED: { kind: 'RULE_BROKEN', field: 'adviceId', text: '这份建议尚未反馈' },
  ADVICE_NO_RESPONSIBILITY: { kind: 'RULE_BROKEN', field: 'adviceId', text: '只有追究责任的建议登记责任追究结果' },
  ADVICE_CONCLUDED: { kind: 'RULE_BROKEN', field: 'adviceId', text: '这份建议的责任追究结果已经登记' },
  ADVICE_RESULT_IN_FUTURE: { kind: 'INVALID_INPUT', field: 'decidedOn', text: '作出处理的日期不能晚于{day}' },
});
