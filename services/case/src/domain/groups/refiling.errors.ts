import { defineErrors } from '@sunshine/errors';

/** What the comparison of a filing with a finished matter refuses. */
export const refilingError = defineErrors({
  REFILING_EARLIER_NOT_FOUND: { kind: 'NOT_FOUND', field: 'earlierNumber', text: '没有编号为{number}的信访事项，或者您无权查看' },
  REFILING_EARLIER_OPEN: {
    kind: 'RULE_BROKEN',
    field: 'earlierNumber',
    text: '{number}尚未办结，也不在下级机关、单位办理，不属于重新提出',
  },
  REFILING_OPINIONS_MISSING: { kind: 'INVALID_INPUT', field: 'opinions', text: '请列明原事项的意见书文号和送达日期' },
  REFILING_OPINION_LATER: { kind: 'INVALID_INPUT', field: 'opinions', text: '意见书{number}的送达日期晚于本件收到日期{received}' },
});
