/** Words of last days and of how they are counted. */
export const days = {
  left: (left: number) => (left > 0 ? `还有${left}天` : left === 0 ? '今天是最后一天' : `已经过了${-left}天`),
  lastDay: (name: string) => `${name}的最后一天`,
  why: '为什么是这一天？',
  source: (source: string) => `依据：${source}`,
  from: (from: string) => `从 ${from} 起算，当天不算，第二天是第一天。`,
  rule: (rule: string) => `规则是“${rule}”。`,
  counted: (nominal: string) => `这样数到 ${nominal}。`,
  shifted: (last: string) => `这一天休息，顺延到之后第一个工作日：${last}。`,
  notShifted: '这一天不用顺延，当天提出仍然有效。',
  provisional: '这一年的放假安排还没有公布，日期是暂定的，请早一点提出。',
  passed: '这一天已经过了。是否还有法律规定的例外，请尽快向该机关询问。',
} as const;
