import type { Told } from './act-rule.js';

/** How the hand-over of a matter to another node went, as far as it stands in the course; that node says it, case shows it. */
export const LEVEL_ACTS = {
  receiveElsewhere: { name: '对方节点已收到', told: 'office' },
  holdElsewhere: { name: '对方节点已承办', told: 'petitioner', toldAs: '承办机关已接收' },
  refuseElsewhere: { name: '对方节点未接收，退回转送单位', told: 'petitioner', toldAs: '对方机关未接收，由原转送机关继续处理' },
  giveBackElsewhere: { name: '对方节点同意撤回，退还转送单位', told: 'petitioner', toldAs: '转送已撤回，由原转送机关继续处理' },
  keepElsewhere: { name: '对方节点不同意撤回', told: 'office' },
  returnElsewhere: { name: '对方节点退回，转新的办理单位', told: 'petitioner', toldAs: '原承办机关已退回，转由新的机关办理' },
  forwardObjection: { name: '异议送来文节点', told: 'office' },
  giveBack: { name: '来文节点撤回，退还该件', told: 'petitioner', toldAs: '转来的机关已撤回，由其继续处理' },
} as const satisfies Record<string, { readonly name: string; readonly told: Told; readonly toldAs?: string }>;
export type LevelAct = keyof typeof LEVEL_ACTS;
