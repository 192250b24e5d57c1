import { defineErrors } from '@sunshine/errors';

/** What the acts on exits refuse. */
export const exitError = defineErrors({
  EXIT_UNKNOWN: { kind: 'INVALID_INPUT', field: 'exit', text: '没有“{exit}”这一途径；应为第三十一条第一项至第六项之一' },
  EXIT_CLAIMS_ONLY: { kind: 'RULE_BROKEN', text: '只有申诉求决类事项按第三十一条区分途径' },
  EXIT_NOT_BY_ORGAN: { kind: 'RULE_BROKEN', text: '依《{law}》，“{title}”{instead}，不作途径决定' },
  EXIT_PROPOSED_BY_BUREAU_ONLY: { kind: 'RULE_BROKEN', text: '只有信访工作机构建议分类处理途径；有权处理的机关、单位应当作出决定' },
  EXIT_ALREADY_DECIDED: { kind: 'RULE_BROKEN', text: '该件的途径已定为{exit}，只能说明理由更正' },
  EXIT_NOT_DECIDED: { kind: 'RULE_BROKEN', text: '该件的途径尚未决定' },
  EXIT_DECISION_NOT_FOUND: { kind: 'NOT_FOUND', field: 'decisionId', text: '没有这份待审核的途径决定' },
  EXIT_UNCHANGED: { kind: 'RULE_BROKEN', field: 'exit', text: '更正后的途径与原决定相同' },
  EXIT_OF_LITIGATION_LETTER: {
    kind: 'RULE_BROKEN',
    text: '该件是作为涉法涉诉信件转来的，不按信访程序受理；不属诉讼权利救济的，请提出异议，由转送机构核实后另行转送',
  },
  EXIT_OTHER_DECIDED: { kind: 'RULE_BROKEN', text: '该件的途径已定为{exit}，不按信访程序受理' },

  EXIT_CHANNEL_MISSING: { kind: 'INVALID_INPUT', field: 'channelId', text: '途径{exit}须写明法定途径' },
  EXIT_CHANNEL_OF_OTHER_EXIT: { kind: 'RULE_BROKEN', field: 'channelId', text: '“{title}”不属于途径{exit}' },
  EXIT_CHANNEL_NOT_NEEDED: { kind: 'INVALID_INPUT', field: 'channelId', text: '第三十一条第六项的途径没有另外的法定途径' },

  GUIDANCE_MISSING: { kind: 'RULE_BROKEN', field: 'guidance', text: '途径已定为{exit}，告知时须一并发出法定途径告知书' },
  GUIDANCE_NOT_NEEDED: { kind: 'RULE_BROKEN', field: 'guidance', text: '决定第三十一条第一项至第五项的途径后才发出法定途径告知书' },
  GUIDANCE_NOT_TOLD: { kind: 'RULE_BROKEN', text: '尚未向信访人发出法定途径告知书' },

  LEADING_IN_OTHER_EXIT: { kind: 'RULE_BROKEN', text: '途径{exit}不导入法定程序' },
  LEADING_IN_UNDER_WAY: { kind: 'CONFLICT', text: '该件已移交接收机关，等待回执' },
  LEADING_IN_MISSING: { kind: 'RULE_BROKEN', text: '该件没有正在进行的导入，不能登记回执' },
  RECEIPT_POLITICAL_LEGAL_ONLY: { kind: 'RULE_BROKEN', text: '只有收到涉法涉诉信件的政法机关可以直接登记接收' },
  PROCEDURE_OUTCOME_SOURCE_UNKNOWN: { kind: 'INVALID_INPUT', field: 'toldBy', text: '结果来源应为接收机关或者信访人' },

  PERFORMANCE_OTHER_EXIT: { kind: 'RULE_BROKEN', text: '只有第三十一条第五项途径的事项依专门法律履行职责或者答复' },
  PERFORMANCE_NOT_PROPOSED: { kind: 'RULE_BROKEN', text: '没有待签发的履行职责情况' },
});
