import { defineErrors } from '@sunshine/errors';

/** Refusals after the death or dissolution of a petitioner, and of entering who carries on. */
export const successionError = defineErrors({
  SUCCESSION_NOT_OF_REPORT: {
    kind: 'RULE_BROKEN',
    text: '检举控告不因检举人死亡或者终止而结束，也不登记承继：线索照常移送、办理；亲属有情况反映的，以本人名义另行提出',
  },
  SUCCESSION_OF_NOBODY: { kind: 'RULE_BROKEN', text: '匿名信访没有可以核实的信访人，不登记死亡、终止和承继' },
  SUCCESSION_DAY_IN_FUTURE: { kind: 'INVALID_INPUT', field: 'endedOn', text: '死亡或者终止日期不得晚于登记日期' },
  SUCCESSION_PROOF_MISSING: { kind: 'RULE_BROKEN', field: 'proofs', text: '请附{proof}' },
  SUCCESSION_PROOF_OTHER_CAUSE: { kind: 'INVALID_INPUT', text: '“{proof}”不能证明本次登记的情形' },
  SUCCESSION_SEARCH_MISSING: { kind: 'INVALID_INPUT', field: 'search', text: '请写明向谁、在哪里查找过承继人' },
  SUCCESSION_UNDECIDED: { kind: 'CONFLICT', text: '该件有一项死亡、终止登记尚待另一人审核' },
  SUCCESSION_STANDS: { kind: 'CONFLICT', field: 'petitionerId', text: '该信访人已由承继人承继；承继人再有变动的，请选承继人登记' },
  SUCCESSION_UNKNOWN: { kind: 'NOT_FOUND', field: 'successionId', text: '该信访事项没有待审核的死亡、终止登记' },
  SUCCESSION_OWN_PROPOSAL: { kind: 'RULE_BROKEN', text: '死亡、终止登记须由登记人以外的人员审核' },
  SUCCESSORS_MISSING: { kind: 'INVALID_INPUT', field: 'successors', text: '请填写承继人；还没有找到的，请选“正在查找”' },
  SUCCESSORS_NOT_ASKED: { kind: 'INVALID_INPUT', field: 'successors', text: '只有已找到承继人的才填写承继人' },
  SUCCESSORS_TOO_MANY: { kind: 'INVALID_INPUT', field: 'successors', text: '承继人不得超过{limit}人；人数更多的，请推选代表' },
  PETITIONER_ENDED: { kind: 'CONFLICT', text: '该信访人已于{day}死亡或者终止；由承继人继续的，请办理“登记承继”' },
  CODE_HOLDER_ENDED: { kind: 'CONFLICT', text: '原信访人已经死亡或者终止，查询码已停用；承继人请用“发给成员查询码”领取自己的查询码' },
  MANDATE_OF_ENDED: { kind: 'CONFLICT', text: '信访人已于{day}死亡或者终止，不能再以其名义委托；请先登记承继，再由承继人委托' },
  CORRECTION_OF_ENDED: {
    kind: 'RULE_BROKEN',
    field: 'field',
    text: '该信访人已登记死亡或者终止，其姓名和证件不再更正为他人；由他人继续的，请办理“登记承继”',
  },
});
