import { defineErrors } from '@sunshine/errors';

/** What the acts on withdrawal refuse. */
export const withdrawalError = defineErrors({
  WITHDRAWAL_NOT_BY_ALL: { kind: 'RULE_BROKEN', field: 'signedBy', text: '该件有多名信访人，须由每一名信访人书面撤回' },
  WITHDRAWAL_PAPER_MISSING: { kind: 'RULE_BROKEN', field: 'fileId', text: '由他人录入的撤回须附信访人签名的书面材料' },
  WITHDRAWAL_STANDING: { kind: 'CONFLICT', text: '该件已经撤回' },
  WITHDRAWAL_NOT_FOUND: { kind: 'NOT_FOUND', text: '没有这份撤回' },
  WITHDRAWAL_SECOND_CONTACT_ELSEWHERE: { kind: 'RULE_BROKEN', text: '撤回须由承办机关、单位以外的信访工作机构向信访人核实' },
  WITHDRAWAL_NO_LONGER_REVOCABLE: { kind: 'RULE_BROKEN', text: '撤销撤回的期限已于{day}届满' },
  WITHDRAWAL_STILL_REVOCABLE: { kind: 'NOT_YET', text: '信访人在{day}以前可以撤销撤回，不能办结' },
  WITHDRAWN_REPORT_NOT_HANDED_OVER: { kind: 'RULE_BROKEN', text: '检举控告的撤回不终结该件，应当连同撤回一并移送有权处理的机关' },
});
