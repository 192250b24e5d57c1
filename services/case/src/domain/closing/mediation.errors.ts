import { defineErrors } from '@sunshine/errors';

/** What the acts of a mediation refuse, before there is a settlement. */
export const mediationError = defineErrors({
  MEDIATION_STANDING: { kind: 'CONFLICT', text: '该件正在调解' },
  MEDIATION_NOT_FOUND: { kind: 'NOT_FOUND', text: '该件没有正在进行的调解' },
  MEDIATION_PARTY_NOT_NAMED: { kind: 'RULE_BROKEN', field: 'party', text: '请写明是第几方当事人' },
  MEDIATION_PARTY_UNKNOWN: { kind: 'NOT_FOUND', field: 'party', text: '调解没有第{party}方当事人' },
  MEDIATION_NOT_A_PARTY: { kind: 'FORBIDDEN', text: '您不是这次调解的当事人' },
  MEDIATION_PARTIES_UNWILLING: { kind: 'NOT_YET', text: '各方当事人都同意调解以后，才能安排调解' },
  MEDIATION_DAY_PAST: { kind: 'RULE_BROKEN', field: 'meetingOn', text: '调解日期{day}已经过去' },
  MEDIATION_GROUND_UNKNOWN: { kind: 'INVALID_INPUT', field: 'ground', text: '终止调解没有“{ground}”这种情形' },
});
