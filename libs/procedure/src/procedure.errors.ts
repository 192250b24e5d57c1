import { defineErrors } from '@sunshine/errors';

export const procedureError = defineErrors({
  DAY_MALFORMED: { kind: 'INVALID_INPUT', text: '日期“{day}”无效，应为1900至2999年间的YYYY-MM-DD' },
  PACK_UNKNOWN: { kind: 'NOT_FOUND', text: '没有规则版本“{pack}”' },
  PACK_NOT_IN_FORCE: { kind: 'NOT_FOUND', text: '{day}在区划{division}没有生效的规则版本' },
  PACK_MALFORMED: { kind: 'INVALID_INPUT', text: '规则版本“{pack}”格式有误：{reason}' },
  PACK_BASE_UNKNOWN: { kind: 'INVALID_INPUT', text: '规则版本“{pack}”所依据的规则版本“{base}”不存在' },
  PACK_OVERREACHES: { kind: 'RULE_BROKEN', text: '规则版本“{pack}”的“{path}”超出地方规则可变更的范围：{reason}' },
  PACK_OVERRIDE_UNFOUNDED: { kind: 'INVALID_INPUT', text: '规则版本“{pack}”声明替代“{path}”，但{reason}' },
  PACK_HASH_MISMATCH: { kind: 'CONFLICT', text: '“{id}”的内容与其校验值不符' },
  CALENDAR_UNKNOWN: { kind: 'NOT_FOUND', text: '没有工作日历“{calendar}”' },
  CALENDAR_MALFORMED: { kind: 'INVALID_INPUT', text: '工作日历“{calendar}”格式有误：{reason}' },
  TERM_UNKNOWN: { kind: 'NOT_FOUND', text: '规则版本{pack}没有期限“{term}”' },
  TERM_HAS_NO_LENGTH: { kind: 'RULE_BROKEN', text: '{title}（{term}）在{pack}没有法定天数：{reason}（{article}）' },
  TERM_HAS_LENGTH: { kind: 'RULE_BROKEN', text: '{title}（{term}）的天数由{pack}规定，不得另行指定日期（{article}）' },
  START_FACT_UNKNOWN: { kind: 'INVALID_INPUT', text: '{title}（{term}）在{pack}不得自“{fact}”起算' },
  DUE_BEFORE_START: { kind: 'INVALID_INPUT', text: '指定的到期日{day}早于起算日{start}' },
  EXTENSION_MALFORMED: { kind: 'INVALID_INPUT', text: '延长天数“{days}”无效，应为正整数' },
  EXTENSION_NOT_ALLOWED: { kind: 'RULE_BROKEN', text: '{title}（{term}）{reason}（{article}）' },
  PAUSE_NOT_ALLOWED: { kind: 'RULE_BROKEN', text: '{title}（{term}）{reason}（{article}）' },
  DOCUMENT_KIND_UNKNOWN: { kind: 'NOT_FOUND', text: '规则版本{pack}没有文书种类“{document}”' },
});
