import { defineErrors } from '@sunshine/errors';

/** What the rules of the joint conference's measures refuse. */
export const measureError = defineErrors({
  MEASURE_UNKNOWN: { kind: 'NOT_FOUND', field: 'measureId', text: '没有这项措施' },
  MEASURE_NONE: { kind: 'INVALID_INPUT', field: 'means', text: '至少选择一项措施' },
  MEASURE_NOT_SUPERVISED: { kind: 'RULE_BROKEN', field: 'organId', text: '措施只能对督促检查范围内的领导班子、领导干部采取' },
  MEASURE_CADRE_NOT_LEADING: { kind: 'RULE_BROKEN', field: 'cadreId', text: '措施只能对该单位在任的领导干部采取，不对经办人员采取' },
  MEASURE_OF_OTHER_CADRE: { kind: 'RULE_BROKEN', field: 'measureId', text: '由拟被采取措施的领导干部本人说明' },
  MEASURE_ANSWERED: { kind: 'RULE_BROKEN', field: 'measureId', text: '已于{day}说明情况' },
  MEASURE_ANSWER_OPEN: { kind: 'RULE_BROKEN', field: 'measureId', text: '对方可以在{day}前说明情况，此前不能决定' },
  MEASURE_SAME_PERSON: { kind: 'RULE_BROKEN', field: 'measureId', text: '提请人不能登记联席会议的决定' },
  MEASURE_NOT_THEN: { kind: 'RULE_BROKEN', field: 'measureId', text: '这项措施{state}，不能办理' },
  MEASURE_CORRECTION_DAY_MISSING: { kind: 'INVALID_INPUT', field: 'correctBy', text: '应当规定整改期限' },
  MEASURE_NOTHING_TO_CORRECT: { kind: 'INVALID_INPUT', field: 'correctBy', text: '所选措施没有整改期限' },
  MEASURE_NOT_LISTED: { kind: 'RULE_BROKEN', field: 'measureId', text: '这项措施不是挂牌督办' },
});
