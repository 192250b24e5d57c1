import { defineErrors } from '@sunshine/errors';

/** Refusals of query codes, mandates and members of a joint petition. */
export const holderError = defineErrors({
  CODE_HOLDER_UNKNOWN: { kind: 'RULE_BROKEN', text: '匿名信访无法核验身份，不能补发查询码' },
  CODE_SLIP_NOT_PRINTED: {
    kind: 'RULE_BROKEN',
    text: '本件登记时没有打印查询单：网上提交的，信访人提交时已经看到查询码；遗失的请补发查询码',
  },
  CODE_SLIP_REPLACED: { kind: 'RULE_BROKEN', text: '查询码已经补发，原查询单作废；补发的交付请按查询码补发回执登记送达' },
  CODE_SLIP_GIVEN: { kind: 'CONFLICT', text: '这张查询单的交付已经登记；遗失的请补发查询码' },
  CODE_SLIP_RECEIPT_MISSING: { kind: 'INVALID_INPUT', field: 'receiptNumber', text: '邮寄查询单的，请填写邮寄单号' },
  CODE_SLIP_NOWHERE_TO_POST: { kind: 'RULE_BROKEN', field: 'way', text: '匿名信访没有可以邮寄的姓名和地址，查询单只能当面交付' },
  PART_CODES_ISSUED: { kind: 'CONFLICT', text: '各件的查询单已经发放；遗失的请逐件补发查询码' },
  PART_CODES_AT_DESK: {
    kind: 'RULE_BROKEN',
    text: '各件的查询码由登记的机关随分件告知书交给信访人；没有收到的，请带身份证明到登记的机关领取',
  },
  MEMBER_UNKNOWN: { kind: 'NOT_FOUND', field: 'petitionerId', text: '该信访事项没有这位信访人' },
  MEMBERS_ONLY_IF_JOINT: { kind: 'RULE_BROKEN', text: '只有联名信访才有各成员的查询码、同意和退出；单独信访请用本件查询码' },
  LEAVING_BY_MEMBER_ALONE: { kind: 'RULE_BROKEN', text: '退出联名须由本人以其自己的查询码办理，或者由登记人员凭签名书面录入' },
  LEAVING_PAPER_MISSING: { kind: 'RULE_BROKEN', field: 'fileId', text: '由他人录入的退出联名须附本人签名的书面材料' },
  LAST_MEMBER_WITHDRAWS: { kind: 'RULE_BROKEN', text: '最后一名信访人不能退出联名；不再信访的请办理撤回' },
  MANDATE_PAPER_MISSING: { kind: 'RULE_BROKEN', field: 'fileId', text: '请附授权委托书；没有书面委托的，不登记代理、不发查询码' },
  MANDATE_ENDS_TOO_EARLY: { kind: 'INVALID_INPUT', field: 'endsOn', text: '委托截止日期不得早于起始日期' },
  MANDATE_BEGINS_LATER: { kind: 'INVALID_INPUT', field: 'from', text: '委托起始日期不得晚于登记日期' },
  MANDATES_TOO_MANY: { kind: 'RULE_BROKEN', text: '同时有效的代理人不得超过{limit}人' },
  MANDATE_UNKNOWN: { kind: 'NOT_FOUND', field: 'mandateId', text: '该信访事项没有这份有效的委托' },
});
