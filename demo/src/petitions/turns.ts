import { organId, personId } from '../city.js';
import { accepted, by, closed, does, informed, opined, opinion, recordOf, routed, served, type Bend, type Sight } from './bend.js';
import { somebody, type DemoPetition } from './demo-petition.js';

const PATH = '《信访工作条例》第三十一条第（六）项';
const day = (back: number) => (sight: Sight) => sight.day(back);

/** Codes of the pack's list of what does not fit, all looked at. */
const CHECKED = ['assigned', 'may_not_be_supported', 'statutory_route', 'several_units', 'joint', 'grave'];
const fast = (back: number, organ: string): Bend =>
  by(back, organ, 'HANDLER', 'chooseFastTrack', { first: true, fits: ['daily_life'], checked: CHECKED, reason: '事实清楚，当日可以解决' });
const answeredFast = (back: number, organ: string, facts: string, answer: string): Bend =>
  by(back, organ, 'HANDLER', 'answerFastTrack', (sight) => {
    const { facts: found, answers } = opinion({ facts, outcome: 'EXPLAINED', answer, basis: '《演示市政服务规定》第六条' })(sight);
    return { facts: found, answers, answerBy: 'phone', record: '电话答复本人，本人表示清楚', paperOffered: true };
  });

/** 简易办理: chosen, accepted, answered by telephone, with a paper on request, and left again. */
const fastTracks: readonly DemoPetition[] = [
  {
    code: 'F01',
    channel: 'PHONE',
    contentClass: '城乡建设_城市建设和市政管理',
    at: 'bureau.city',
    summary: '门前路灯不亮',
    text: '松林路南段五盏路灯不亮，请来人修。',
    requests: ['请求修复路灯'],
    petitioners: [somebody(136, '明川市东湖区松林路35号')],
    course: { received: 4 },
    bends: [routed(2, 'housing.city'), fast(1, 'housing.city')],
  },
  {
    code: 'F02',
    channel: 'WECHAT',
    contentClass: '交通运输_公共交通',
    at: 'bureau.city',
    summary: '公交站牌时刻表缺页',
    text: '站牌上的时刻表掉了一半，末班车时间看不到。',
    requests: ['请求补齐时刻表'],
    petitioners: [somebody(137, '明川市东湖区环湖西路15号')],
    course: { received: 10 },
    bends: [
      routed(7, 'traffic.city'),
      fast(6, 'traffic.city'),
      accepted(5, 'traffic.city'),
      // Answered by nobody yet: the tracking page shows it with its day.
      does(4, 'registrar.city', 'askSupplement', ({ day }) => ({ items: ['站牌现在的照片', '末班车没有来的日期'], answerBy: day(-6) })),
    ],
  },
  {
    code: 'F03',
    channel: 'WEB',
    contentClass: '民政_社会服务',
    at: 'bureau.city',
    summary: '询问高龄津贴发放时间',
    text: '母亲满九十岁，高龄津贴这个月没到账，想问什么时候发。',
    requests: ['请求说明发放时间'],
    petitioners: [somebody(138, '明川市东湖区梧桐苑1号楼')],
    course: { received: 14 },
    bends: [
      routed(11, 'civil.city'),
      fast(10, 'civil.city'),
      accepted(9, 'civil.city'),
      answeredFast(6, 'civil.city', '新增对象自次月起发放。', '下月起按月发放，本月不补。'),
    ],
  },
  {
    code: 'F04',
    channel: 'KIOSK',
    contentClass: '教育文体_文化事业',
    at: 'bureau.city',
    summary: '图书馆自习室开放时间',
    text: '自习室八点才开，考试季能不能说明一下提前开放的安排。',
    requests: ['请求说明开放安排'],
    petitioners: [somebody(139, '明川市东湖区学府路41号')],
    course: { received: 34 },
    bends: [
      routed(31, 'education.city'),
      fast(30, 'education.city'),
      accepted(29, 'education.city'),
      answeredFast(25, 'education.city', '考试季自习室提前一小时开放。', '已公布，七点开放。'),
      by(22, 'education.city', 'ISSUER', 'issueFastTrackPaper', ({ sent }) => sent('书面')),
      ...served(18, 'education.city'),
    ],
  },
  {
    code: 'F05',
    channel: 'EMAIL',
    contentClass: '环境保护_水污染',
    at: 'bureau.city',
    summary: '湖边排口偶有黑水',
    text: '老闸口排口下雨后流黑水，请看看是怎么回事。',
    requests: ['请求查明黑水来源'],
    petitioners: [somebody(140, '明川市东湖区东门街66号')],
    course: { received: 20 },
    bends: [
      routed(16, 'ecology.city'),
      fast(15, 'ecology.city'),
      accepted(14, 'ecology.city'),
      by(12, 'ecology.city', 'HANDLER', 'leaveFastTrack', { reason: '涉及雨污混接，需要溯源，转普通程序' }),
    ],
  },
  {
    code: 'F06',
    channel: 'PHONE',
    contentClass: '卫生计生_公共卫生',
    at: 'bureau.city',
    summary: '疫苗接种预约电话打不通',
    text: '社区接种点电话一直占线，想问还有没有别的预约办法。',
    requests: ['请求告知预约办法'],
    petitioners: [somebody(141, '明川市东湖区桂香里30号')],
    course: { received: 44 },
    bends: [
      routed(41, 'health.city'),
      fast(40, 'health.city'),
      accepted(39, 'health.city'),
      answeredFast(36, 'health.city', '接种点已开通网上预约。', '可在网上预约，电话增加一条线路。'),
      ...closed(33, 'health.city', 'fast_track_answered'),
    ],
  },
];

const keeping = (back: number, ground: string, reason: string, more: (sight: Sight) => Record<string, unknown> = () => ({})): Bend =>
  does(back, 'registrar.city', 'keepForReference', (sight) => ({ ground, reason, ...more(sight) }));
const kept = (back: number): Bend => does(back, 'registrar2.city', 'confirmKeeping', ({ sent }) => sent('存'));
const refusing = (back: number, lower: string): Bend =>
  by(back, 'gov.city', 'HANDLER', 'refuseAcceptance', ({ other }) => ({
    ground: 'pending_with_lower_organ',
    reason: '同一事项正由下级单位在期限内办理',
    matterNumber: other(lower).number,
  }));
const refused = (back: number): Bend =>
  by(back, 'gov.city', 'CHECKER', 'confirmRefusal', (sight) => ({ refusalId: recordOf(sight, 'refusal'), ...sight.sent('不予受理') }));

/** Kept for reference, guided, refused. */
const turnedAway: readonly DemoPetition[] = [
  {
    code: 'K01',
    channel: 'LETTER',
    contentClass: '卫生计生_医疗机构管理',
    at: 'bureau.city',
    summary: '感谢急诊科医护人员',
    text: '上个月深夜急诊，值班医生护士忙到天亮，写信表示感谢。',
    requests: ['表示感谢'],
    petitioners: [somebody(142, '明川市东湖区桂香里8号')],
    course: { received: 18 },
    bends: [keeping(14, 'THANKS', '来信表示感谢，没有诉求'), kept(12)],
  },
  {
    code: 'K02',
    channel: 'WEB',
    contentClass: '城乡建设_住房保障与房地产',
    at: 'bureau.city',
    summary: '再次反映三号楼顶层漏雨',
    text: '上次反映过的顶层漏雨，再提一次。',
    requests: ['请求维修顶层漏雨'],
    petitioners: [somebody(143, '明川市东湖区春晓花园2号楼')],
    course: { received: 9 },
    bends: [keeping(5, 'DUPLICATE', '与在办件是同一事项', ({ other }) => ({ duplicateOfId: other('P01').id })), kept(3)],
  },
  {
    code: 'K03',
    channel: 'LETTER',
    contentClass: '党务政务_政务公开',
    at: 'bureau.city',
    summary: '来信字迹被水浸，无法辨认',
    text: '（来信大部分字迹被水浸，仅能辨认“请帮忙”三字）',
    requests: ['无法辨认'],
    petitioners: [somebody(144, '明川市东湖区松林路2号')],
    course: { received: 8 },
    bends: [keeping(3, 'UNREADABLE', '字迹无法辨认，已询问', (sight) => ({ asked: { on: day(5)(sight), how: '按信封地址去信询问' } }))],
  },
  {
    code: 'K04',
    channel: 'FAX',
    contentClass: '劳动和社会保障_就业培训',
    at: 'bureau.city',
    summary: '只写了“培训补贴”四个字',
    text: '培训补贴。',
    requests: ['未写明'],
    petitioners: [somebody(145, '明川市东湖区工业路18号')],
    course: { received: 13 },
    bends: [
      keeping(10, 'NO_REQUEST', '没有写明诉求，电话未接', (sight) => ({ asked: { on: day(11)(sight), how: '两次电话无人接听' } })),
      kept(9),
      by(3, 'bureau.city', 'REGISTRAR', 'objectToKeeping', { reason: '来电说明：培训结束后补贴没有发' }),
    ],
  },
  {
    code: 'K05',
    channel: 'VISIT',
    contentClass: '城乡建设_住房保障与房地产',
    at: 'bureau.city',
    summary: '来访反映法院判决问题',
    text: '借贷案件二审已经判决，认为判错了，要求信访局改判。',
    requests: ['要求改判'],
    petitioners: [somebody(146, '明川市东湖区东门街41号')],
    course: { received: 11 },
    bends: [
      by(11, 'bureau.city', 'REGISTRAR', 'guideVisitor', {
        toOrganId: organId('court.city'),
        channelId: 'criminal_and_litigation',
        starts: [],
        reason: '对生效判决不服，已说明向人民法院申请再审',
      }),
    ],
  },
  {
    code: 'N01',
    channel: 'LETTER',
    contentClass: '城乡建设_住房保障与房地产',
    at: 'gov.city',
    summary: '顶层漏雨同时写信给市政府',
    text: '顶层漏雨的事，住建局在办，我也写信给市政府。',
    requests: ['请求督促维修顶层漏雨'],
    petitioners: [somebody(147, '明川市东湖区春晓花园2号楼')],
    course: { received: 6 },
    bends: [refusing(3, 'P01')],
  },
  {
    code: 'N02',
    channel: 'EMAIL',
    contentClass: '城乡建设_住房保障与房地产',
    at: 'gov.city',
    summary: '电梯大修资金向市政府再次提出',
    text: '电梯大修资金的事住建局还没答复，先向市政府提出。',
    requests: ['请求落实电梯大修资金'],
    petitioners: [somebody(148, '明川市东湖区春晓花园4号楼')],
    course: { received: 16 },
    bends: [refusing(11, 'P01'), refused(9)],
  },
  {
    code: 'N03',
    channel: 'VISIT',
    contentClass: '城乡建设_住房保障与房地产',
    at: 'gov.city',
    summary: '到市政府反映住建局在办的漏雨',
    text: '漏雨的事住建局在办，我担心拖，来市政府反映。',
    requests: ['请求督促维修'],
    petitioners: [somebody(149, '明川市东湖区春晓花园2号楼')],
    course: { received: 24 },
    bends: [refusing(19, 'P01'), refused(17), ...served(14, 'gov.city', 'REFUSAL'), ...closed(10, 'gov.city', 'refused')],
  },
];

const settled = (back: number, organ: string, dueBacks: readonly number[]): Bend =>
  by(back, organ, 'HANDLER', 'recordSettlement', (sight) => ({
    parties: [
      { petitionerId: sight.filed.petitioners[0]?.id, signature: '信访人本人签名' },
      { other: '明川市演示物业服务有限公司', signature: '法定代表人签名并盖章' },
    ],
    mediator: '湖滨街道人民调解委员会',
    dispute: '电梯停运期间的物业费和维修责任',
    terms: '物业公司限期维修，并减免停运期间的物业费；双方其他权利不受影响。',
    promises: dueBacks.map((due, index) => ({ party: 2, text: ['修复电梯', '退还多收的物业费'][index], dueOn: sight.day(due) })),
  }));
const performed = (back: number, organ: string, n: number): Bend =>
  by(back, organ, 'HANDLER', 'recordPromisePerformed', (sight) => ({
    promiseId: recordOf(sight, 'promise', n),
    evidence: '验收单和退费凭证已入卷',
    otherPartyAsked: true,
  }));
/** The signed paper, which the demo does not hold, by its id. */
const PAPER_FILE = personId('registrar.city');
const withdrawn = (back: number): Bend =>
  does(back, 'registrar.city', 'withdrawPetition', ({ filed }) => ({
    reason: '事情已经解决',
    fileId: PAPER_FILE,
    signedBy: filed.petitioners.map(({ id }) => id),
  }));
const secondContact = (back: number): Bend =>
  by(back, 'bureau.city', 'AUDITOR', 'confirmWithdrawal', { contact: '电话询问本人，确为本人自愿', willing: true });

/** Settlements and withdrawals. */
const agreed: readonly DemoPetition[] = [
  {
    code: 'T01',
    channel: 'LETTER',
    contentClass: '城乡建设_住房保障与房地产',
    at: 'bureau.city',
    summary: '电梯停运，物业费照收',
    text: '电梯停了半年，物业费一分不少，请协调。',
    requests: ['请求修复电梯并减免物业费'],
    petitioners: [somebody(150, '明川市东湖区春晓花园9号楼')],
    course: { received: 40 },
    bends: [routed(36, 'housing.city'), accepted(28, 'housing.city'), settled(10, 'housing.city', [-20, -40])],
  },
  {
    code: 'T02',
    channel: 'VISIT',
    contentClass: '城乡建设_住房保障与房地产',
    at: 'bureau.city',
    summary: '地下车库长期积水',
    text: '车库积水两年，物业说没钱修，请协调解决。',
    requests: ['请求修复车库排水'],
    petitioners: [somebody(151, '明川市东湖区春晓花园10号楼')],
    course: { received: 90 },
    bends: [
      routed(86, 'housing.city'),
      accepted(78, 'housing.city'),
      settled(60, 'housing.city', [30, 20]),
      performed(34, 'housing.city', 0),
      performed(26, 'housing.city', 1),
      ...closed(22, 'housing.city', 'settled'),
    ],
  },
  {
    code: 'T03',
    channel: 'WEB',
    contentClass: '城乡建设_住房保障与房地产',
    at: 'bureau.city',
    summary: '开发商答应的绿地变成停车场',
    text: '售楼时图上是绿地，现在画成收费车位。',
    requests: ['请求恢复绿地'],
    petitioners: [somebody(152, '明川市东湖区学府路66号')],
    course: { received: 55 },
    bends: [
      routed(51, 'housing.city'),
      accepted(44, 'housing.city'),
      settled(35, 'housing.city', [20, -10]),
      by(8, 'housing.city', 'HANDLER', 'recordPromiseBroken', (sight) => ({
        promiseId: recordOf(sight, 'promise'),
        reason: '到期未恢复，现场仍为车位',
        refusedByParty: true,
      })),
    ],
  },
  {
    code: 'W01',
    channel: 'LETTER',
    contentClass: '教育文体_基础教育',
    at: 'bureau.city',
    summary: '校车线路调整后孩子走路太远',
    text: '校车改线，孩子要走两公里，请恢复原来的站点。',
    requests: ['请求恢复校车站点'],
    petitioners: [somebody(153, '西岭县石桥镇石桥村4组')],
    course: { received: 22 },
    bends: [routed(18, 'education.city'), withdrawn(4)],
  },
  {
    code: 'W02',
    channel: 'PHONE',
    contentClass: '农村农业_农村基础设施',
    at: 'bureau.city',
    summary: '灌溉渠闸门锈死',
    text: '闸门锈死放不了水，请修。',
    requests: ['请求维修闸门'],
    petitioners: [somebody(154, '西岭县柳河镇上柳村2组')],
    course: { received: 26 },
    bends: [routed(22, 'farming.xiling'), withdrawn(12), secondContact(9)],
  },
  {
    code: 'W03',
    channel: 'VISIT',
    contentClass: '劳动和社会保障_工资福利',
    at: 'bureau.city',
    summary: '工地停工期间的生活费',
    text: '停工两个月，公司不发生活费。',
    requests: ['请求支付停工生活费'],
    petitioners: [somebody(155, '明川市东湖区工业路2号')],
    course: { received: 30 },
    bends: [
      routed(26, 'labour.city'),
      accepted(18, 'labour.city'),
      withdrawn(14),
      secondContact(12),
      does(8, 'registrar.city', 'revokeWithdrawal'),
    ],
  },
  {
    code: 'W04',
    channel: 'FAX',
    contentClass: '交通运输_公共交通',
    at: 'bureau.city',
    summary: '老年卡充值被多扣',
    text: '老年卡充值五十只到账三十，请查。',
    requests: ['请求退还多扣金额'],
    petitioners: [somebody(156, '明川市东湖区梧桐苑8号楼')],
    course: { received: 70 },
    bends: [routed(66, 'traffic.city'), withdrawn(58), secondContact(55), ...closed(30, 'traffic.city', 'withdrawn')],
  },
];

/** Inquiry, options, countersigning, instruction, pending commitment, stepping back; an old matter brought in by the migrator. */
const handled: readonly DemoPetition[] = [
  {
    code: 'P01',
    channel: 'LETTER',
    contentClass: '城乡建设_住房保障与房地产',
    at: 'bureau.city',
    summary: '顶层漏雨，维修资金动用不了',
    text: '顶层每逢下雨就漏，维修资金账户里有钱却动用不了，请帮忙解决。',
    requests: ['请求动用维修资金修复屋面'],
    petitioners: [somebody(157, '明川市东湖区春晓花园2号楼')],
    course: { received: 45 },
    bends: [
      routed(42, 'housing.city'),
      accepted(38, 'housing.city'),
      by(34, 'housing.city', 'HANDLER', 'recordInquiry', { form: 'PLAN', text: '先看现场，再核资金账户，后征求业主意见' }),
      by(30, 'housing.city', 'HANDLER', 'recordInquiry', ({ filed }) => ({
        form: 'INTERVIEW',
        text: '逐户询问漏雨位置和时间',
        petitionerId: filed.petitioners[0]?.id,
        readBack: true,
        signature: '本人签名',
        copyGiven: true,
      })),
      by(29, 'housing.city', 'HANDLER', 'addEvidence', { what: '屋面查看照片八张', source: '现场查看', heldBy: '局档案室' }),
      by(22, 'housing.city', 'HANDLER', 'proposeOptions', { root: '整体翻修屋面', interim: '先做应急防水', recommended: 'INTERIM' }),
      by(20, 'housing.city', 'HEAD', 'decideOptions', { choice: 'INTERIM', reason: '雨季在即，先做应急' }),
      by(18, 'housing.city', 'HANDLER', 'recordInstruction', (sight) => ({
        text: '请住建局抓紧解决，不得影响群众居住。',
        post: '分管副市长',
        unit: '市住房和城乡建设局',
        dueOn: day(-10)(sight),
      })),
      by(13, 'housing.city', 'HANDLER', 'answerInstruction', (sight) => ({
        instructionId: recordOf(sight, 'instruction'),
        result: '应急防水已完成，翻修列入计划',
      })),
      by(12, 'housing.city', 'HANDLER', 'pendingCommitment', (sight) => ({
        reason: '整体翻修资金须业主大会表决，本年度不能到位',
        plan: '应急防水已做，资金到位后翻修',
        reviewOn: day(-60)(sight),
      })),
    ],
  },
  {
    code: 'P02',
    channel: 'EMAIL',
    contentClass: '城乡建设_城市建设和市政管理',
    at: 'bureau.city',
    summary: '两局会签的井盖整治意见',
    text: '非机动车道上的井盖高低不平，摔过三个人。',
    requests: ['请求整治井盖'],
    petitioners: [somebody(158, '明川市东湖区工业路14号')],
    course: { received: 50 },
    bends: [
      routed(46, 'housing.city'),
      accepted(40, 'housing.city'),
      by(36, 'housing.city', 'HANDLER', 'pendingCommitment', (sight) => ({
        reason: '井盖权属尚未查清',
        plan: '查清权属后统一整治',
        reviewOn: day(25)(sight),
      })),
      by(22, 'housing.city', 'HANDLER', 'reviewCommitment', { text: '权属已查清，资金已落实' }),
      by(18, 'housing.city', 'HANDLER', 'draftOpinion', (sight) =>
        opinion({
          facts: '高差超标的井盖共二十六处。',
          outcome: 'SUPPORTED',
          answer: '支持，统一整治。',
          basis: '《城市道路管理条例》第二十三条',
          executeBack: -30,
        })(sight),
      ),
      by(16, 'housing.city', 'HANDLER', 'askCountersign', { unit: '局市政处' }),
      by(12, 'housing.city', 'HEAD', 'countersignOpinion', (sight) => ({ countersignId: recordOf(sight, 'countersign'), agreed: true })),
      by(10, 'housing.city', 'CHECKER', 'checkOpinion', { remark: '会签齐全' }),
    ],
  },
  {
    code: 'Q01',
    channel: 'WEB',
    contentClass: '教育文体_基础教育',
    at: 'bureau.city',
    summary: '班级调整没有征求意见',
    text: '学期中合班，没有征求家长意见。',
    requests: ['请求说明合班理由'],
    petitioners: [somebody(159, '明川市东湖区学府路13号')],
    course: { received: 12 },
    bends: [
      routed(8, 'education.city'),
      by(4, 'education.city', 'CHECKER', 'requestRecusal', { reason: '承办员的孩子在该班', officerId: personId('handler.education') }),
    ],
  },
  {
    code: 'Q02',
    channel: 'LETTER',
    contentClass: '劳动和社会保障_退休政策及待遇',
    at: 'bureau.city',
    summary: '退休工龄少算两年',
    text: '档案里的两年学徒期没有算工龄。',
    requests: ['请求重新认定工龄'],
    petitioners: [somebody(160, '明川市东湖区松林路44号')],
    course: { received: 30 },
    bends: [
      routed(26, 'labour.city'),
      does(24, 'handler.labour', 'requestRecusal', { reason: '与信访人是近亲属' }),
      by(23, 'labour.city', 'HEAD', 'decideRecusal', { granted: true, reason: '情况属实，准许回避' }),
      does(18, 'handler2.labour', 'acceptPetition', ({ sent }) => sent('受理')),
    ],
  },
  {
    code: 'Q03',
    channel: 'PHONE',
    contentClass: '民政_社会救助',
    at: 'bureau.city',
    summary: '低保复核结果不公开',
    text: '低保复核以后少了两百元，没人告诉我怎么算的。',
    requests: ['请求公开复核计算'],
    petitioners: [somebody(161, '明川市东湖区湖滨街道厂前社区14号')],
    course: { received: 28 },
    bends: [
      routed(24, 'civil.city'),
      by(22, 'civil.city', 'CHECKER', 'requestRecusal', { reason: '承办员与信访人同住一栋楼', officerId: personId('handler.civil') }),
      by(21, 'civil.city', 'HEAD', 'decideRecusal', { granted: false, reason: '同住一栋楼不构成直接利害关系' }),
      informed(14, 'civil.city', PATH),
    ],
  },
  {
    code: 'P03',
    channel: 'LETTER',
    contentClass: '农村农业_农村财务和村务公开',
    at: 'bureau.city',
    summary: '交办：村集体鱼塘租金去向',
    text: '鱼塘租金五年没有公示，村里说补了账，没人见过。',
    requests: ['请求公开租金账目'],
    petitioners: [somebody(162, '西岭县石桥镇石桥村1组')],
    course: { received: 60 },
    bends: [
      routed(56, 'shiqiao', 'bureau.city', (sight) => ({
        kind: 'ASSIGNMENT',
        reportBy: day(-5)(sight),
        points: ['租金去向', '公示安排'],
      })),
      accepted(50, 'shiqiao'),
      ...opined(36, 32, 'shiqiao', {
        facts: '五年租金均已入账，公示缺三年。',
        outcome: 'PARTLY_SUPPORTED',
        answer: '补公示三年账目，不另行分配。',
        basis: '《村民委员会组织法》第三十条',
        executeBack: -15,
      }),
      ...served(28, 'shiqiao'),
      by(24, 'shiqiao', 'HANDLER', 'reportAssignment', { report: '已作出处理意见并送达。' }),
      by(20, 'bureau.city', 'DISPATCHER', 'returnAssignmentReport', (sight) => ({
        reason: '没有附公示照片',
        todo: '补公示照片后重报',
        deadline: day(-8)(sight),
      })),
    ],
  },
  {
    code: 'P06',
    channel: 'EMAIL',
    contentClass: '农村农业_农村基础设施',
    at: 'bureau.city',
    summary: '交办：自来水管网改造停工',
    text: '管网改造挖开两个月没人管，雨天没法走。',
    requests: ['请求复工并回填'],
    petitioners: [somebody(170, '西岭县柳河镇河口村3组')],
    course: { received: 62 },
    bends: [
      routed(58, 'liuhe', 'bureau.city', (sight) => ({
        kind: 'ASSIGNMENT',
        reportBy: day(-5)(sight),
        points: ['停工原因', '复工日期'],
      })),
      accepted(52, 'liuhe'),
      ...opined(38, 34, 'liuhe', {
        facts: '施工单位撤场，已另行招标。',
        outcome: 'SUPPORTED',
        answer: '支持，一个月内复工并先行回填。',
        basis: '《村庄和集镇规划建设管理条例》第二十六条',
        executeBack: -15,
      }),
      ...served(30, 'liuhe'),
      by(26, 'liuhe', 'HANDLER', 'reportAssignment', { report: '已作出处理意见并送达，附回填照片。' }),
      by(22, 'bureau.city', 'DISPATCHER', 'acceptAssignmentReport'),
    ],
  },
  {
    code: 'Y01',
    channel: 'IMPORT',
    contentClass: '交通运输_公共交通',
    at: 'bureau.city',
    summary: '旧系统导入：夜班车间隔太长',
    text: '夜班车四十分钟一班，等不起。（旧系统导入）',
    requests: ['请求缩短夜班车间隔'],
    petitioners: [somebody(163, '明川市东湖区环湖西路3号')],
    course: { received: 200 },
    bends: [
      does(198, 'migrator', 'routePetition', {
        kind: 'TRANSFER',
        toOrganId: organId('traffic.city'),
        reason: '历史留言导入，属该单位职责',
      }),
      does(195, 'migrator', 'informPetitioner', { path: '信访事项办理程序', procedure: '依照导入当时有效的规定办理' }),
      does(195, 'migrator', 'acceptPetition'),
      does(170, 'migrator', 'recordLegacyReply', { reply: '自下月起夜班车间隔缩短为二十五分钟。' }),
    ],
  },
];

export const turns: readonly DemoPetition[] = [...fastTracks, ...turnedAway, ...agreed, ...handled];
