/** Words of the citizen's portal. */
export const portal = {
  tagline: '反映问题、提出建议,件件有登记、步步可查询',
  guide: '我该怎么走',
  file: '我要提交',
  track: '查询进度',
  elderOn: '长者模式',
  elderOff: '标准模式',
  mainNavigation: '主要栏目',
  notFoundTitle: '没有这个页面',
  notFound: '您打开的地址不存在。请从首页重新进入。',
  foreignTitle: '没有受理这个请求',
  foreign: '这个请求不是从本网站的页面发出的，没有受理。请从首页重新进入。',
  workbenchLink: '工作人员登录',
} as const;
