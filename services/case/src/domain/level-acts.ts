import type { Told } from './act-rule.js';

/** How the hand-over of a matter to another node went, as far as it stands in the course; that node says it, case shows it. */
export const LEVEL_ACTS = {
  receiveElsewhere: { name: '对方节点已收到', told: 'office' },
  holdElsewhere: { name: '对方节点已承办', told: 'petitioner', toldAs: '承办机关已接收' },
  refuseElsewhere: { name: '对方节点未接收，退回转送单位', told: 'petitioner', toldAs: '对方机关未接收，由原转送机关继续处理' },
} as const satisfies Record<string, { readonly name: string; readonly told: Told; readonly toldAs?: string }>;
export type LevelAct = keyof typeof LEVEL_ACTS;
