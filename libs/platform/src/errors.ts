import { defineErrors } from '@sunshine/errors';

/** Refusals that any room can meet before its own rules are asked. */
export const platformError = defineErrors({
  NOT_FROM_GATEWAY: { kind: 'UNAUTHENTICATED', text: '请求未经网关签名' },
  TOKEN_EXPIRED: { kind: 'UNAUTHENTICATED', text: '登录已过期，请重新登录' },
  SESSION_ENDED: { kind: 'UNAUTHENTICATED', text: '登录已结束，请重新登录' },
  TOKEN_INVALID: { kind: 'UNAUTHENTICATED', text: '登录凭证无效' },
  LIVE_KEY_EXPIRED: { kind: 'UNAUTHENTICATED', text: '实时更新凭证已过期，请刷新页面' },
  LIVE_KEY_INVALID: { kind: 'UNAUTHENTICATED', text: '实时更新凭证无效' },
  SIGN_IN_REQUIRED: { kind: 'UNAUTHENTICATED', text: '请先登录' },
  REQUEST_MALFORMED: { kind: 'INVALID_INPUT', text: '请求格式有误' },
  REQUEST_TOO_DEEP: { kind: 'INVALID_INPUT', text: '查询层数超过上限 {limit}' },
  REQUEST_TOO_LONG: { kind: 'INVALID_INPUT', text: '查询过长，超过上限 {limit} 个词元' },
  ANSWER_TOO_LARGE: { kind: 'INVALID_INPUT', text: '结果过大，请减少每页条数或不要逐层展开列表' },
  TEXT_MALFORMED: { kind: 'INVALID_INPUT', text: '“{field}”含有无效字符' },
  ID_MALFORMED: { kind: 'INVALID_INPUT', text: '“{field}”不是有效的编号，查无此项' },
  DAY_MALFORMED: { kind: 'INVALID_INPUT', text: '日期应为真实存在的日历日，写作 YYYY-MM-DD' },
  INSTANT_MALFORMED: { kind: 'INVALID_INPUT', text: '时刻应为 ISO 8601 格式并带时区' },
  CURSOR_MALFORMED: { kind: 'INVALID_INPUT', text: '翻页位置无效' },
  AFTER_MALFORMED: { kind: 'INVALID_INPUT', text: '请求头 x-after 无效' },
  DAY_IN_FUTURE: { kind: 'RULE_BROKEN', text: '行为日期 {day} 晚于今天' },
  DAY_BEFORE_FORMER_ACT: { kind: 'RULE_BROKEN', text: '行为日期 {day} 早于前一行为的日期 {former}' },
  DAY_NOT_YOURS_TO_SET: { kind: 'FORBIDDEN', text: '该渠道或角色不得自定行为日期' },
  SERVER_CLOSING: { kind: 'UNAVAILABLE', text: '服务正在停止，请稍后再试' },
  DATABASE_BUSY: { kind: 'UNAVAILABLE', text: '数据正被他人修改，请重试' },
  STORAGE_LOW: { kind: 'UNAVAILABLE', text: '服务器存储空间不足，暂不能接收新的信访事项和文件；已填写的内容还在，请稍后再提交' },
  DATABASE_UNAVAILABLE: { kind: 'UNAVAILABLE', text: '数据库暂不可用，请稍后再试' },
});
