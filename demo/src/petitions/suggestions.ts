import { organId } from '../city.js';
import { by, closed, informed, routed } from './bend.js';
import { somebody, type DemoPetition } from './demo-petition.js';

const study = (back: number, organ: string, withOrgans: readonly string[] = []) =>
  by(back, organ, 'HANDLER', 'startStudy', {
    plan: '实地调研，征求沿线居民和有关单位意见，十个工作日内提出研究意见',
    withOrganIds: withOrgans.map(organId),
  });
const decided = (
  back: number,
  organ: string,
  outcome: 'ADOPTED' | 'PARTLY_ADOPTED' | 'NOT_ADOPTED',
  reason: string,
  measure: string | null = null,
  views: readonly string[] = [],
) =>
  by(back, organ, 'HEAD', 'decideSuggestion', {
    outcome,
    reason,
    ...(measure !== null && { measure }),
    views: views.map((code) => ({ organId: organId(code), view: '同意研究意见' })),
  });
const replied = (back: number, organ: string, text: string) =>
  by(back, organ, 'HANDLER', 'replySuggestion', ({ sent }) => ({ text, ...sent('回复') }));
const followed = (back: number, organ: string, text: string) =>
  by(back, organ, 'HANDLER', 'followMeasure', ({ day }) => ({ text, doneOn: day(back) }));
const PATH = '作为建议意见研究论证';

/** Suggestions at every step of their path, adopted, partly adopted and not. */
export const suggestions: readonly DemoPetition[] = [
  {
    code: 'G01',
    kind: 'SUGGESTION',
    channel: 'PHONE',
    contentClass: '交通运输_道路交通',
    at: 'bureau.city',
    summary: '建议在桂香里小学门口设错时过街信号灯',
    text: '放学时四个年级一起出门，过街灯只有十五秒。建议放学时段延长绿灯，或者分年级错时。',
    requests: ['建议设置错时过街信号灯'],
    petitioners: [somebody(110, '明川市东湖区桂香里22号')],
    course: { received: 30 },
    bends: [routed(26, 'traffic.city'), informed(18, 'traffic.city', PATH), study(8, 'traffic.city', ['police.city'])],
  },
  {
    code: 'G02',
    kind: 'SUGGESTION',
    channel: 'FAX',
    contentClass: '环境保护_水污染',
    at: 'bureau.city',
    summary: '建议在环湖步道公布每周水质',
    text: '东湖水质到底怎么样，居民只能看颜色。建议在步道入口每周公布一次数据。',
    requests: ['建议每周公布东湖水质'],
    petitioners: [somebody(111, '明川市东湖区环湖东路44号')],
    course: { received: 40 },
    bends: [
      routed(36, 'ecology.city'),
      informed(28, 'ecology.city', PATH),
      study(22, 'ecology.city'),
      decided(6, 'ecology.city', 'ADOPTED', '数据本来就有，公布成本低', '步道三处入口设公示牌，每周一更新'),
    ],
  },
  {
    code: 'G03',
    kind: 'SUGGESTION',
    channel: 'KIOSK',
    contentClass: '民政_社会服务',
    at: 'bureau.city',
    summary: '建议老年食堂增加送餐和晚餐',
    text: '老年食堂只做午餐，走不动的老人来不了。建议增加晚餐，并请志愿者送餐。',
    requests: ['建议老年食堂增加送餐和晚餐'],
    petitioners: [somebody(112, '明川市东湖区松林路7号')],
    course: { received: 48 },
    bends: [
      routed(44, 'civil.city'),
      informed(36, 'civil.city', PATH),
      study(30, 'civil.city'),
      decided(14, 'civil.city', 'PARTLY_ADOPTED', '送餐可行，晚餐人数不足', '先在两个社区试行送餐'),
      replied(9, 'civil.city', '送餐下月起试行，晚餐视试行情况再定。'),
    ],
  },
  {
    code: 'G04',
    kind: 'SUGGESTION',
    channel: 'AGENT',
    agent: '尹某戊',
    contentClass: '交通运输_公共交通',
    at: 'bureau.city',
    summary: '建议低地板公交标注到站时间',
    text: '我替几位坐轮椅的邻居提：低地板车哪一班到，站牌上没有。建议在到站屏上标出来。',
    requests: ['建议到站屏标注低地板公交'],
    petitioners: [somebody(113, '明川市东湖区春晓花园5号楼')],
    course: { received: 70 },
    bends: [
      routed(66, 'traffic.city'),
      informed(58, 'traffic.city', PATH),
      study(50, 'traffic.city'),
      decided(36, 'traffic.city', 'ADOPTED', '调度系统已有数据', '升级到站屏显示'),
      replied(32, 'traffic.city', '已列入本季度升级。'),
      followed(10, 'traffic.city', '四十二块到站屏已升级'),
    ],
  },
  {
    code: 'G05',
    kind: 'SUGGESTION',
    channel: 'TRANSFER_IN',
    contentClass: '教育文体_群众体育',
    at: 'bureau.city',
    summary: '外地转来：建议学校操场假期向居民开放',
    text: '建议寒暑假早晚两个时段开放学校操场，凭身份登记进入。',
    requests: ['建议假期开放学校操场'],
    petitioners: [somebody(114, '明川市东湖区学府路31号')],
    course: { received: 105 },
    bends: [
      routed(101, 'education.city'),
      informed(93, 'education.city', PATH),
      study(85, 'education.city'),
      decided(70, 'education.city', 'ADOPTED', '安全和保洁可由社区共同承担', '两所学校先行开放'),
      replied(66, 'education.city', '两所学校自下个假期起开放。'),
      followed(40, 'education.city', '两所学校已开放'),
      ...closed(36, 'education.city', 'suggestion_replied', 34),
    ],
  },
  {
    code: 'G06',
    kind: 'SUGGESTION',
    channel: 'LETTER',
    contentClass: '城乡建设_城乡规划',
    at: 'bureau.city',
    summary: '建议把老闸口货场改成停车楼',
    text: '老闸口周边没有车位，货场常年空着，建议改建五层停车楼。',
    requests: ['建议把货场改建为停车楼'],
    petitioners: [somebody(115, '明川市东湖区东门街71号')],
    course: { received: 62 },
    bends: [
      routed(58, 'land.city'),
      informed(50, 'land.city', PATH),
      study(42, 'land.city', ['housing.city']),
      decided(20, 'land.city', 'NOT_ADOPTED', '该地块已列入遗址保护范围', null, ['housing.city']),
      replied(16, 'land.city', '该地块不能新建，周边车位另行安排。'),
    ],
  },
  {
    code: 'G07',
    kind: 'SUGGESTION',
    channel: 'WEB',
    contentClass: '党务政务_政务公开',
    at: 'bureau.city',
    summary: '建议政务大厅取消取号只叫名字',
    text: '取号纸容易丢，建议直接叫姓名办理。',
    requests: ['建议叫名办理'],
    petitioners: [somebody(116, '明川市东湖区北门巷33号')],
    course: { received: 80 },
    bends: [
      routed(76, 'gov.city'),
      informed(68, 'gov.city', PATH),
      study(60, 'gov.city'),
      decided(46, 'gov.city', 'NOT_ADOPTED', '当众叫名不利于保护个人信息'),
      replied(42, 'gov.city', '不采纳，理由如上；已增加手机取号。'),
      ...closed(38, 'gov.city', 'suggestion_replied', 36),
    ],
  },
];
