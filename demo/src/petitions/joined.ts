import { organId } from '../city.js';
import { accepted, by, closed, does, opined, recordOf, routed, served, type Bend, type Sight } from './bend.js';
import { somebody, type DemoPetition } from './demo-petition.js';

const merging = (back: number, ...others: readonly string[]): Bend[] => [
  by(back, 'bureau.city', 'DISPATCHER', 'mergePetitions', ({ other }) => ({
    joined: others.map((code) => ({ petitionId: other(code).id })),
    reason: '同一小区、同一单位、同一问题',
  })),
  by(back - 2, 'bureau.city', 'AUDITOR', 'confirmMerge', (sight) => ({ mergeId: recordOf(sight, 'merge') })),
];

/** 复核 on paper, of before this platform had it. */
const finished = ({ day }: Sight) => [{ number: '明政复核演示2号', servedOn: day(62) }];

/** Matters that go on as one, and apart again; one closed, found wanting and open again; one in the archive. */
export const joined: readonly DemoPetition[] = [
  {
    code: 'M01',
    channel: 'WEB',
    contentClass: '环境保护_噪声污染',
    at: 'bureau.city',
    summary: '工地夜间打桩，全楼睡不好',
    text: '春晓花园南侧工地连续一周夜里打桩，老人孩子都睡不好。',
    requests: ['请求停止夜间打桩'],
    petitioners: [somebody(164, '明川市东湖区春晓花园1号楼301室')],
    course: { received: 24 },
    bends: [routed(20, 'ecology.city'), accepted(12, 'ecology.city'), ...merging(8, 'M02')],
  },
  {
    code: 'M02',
    channel: 'PHONE',
    contentClass: '环境保护_噪声污染',
    at: 'bureau.city',
    summary: '同一工地夜间施工噪声',
    text: '南侧工地半夜还在打桩，家里有高三学生。',
    requests: ['请求夜间停工'],
    petitioners: [somebody(165, '明川市东湖区春晓花园1号楼902室')],
    course: { received: 26 },
    bends: [routed(22, 'ecology.city'), accepted(14, 'ecology.city')],
  },
  {
    code: 'M03',
    channel: 'LETTER',
    contentClass: '城乡建设_住房保障与房地产',
    at: 'bureau.city',
    summary: '二次供水水压不足',
    text: '十五层以上晚高峰没有水，水泵房说要换泵。',
    requests: ['请求更换水泵'],
    petitioners: [somebody(166, '明川市东湖区学府路88号1801室')],
    course: { received: 34 },
    bends: [
      routed(30, 'housing.city'),
      accepted(22, 'housing.city'),
      ...merging(18, 'M04'),
      by(10, 'bureau.city', 'DISPATCHER', 'unmergePetitions', (sight) => ({
        mergeId: recordOf(sight, 'merge'),
        reason: '经查不是同一泵房，责任单位不同',
      })),
      by(8, 'bureau.city', 'AUDITOR', 'confirmUnmerge', (sight) => ({ mergeId: recordOf(sight, 'merge') })),
    ],
  },
  {
    code: 'M04',
    channel: 'FAX',
    contentClass: '城乡建设_住房保障与房地产',
    at: 'bureau.city',
    summary: '高层用水高峰停水',
    text: '我家在十七楼，每天晚上停水两小时。',
    requests: ['请求恢复高峰供水'],
    petitioners: [somebody(167, '明川市东湖区学府路90号1703室')],
    course: { received: 33 },
    bends: [routed(29, 'housing.city'), accepted(23, 'housing.city')],
  },
  {
    code: 'P04',
    channel: 'VISIT',
    contentClass: '交通运输_道路交通',
    at: 'bureau.city',
    summary: '村道排水沟堵塞，路面结冰',
    text: '排水沟堵了以后水漫到路上，早晨结冰，摔了两个人。',
    requests: ['请求疏通排水沟'],
    petitioners: [somebody(168, '西岭县石桥镇石桥村5组')],
    course: { received: 100 },
    bends: [
      routed(96, 'traffic.city'),
      accepted(90, 'traffic.city'),
      ...opined(76, 72, 'traffic.city', {
        facts: '排水沟淤塞约八十米。',
        outcome: 'EXPLAINED',
        answer: '该路段属村道，由村委会负责清淤。',
        basis: '《公路法》第八条',
      }),
      ...served(68, 'traffic.city'),
      ...closed(60, 'traffic.city', 'opinion_served', 58),
      by(18, 'bureau.city', 'AUDITOR', 'reopenPetition', {
        reason: 'DEFECT',
        text: '抽查发现该路段上年已移交公路管理单位，答复有误',
        stage: 'handling',
      }),
    ],
  },
  {
    code: 'P05',
    channel: 'EMAIL',
    contentClass: '民政_社会服务',
    at: 'bureau.city',
    summary: '养老机构退费规定看不懂',
    text: '入住合同的退费条款写得含糊，请解释清楚。',
    requests: ['请求说明退费规定'],
    petitioners: [somebody(169, '明川市东湖区梧桐苑3号楼')],
    course: { received: 110 },
    bends: [
      routed(106, 'civil.city'),
      accepted(98, 'civil.city'),
      ...opined(80, 76, 'civil.city', {
        facts: '合同条款按示范文本订立。',
        outcome: 'NOT_SUPPORTED',
        answer: '不支持全额退费，按实际入住天数结算。',
        basis: '《养老机构管理办法》第二十条',
      }),
      ...served(72, 'civil.city'),
      ...closed(66, 'civil.city', 'opinion_served', 64),
      by(40, 'civil.city', 'HANDLER', 'archivePetition', ({ filed }) => ({
        entries: filed.papers.map(({ id }) => ({ documentId: id, pages: 2 })),
      })),
    ],
  },
  {
    code: 'B01',
    channel: 'LETTER',
    contentClass: '城乡建设_住房保障与房地产',
    at: 'bureau.city',
    summary: '一信两事：外墙脱落，并反映验收人员',
    text: '外墙瓷砖脱落砸了车；另外验收那天有人收了施工方的购物卡。',
    requests: ['请求修复外墙', '请求核查验收人员'],
    petitioners: [somebody(171, '明川市东湖区学府路12号')],
    course: { received: 14 },
    bends: [
      does(11, 'registrar.city', 'prepareSplit', {
        parts: [
          {
            kind: 'CLAIM',
            summary: '外墙瓷砖脱落，请求修复',
            text: '外墙瓷砖脱落砸了车，请求修复。',
            requests: [{ text: '请求修复外墙' }],
          },
          {
            kind: 'REPORT',
            summary: '反映验收人员收受购物卡',
            text: '验收那天有人收了施工方的购物卡。',
            requests: [{ text: '请求核查验收人员' }],
            accused: [{ organId: organId('housing.city') }],
          },
        ],
      }),
      by(11, 'bureau.city', 'DISPATCHER', 'splitPetition', (sight) => ({
        splitId: recordOf(sight, 'split'),
        reason: '申诉求决与检举控告须分开办理',
      })),
      by(10, 'bureau.city', 'AUDITOR', 'confirmSplit', (sight) => ({ splitId: recordOf(sight, 'split') })),
    ],
  },
  {
    code: 'N04',
    channel: 'WEB',
    contentClass: '民政_社会服务',
    at: 'bureau.city',
    summary: '养老机构退费，办结后再次提出',
    text: '退费的事已经有了结论，我还是不服，再提一次。',
    requests: ['请求全额退费'],
    petitioners: [somebody(172, '明川市东湖区梧桐苑3号楼')],
    course: { received: 26 },
    bends: [
      routed(22, 'civil.city'),
      by(16, 'civil.city', 'HANDLER', 'compareRefiling', (sight) => ({
        earlierNumber: sight.other('P05').number,
        opinions: finished(sight),
        same: true,
        reason: '诉求、事实和理由与原件相同，没有新的证据',
      })),
      by(15, 'civil.city', 'HANDLER', 'refuseRefiling', (sight) => ({
        ground: 'after_rereview_same_facts',
        reason: '同一事项已经复核',
        earlier: finished(sight),
        help: '可以申请困难救助，诉讼渠道开放',
      })),
      by(13, 'civil.city', 'CHECKER', 'confirmRefusal', (sight) => ({ refusalId: recordOf(sight, 'refusal'), ...sight.sent('不再受理') })),
    ],
  },
];
