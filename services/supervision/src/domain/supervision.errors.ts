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

  SUPERVISED_HANDLING_UNKNOWN: { kind: 'NOT_FOUND', field: 'handlingId', text: '该件没有这件督办' },
  SUPERVISED_HANDLING_OF_OTHER_OFFICE: { kind: 'RULE_BROKEN', field: 'handlingId', text: '这件督办由另一单位发出，由它办理' },
  SUPERVISED_HANDLING_OF_OTHER_ORGAN: { kind: 'RULE_BROKEN', field: 'handlingId', text: '这件督办发给另一单位，由它反馈' },
  SUPERVISED_HANDLING_STATE: { kind: 'RULE_BROKEN', field: 'handlingId', text: '这件督办{state}' },
  SUPERVISED_HANDLING_RUNS: { kind: 'CONFLICT', field: 'organId', text: '对该单位的督办（{number}）尚未办结' },
  SUPERVISION_ORGAN_NOT_CONCERNED: { kind: 'RULE_BROKEN', field: 'organId', text: '请选择对该件负有职责的单位' },
  SUPERVISION_TRIGGER_MISSING: { kind: 'INVALID_INPUT', field: 'triggers', text: '请至少列明一项督办情形及其事实' },
  SUPERVISION_TRIGGER_NO_GROUND: { kind: 'RULE_BROKEN', field: 'triggers', text: '《{law}》没有“{code}”这种督办情形' },
  SUPERVISION_DAY_TOO_EARLY: { kind: 'INVALID_INPUT', field: 'on', text: '日期不能早于{day}' },
  SUPERVISION_NO_REPLY: { kind: 'RULE_BROKEN', field: 'handlingId', text: '没有书面反馈，或者反馈未经审核认可' },
  SUPERVISION_REPLY_DAY_MISSING: { kind: 'INVALID_INPUT', field: 'replyBy', text: '退回重报须确定新的反馈日期' },
  SUPERVISION_REPLY_DAY_NOT_LATER: { kind: 'INVALID_INPUT', field: 'replyBy', text: '新的反馈日期应当晚于{day}' },

  SUPERVISION_PROPOSAL_UNKNOWN: { kind: 'NOT_FOUND', field: 'proposalId', text: '该件没有这项拟督办' },
  SUPERVISION_PROPOSAL_NOT_OPEN: { kind: 'RULE_BROKEN', field: 'proposalId', text: '这项拟督办{state}' },

  CORRECTION_NO_TERM: { kind: 'RULE_BROKEN', field: 'correctBy', text: '当日有效的规则版本没有整改期限' },

  SAMPLE_UNKNOWN: { kind: 'NOT_FOUND', field: 'sampleId', text: '没有这次抽样' },
  SAMPLE_NO_SHEET: { kind: 'RULE_BROKEN', text: '当日有效的规则版本没有质量评查表' },
  SAMPLE_OWN_ORGAN: { kind: 'RULE_BROKEN', field: 'organId', text: '不能抽查本单位办理的事项' },
  SAMPLE_PERIOD_BACKWARDS: { kind: 'INVALID_INPUT', field: 'to', text: '止日{to}早于起日{from}' },
  SAMPLE_SIZE_WRONG: { kind: 'INVALID_INPUT', field: 'size', text: '抽查件数应为1至{most}的整数' },
  SAMPLE_TOO_FEW: { kind: 'RULE_BROKEN', field: 'size', text: '该单位在这段时间办结的只有{found}件' },

  INSPECTION_NOT_SAMPLED: { kind: 'NOT_FOUND', field: 'petitionId', text: '该件不在这次抽样中' },
  INSPECTOR_OF_UNIT: { kind: 'RULE_BROKEN', text: '被评查单位的人员不得评查本单位办理的事项' },
  INSPECTION_TWICE: { kind: 'CONFLICT', field: 'petitionId', text: '您已经评查过该件' },
  INSPECTION_FULL: { kind: 'CONFLICT', field: 'petitionId', text: '该件已由两人评查' },
  INSPECTION_SHEET_WRONG: { kind: 'INVALID_INPUT', field: 'scores', text: '“{item}”应评0至{most}分的整数' },
  INSPECTION_SHEET_LONG: { kind: 'INVALID_INPUT', field: 'scores', text: '评查表共{items}项，每项评一次' },
  INSPECTION_NOT_DIFFERENT: { kind: 'RULE_BROKEN', field: 'petitionId', text: '该件没有两人评分不一致的项目' },
  INSPECTION_SETTLED: { kind: 'CONFLICT', field: 'petitionId', text: '该件的不同评分已经认定' },
  INSPECTION_OWN_SETTLEMENT: { kind: 'RULE_BROKEN', text: '评查人不得认定本人参与的不同评分' },
  INSPECTION_AGREED_ITEM: { kind: 'INVALID_INPUT', field: 'scores', text: '“{item}”两人评分一致，不得改动' },
});
