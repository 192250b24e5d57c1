import { defineErrors } from '@sunshine/errors';

/** What the acts of handling refuse: inquiry, evidence, options, countersigning, commitments, instructions, reports, execution, tasks. */
export const handlingError = defineErrors({
  INQUIRY_PETITIONER_UNKNOWN: { kind: 'NOT_FOUND', field: 'petitionerId', text: '该件没有这位信访人' },
  INQUIRY_DAY_IN_FUTURE: { kind: 'INVALID_INPUT', field: 'heldOn', text: '调查日期不能在登记之后' },
  INQUIRY_BEFORE_RECEIPT: { kind: 'INVALID_INPUT', field: 'heldOn', text: '调查日期不能早于收到信访事项的日期{day}' },
  INQUIRY_UNTIL_TOO_EARLY: { kind: 'INVALID_INPUT', field: 'until', text: '提交日期不能早于要求提交之日{day}' },
  INQUIRY_WITH_WHOM_MISSING: { kind: 'INVALID_INPUT', field: 'withWhom', text: '须写明与谁谈话或者向谁说明' },
  INQUIRY_NOT_READ_BACK: { kind: 'RULE_BROKEN', field: 'readBack', text: '谈话笔录须向本人宣读或者交本人阅读' },
  INQUIRY_NOT_SIGNED: { kind: 'RULE_BROKEN', field: 'signature', text: '谈话笔录须由本人签名；拒绝签名的，写明见证人' },
  INQUIRY_COPY_NOT_GIVEN: { kind: 'RULE_BROKEN', field: 'copyGiven', text: '与信访人的谈话笔录须交其一份' },
  INQUIRY_QUESTIONS_MISSING: { kind: 'INVALID_INPUT', field: 'questions', text: '问答清单至少有一问一答' },
  INQUIRY_COVERT_PHOTO: { kind: 'RULE_BROKEN', field: 'photosKnown', text: '实地调查的照片须经在场人员知晓，不得暗中拍摄信访人' },

  OPINION_PETITIONER_NOT_HEARD: {
    kind: 'RULE_BROKEN',
    text: '尚未听取信访人陈述事实和理由。请先登记与信访人的谈话笔录；确实未能听取的，登记原因',
  },
  OPINION_INQUIRY_MISSING: {
    kind: 'RULE_BROKEN',
    text: '尚未调查核实。除听取信访人陈述外，请先登记一次实地调查、问答清单、调取材料或者与其他人员的谈话',
  },
  MATERIAL_REQUEST_NOT_FOUND: { kind: 'NOT_FOUND', field: 'inquiryId', text: '没有这项待提交材料的要求' },
  EVIDENCE_UNKNOWN: { kind: 'RULE_BROKEN', text: '证据登记册没有“{number}”' },
  OPTIONS_ALREADY_PROPOSED: { kind: 'CONFLICT', text: '已有一组方案等待决定' },
  OPTIONS_NOT_FOUND: { kind: 'NOT_FOUND', text: '没有待决定的方案' },
  OPTION_UNKNOWN: { kind: 'INVALID_INPUT', field: 'choice', text: '该组方案没有“{choice}”' },

  COUNTERSIGN_OPINION_MISSING: { kind: 'RULE_BROKEN', text: '没有可以会签的处理意见稿' },
  COUNTERSIGN_ALREADY_ASKED: { kind: 'CONFLICT', text: '已请“{unit}”会签' },
  COUNTERSIGN_NOT_FOUND: { kind: 'NOT_FOUND', field: 'countersignId', text: '没有这份待会签的处理意见稿' },
  COUNTERSIGN_OF_OTHER_UNIT: { kind: 'RULE_BROKEN', text: '该会签属于“{unit}”' },
  OPINION_COUNTERSIGN_MISSING: { kind: 'RULE_BROKEN', text: '“{unit}”尚未会签同意，不能签发' },

  COMMITMENT_PENDING: { kind: 'CONFLICT', text: '该件已有一项限期解决事项' },
  COMMITMENT_NOT_FOUND: { kind: 'NOT_FOUND', text: '没有尚未解决的限期解决事项' },
  COMMITMENT_REVIEW_TOO_EARLY: { kind: 'RULE_BROKEN', text: '再次研究的日期{day}应在办理之日以后' },

  INSTRUCTION_NOT_FOUND: { kind: 'NOT_FOUND', field: 'instructionId', text: '没有这份待办的批示' },
  INSTRUCTION_DUE_TOO_EARLY: { kind: 'INVALID_INPUT', field: 'dueOn', text: '批示的办理日期{day}早于批示之日' },

  STAGE_REPORT_NEXT_TOO_EARLY: { kind: 'RULE_BROKEN', field: 'nextDate', text: '拟办结日期{day}应在阶段报告之后' },
  ASSIGNMENT_REPORT_NOT_MADE: { kind: 'RULE_BROKEN', text: '没有待审查的办结报告' },
  ASSIGNMENT_DEADLINE_TOO_EARLY: { kind: 'RULE_BROKEN', field: 'deadline', text: '重新报告的期限{day}应在退回之日以后' },
  ASSIGNMENT_DATE_NOT_LATER: { kind: 'RULE_BROKEN', field: 'reportBy', text: '新的报告期限应晚于{day}' },

  EXECUTION_OF_OTHER_UNIT: { kind: 'RULE_BROKEN', text: '执行情况由执行单位或者作出处理意见的机关、单位记录' },
  TASK_ASSIGNEE_MISSING: { kind: 'INVALID_INPUT', field: 'officerId', text: '须指定承办人员或者承办股室' },
  TASK_OFFICER_UNKNOWN: { kind: 'RULE_BROKEN', field: 'officerId', text: '本单位没有这名承办人员' },
  TASK_TO_BARRED: { kind: 'RULE_BROKEN', field: 'officerId', text: '该人员应当回避或者正在申请回避，不得分派该件' },
  TASK_UNCHANGED: { kind: 'CONFLICT', text: '该件已经这样分派' },
  TASK_DATE_TOO_EARLY: { kind: 'INVALID_INPUT', field: 'dueOn', text: '办理日期{day}早于分派之日' },
  TASK_DATE_AFTER_LAW: { kind: 'RULE_BROKEN', field: 'dueOn', text: '办理日期不得晚于“{term}”的到期日{day}' },
  TASK_NOT_FOUND: { kind: 'NOT_FOUND', text: '该件没有分派给人员或者股室' },

  EXECUTION_NOT_RECORDED: { kind: 'RULE_BROKEN', text: '没有待核查的执行情况' },
});
