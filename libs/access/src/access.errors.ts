import { defineErrors } from '@sunshine/errors';

export const accessError = defineErrors({
  PETITION_NOT_FOUND: { kind: 'NOT_FOUND', text: '信访事项不存在' },
  ACT_NOT_YOURS: { kind: 'FORBIDDEN', text: '您的角色或所在单位无权办理此项' },
  ORGAN_NOT_FOUND: { kind: 'NOT_FOUND', text: '单位不存在' },
  ORGAN_CLOSED: { kind: 'RULE_BROKEN', text: '单位“{name}”已于{day}撤销' },
});
