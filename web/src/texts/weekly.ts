/** Words of the weekly reports of supervision (督查周报). */
export const weekly = {
  lead: '每周一份，封存后不再变动；以后数据变化的，以当时封存的为准。不以信访数量排名。',
  all: '全部周报',
  freeze: '封存周报',
  none: '没有封存的周报。',
  heads: ['周报', '期间', '数据截至', '封存人'],
  span: (from: string, to: string) => `${from}至${to}`,
  frozenAt: '封存时间',
  frozenBy: '封存人',
  hash: '内容校验码',
  holds: '内容与封存时一致',
  broken: '内容与封存时不一致',
  docx: '下载文档（DOCX）',
  pdf: '下载PDF',
  busy: '正在下载…',
  downloaded: (name: string) => `已下载：${name}`,
  failed: '下载中断，请重试。',
} as const;
