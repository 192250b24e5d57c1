import { defineErrors } from '@sunshine/errors';

/** Refusals that several rooms of the desk share. They send back malformed input or an act that the law forbids; none keeps a filing out of the register. */
export const deskError = defineErrors({
  DESK_TEXT_MISSING: { kind: 'INVALID_INPUT', text: '请填写{label}' },
  DESK_TEXT_TOO_LONG: { kind: 'INVALID_INPUT', text: '{label}不得超过{limit}字，现有{length}字' },
  DESK_FILES_TOO_MANY: { kind: 'INVALID_INPUT', field: 'fileIds', text: '材料不得超过{limit}件' },
  DESK_ID_MALFORMED: { kind: 'INVALID_INPUT', text: '编号格式有误：{field}' },
  MEMBER_HAS_LEFT: { kind: 'CONFLICT', text: '该信访人已于{day}退出联名' },
});
