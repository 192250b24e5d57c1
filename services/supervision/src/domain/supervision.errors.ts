import { defineErrors } from '@sunshine/errors';

/** Everything that supervision can refuse. Where law or a pack says so, it goes with the refusal as its source. */
export const supervisionError = defineErrors({
  SUPERVISION_TEXT_MISSING: { kind: 'INVALID_INPUT', text: '“{label}”不能为空' },
  SUPERVISION_TEXT_TOO_LONG: { kind: 'INVALID_INPUT', text: '“{label}”不得超过{limit}字，现有{length}字' },
  SUPERVISION_TEXT_MALFORMED: { kind: 'INVALID_INPUT', text: '“{label}”含有无效字符' },
  SUPERVISION_CODE_UNKNOWN: { kind: 'INVALID_INPUT', text: '“{label}”没有“{code}”这一项' },
  SUPERVISION_REPLY_DAY_PAST: { kind: 'INVALID_INPUT', text: '答复日期不能早于{day}' },
  SUPERVISION_OWN_ORGAN: { kind: 'RULE_BROKEN', text: '不能对本单位催办、督办' },

  REMINDER_DUTY_UNKNOWN: { kind: 'NOT_FOUND', field: 'clockId', text: '该件没有这项期限' },
  REMINDER_NO_DUTY: { kind: 'RULE_BROKEN', field: 'clockId', text: '这是信访人的权利或者单位可以选择的事项，不能催办' },
  REMINDER_DUTY_ENDED: { kind: 'RULE_BROKEN', field: 'clockId', text: '这项期限已于{day}了结，无需催办' },
  REMINDER_SAME_DAY: { kind: 'CONFLICT', field: 'clockId', text: '这项期限{day}已经催办（{number}），同一事项一日内不得重复催办' },
  REMINDER_UNKNOWN: { kind: 'NOT_FOUND', field: 'reminderId', text: '该件没有这份催办' },
  REMINDER_NOT_OPEN: { kind: 'RULE_BROKEN', field: 'reminderId', text: '这份催办{state}' },
  REMINDER_OF_OTHER_ORGAN: { kind: 'RULE_BROKEN', field: 'reminderId', text: '这份催办发给另一单位，由它答复' },

  SUPERVISION_PROPOSAL_UNKNOWN: { kind: 'NOT_FOUND', field: 'proposalId', text: '该件没有这项拟督办' },
  SUPERVISION_PROPOSAL_NOT_OPEN: { kind: 'RULE_BROKEN', field: 'proposalId', text: '这项拟督办{state}' },
});
