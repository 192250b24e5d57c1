/** Words of the page of the day. */
export const today = {
  lead: (day: string) => `今天是${day}。`,
  groups: {
    overdue: '已超期',
    dueToday: '今天到期',
    soon: '三天内',
    week: '本周内',
    later: '以后',
    own: '已满，依其自身规定',
  },
  tasks: '内部分派（承办人员自己的办理日期）',
  tiles: '待办概览',
  confirmations: '等待复核',
  toRoute: '等待分办',
  pending: '待登记',
  pendingOldest: (days: number, left: number) =>
    `最早的一件已等${days}天，${left > 0 ? `还有${left}天` : left === 0 ? '今天到期' : `已超期${-left}天`}`,
  asides: '等待复核的不予登记',
  exports: '等待复核的导出',
  overdue: '已超期',
  dueToday: '今天到期',
  toRegister: '打开信访登记册',
  toBoard: '打开督查看板',
  whole: (group: string, count: number) => `在督查看板中查看“${group}”全部${count}件`,
  empty: '没有待办期限。',
  allDone: '目前没有到期事项，一切按时。',
} as const;
