import { defineErrors } from '@sunshine/errors';

export const levelsError = defineErrors({
  HELD_BY_OTHER_NODE: { kind: 'RULE_BROKEN', text: '该件已由对方节点{node}承办，本节点不能再作“{act}”；有关情况请向承办机关、单位提出' },
  HAND_OVER_OPEN: { kind: 'RULE_BROKEN', text: '该件已移送对方节点{node}，对方尚未答复是否承办，暂不能作“{act}”' },
});
