import { defineErrors } from '@sunshine/errors';

/** Refusals at the desk. They send back malformed input or an act that the law forbids; none keeps a filing out of the register. */
export const deskError = defineErrors({
  DESK_TEXT_MISSING: { kind: 'INVALID_INPUT', text: '请填写{field}' },
  DESK_TEXT_TOO_LONG: { kind: 'INVALID_INPUT', text: '{field}不得超过{limit}字' },
  DESK_FILES_TOO_MANY: { kind: 'INVALID_INPUT', text: '材料不得超过{limit}件' },
  DESK_ID_MALFORMED: { kind: 'INVALID_INPUT', text: '编号格式有误：{field}' },
  SPLIT_REPORT_OF_REPORT: { kind: 'INVALID_INPUT', text: '检举控告件不能再分出检举控告' },
  SPLIT_PARTS_UNFIT: { kind: 'INVALID_INPUT', text: '分件须列明2至{limit}个部分' },
  SPLIT_TOO_LATE: { kind: 'RULE_BROKEN', text: '只有尚在登记机关的信访事项可以分件，已转送的请先撤回' },
  SPLIT_UNKNOWN: { kind: 'NOT_FOUND', text: '该件没有分件' },
  BAR_CODE_MALFORMED: { kind: 'INVALID_INPUT', text: '信件条码须为4至40位字母、数字或连字符' },
  REGISTER_NUMBER_MALFORMED: { kind: 'INVALID_INPUT', text: '{field}须为1至{limit}的整数' },
  ENTRY_WORDS_OF_UNKNOWN: { kind: 'INVALID_INPUT', text: '代录须指明是第几位信访人的陈述' },

  VISIT_ONLY_FOR_VISITS: { kind: 'INVALID_INPUT', text: '只有来访可以登记走访事件' },
  VISIT_GIVEN_TWICE: { kind: 'INVALID_INPUT', text: '走访事件或其编号只能填写一项' },
  VISIT_UNKNOWN: { kind: 'NOT_FOUND', text: '没有查到本单位的该次走访' },
  VISIT_DAY_DIFFERS: { kind: 'INVALID_INPUT', text: '收到日期须为走访当日（{day}）' },
  VISIT_HEADS_MALFORMED: { kind: 'INVALID_INPUT', text: '走访人数须为1至{limit}的整数' },
  VISIT_TIME_MALFORMED: { kind: 'INVALID_INPUT', text: '走访时间须在走访当日且不得晚于现在' },
  VISIT_ENDS_BEFORE_IT_BEGAN: { kind: 'INVALID_INPUT', text: '离开时间不得早于到达时间' },
  VISIT_ENDED_ALREADY: { kind: 'CONFLICT', text: '该次走访已登记离开时间' },

  INTERVIEW_NOT_ORAL: { kind: 'RULE_BROKEN', text: '谈话笔录只用于来访或者来电的口头信访' },
  INTERVIEW_EMPTY: { kind: 'INVALID_INPUT', text: '谈话笔录须至少有一问一答，最多{limit}问' },
  INTERVIEW_SIGNED_UNREAD: { kind: 'RULE_BROKEN', text: '未向信访人宣读的笔录不得登记签名' },
  INTERVIEW_REFUSAL_UNWITNESSED: { kind: 'INVALID_INPUT', text: '拒绝签名的须写明见证人' },

  SUPPLEMENT_EMPTY: { kind: 'INVALID_INPUT', text: '补充材料须有文字或者附件' },
  SUPPLEMENT_AFTER_CLOSING: { kind: 'RULE_BROKEN', text: '该信访事项已办结；新的事实、理由或者请求请作为新的信访事项登记' },
  SUPPLEMENT_ASKED_ALREADY: { kind: 'RULE_BROKEN', text: '补正只能一次性告知，本件已于{day}告知' },
  SUPPLEMENT_ITEMS_MALFORMED: { kind: 'INVALID_INPUT', text: '须列明1至{limit}项需要补正的内容' },
  SUPPLEMENT_NOT_ASKED: { kind: 'RULE_BROKEN', text: '本件没有请您补正材料；要补充的，请带查询码到接待窗口办理' },
  SUPPLEMENT_ANSWERED_ALREADY: { kind: 'RULE_BROKEN', text: '您已在网上补充{limit}次；还要补充的，请带查询码到接待窗口办理' },
  SUPPLEMENT_DAY_TOO_EARLY: { kind: 'INVALID_INPUT', text: '补正日期须在告知日期之后' },

  CORRECTION_SAME_VALUE: { kind: 'INVALID_INPUT', text: '更正内容与原登记相同' },
  CORRECTION_VALUE_MISSING: { kind: 'INVALID_INPUT', text: '请填写更正后的内容' },
  CORRECTION_OWNER_UNKNOWN: { kind: 'NOT_FOUND', text: '该信访事项没有这位信访人' },
  CORRECTION_WITHOUT_EVIDENCE: { kind: 'RULE_BROKEN', text: '更正收到日期须有证据（材料或者说明），并由另一人确认' },
  CORRECTION_UNDECIDED: { kind: 'CONFLICT', text: '收到日期的更正尚待另一人确认' },
  CORRECTION_UNKNOWN: { kind: 'NOT_FOUND', text: '该信访事项没有待确认的更正' },
  CORRECTION_OWN_PROPOSAL: { kind: 'RULE_BROKEN', text: '更正须由提出人以外的人员确认' },
  CORRECTION_BREAKS_ANONYMITY: { kind: 'RULE_BROKEN', text: '匿名信访不得补登姓名或证件' },

  CLASSIFICATION_UNCHANGED: { kind: 'INVALID_INPUT', text: '分类没有变化' },
  CLASSIFY_EXIT_UNKNOWN: { kind: 'INVALID_INPUT', text: '拟议的处理途径须为第三十一条第一项至第六项之一' },
  CLASSIFY_REPORT_BY_SPLIT: {
    kind: 'RULE_BROKEN',
    text: '检举控告须整体密封：请用“分案登记”将检举内容单独密封登记，首次收到日期不变',
  },
  CLASSIFY_KIND_TOO_LATE: { kind: 'RULE_BROKEN', text: '责任单位已告知处理途径，信访类别不得再由登记环节变更' },

  CODE_HOLDER_UNKNOWN: { kind: 'RULE_BROKEN', text: '匿名信访无法核验身份，不能补发查询码' },

  MEMBER_UNKNOWN: { kind: 'NOT_FOUND', text: '该信访事项没有这位信访人' },
  MEMBERS_ONLY_IF_JOINT: { kind: 'RULE_BROKEN', text: '只有联名信访才有各成员的查询码、同意和退出；单独信访请用本件查询码' },
  MEMBER_HAS_LEFT: { kind: 'CONFLICT', text: '该信访人已于{day}退出联名' },
  LEAVING_BY_MEMBER_ALONE: { kind: 'RULE_BROKEN', text: '退出联名须由本人以其自己的查询码办理，或者由登记人员凭签名书面录入' },
  LEAVING_PAPER_MISSING: { kind: 'RULE_BROKEN', text: '由他人录入的退出联名须附本人签名的书面材料' },
  LAST_MEMBER_WITHDRAWS: { kind: 'RULE_BROKEN', text: '最后一名信访人不能退出联名；不再信访的请办理撤回' },

  MANDATE_PAPER_MISSING: { kind: 'RULE_BROKEN', text: '请附授权委托书；没有书面委托的，不登记代理、不发查询码' },
  MANDATE_ENDS_TOO_EARLY: { kind: 'INVALID_INPUT', text: '委托截止日期不得早于起始日期' },
  MANDATE_BEGINS_LATER: { kind: 'INVALID_INPUT', text: '委托起始日期不得晚于登记日期' },
  MANDATES_TOO_MANY: { kind: 'RULE_BROKEN', text: '同时有效的代理人不得超过{limit}人' },
  MANDATE_UNKNOWN: { kind: 'NOT_FOUND', text: '该信访事项没有这份有效的委托' },

  SAME_LETTER_WITH_ITSELF: { kind: 'INVALID_INPUT', text: '不能与本件自身关联' },
  SAME_LETTER_UNLIKE: { kind: 'RULE_BROKEN', text: '两件的信访人或者内容不同，不是同一封信；如属重复请按重复信访关联' },
  SAME_LETTER_LINKED: { kind: 'CONFLICT', text: '本件已作为同信多投关联' },

  SLIP_ONLY_FOR_VISITS: { kind: 'RULE_BROKEN', text: '引导单只用于越级来访' },
  SLIP_NOT_FOR_REPORT: { kind: 'RULE_BROKEN', text: '检举控告按管理权限移送，不作逐级走访引导' },
  SLIP_NOT_ABOVE_LEVEL: { kind: 'RULE_BROKEN', text: '到有权处理的本级或者上一级机关走访符合规定，无须引导' },
  SLIP_ISSUED_ALREADY: { kind: 'CONFLICT', text: '本件已于{day}出具引导单' },

  URGENT_ENDS_TOO_EARLY: { kind: 'INVALID_INPUT', text: '紧急事项的结束日期不得早于报告日期' },
  URGENT_REASON_MISSING: { kind: 'INVALID_INPUT', text: '首次报告须写明紧急事项的事由和结束日期' },
  URGENT_NOT_OPEN: { kind: 'RULE_BROKEN', text: '没有进行中的紧急事项，请先作首次报告' },
  URGENT_ALREADY_OPEN: { kind: 'CONFLICT', text: '紧急事项已有首次报告，请作续报或者终报' },
  URGENT_REPORTS_MALFORMED: { kind: 'INVALID_INPUT', text: '须列明1至{limit}个报告对象，报告时间不得晚于现在' },
});
