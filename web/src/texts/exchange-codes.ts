/** Why a message, a receipt or a try did not count, by the code that this node or the partner gave. */
export const exchangeCodes: Readonly<Record<string, string>> = {
  EXCHANGE_OFF: '节点没有编号，不收发报文',
  EXCHANGE_STOPPED: '节点现在不能签名，暂停收发',
  EXCHANGE_PATH_UNKNOWN: '对方没有这个收报文的地址',
  EXCHANGE_TOO_MANY: '一分钟内发送的报文过多',
  RECEIVER_OTHER: '报文写明的接收节点不是该节点',
  PARTNER_UNKNOWN: '发送节点没有登记为交换伙伴',
  PARTNER_SUSPENDED: '接收方已暂停交换',
  PARTNER_KEY_TAKEN: '密钥已登记给另一节点',
  PARTNER_ORGAN_TAKEN: '单位已登记在另一节点',
  PARTNER_ORGAN_OWN: '对方节点的单位不能登记对方来的事项',
  PARTNER_KEY_SUITE: '密钥的密码算法与约定的不同',
  KEY_UNKNOWN: '密钥没有登记',
  KEY_NOT_YET: '密钥还没有生效',
  KEY_EXPIRED: '密钥的有效期已经届满',
  KEY_REVOKED: '密钥已经吊销',
  KEY_VALIDITY_BACKWARDS: '密钥有效期的起止颠倒',
  KEY_UNPROVED: '没有证明新密钥由发送节点持有',
  KEYS_MALFORMED: '密钥格式不符，或者指纹不是它的指纹',
  KIND_NOT_ALLOWED: '没有约定传递这种报文',
  DIVISION_NOT_ALLOWED: '没有约定传递这个区划的事项',
  MESSAGE_KIND_NOT_HANDLED: '接收节点不办理这种报文',
  MESSAGE_NOT_APPLIED: '多次办理没有办成',
  MESSAGE_TEXT_GONE: '内容已不再保存，不能再发',
  MESSAGE_UNKNOWN: '没有所指的报文',
  SEQUENCE_TAKEN: '这一号已经是另一份报文',
  SEQUENCE_GIVEN_UP: '这一号已经放弃',
  SEQUENCE_TOO_FAR: '序号超前太多',
  RECONCILIATION_DAYS: '对账的日期不符合规定',
  ENVELOPE_TOO_LONG: '报文过长',
  ENVELOPE_TOO_DEEP: '报文嵌套过深',
  ENVELOPE_MALFORMED: '报文格式不符',
  ENVELOPE_VERSION_UNKNOWN: '不支持这一版报文',
  ENVELOPE_KEY_OTHER: '报文用的是另一个密钥',
  ENVELOPE_SUITE_OTHER: '双方使用的密码算法不同',
  ENVELOPE_SIGNATURE_WRONG: '报文的签名不符',
  ENVELOPE_NOT_OPENED: '报文内容不能解密',
  KIND_UNKNOWN: '没有这种报文',
  KIND_OF_OTHER_SIDE: '这种报文不由发送节点发出',
  BODY_VERSION_MALFORMED: '报文内容的版本不符',
  BODY_MALFORMED: '报文内容的格式不符',
  RECEIPT_MALFORMED: '回执格式不符',
  RECEIPT_SIGNATURE_WRONG: '回执的签名不符',
  RECEIPT_OTHER: '对方的应答不是这份报文的回执',
  PULL_MALFORMED: '取件请求格式不符',
  PULL_SIGNATURE_WRONG: '取件请求的签名不符',
  PULL_STALE: '取件请求的时间与对方的时间相差太大',
  PULL_REPEATED: '取件请求已经用过',
  PULL_NOT_AGREED: '没有约定由本方取件',
  PULL_ANSWER_MALFORMED: '对方对取件的应答格式不符',
  FERRY_TOO_LONG: '摆渡文件过长',
  FERRY_MALFORMED: '摆渡文件格式不符',
  FERRY_SIGNATURE_WRONG: '摆渡文件的签名不符',
  FERRY_NOT_AGREED: '没有约定以摆渡文件交换',
  FERRY_RECEIVER_OTHER: '摆渡文件不是给该节点的',
  REFUSED: '对方没有说明原因',
  // What a machine says where nobody answered.
  ECONNREFUSED: '对方没有开机，或者没有在这个地址接收',
  ECONNRESET: '连接中断',
  ENOTFOUND: '找不到对方的地址',
  EAI_AGAIN: '现在查不到对方的地址',
  ETIMEDOUT: '对方没有应答',
  EHOSTUNREACH: '网络不通',
  ENETUNREACH: '网络不通',
  UND_ERR_CONNECT_TIMEOUT: '对方没有应答',
  UND_ERR_SOCKET: '连接中断',
  CERT_HAS_EXPIRED: '对方的证书已经过期',
  DEPTH_ZERO_SELF_SIGNED_CERT: '对方的证书不受信任',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: '对方的证书不受信任',
  'The operation was aborted due to timeout': '对方20秒内没有应答',
};

const words = (code: string): string => {
  const http = /^HTTP (\d{3})$/.exec(code);
  if (http) return `对方返回错误${http[1]}`;
  return exchangeCodes[code] ?? (/^[A-Z][A-Z0-9_]{2,60}$/.test(code) ? '原因代码没有对应的说明' : '');
};

/** A code in words with the code behind them; what is no code, unchanged. */
export function reasonText(code: string): string {
  const told = words(code);
  return told === '' ? code : `${told}（${code}）`;
}
