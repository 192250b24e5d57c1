import { defineErrors } from '@sunshine/errors';

/** Every code the directory can raise, beside those of the platform. */
export const directoryError = defineErrors({
  DIRECTORY_INPUT_MALFORMED: { kind: 'INVALID_INPUT', text: '“{field}”填写有误：{reason}' },
  ADMIN_ROLE_NEEDED: { kind: 'FORBIDDEN', text: '该操作只能由{role}办理' },
  SESSION_ENDED: { kind: 'UNAUTHENTICATED', text: '登录已结束，请重新登录' },

  ORGAN_UNKNOWN: { kind: 'NOT_FOUND', text: '没有这个机关、单位' },
  ORGAN_NAME_TAKEN: { kind: 'CONFLICT', text: '已有名称或者简称相同的机关、单位' },
  ORGAN_VERSION_MOVED: { kind: 'CONFLICT', text: '机关、单位的资料已被他人修改，请刷新后再试' },
  ORGAN_PARENT_BELOW: { kind: 'RULE_BROKEN', text: '上级机关不能是本机关或者其下级' },
  ORGAN_PARENT_CLOSED: { kind: 'RULE_BROKEN', text: '上级机关已于{day}撤销' },
  ORGAN_REVIEWER_ITSELF: { kind: 'RULE_BROKEN', text: '复查机关不能是本机关' },
  ORGAN_IS_CLOSED: { kind: 'CONFLICT', text: '该机关、单位已于{day}撤销' },
  ORGAN_HAS_OPEN_UNITS: { kind: 'RULE_BROKEN', text: '仍有{count}个下级机关、单位未撤销或者划转' },
  ORGAN_CLOSED_BEFORE_START: { kind: 'RULE_BROKEN', text: '撤销日期应晚于设立日期{day}' },

  PERSON_NOT_FOUND: { kind: 'NOT_FOUND', text: '没有这名人员' },
  PEOPLE_NOT_YOURS: { kind: 'FORBIDDEN', text: '人员名单仅供管理员，以及本机关、单位及其下级的负责人、分流、登记、督查人员查阅' },
  PERSON_DISABLED: { kind: 'CONFLICT', text: '该人员已停用' },
  PERSON_PASSWORD_NOT_YOURS: {
    kind: 'FORBIDDEN',
    text: '该人员已有角色，口令只能由本人修改；口令遗失的，由安全管理员终止其角色后方可重设',
  },
  ACCOUNT_TAKEN: { kind: 'CONFLICT', text: '账号已被使用' },
  PASSWORD_TOO_SHORT: { kind: 'INVALID_INPUT', text: '口令至少{length}个字符' },

  ROLE_UNKNOWN: { kind: 'INVALID_INPUT', text: '没有角色“{role}”' },
  ROLE_NEEDS_ORGAN: { kind: 'INVALID_INPUT', text: '角色{role}须指明机关、单位' },
  ROLE_IS_OF_NODE: { kind: 'INVALID_INPUT', text: '角色{role}属于整个节点，不指明机关、单位' },
  ROLE_UNFIT_FOR_ORGAN: { kind: 'RULE_BROKEN', text: '角色{role}只能设在信访工作机构' },
  ROLE_ADMIN_STANDS_ALONE: { kind: 'RULE_BROKEN', text: '系统管理员、安全管理员、审计管理员由不同的人担任，且不兼任其他角色' },
  ROLE_NOT_FOR_ONESELF: { kind: 'RULE_BROKEN', text: '不得授予或者终止自己的角色' },
  ROLE_LAST_SECURITY_ADMIN: { kind: 'RULE_BROKEN', text: '至少保留一名安全管理员' },
  ROLE_NOT_HELD: { kind: 'NOT_FOUND', text: '该人员没有这个角色' },
  ROLE_DELEGATION_UNFIT: { kind: 'RULE_BROKEN', text: '出具告知的书面委托只能给予承办人员' },

  SIGN_IN_FAILED: { kind: 'UNAUTHENTICATED', text: '账号或者口令不正确' },
  SIGN_IN_PASSWORD_GIVEN: { kind: 'UNAUTHENTICATED', text: '口令由管理员所设，请在登录时另设自己的口令' },
  SIGN_IN_LOCKED: { kind: 'TOO_MANY', text: '登录失败次数过多，请稍后再试' },
  SIGN_IN_BUSY: { kind: 'TOO_MANY', text: '登录人数过多，请稍后再试' },
  REFRESH_TOKEN_INVALID: { kind: 'UNAUTHENTICATED', text: '续期凭证无效，请重新登录' },
  REFRESH_TOKEN_REUSED: { kind: 'UNAUTHENTICATED', text: '续期凭证已用过，为安全起见本次登录已结束' },

  LAW_FILE_REFUSED: { kind: 'INVALID_INPUT', text: '文件{file}的“{path}”被拒绝：{reason}' },
  LAW_REVISION_NOT_HIGHER: { kind: 'CONFLICT', text: '“{id}”的内容有变，更正须用高于{newest}的修订号，不能用{revision}' },
  LAW_FOLDER_UNREADABLE: { kind: 'NOT_FOUND', text: '无法读取规则目录{folder}' },
  CALENDAR_YEAR_ABSURD: { kind: 'INVALID_INPUT', text: '年份应在1900至2999之间' },

  VIEW_UNKNOWN: { kind: 'NOT_FOUND', text: '没有这个视图，或者不是您的视图' },
  VIEW_NAME_TAKEN: { kind: 'CONFLICT', text: '您已有名为“{name}”的视图' },
  VIEW_TOO_MANY: { kind: 'CONFLICT', text: '每人最多保存{limit}个视图' },
  VIEW_COLUMN_UNKNOWN: { kind: 'INVALID_INPUT', text: '该列表没有“{column}”这一列' },
  VIEW_ORDER_UNKNOWN: { kind: 'INVALID_INPUT', text: '该列表没有这种排序' },
  VIEW_SHARING_NOT_YOURS: { kind: 'FORBIDDEN', text: '视图只能由本单位负责人或者分办人员共享' },
});
