import { defineErrors } from '@sunshine/errors';

/** Everything the decider of stage can refuse. The article goes with the refusal as its source. */
export const caseError = defineErrors({
  CASE_NOT_OPEN_YET: { kind: 'NOT_YET', text: '该件刚登记，办理依据尚未到达，请稍后再试' },
  ACT_NOT_IN_STAGE: { kind: 'RULE_BROKEN', text: '当前环节“{stage}”不能办理“{act}”' },
  OWN_PROPOSAL: { kind: 'RULE_BROKEN', text: '不得审批本人提出或起草的事项' },
  TEXT_MISSING: { kind: 'INVALID_INPUT', text: '“{label}”不能为空' },
  TEXT_TOO_LONG: { kind: 'INVALID_INPUT', text: '“{label}”不得超过{limit}字，现有{length}字' },
  TEXT_MALFORMED: { kind: 'INVALID_INPUT', text: '“{label}”含有无效字符' },

  ROUTE_BY_BUREAU_ONLY: { kind: 'RULE_BROKEN', text: '只有信访工作机构可以转送、交办' },
  ROUTE_TO_SELF: { kind: 'RULE_BROKEN', text: '不能转送、交办给本机构' },
  ROUTE_TO_CLOSED_ORGAN: { kind: 'RULE_BROKEN', text: '{organ}已撤销，应转送承继其职责的机关' },
  ROUTE_TO_ORGAN_WITHOUT_AUTHORITY: { kind: 'RULE_BROKEN', text: '{organ}不是有权处理信访事项的机关、单位' },
  ROUTE_TO_ACCUSED: { kind: 'RULE_BROKEN', text: '检举控告件不得转送被检举控告的人员或者单位' },
  ROUTE_UPWARD: {
    kind: 'RULE_BROKEN',
    field: 'toOrganId',
    text: '{organ}属于上级，不能向上转送、交办；需要上级处理的，以报告、建议的形式报上级决定，或者告知信访人向有权处理的机关、单位提出',
  },
  ROUTE_OUTSIDE_AREA: {
    kind: 'RULE_BROKEN',
    field: 'toOrganId',
    text: '{organ}不属于本地区，只能转送、交办本级或者本地区下级的机关、单位',
  },
  ROUTE_REPORT_BY_MISSING: { kind: 'INVALID_INPUT', field: 'reportBy', text: '交办须写明办结报告的期限' },
  ROUTE_REPORT_BY_TOO_EARLY: { kind: 'RULE_BROKEN', field: 'reportBy', text: '报告期限{day}应在交办日之后' },
  ROUTE_POINTS_MISSING: { kind: 'INVALID_INPUT', field: 'points', text: '交办须写明需要答复的问题' },
  ROUTE_TRANSFER_HAS_NO_DATE: { kind: 'INVALID_INPUT', field: 'reportBy', text: '转送不设报告期限；需要报告的应当交办' },
  ROUTE_REPORT_BY_AFTER_ASSIGNERS: { kind: 'RULE_BROKEN', field: 'reportBy', text: '报告期限不得晚于上级交办的期限{day}' },

  BUREAU_DECIDES_NO_EXIT: { kind: 'RULE_BROKEN', text: '信访工作机构不作告知、受理决定，应当转送、交办' },
  ACCEPT_CLAIMS_ONLY: { kind: 'RULE_BROKEN', text: '只有申诉求决类事项按信访程序受理' },
  DISPATCH_WAY_UNKNOWN: { kind: 'INVALID_INPUT', field: 'way', text: '没有“{way}”这种送达方式' },
  DISPATCH_PROOF_MISSING: { kind: 'RULE_BROKEN', text: '以“{way}”发出须有凭据：{proof}' },

  HANDLE_NOT_RUNNING: { kind: 'RULE_BROKEN', text: '该件没有正在计算的办理期限' },
  EXTENSION_TOO_LONG: { kind: 'RULE_BROKEN', field: 'days', text: '延长不得超过{limit}日' },
  EXTENSION_DAYS_MALFORMED: { kind: 'INVALID_INPUT', field: 'days', text: '延长天数应为正整数' },
  EXTENSION_ALREADY_USED: { kind: 'RULE_BROKEN', text: '办理期限已延长过，不得再次延长' },
  EXTENSION_ALREADY_REQUESTED: { kind: 'CONFLICT', text: '已有一份延期申请等待批准' },
  EXTENSION_TOO_LATE: { kind: 'RULE_BROKEN', text: '办理期限已于{day}届满，不能再延长' },
  EXTENSION_NOT_GIVEN: { kind: 'RULE_BROKEN', text: '依该件适用的规则，办理期限不得延长' },
  EXTENSION_NOT_FOUND: { kind: 'NOT_FOUND', field: 'extensionId', text: '没有这份待批准的延期申请' },

  OPINION_REQUEST_UNKNOWN: { kind: 'INVALID_INPUT', text: '答复的诉求{id}不属于该件' },
  OPINION_REQUEST_TWICE: { kind: 'INVALID_INPUT', text: '诉求{id}答复了两次' },
  OPINION_OUTCOME_UNKNOWN: { kind: 'INVALID_INPUT', text: '没有“{outcome}”这种处理结果' },
  OPINION_DRAFT_MOVED: { kind: 'CONFLICT', text: '这份草稿已在别处保存过新的内容，请对照两份后再定' },
  OPINION_EXECUTE_BY_TOO_EARLY: { kind: 'RULE_BROKEN', text: '执行期限{day}早于发出处理意见之日' },
  DOCUMENT_PART_MISSING: { kind: 'RULE_BROKEN', text: '{document}缺少“{title}”，不能编号签发' },
  DOCUMENT_CONTACT_MISSING: {
    kind: 'RULE_BROKEN',
    field: 'officer',
    text: '{organ}没有登记联系电话，文书不能编号签发：请系统管理员在“单位管理”中登记本单位的联系电话；办理时可以填写“文书上的承办人及电话”的，也可以在那里写明',
  },
  DOCUMENT_ISSUER_INTERNAL: { kind: 'RULE_BROKEN', text: '“{organ}”是内设机构，不得作为制作机关、单位' },
  DOCUMENT_ISSUER_NOT_ALLOWED: { kind: 'RULE_BROKEN', text: '{organ}不是可以制发{document}的机关、单位' },
  DOCUMENT_ORGAN_UNKNOWN: { kind: 'NOT_YET', text: '制发机关的名称尚未到达，请稍后再试' },

  PETITIONER_ENDED: {
    kind: 'CONFLICT',
    field: 'petitionerId',
    text: '该信访人已于{day}死亡或者终止；已登记承继的，请选承继人，没有登记的，先办理“登记承继”',
  },
  PETITIONER_UNKNOWN: { kind: 'NOT_FOUND', field: 'petitionerId', text: '该件没有这位信访人' },
  SERVICE_WAY_UNKNOWN: { kind: 'INVALID_INPUT', field: 'way', text: '没有“{way}”这种送达方式' },
  SERVICE_PROOF_MISSING: { kind: 'RULE_BROKEN', text: '以“{way}”送达须有凭据：{proof}' },
  SERVICE_ALREADY_RECORDED: { kind: 'CONFLICT', text: '该信访人已于{day}送达' },

  EXECUTION_NOT_DUE: { kind: 'RULE_BROKEN', text: '该件没有待执行的处理意见' },
  EXECUTION_PETITIONER_NOT_ASKED: { kind: 'RULE_BROKEN', field: 'petitionerAsked', text: '记录执行前须征询信访人' },
  ASSIGNMENT_NOT_DUE: { kind: 'RULE_BROKEN', text: '该件没有待报告的交办' },
  ASSIGNMENT_REPORT_PART_MISSING: { kind: 'RULE_BROKEN', text: '办结报告已自动退回，缺少：{part}' },

  MATTER_REFUSED: { kind: 'RULE_BROKEN', text: '该件已经告知不予（不再）受理' },

  COMPLETION_GROUND_UNKNOWN: { kind: 'INVALID_INPUT', field: 'ground', text: '规则中没有“{ground}”这种办结情形' },
  COMPLETION_GROUND_OTHER_PATH: { kind: 'RULE_BROKEN', field: 'ground', text: '“{title}”不是该件所走途径的办结情形' },
  COMPLETION_GROUND_UNMET: { kind: 'RULE_BROKEN', field: 'ground', text: '“{title}”的条件不具备：{need}' },
  COMPLETION_SERVICE_MISSING: { kind: 'RULE_BROKEN', text: '尚有信访人没有送达凭据，不能认定办结' },
  COMPLETION_EXECUTION_UNKNOWN: { kind: 'RULE_BROKEN', text: '支持的诉求没有执行期限，不能认定办结' },
  COMPLETION_REPORT_OUTSTANDING: { kind: 'RULE_BROKEN', text: '交办事项尚未报告，不能认定办结' },
  COMPLETION_BY_BUREAU: {
    kind: 'RULE_BROKEN',
    text: '办结由信访工作机构审核认定；只有检举控告，以及不属政府系统的机关、单位直接收到的，由其自行审核、恢复办理',
  },
  COMPLETION_NOT_PROPOSED: { kind: 'RULE_BROKEN', text: '没有待审核的办结申请' },

  LEGACY_IMPORT_ONLY: { kind: 'RULE_BROKEN', text: '只有导入的历史件可以补录原答复' },
});
