import { defineErrors } from '@sunshine/errors';

/** What the rules of complaints about staff refuse. */
export const conductError = defineErrors({
  CONDUCT_UNKNOWN: { kind: 'NOT_FOUND', field: 'complaintId', text: '没有这件投诉' },
  CONDUCT_OF_OWN_UNIT: {
    kind: 'RULE_BROKEN',
    field: 'organId',
    text: '被投诉单位及其所属单位不得登记、办理对自己的投诉，应当由其上级登记',
  },
  CONDUCT_NOT_ABOVE: { kind: 'RULE_BROKEN', field: 'handledByOrganId', text: '“{organ}”不是被投诉单位的上级，对其也没有监督、管理权限' },
  CONDUCT_PERSON_NOT_OF_UNIT: { kind: 'INVALID_INPUT', field: 'personId', text: '被投诉人不是该单位的工作人员' },
  CONDUCT_ORGAN_OF_PERSON: {
    kind: 'RULE_BROKEN',
    field: 'handledByOrganId',
    text: '被投诉人在“{organ}”任职，应当由其他有权限的单位登记、办理',
  },
  CONDUCT_OFFICER_CONCERNED: { kind: 'RULE_BROKEN', field: 'organId', text: '本人是被投诉人或者在被投诉单位任职的，不得登记、办理' },
  CONDUCT_PETITION_AT_UNIT: {
    kind: 'RULE_BROKEN',
    field: 'petitionId',
    text: '该信访件在被投诉单位或者其所属单位，不能作为投诉的来件，以免投诉人被知悉',
  },
  CONDUCT_PETITION_REPORT: { kind: 'RULE_BROKEN', field: 'petitionId', text: '检举控告件按照规定转送，不在投诉中载明' },
  CONDUCT_NO_TABLE: { kind: 'RULE_BROKEN', text: '当日有效的规则版本没有追责情形' },
  CONDUCT_CODE_UNKNOWN: { kind: 'INVALID_INPUT', field: 'conduct', text: '《{law}》没有“{code}”这种追责情形' },
  CONDUCT_NOT_THEN: { kind: 'RULE_BROKEN', field: 'complaintId', text: '这件投诉{state}，不能办理' },
  CONDUCT_MEASURE_MISSING: { kind: 'INVALID_INPUT', field: 'measure', text: '投诉属实的，应当载明处理措施和作出决定的单位' },
  CONDUCT_NO_MEASURE: { kind: 'INVALID_INPUT', field: 'measure', text: '投诉不属实的，不载明处理措施和作出决定的单位' },
  CONDUCT_MEASURE_NOT_THERE: { kind: 'RULE_BROKEN', field: 'measure', text: '对“{conduct}”，{consequence}的，不能“{measure}”' },
  CONDUCT_DECIDED_BELOW: {
    kind: 'RULE_BROKEN',
    field: 'decidedByOrganId',
    text: '应当由被投诉单位的上级或者有管理权限的单位作出决定，不能由被投诉单位或者被投诉人任职的单位作出',
  },
  CONDUCT_ANONYMOUS: { kind: 'RULE_BROKEN', field: 'complaintId', text: '投诉没有来件，无从答复投诉人' },
  CONDUCT_NOT_REPLIED: { kind: 'RULE_BROKEN', field: 'complaintId', text: '尚未答复投诉人，不能办结' },
  CONDUCT_NOT_PROTECTED: {
    kind: 'RULE_BROKEN',
    field: 'complaintId',
    text: '办结前应当查看投诉人有无受到打击报复并记录；最近一次记录有打击报复的，不能办结',
  },
});
