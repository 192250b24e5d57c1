import { defineErrors } from '@sunshine/errors';

/** Refusals of splitting a letter. */
export const splitError = defineErrors({
  SPLIT_REPORT_OF_REPORT: { kind: 'INVALID_INPUT', text: '检举控告件不能再分出检举控告' },
  SPLIT_PARTS_UNFIT: { kind: 'INVALID_INPUT', field: 'parts', text: '分件须列明2至{limit}个部分' },
  SPLIT_TOO_LATE: { kind: 'RULE_BROKEN', text: '只有尚在登记机关的信访事项可以分件，已转送的请先撤回' },
  SPLIT_UNKNOWN: { kind: 'NOT_FOUND', text: '该件没有分件' },
});
