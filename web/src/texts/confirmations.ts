/** Words of the page with proposals that wait for a second person. */
export const confirmations = {
  lead: '以下事项由他人提出，等待您作为第二人审批。您本人提出的事项不在此列。最早提出的在最前。',
  none: '现在没有等待您审批的事项。',
  count: (n: number) => `${n}件`,
  proposed: '提出的事项',
  proposedOn: '提出日期',
  proposedBy: '提出人（单位和岗位）',
  reason: '说明',
  organ: '责任单位',
  content: '提出的内容',
  sealed: '检举控告，内容密封',
  open: '打开事项页面',
  more: '显示更多',
  act: (name: string, number: string) => `${name}：${number}`,
  closing: '办结情形',
} as const;
