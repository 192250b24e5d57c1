import { defineErrors } from '@sunshine/errors';

/** Positions are counted in characters from 1, of what was typed. */
export const filterError = defineErrors({
  FILTER_FIELD_UNKNOWN: { kind: 'INVALID_INPUT', text: '第{position}个字符：没有名为“{field}”的筛选条件' },
  FILTER_FIELD_TWICE: { kind: 'INVALID_INPUT', text: '第{position}个字符：条件“{field}”只能写一次' },
  FILTER_VALUE_UNKNOWN: { kind: 'INVALID_INPUT', text: '第{position}个字符：“{field}”没有“{value}”这个值' },
  FILTER_DAY_MALFORMED: { kind: 'INVALID_INPUT', text: '第{position}个字符：“{value}”不是日期，应如2026-01-01或2026-01-01..2026-03-31' },
  FILTER_QUOTE_OPEN: { kind: 'INVALID_INPUT', text: '第{position}个字符：引号没有结束' },
  FILTER_TOO_LONG: { kind: 'INVALID_INPUT', text: '筛选条件不得超过{limit}字' },
});
