import { defineErrors } from '@sunshine/errors';

/** What the acts on stepping back refuse. */
export const recusalError = defineErrors({
  OFFICER_RECUSAL_PENDING: { kind: 'RULE_BROKEN', text: '对您的回避申请尚未决定，决定前不得办理该件' },
  RECUSAL_OFFICER_UNKNOWN: { kind: 'RULE_BROKEN', field: 'officerId', text: '该件现在的承办机关没有这名工作人员，或者尚无人承办' },
  RECUSAL_ALREADY_REQUESTED: { kind: 'CONFLICT', text: '对该工作人员的回避申请已经提出，等待决定' },
  RECUSAL_NOT_FOUND: { kind: 'NOT_FOUND', field: 'recusalId', text: '没有这份待决定的回避申请' },
  RECUSAL_OF_HEAD_ABOVE: { kind: 'RULE_BROKEN', text: '负责人的回避由上一级机关、单位的负责人决定' },
  RECUSAL_BY_OWN_HEAD: { kind: 'RULE_BROKEN', text: '工作人员的回避由其所在机关、单位的负责人决定' },
  RECUSAL_HANDLER_MISSING: { kind: 'INVALID_INPUT', field: 'namedHandlerId', text: '负责人回避的，应当指定该机关的一名承办人员' },
});
