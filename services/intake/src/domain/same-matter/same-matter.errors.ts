import { defineErrors } from '@sunshine/errors';

export const sameMatterError = defineErrors({
  SAME_MATTER_SEALED: { kind: 'RULE_BROKEN', text: '检举控告和依法须保密的事项不参与跨节点比对' },
  SAME_MATTER_ANONYMOUS: { kind: 'RULE_BROKEN', text: '匿名事项没有信访人身份，不参与跨节点比对' },
  SAME_MATTER_CLOSED: { kind: 'RULE_BROKEN', text: '该事项已办结，不再向其他节点查询' },
  SAME_MATTER_NO_IDENTITY: { kind: 'RULE_BROKEN', text: '该事项没有证件号码，也没有姓名和电话，不能比对；只有姓名不作比对' },
  SAME_MATTER_ASKED_TODAY: { kind: 'CONFLICT', text: '该事项今天已经查询过，请明天再查' },
  SAME_MATTER_TOO_MANY: { kind: 'TOO_MANY', text: '今天已为{limit}件事项查询过其他节点，请明天再查' },
  SAME_MATTER_NO_NODE: { kind: 'NOT_YET', text: '现在没有可以查询的节点：须与对方约定比对，且已收到对方当日的比对表' },

  SAME_MATTER_LIST_OVER: { kind: 'NOT_YET', text: '比对表已过期，请等下一次比对表到达后再查' },
  SAME_MATTER_MALFORMED: { kind: 'INVALID_INPUT', text: '查询内容不是约定的密文' },
  SAME_MATTER_PROOF_WRONG: { kind: 'RULE_BROKEN', text: '对方节点的回答没有通过验证，不予采用' },
});
