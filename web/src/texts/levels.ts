/** Words of a petition's course at other nodes (上下级平台). */
export const levels = {
  title: '上下级办理情况',
  ways: { sent: '已转往', came: '来自' } as Record<string, string>,
  states: {
    preparing: '正在发送',
    underway: '正在发送',
    received: '对方已收到，尚未登记',
    held: '由对方办理',
    refused: '对方没有接收',
    returned: '已退回',
  } as Record<string, string>,
  cameStates: { held: '由本单位办理', returned: '已退回' } as Record<string, string>,
  number: '对方编号',
  received: '对方收到时间',
  receivedHere: '本平台收到时间',
  answered: '对方答复时间',
  why: '未接收的原因',
  steps: '对方告知的办理情况',
  noSteps: '对方还没有告知办理情况。',
  due: (day: string) => `办理期限：${day}`,
  asOf: (at: string) => `截至${at}`,
};
