import { defineErrors } from '@sunshine/errors';

/** Refusals of visits, interviews and guidance slips. */
export const visitError = defineErrors({
  REGISTER_NUMBER_MALFORMED: { kind: 'INVALID_INPUT', text: '{label}须为1至{limit}的整数' },
  VISIT_ONLY_FOR_VISITS: { kind: 'INVALID_INPUT', text: '只有来访可以登记走访事件' },
  VISIT_GIVEN_TWICE: { kind: 'INVALID_INPUT', text: '走访事件或其编号只能填写一项' },
  VISIT_UNKNOWN: { kind: 'NOT_FOUND', field: 'visitId', text: '没有查到本单位的该次走访' },
  VISIT_DAY_DIFFERS: { kind: 'INVALID_INPUT', field: 'receivedOn', text: '收到日期须为走访当日（{day}）' },
  VISIT_HEADS_MALFORMED: { kind: 'INVALID_INPUT', text: '走访人数须为1至{limit}的整数' },
  VISIT_TIME_MALFORMED: { kind: 'INVALID_INPUT', text: '走访时间须在走访当日且不得晚于现在' },
  VISIT_ENDS_BEFORE_IT_BEGAN: { kind: 'INVALID_INPUT', text: '离开时间不得早于到达时间' },
  VISIT_ENDED_ALREADY: { kind: 'CONFLICT', text: '该次走访已登记离开时间' },
  INTERVIEW_NOT_ORAL: { kind: 'RULE_BROKEN', text: '谈话笔录只用于来访或者来电的口头信访' },
  INTERVIEW_EMPTY: { kind: 'INVALID_INPUT', field: 'answers', text: '谈话笔录须至少有一问一答，最多{limit}问' },
  INTERVIEW_SIGNED_UNREAD: { kind: 'RULE_BROKEN', field: 'readBack', text: '未向信访人宣读的笔录不得登记签名' },
  INTERVIEW_REFUSAL_UNWITNESSED: { kind: 'INVALID_INPUT', field: 'refusalWitness', text: '拒绝签名的须写明见证人' },
  SLIP_ONLY_FOR_VISITS: { kind: 'RULE_BROKEN', text: '引导单只用于越级来访' },
  SLIP_NOT_FOR_REPORT: { kind: 'RULE_BROKEN', text: '检举控告按管理权限移送，不作逐级走访引导' },
  SLIP_NOT_ABOVE_LEVEL: { kind: 'RULE_BROKEN', text: '到有权处理的本级或者上一级机关走访符合规定，无须引导' },
  SLIP_ISSUED_ALREADY: { kind: 'CONFLICT', text: '本件已于{day}出具引导单' },
});
