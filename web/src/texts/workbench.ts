/** Words of the workbench's frame and of the parts all its pages use. */
export const workbench = {
  title: '工作台',
  navigation: '工作栏目',
  notFound: '没有这个页面。',
  notAllowed: '您的岗位不使用这个页面。',
  again: '重试',
  offline: '连接不上服务器。请检查网络;已填写的内容仍保留在本页。',
  failed: '没有办成',
  basis: '依据',
  empty: '没有内容。',
  close: '关闭',
  pages: {
    today: '今日待办',
    desk: '登记',
    petitions: '信访登记册',
    confirmations: '待我确认',
    held: '暂存消息',
    account: '我的账号',
  },
} as const;
