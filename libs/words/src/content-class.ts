/** A small own tree of matters, first and second level, with own codes; a deployment maps it to the table it has the right to use. */
export const CONTENT_CLASSES = {
  城乡建设_住房保障与房地产: '010100',
  城乡建设_国有土地上房屋征收与补偿: '010200',
  城乡建设_城乡规划: '010300',
  城乡建设_城市建设和市政管理: '010400',
  城乡建设_建筑市场: '010500',
  劳动和社会保障_工资福利: '020100',
  劳动和社会保障_劳动关系: '020200',
  劳动和社会保障_劳动保护: '020300',
  劳动和社会保障_城镇职工社会保险: '020400',
  劳动和社会保障_退休政策及待遇: '020500',
  劳动和社会保障_就业培训: '020600',
  国土资源_土地征收: '030100',
  国土资源_土地资源管理: '030200',
  农村农业_农村承包经营: '040100',
  农村农业_农村财务和村务公开: '040200',
  农村农业_农村基础设施: '040300',
  农村农业_畜牧养殖: '040400',
  农村农业_农产品流通: '040500',
  环境保护_噪声污染: '050100',
  环境保护_大气污染: '050200',
  环境保护_水污染: '050300',
  环境保护_固体废物: '050400',
  交通运输_公共交通: '060100',
  交通运输_道路交通: '060200',
  教育文体_基础教育: '070100',
  教育文体_文化事业: '070200',
  教育文体_群众体育: '070300',
  卫生计生_医疗机构管理: '080100',
  卫生计生_医疗保险: '080200',
  卫生计生_公共卫生: '080300',
  民政_社会救助: '090100',
  民政_社会服务: '090200',
  民政_优抚: '090300',
  党务政务_政务公开: '100100',
  纪检监察_违反工作纪律: '110100',
  纪检监察_侵占集体利益: '110200',
  纪检监察_贪污贿赂: '110300',
} as const;
export type ContentClass = keyof typeof CONTENT_CLASSES;

const NAMES: ReadonlyMap<string, string> = new Map(Object.entries(CONTENT_CLASSES).map(([name, code]) => [code, name.replace('_', '：')]));
const FIRST_LEVEL: ReadonlyMap<string, string> = new Map(
  Object.entries(CONTENT_CLASSES).map(([name, code]) => [code.slice(0, 2), name.slice(0, name.indexOf('_'))]),
);

/** What a matter is about, as the public reads it: first and second level, the first level of a code below them, or that it has none. */
export const contentClassName = (code: string | null): string =>
  code === null ? '未分类' : (NAMES.get(code) ?? FIRST_LEVEL.get(code.slice(0, 2)) ?? '其他');
