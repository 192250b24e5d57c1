import { defineErrors } from '@sunshine/errors';

/** Refusals of supplements, corrections, classifications and reports on urgent matters. */
export const recordError = defineErrors({
  SUPPLEMENT_EMPTY: { kind: 'INVALID_INPUT', field: 'text', text: '补充材料须有文字或者附件' },
  SUPPLEMENT_AFTER_CLOSING: { kind: 'RULE_BROKEN', text: '该信访事项已办结；新的事实、理由或者请求请作为新的信访事项登记' },
  SUPPLEMENT_ASKED_ALREADY: { kind: 'RULE_BROKEN', text: '补正只能一次性告知，本件已于{day}告知' },
  SUPPLEMENT_ITEMS_MALFORMED: { kind: 'INVALID_INPUT', field: 'items', text: '须列明1至{limit}项需要补正的内容' },
  SUPPLEMENT_NOT_ASKED: { kind: 'RULE_BROKEN', text: '本件没有请您补正材料；要补充的，请带查询码到接待窗口办理' },
  SUPPLEMENT_ANSWERED_ALREADY: { kind: 'RULE_BROKEN', text: '您已在网上补充{limit}次；还要补充的，请带查询码到接待窗口办理' },
  SUPPLEMENT_DAY_TOO_EARLY: { kind: 'INVALID_INPUT', field: 'answerBy', text: '补正日期须在告知日期之后' },
  CORRECTION_SAME_VALUE: { kind: 'INVALID_INPUT', field: 'value', text: '更正内容与原登记相同' },
  CORRECTION_VALUE_MISSING: { kind: 'INVALID_INPUT', field: 'value', text: '请填写更正后的内容' },
  CORRECTION_OWNER_UNKNOWN: { kind: 'NOT_FOUND', field: 'petitionerId', text: '该信访事项没有这位信访人' },
  CORRECTION_WITHOUT_EVIDENCE: { kind: 'RULE_BROKEN', field: 'evidence', text: '更正收到日期须有证据（材料或者说明），并由另一人确认' },
  CORRECTION_UNDECIDED: { kind: 'CONFLICT', text: '收到日期的更正尚待另一人确认' },
  CORRECTION_UNKNOWN: { kind: 'NOT_FOUND', field: 'correctionId', text: '该信访事项没有待确认的更正' },
  CORRECTION_OWN_PROPOSAL: { kind: 'RULE_BROKEN', text: '更正须由提出人以外的人员确认' },
  CORRECTION_BREAKS_ANONYMITY: { kind: 'RULE_BROKEN', text: '匿名信访不得补登姓名或证件' },
  CLASSIFICATION_UNCHANGED: { kind: 'INVALID_INPUT', text: '分类没有变化' },
  CLASSIFY_EXIT_UNKNOWN: { kind: 'INVALID_INPUT', field: 'proposedExit', text: '拟议的处理途径须为第三十一条第一项至第六项之一' },
  CLASSIFY_REPORT_BY_SPLIT: {
    kind: 'RULE_BROKEN',
    field: 'kind',
    text: '检举控告须整体密封：请用“分案登记”将检举内容单独密封登记，首次收到日期不变',
  },
  CLASSIFY_KIND_TOO_LATE: { kind: 'RULE_BROKEN', field: 'kind', text: '责任单位已告知处理途径，信访类别不得再由登记环节变更' },
  URGENT_ENDS_TOO_EARLY: { kind: 'INVALID_INPUT', field: 'endsOn', text: '紧急事项的结束日期不得早于报告日期' },
  URGENT_REASON_MISSING: { kind: 'INVALID_INPUT', field: 'reason', text: '首次报告须写明紧急事项的事由和结束日期' },
  URGENT_ADDRESSEE_OPEN: { kind: 'RULE_BROKEN', field: 'reports', text: '尚未报告、通报：{bodies}。都报告到以后才能作终报' },
  URGENT_NOT_OPEN: { kind: 'RULE_BROKEN', field: 'kind', text: '没有进行中的紧急事项，请先作首次报告' },
  URGENT_ALREADY_OPEN: { kind: 'CONFLICT', field: 'kind', text: '紧急事项已有首次报告，请作续报或者终报' },
  URGENT_REPORTS_MALFORMED: { kind: 'INVALID_INPUT', field: 'reports', text: '须列明1至{limit}个报告对象，报告时间不得晚于现在' },
});
