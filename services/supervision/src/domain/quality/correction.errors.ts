import { defineErrors } from '@sunshine/errors';

/** What the rules of corrections after a quality review refuse. */
export const correctionError = defineErrors({
  QUALITY_CORRECTION_UNKNOWN: { kind: 'NOT_FOUND', field: 'correctionId', text: '没有这项评查整改' },
  QUALITY_CORRECTION_OF_OTHER_OFFICE: { kind: 'RULE_BROKEN', field: 'sampleId', text: '这次抽样由另一单位进行，由它提出整改' },
  QUALITY_CORRECTION_RUNS: { kind: 'CONFLICT', field: 'petitionId', text: '该件的评查整改尚未核查' },
  QUALITY_NOT_SCORED: { kind: 'RULE_BROKEN', field: 'petitionId', text: '该件的评查得分尚未确定' },
  QUALITY_NO_ITEM: { kind: 'INVALID_INPUT', field: 'items', text: '至少列明一个失分项目' },
  QUALITY_ITEM_WITHOUT_DEFECT: { kind: 'RULE_BROKEN', field: 'items', text: '“{item}”没有失分' },
  QUALITY_CORRECTION_STATE: { kind: 'RULE_BROKEN', field: 'correctionId', text: '这项整改{state}，不能办理' },
  QUALITY_NOT_REOPENED: { kind: 'RULE_BROKEN', field: 'correctionId', text: '要求恢复办理的事项还没有恢复办理' },
  QUALITY_CORRECTION_DAY_MISSING: { kind: 'INVALID_INPUT', field: 'correctBy', text: '退回整改须确定新的整改期限' },
  QUALITY_CORRECTION_DAY_NOT_NEEDED: { kind: 'INVALID_INPUT', field: 'correctBy', text: '整改已经认可，不再规定期限' },
});
