import { defineErrors } from '@sunshine/errors';

export const clocksError = defineErrors({
  CLOCK_NOT_RUNNING: { kind: 'CONFLICT', text: '该事项没有进行中的“{term}”期限' },
  CLOCK_RUNNING: { kind: 'CONFLICT', text: '该事项的“{term}”期限已在进行' },
  CLOCK_EXTENSION_TOO_LATE: { kind: 'RULE_BROKEN', text: '“{term}”已于{day}届满，不能再延长' },
  EXTENSION_USED: { kind: 'RULE_BROKEN', text: '“{term}”只能延长{times}次' },
  PAUSE_NOT_OPEN: { kind: 'CONFLICT', text: '“{term}”在{day}没有中止计算' },
  RECOMPUTATION_UNKNOWN: { kind: 'NOT_FOUND', text: '没有这次期限重算' },
  PROPOSED_LAW_NOT_HELD: { kind: 'NOT_YET', text: '本服务尚未收到这份待生效变更，请稍后再试' },
  LAW_NOT_HELD: { kind: 'NOT_YET', text: '本服务尚未收到所需的规则或日历（{hash}）' },
});
