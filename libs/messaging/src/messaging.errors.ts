import { defineErrors } from '@sunshine/errors';

export const messagingError = defineErrors({
  COPY_BEHIND: { kind: 'NOT_YET', text: '您刚才提交的内容正在同步，请稍后重试' },
  READERS_BEHIND: { kind: 'TOO_MANY', text: '系统繁忙，请稍后重试' },
  REQUEST_REUSED: { kind: 'CONFLICT', text: '这一请求已经用别的内容提交过，请刷新后核对是否已经办成' },
  REQUEST_ID_MALFORMED: { kind: 'INVALID_INPUT', text: '请求编号应为1至128个字符' },
  REQUEST_ID_GUESSABLE: { kind: 'INVALID_INPUT', text: '未登录时，请求编号应为随机生成的 UUID' },
  HELD_NOT_FOUND: { kind: 'NOT_FOUND', text: '搁置的消息{id}不存在或已处理' },
  HELD_NOT_FIRST: { kind: 'CONFLICT', text: '同一事项中有更早的搁置消息，应先处理更早的一条' },
  HELD_REASON_MISSING: { kind: 'INVALID_INPUT', field: 'reason', text: '跳过消息须写明理由（5至200个字符）' },
});
