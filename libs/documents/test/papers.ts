import { readFileSync } from 'node:fs';
import { nationalPacks, packNamed, requiredParts, type RulePack } from '@sunshine/procedure';
import type { Facts } from '../src/index.js';

export const pack2022 = packNamed(nationalPacks(), 'CN-2022');
export const pack2005 = packNamed(nationalPacks(), 'CN-2005');
/** The pack under which the papers of `golden/` were issued: a paper keeps the titles of its day. */
export const frozen: RulePack = {
  ...pack2022,
  ...(JSON.parse(readFileSync(new URL('golden/CN-2022.json', import.meta.url), 'utf8')) as Pick<
    RulePack,
    'grounds' | 'documents' | 'serviceWays'
  >),
};

const id = (letter: string, n: number): string =>
  `0190a0b0-0000-7000-8${letter.charCodeAt(0).toString(16).padStart(3, '0')}-${String(n).padStart(12, '0')}`;
export const PETITIONERS = [id('s', 1), id('s', 2)] as const;
export const REQUESTS = [id('q', 1), id('q', 2)] as const;
export const BUREAU = id('b', 1);
export const HOUSING = id('h', 1);
const PETITION = id('z', 1);

const person = (name: string, masked: string) => ({
  masked: { name: masked, phone: '139****0001', address: null },
  full: { name, phone: '13900000001', address: `演示路${name.length}号` },
});

/** Everything as it is to who opened the names. */
export const opened: Facts = {
  petitioners: new Map([
    [PETITIONERS[0], person('示例甲', '示**')],
    [PETITIONERS[1], person('样本乙', '样**')],
  ]),
  requests: new Map([
    [REQUESTS[0], '维修外墙渗水'],
    [REQUESTS[1], '支付过渡费'],
  ]),
  organs: new Map([
    [BUREAU, '明川市信访局'],
    [HOUSING, '明川市住房和城乡建设局'],
  ]),
  summary: '反映小区外墙渗水和过渡费问题',
  contentClass: '020301',
  attachments: ['照片三张.pdf'],
};

/** The same to who did not. */
export const masked: Facts = {
  ...opened,
  petitioners: new Map([...opened.petitioners].map(([key, { masked: shown }]) => [key, { masked: shown, full: null }])),
};

const matter = { petitionId: PETITION, requestIds: REQUESTS };
const each = <T>(first: T, second: T) => ({ [REQUESTS[0]]: first, [REQUESTS[1]]: second });

/** Parts as the acts write them; every other part is its own title. */
const PARTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  NOTICE: {
    receivedOn: { on: '2025-03-05', from: BUREAU, firstReceivedOn: '2025-03-03' },
    exit: '属于我局职责范围',
    procedure: '调查核实后书面答复',
  },
  ACCEPTANCE: {
    receivedOn: { on: '2025-03-05', from: BUREAU, firstReceivedOn: '2025-03-05' },
    acceptedOn: '2025-03-10',
    dueOn: '2025-05-09',
  },
  REFUSAL: {
    ground: { code: 'pending_with_lower_organ', reason: '下级机关正在办理期限之内' },
    instead: '由东湖区住房和城乡建设局继续办理',
    insteadDeadline: '2025-05-06',
  },
  GUIDANCE: {
    route: '申请行政复议',
    competentBody: '明川市人民政府',
    deadline: { lastDay: '2025-04-30', rule: '自知道之日起60日' },
    papers: ['行政复议申请书', '身份证明'],
    basis: '《行政复议法》第二十条',
  },
  TRANSFER_SLIP: { objectionDeadline: '2025-03-12', from: '明川市信访局', to: '明川市住房和城乡建设局' },
  ASSIGNMENT_LETTER: {
    objectionDeadline: '2025-03-12',
    from: '明川市信访局',
    to: '明川市住房和城乡建设局',
    deadline: '2025-04-30',
    points: ['渗水的责任单位', '过渡费的标准'],
  },
  EXTENSION_NOTICE: { originalDue: '2025-05-06', newDue: '2025-06-03', reason: '需要等待检测结果' },
  OPINION: {
    requests: each({ requestId: REQUESTS[0] }, { requestId: REQUESTS[1] }),
    facts: each('经现场查看，外墙渗水属实。', '协议约定过渡期为12个月。\n过渡期已满。'),
    answers: each({ outcome: 'supported', answer: '由我局组织维修。' }, { outcome: 'explained', answer: '以协议为准。' }),
    basis: each(['《房屋质量管理条例（演示）》第八条'], ['《安置办法（演示）》第十二条', '安置协议第三条']),
    evidence: ['现场查看记录', '安置协议复印件'],
    executeBy: { by: '2025-06-30', performerId: HOUSING },
    remedy: {
      text: '对处理意见不服的，自收到书面答复之日起30日内可以申请复查',
      to: '明川市人民政府',
      papers: ['书面复查申请', '处理意见书'],
      source: '信访工作条例 35',
    },
  },
  REGISTRATION_FORM: {
    channel: 'LETTER',
    receivedOn: '2025-03-03',
    petitioners: { petitionerIds: PETITIONERS },
    peopleCount: 2,
    requests: matter,
    place: '明川市',
  },
  COMPLETION_REPORT: {
    opinion: { title: '信访事项处理意见书', number: '明住建信访〔2025〕3号', on: '2025-05-07', documentId: id('d', 1) },
  },
};

/** A body as `case` would write it, canonical enough for a reader. */
export function body(kind: string, change: Readonly<Record<string, unknown>> = {}, pack: RulePack = pack2022, template?: string): string {
  const rule = pack.documents[kind];
  const common: Record<string, unknown> = {
    issuer: rule?.issuer.includes('organ') ? '明川市住房和城乡建设局' : '明川市信访局',
    number: '明住建信访〔2025〕12号',
    petitionNumber: '990100-20250303-000001',
    date: '2025-03-10',
    seal: '明川市住房和城乡建设局',
    contact: '明川市住房和城乡建设局',
    queryCode: '见登记回执',
    petitioner: { petitionerIds: PETITIONERS },
    matter,
    summary: matter,
    class: matter,
    attachments: matter,
  };
  const parts = Object.fromEntries(requiredParts(pack, kind).map(({ part, title }) => [part, common[part] ?? title]));
  return JSON.stringify({
    template: template ?? `${kind}.${rule?.template}`,
    title: rule?.title,
    pack: pack.id,
    packHash: pack.hash,
    parts: { ...parts, ...PARTS[kind], ...change },
  });
}
