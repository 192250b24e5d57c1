import { defineErrors } from '@sunshine/errors';

/** What the acts on settlements and their promises refuse. */
export const settlementError = defineErrors({
  SETTLEMENT_OF_CLAIMS_ONLY: { kind: 'RULE_BROKEN', text: '只有申诉求决类事项可以调解、和解；检举控告、建议意见和涉法涉诉事项不适用' },
  SETTLEMENT_STANDING: { kind: 'CONFLICT', text: '该件已有尚未履行完毕的调解、和解协议' },
  SETTLEMENT_PARTY_MALFORMED: { kind: 'INVALID_INPUT', text: '每方当事人应为信访人、机关单位或者他人之一' },
  SETTLEMENT_PARTIES_MISSING: { kind: 'RULE_BROKEN', field: 'parties', text: '协议须有信访人和另一方当事人' },
  SETTLEMENT_PARTY_UNKNOWN: { kind: 'NOT_FOUND', text: '该件没有这位信访人' },
  SETTLEMENT_NOT_SIGNED: { kind: 'RULE_BROKEN', text: '双方均须在协议上签名' },
  SETTLEMENT_PROMISES_MISSING: { kind: 'RULE_BROKEN', field: 'promises', text: '协议须写明各项承诺、承诺方和履行日期' },
  SETTLEMENT_PROMISE_PARTY_UNKNOWN: { kind: 'INVALID_INPUT', text: '协议没有第{party}方当事人' },
  SETTLEMENT_PROMISE_TOO_EARLY: { kind: 'RULE_BROKEN', text: '承诺的履行日期{day}早于协议签订之日' },
  PROMISE_NOT_FOUND: { kind: 'NOT_FOUND', field: 'promiseId', text: '没有这项待履行的承诺' },
  PROMISE_PARTY_NOT_ASKED: { kind: 'RULE_BROKEN', field: 'otherPartyAsked', text: '记录履行前须征询对方当事人' },
  PROMISE_MOVE_NOT_AGREED: { kind: 'RULE_BROKEN', field: 'agreed', text: '变更履行日期须经{count}方当事人都同意' },
  PROMISE_DUE_PAST: { kind: 'RULE_BROKEN', text: '履行日期{day}已经过去，不能再变更' },
  PROMISE_DATE_NOT_LATER: { kind: 'RULE_BROKEN', field: 'dueOn', text: '新的履行日期应当晚于{day}' },
  PROMISE_NOT_OWED_TO_YOU: { kind: 'FORBIDDEN', text: '这项承诺不是对方向您作出的' },
  PROMISE_NOT_YET_DUE: { kind: 'NOT_YET', text: '承诺的履行期限{day}尚未届满，且承诺方没有表示不履行' },
});
