/** Words that the portal and the workbench share. */
export const common = {
  platform: '阳光信访',
  workbench: '阳光信访工作台',
  loading: '正在打开……',
  needsScript: '工作台需要浏览器允许运行脚本。群众信访门户无需脚本即可使用。',
  skip: '跳到正文',
  home: '首页',
  room: (left: number) => `还可写${left}字`,
  beyond: (limit: number, length: number) => `最多${limit}字，现有${length}字，请删减${length - limit}字`,
} as const;
