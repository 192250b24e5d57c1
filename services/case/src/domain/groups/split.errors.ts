import { defineErrors } from '@sunshine/errors';

/** What the acts on splitting refuse. */
export const splitError = defineErrors({
  SPLIT_NOT_PREPARED: { kind: 'NOT_FOUND', field: 'splitId', text: '登记人员尚未准备这份分件，或者已有新的分件' },
  SPLIT_NOT_PROPOSED: { kind: 'NOT_FOUND', field: 'splitId', text: '没有这份等待审核的分件' },
  SPLIT_AT_REGISTERING_ORGAN: { kind: 'RULE_BROKEN', text: '分件由登记的机关、单位办理，已转送的请先撤回' },
  SPLIT_OF_MERGED: { kind: 'RULE_BROKEN', text: '该件并入了其他件，请先拆回' },
});
