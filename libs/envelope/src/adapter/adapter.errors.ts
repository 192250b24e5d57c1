import { defineErrors } from '@sunshine/errors';

/** Refusals of a system that speaks in rows and receipts, and of what it sends. */
export const adapterError = defineErrors({
  ROW_SYSTEM_FORMAT: { kind: 'INVALID_INPUT', text: '对方系统认为数据格式不符：{reason}' },
  ROW_SYSTEM_NO_SERVICE: { kind: 'NOT_FOUND', text: '对方系统没有这项服务：{reason}' },
  ROW_SYSTEM_NOT_ALLOWED: { kind: 'FORBIDDEN', text: '对方系统没有授权：{reason}' },
  ROW_SYSTEM_RULE: { kind: 'RULE_BROKEN', text: '对方系统按业务规则拒收：{reason}' },
  ROW_SYSTEM_FAILED: { kind: 'UNAVAILABLE', text: '对方系统出错：{reason}' },
  ROW_SYSTEM_BUSY: { kind: 'UNAVAILABLE', text: '对方系统繁忙：{reason}' },
  ROW_SYSTEM_TOO_OFTEN: { kind: 'TOO_MANY', text: '对方系统认为请求过于频繁：{reason}' },
  ROW_CODE_UNKNOWN: { kind: 'INVALID_INPUT', text: '对方系统的返回码{rowCode}没有含义' },
  ROW_STATE_UNKNOWN: { kind: 'INVALID_INPUT', text: '交换状态{state}没有含义' },
  ROW_MALFORMED: { kind: 'INVALID_INPUT', text: '数据行的{column}格式不符' },
  ROW_RECEIPT_MALFORMED: { kind: 'INVALID_INPUT', text: '对方系统的回执格式不符：{place}' },
});
