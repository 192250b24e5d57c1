import { chance } from '@sunshine/chance';
import { CONTENT_CLASSES } from '@sunshine/words';
import { TOPICS } from './seed-topics.js';

/** What a seeded petition says, and who files it: invented people in places that do not exist. */
export interface SeedFiling {
  readonly contentClass: string;
  readonly summary: string;
  readonly text: string;
  readonly request: string;
  readonly name: string;
  readonly phone: string;
  readonly address: string;
  readonly home: Home;
}

/** Where somebody lives: 东湖区湖滨街道, 锦绣家园, 16号楼. */
export interface Home {
  readonly district: string;
  readonly name: string;
  readonly part: string;
}

const words = (text: string) => text.split(' ');

const ESTATES = words(
  '锦绣 湖畔 春晓 望江 明珠 翠竹 金桂 海棠 书香 和顺 银杏 朝阳 滨河 安居 丰泽 听涛 云锦 枫林 景华 瑞祥 东升 文昌 兰亭 玉泉',
);
const ESTATE_KINDS = words('苑 花园 小区 新居 家园 雅苑 名邸 公寓');
const VILLAGES = words('柳 石 杨 梨 枣 槐 桃 竹 沙 塘 岭 溪 高 双 黄 白');
const VILLAGE_KINDS = words('家湾村 树沟村 林店村 园坪村 桥头村 河坝村 庙冲村 岩脚村');
const TOWNS = words('西岭县柳河镇 西岭县石桥镇 西岭县青坪镇 西岭县望山乡 东湖区南塘镇 东湖区北渡乡');
const STREETS = words('东湖区湖滨街道 东湖区新港街道 东湖区文庙街道 东湖区城北街道 西岭县城关街道');
const ROADS = words('演示 新港 湖滨 建设 文庙 纺织 环城 柳荫 北渡 学府 工农 南塘 东升 青年 石桥 望江');
const ROAD_KINDS = words('路 大道 街 巷 南路 北路');
const FIRMS = words('恒远 明泰 华欣 祥瑞 中诚 鼎立 广源 盛达 安信 宏图 嘉禾 金鑫 同创 永固');
const FIRM_KINDS = words('建筑劳务公司 物业公司 置业公司 工程公司 商贸公司 服务公司 科技公司');
const WORKS_KINDS = words('化工厂 砖厂 服装厂 电子厂 机械厂 水泥厂 养殖场 食品厂 家具厂 砂石场');
const SCHOOLS = words('实验小学 文庙小学 湖滨小学 新港中学 城北小学 柳荫中学');
const HOSPITALS = words('市第一人民医院 区中心医院 县人民医院 湖滨社区卫生服务中心 县中医院');
const OFFICES = words('社区居委会 街道办事处 市民热线 城管中队 镇政府 主管部门 派出所 物业服务中心');
const SURNAMES = words(
  '申 李 周 吴 郑 王 冯 陈 褚 卫 蒋 沈 韩 杨 朱 秦 许 何 吕 施 张 孔 曹 严 华 金 魏 陶 姜 戚 谢 邹 喻 柏 水 窦 章 云 苏 潘 葛 范 彭 郎',
);
const STEMS = words('甲 乙 丙 丁 戊 己 庚 辛 壬 癸 子 丑 寅 卯 辰 巳 午 未 申 酉 戌 亥');

const OPENINGS = [
  '我是{住}的居民，现就以下情况向你们反映。',
  '我家住{住}，有一件事长期得不到解决。',
  '写信人住在{住}，情况如下。',
  '来电人反映，其居住在{住}。',
  '尊敬的领导：我是{住}的一名普通群众。',
  '本人系{住}住户，迫不得已来信。',
  '',
];
const EFFORTS = [
  '为此我先后找过{部门}和{部门二}，都说不归他们管。',
  '{月}打过{数}次热线，工单显示已办结，实际没有人来。',
  '找{部门}反映，工作人员记下了电话，之后没有回音。',
  '多次与对方协商，没有任何结果。',
  '{部门}来看过现场，答应{天}天内解决，到期没有动静。',
  '曾经写信给{部门}，收到的答复与事实不符。',
  '邻居们联名写过材料，交给{部门}已有{数}个月。',
];
const CLOSINGS = ['恳请有关部门尽快处理。', '希望给一个明确的答复。', '请求调查核实，依法处理。', '盼复。', '望领导重视，帮助解决。', ''];

/**
 * The filing of a number: the same on every machine. Topics, places, wording and figures vary, so that some are much alike and none
 * are the same. `home` makes it another matter of somebody who lives there.
 */
export function seedFiling(n: number, home: Home | null = null): SeedFiling {
  const next = chance(Math.imul(n + 1, 0x9e3779b1));
  const below = (count: number) => Math.floor(next() * count);
  const one = <T>(of: readonly T[]): T => of[below(of.length)] as T;
  const some = <T>(of: readonly T[], count: number): T[] => {
    const left = [...of];
    return Array.from({ length: Math.min(count, left.length) }, () => left.splice(below(left.length), 1)[0] as T);
  };
  const between = (least: number, most: number) => least + below(most - least + 1);

  const topic = one(TOPICS);
  const road = () => `${one(ROADS)}${one(ROAD_KINDS)}`;
  const [roadOne, roadTwo] = [road(), road()];
  const inVillage = topic.at === 'village';
  const { district, name, part } = home ?? {
    district: one(inVillage ? TOWNS : STREETS),
    name: inVillage ? `${one(VILLAGES)}${one(VILLAGE_KINDS)}` : `${one(ESTATES)}${one(ESTATE_KINDS)}`,
    part: inVillage ? `${between(1, 16)}组` : `${between(1, 48)}号楼`,
  };
  const lives = `${district}${name}${part}`;
  const place = topic.at === 'street' ? `${district}${roadOne}` : `${district}${name}`;
  const firm = `明川${one(FIRMS)}${one(FIRM_KINDS)}`;
  const works = `${one(FIRMS)}${one(WORKS_KINDS)}`;
  const month = () => `${one(['今年', '去年', '2023年', '2024年'])}${between(1, 12)}月`;
  const slots: Record<string, () => string> = {
    地: () => name,
    村: () => name,
    组: () => part,
    楼: () => part,
    路: () => roadOne,
    路二: () => roadTwo,
    住: () => lives,
    公司: () => firm,
    厂: () => works,
    校: () => one(SCHOOLS),
    院: () => one(HOSPITALS),
    线: () => `${between(1, 60)}路`,
    部门: () => one(OFFICES),
    部门二: () => one(OFFICES),
    少: () => String(between(2, 5)),
    数: () => String(between(2, 12)),
    天: () => String(between(7, 90)),
    分: () => String(between(20, 90)),
    户: () => String(between(12, 320)),
    户二: () => String(between(12, 320)),
    角: () => `${between(1, 9)}角`,
    额: () => String(between(8, 980) * 100),
    额二: () => String(between(8, 980) * 100),
    年: () => String(between(1985, 2022)),
    月: month,
    月二: month,
    时: () => one(['晚上10点', '夜里11点', '凌晨1点', '晚上9点', '傍晚6点', '清晨5点']),
  };
  const fill = (text: string) => text.replace(/\{(.+?)\}/g, (whole, slot: string) => slots[slot]?.() ?? whole);

  const facts = some(topic.facts, between(2, 4));
  const efforts = some(EFFORTS, between(1, 2));
  const text = [one(OPENINGS), ...facts, ...efforts, one(topic.harms), one(CLOSINGS)].map(fill).join('');
  return {
    contentClass: CONTENT_CLASSES[topic.contentClass],
    summary: fill(one(topic.summaries)),
    text: text.includes(place) || text.includes(lives) ? text : `${place}：${text}`,
    request: fill(one(topic.requests)),
    name: `${one(SURNAMES)}某${one(STEMS)}`,
    phone: `199${String(n % 100_000_000).padStart(8, '0')}`,
    address: `明川市${lives}${inVillage ? `${between(1, 80)}号` : `${between(1, 3)}单元${between(1, 30)}0${between(1, 4)}室`}`,
    home: { district, name, part },
  };
}
