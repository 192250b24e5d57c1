import { defineErrors } from '@sunshine/errors';

export const gatewayError = defineErrors({
  REQUEST_TOO_COSTLY: { kind: 'INVALID_INPUT', text: '查询开销 {cost} 超过上限 {limit}，请减少每页条数或字段' },
  LIST_WITHIN_ITSELF: { kind: 'INVALID_INPUT', text: '列表 {field} 不能隔着其他字段在自身之下再次展开' },
  PAGE_TOO_LARGE: { kind: 'INVALID_INPUT', text: '每页条数超过上限 {limit}' },
  TOO_MANY_ALIASES: { kind: 'INVALID_INPUT', text: '查询别名超过上限 {limit} 个' },
  LIVE_KEYS_TOO_MANY: { kind: 'INVALID_INPUT', text: '实时更新凭证超过上限 {limit} 个' },
  LIVE_KEYS_MIXED: { kind: 'INVALID_INPUT', text: '实时更新凭证应属同一人' },
  LIVE_TOO_MANY: { kind: 'TOO_MANY', text: '实时更新连接过多，请关闭部分页面后重试' },
  REQUESTS_TOO_MANY: { kind: 'TOO_MANY', text: '同时发来的请求过多，请稍后再试' },
  EXCHANGE_TOO_MANY: { kind: 'TOO_MANY', text: '同一地址一分钟内发来的报文超过 {limit} 件，请稍后再发' },
  CALLER_GONE: { kind: 'UNAVAILABLE', text: '连接已断开，请求没有办理' },
  SUBGRAPH_UNAVAILABLE: { kind: 'UNAVAILABLE', text: '部分服务暂不可用，请稍后再试' },
  ANSWER_INCOMPLETE: { kind: 'NOT_YET', text: '部分数据尚未就绪或不可见' },
});
