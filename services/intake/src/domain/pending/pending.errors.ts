import { defineErrors } from '@sunshine/errors';

/** Refusals of acts on filings that wait to be registered. */
export const pendingError = defineErrors({
  PENDING_FILING_UNKNOWN: { kind: 'NOT_FOUND', text: '没有查到该待登记件' },
  PENDING_FILING_REGISTERED: { kind: 'CONFLICT', text: '该件已经登记，编号{number}' },
  PENDING_FILING_SET_ASIDE: { kind: 'CONFLICT', text: '该件已经核定不予登记；要恢复的，请直接登记' },
  ASIDE_PROPOSED_ALREADY: { kind: 'CONFLICT', text: '该件已提请不予登记，正等另一人审批' },
  ASIDE_NOT_PROPOSED: { kind: 'NOT_FOUND', text: '该件没有待审核的不予登记提请' },
  ASIDE_OWN_PROPOSAL: { kind: 'RULE_BROKEN', text: '不予登记须由提请人以外的人员审批' },
  ASIDE_REASON_MISSING: { kind: 'INVALID_INPUT', field: 'note', text: '请写明不予登记的理由（5至{limit}字）' },
  ASIDE_NUMBER_MISSING: { kind: 'INVALID_INPUT', field: 'ofNumber', text: '与已登记事项完全重复的，请写明那一件的编号' },
  ASIDE_NUMBER_UNKNOWN: { kind: 'INVALID_INPUT', field: 'ofNumber', text: '没有查到编号为{number}的信访事项' },
});
