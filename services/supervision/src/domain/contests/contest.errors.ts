import { defineErrors } from '@sunshine/errors';

/** What the rules of contests refuse. */
export const contestError = defineErrors({
  CONTEST_FACT_UNKNOWN: { kind: 'NOT_FOUND', field: 'clockId', text: '本单位没有这项指标事实' },
  CONTEST_FACT_IN_TIME: { kind: 'RULE_BROKEN', field: 'clockId', text: '这项事实按期，没有可以提出异议的内容' },
  CONTEST_FACT_NOT_DUE: { kind: 'RULE_BROKEN', field: 'clockId', text: '这项事实{day}到期，尚未计入指标' },
  CONTEST_PENDING: { kind: 'CONFLICT', field: 'clockId', text: '对这项事实的异议（{number}）尚未认定' },
  CONTEST_DECIDED: { kind: 'RULE_BROKEN', field: 'clockId', text: '对这项事实的异议（{number}）已经认定，事实没有变化的不再重复提出' },
  CONTEST_NO_OFFICE: { kind: 'RULE_BROKEN', field: 'clockId', text: '没有可以认定这项异议的督查机构' },
  CONTEST_UNKNOWN: { kind: 'NOT_FOUND', field: 'contestId', text: '没有这项异议' },
  CONTEST_NOT_OPEN: { kind: 'RULE_BROKEN', field: 'contestId', text: '这项异议已经认定：{state}' },
  CONTEST_OWN_ORGAN: { kind: 'RULE_BROKEN', field: 'contestId', text: '提出异议的单位及其人员不得认定这项异议' },
});
