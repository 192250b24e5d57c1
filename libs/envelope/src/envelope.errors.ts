import { defineErrors } from '@sunshine/errors';

/** Why an envelope or a receipt does not count. */
export const envelopeError = defineErrors({
  ENVELOPE_TOO_LONG: { kind: 'INVALID_INPUT', text: '报文有{bytes}字节，不得超过{limit}字节' },
  ENVELOPE_TOO_DEEP: { kind: 'INVALID_INPUT', text: '报文嵌套超过{limit}层' },
  ENVELOPE_MALFORMED: { kind: 'INVALID_INPUT', text: '报文格式不符：{place}' },
  ENVELOPE_VERSION_UNKNOWN: { kind: 'INVALID_INPUT', text: '不支持第{version}版报文' },
  ENVELOPE_KEY_OTHER: { kind: 'FORBIDDEN', text: '报文写明的密钥是{named}，不是{given}' },
  ENVELOPE_SUITE_OTHER: { kind: 'RULE_BROKEN', text: '双方使用的密码算法不同：本方{own}，对方{partner}' },
  ENVELOPE_SIGNATURE_WRONG: { kind: 'FORBIDDEN', text: '报文的签名不符' },
  ENVELOPE_BODY_OTHER: { kind: 'FORBIDDEN', text: '报文内容不是报头所签的那一份' },
  ENVELOPE_NOT_OPENED: { kind: 'FORBIDDEN', text: '报文内容不能解密，或者不属于这份报文' },
  KIND_UNKNOWN: { kind: 'INVALID_INPUT', text: '不认识报文种类“{messageKind}”' },
  KIND_OF_OTHER_SIDE: { kind: 'FORBIDDEN', text: '“{messageKind}”报文只能由{side}发送' },
  BODY_VERSION_MALFORMED: { kind: 'INVALID_INPUT', text: '报文内容的版本号不符：{version}' },
  BODY_MALFORMED: { kind: 'INVALID_INPUT', text: '报文内容格式不符：{place}' },
  KEYS_MALFORMED: { kind: 'INVALID_INPUT', text: '密钥{keyId}格式不符，或者编号不是它的编号' },
  KEY_UNPROVED: { kind: 'FORBIDDEN', text: '密钥{keyId}没有用自身签名证明由告知的节点持有，或者证明与告知的节点、编号、生效时间不符' },
  RECEIPT_MALFORMED: { kind: 'INVALID_INPUT', text: '回执格式不符：{place}' },
  RECEIPT_SIGNATURE_WRONG: { kind: 'FORBIDDEN', text: '回执的签名不符' },
  PULL_MALFORMED: { kind: 'INVALID_INPUT', text: '取件请求格式不符：{place}' },
  PULL_SIGNATURE_WRONG: { kind: 'FORBIDDEN', text: '取件请求的签名不符' },
  FERRY_TOO_LONG: { kind: 'INVALID_INPUT', field: 'file', text: '摆渡文件有{bytes}字节，不得超过{limit}字节' },
  FERRY_MALFORMED: { kind: 'INVALID_INPUT', field: 'file', text: '摆渡文件格式不符：{place}' },
  FERRY_SIGNATURE_WRONG: { kind: 'FORBIDDEN', field: 'file', text: '摆渡文件的签名不符' },
  ROOT_MALFORMED: { kind: 'INVALID_INPUT', text: '存证根格式不符：{place}' },
  ROOT_SIGNATURE_WRONG: { kind: 'FORBIDDEN', text: '存证根的签名不符' },
});
