import { defineErrors } from '@sunshine/errors';

/** Everything that the exchange can refuse; of the envelope itself, see libs/envelope. */
export const exchangeError = defineErrors({
  EXCHANGE_OFF: { kind: 'UNAVAILABLE', text: '本节点没有节点编号，不收发报文' },
  EXCHANGE_STOPPED: { kind: 'UNAVAILABLE', text: '本节点现在不能签名，暂停收发报文，请稍后再试' },
  EXCHANGE_PATH_UNKNOWN: { kind: 'NOT_FOUND', text: '没有这个交换地址' },
  RECEIVER_OTHER: { kind: 'INVALID_INPUT', text: '报文是给{receiver}的，本节点是{node}' },

  PARTNER_UNKNOWN: { kind: 'FORBIDDEN', field: 'node', text: '{node}不是本节点的交换伙伴' },
  PARTNER_SUSPENDED: { kind: 'FORBIDDEN', text: '与{node}的交换已暂停' },
  PARTNER_IS_SELF: { kind: 'INVALID_INPUT', field: 'node', text: '不能把本节点登记为自己的交换伙伴' },
  PARTNER_NODE_MALFORMED: { kind: 'INVALID_INPUT', field: 'node', text: '节点编号须为小写字母、数字、点、短横，如city.990100' },
  PARTNER_NAME_MISSING: { kind: 'INVALID_INPUT', field: 'name', text: '须写明交换伙伴的名称' },
  PARTNER_ENDPOINT_MALFORMED: { kind: 'INVALID_INPUT', field: 'endpoint', text: '地址须是http或者https的完整网址' },
  PARTNER_KEYS_MISSING: { kind: 'INVALID_INPUT', field: 'keys', text: '须至少登记伙伴的一个密钥' },
  PARTNER_KEY_TAKEN: { kind: 'CONFLICT', field: 'keys', text: '密钥{keyId}已登记给另一节点' },
  PARTNER_ORGAN_TAKEN: { kind: 'CONFLICT', field: 'organIds', text: '所选单位已登记在另一节点{node}' },
  PARTNER_ORGAN_OWN: { kind: 'RULE_BROKEN', field: 'receivedByOrganId', text: '{organ}是对方节点的单位，不能由它登记对方来的事项' },
  PARTNER_KEY_SUITE: { kind: 'INVALID_INPUT', field: 'keys', text: '密钥{keyId}的密码算法不是与该伙伴约定的算法' },
  PARTNER_ALLOWANCE_MALFORMED: { kind: 'INVALID_INPUT', text: '“{label}”中的“{value}”不符合格式' },

  KEY_UNKNOWN: { kind: 'FORBIDDEN', text: '密钥{keyId}没有登记给{node}' },
  KEY_NOT_YET: { kind: 'FORBIDDEN', text: '密钥{keyId}从{from}起才有效' },
  KEY_EXPIRED: { kind: 'FORBIDDEN', text: '密钥{keyId}的有效期已于{to}届满' },
  KEY_REVOKED: { kind: 'FORBIDDEN', text: '密钥{keyId}已于{at}吊销' },
  KEY_VALIDITY_BACKWARDS: { kind: 'INVALID_INPUT', field: 'keys', text: '密钥{keyId}的有效期止于{to}，不晚于起于{from}' },

  KIND_NOT_ALLOWED: { kind: 'FORBIDDEN', text: '与{node}之间没有约定传递“{messageKind}”' },
  DIVISION_NOT_ALLOWED: { kind: 'FORBIDDEN', text: '与{node}之间没有约定传递区划{division}的事项' },
  MESSAGE_KIND_NOT_HANDLED: { kind: 'RULE_BROKEN', text: '本节点不办理“{messageKind}”这种报文' },

  SEQUENCE_TAKEN: { kind: 'CONFLICT', text: '该会话的第{sequence}号是另一份报文' },
  SEQUENCE_GIVEN_UP: { kind: 'CONFLICT', text: '该会话的第{sequence}号已经放弃' },
  SEQUENCE_TOO_FAR: { kind: 'CONFLICT', text: '该会话的第{sequence}号超前太多，现在应是第{next}号' },

  PARTNER_WAY_ENDPOINT: {
    kind: 'INVALID_INPUT',
    field: 'endpoint',
    text: '发往对方或者向对方取件的须写明地址；以摆渡文件交换的没有地址，也不取件',
  },
  PULL_STALE: { kind: 'FORBIDDEN', text: '取件请求写明的时间{at}与本节点的时间相差太大' },
  PULL_REPEATED: { kind: 'FORBIDDEN', text: '这份取件请求已经用过' },
  PULL_NOT_AGREED: { kind: 'FORBIDDEN', text: '没有与{node}约定由其取件' },
  FERRY_NOT_AGREED: { kind: 'RULE_BROKEN', text: '没有与{node}约定以摆渡文件交换' },
  FERRY_NOTHING: { kind: 'RULE_BROKEN', text: '没有要摆渡给{node}的报文或者回执' },
  FERRY_RECEIVER_OTHER: { kind: 'INVALID_INPUT', field: 'file', text: '摆渡文件是给{receiver}的，本节点是{node}' },
  FERRY_PIECE_MALFORMED: { kind: 'INVALID_INPUT', field: 'piece', text: '摆渡文件分为1至{limit}段，本段须在其中，每次上传的总段数相同' },
  MESSAGE_TEXT_GONE: { kind: 'RULE_BROKEN', text: '这份报文的内容已不再保存，不能再发' },
  MESSAGE_UNKNOWN: { kind: 'NOT_FOUND', text: '没有这份报文' },
  MESSAGE_NOT_RESENT: { kind: 'RULE_BROKEN', text: '这份报文{state}，不能重发' },
  MESSAGE_NOT_PARKED: { kind: 'RULE_BROKEN', text: '这份报文{state}，不能放弃' },
  REASON_MISSING: { kind: 'INVALID_INPUT', field: 'reason', text: '须写明原因' },
  PROOF_NOT_YET: { kind: 'NOT_YET', text: '这份报文的存证尚未入根，请稍后再试' },
  RECONCILIATION_DAYS: { kind: 'INVALID_INPUT', field: 'to', text: '对账的日期须从早到晚，不超过{limit}天，不晚于昨天' },
  DIFFERENCE_UNKNOWN: { kind: 'NOT_FOUND', text: '没有这项差异' },
  DIFFERENCE_ENDED: { kind: 'RULE_BROKEN', text: '这项差异{state}，不必再处理' },
  DIFFERENCE_NOT_RESENT: { kind: 'RULE_BROKEN', text: '这种差异不能靠重发补齐，须双方核对后写明结论' },
});
