/** Words of the page of what is due. */
export const today = {
  lead: '按期限先后排列,最先到期的在最前。',
  number: '编号',
  duty: '事项',
  due: '最后期限',
  state: '状态',
  organ: '责任单位',
  empty: '没有待办期限。',
} as const;
