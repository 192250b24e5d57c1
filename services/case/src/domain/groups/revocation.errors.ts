import { defineErrors } from '@sunshine/errors';

/** What is refused of taking back a death or dissolution that was entered by mistake. */
export const revocationError = defineErrors({
  SUCCESSION_NOT_STANDING: {
    kind: 'NOT_FOUND',
    field: 'petitionerId',
    text: '该信访人没有可以撤销的死亡、终止登记；并入其他件的，请先拆回并案',
  },
  SUCCESSION_RELIED_ON: {
    kind: 'RULE_BROKEN',
    text: '该死亡、终止登记不能撤销：{what}',
  },
  REVOCATION_NOT_PROPOSED: { kind: 'NOT_FOUND', field: 'revocationId', text: '没有这份等待审核的承继登记撤销申请' },
});
