/** Words of the keys of the workbench. Every page loads them, so they are not in the file of lists. */
export const keys = {
  open: '快捷键',
  title: '键盘快捷键',
  lead: '正在输入文字时，单键不起作用；与 Ctrl 或者 Alt 同按的仍起作用。苹果电脑以 ⌘ 代替 Ctrl。',
  on: '使用快捷键',
  key: '按键',
  what: '作用',
  close: '关闭',
  then: '然后',
  enter: '打开本行事项',
  go: (title: string) => `打开“${title}”`,
  places: { everywhere: '所有页面', lists: '列表中', desk: '登记页面', dispatch: '分办页面' },
  acts: {
    everywhere: { help: '打开本说明' },
    lists: { filter: '转到筛选条件', down: '下一行', up: '上一行', select: '选择或取消选择本行', next: '下一页', previous: '上一页' },
    desk: { register: '登记；登记后转到下一件' },
    dispatch: { accept: '采用建议并提交', skip: '跳过，看下一件' },
  },
} as const;
