import { defineErrors } from '@sunshine/errors';

/** What no agreement, record, withdrawal or relief may hold. */
export const pledgeError = defineErrors({
  PLEDGE_NOT_TO_PETITION: { kind: 'RULE_BROKEN', text: '“{label}”含有不信访、不起诉、不投诉的承诺“{phrase}”，不能保存' },
});
