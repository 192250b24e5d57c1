import { CONTENT_CLASSES } from '@sunshine/words';

/** How a column says its value. */
export interface Column {
  /** Name in the systems seen; without marks the spelling is ours, because the field was seen and its column was not. */
  readonly column: string;
  /** Path in the body. */
  readonly path: string;
  readonly form: 'text' | 'day' | 'instant' | 'flag' | 'count' | CodeTable;
  readonly marks: readonly ('HZI' | 'KTL')[];
}

export type CodeTable = 'channel' | 'purpose' | 'contentClass' | 'idType' | 'way' | 'signature' | 'view' | 'state' | 'value';

/** Own code of a name. @source law.md 14.1 (PROP: forms and purposes; KTL: service and rating); what stands for what is own rule */
export const CODES_BY_NAME: Readonly<Record<CodeTable, Readonly<Record<string, string>>>> = {
  channel: {
    来信: 'LETTER',
    来访: 'VISIT',
    网上信访: 'WEB',
    手机信访: 'WEB',
    微信信访: 'WECHAT',
    网上建议: 'WEB',
    电话信访: 'PHONE',
    领导信箱: 'LEADER_MAILBOX',
  },
  purpose: {},
  contentClass: CONTENT_CLASSES,
  idType: {},
  way: { 当面送达: 'in_person', 邮寄送达: 'post' },
  signature: { 拒收: 'refused', 签收: 'signed' },
  view: { 同意: 'agrees', 不同意: 'disagrees', 未明确: 'unclear' },
  state: { 待评价: 'waiting', 未评价: 'not_rated', 已评价: 'rated', 评价超时: 'timed_out' },
  value: { 满意: 'satisfied', 基本满意: 'basically_satisfied', 不满意: 'not_satisfied' },
};

/** Names of codes as seen; a partner's own tables go before. @source law.md 14.1 (KTL); ID type and purpose 99: mark K */
export const SEEN_NAMES: Readonly<Record<CodeTable, Readonly<Record<string, string>>>> = {
  channel: {},
  purpose: { '99': '其他' },
  contentClass: { '990000': '其他' },
  idType: { '111': '居民身份证' },
  way: { '0': '当面送达', '1': '邮寄送达', '2': '其他' },
  signature: { '0': '拒收', '1': '签收' },
  view: { '0': '同意', '1': '不同意', '9': '未明确' },
  state: { '0': '待评价', '1': '未评价', '2': '已评价', '3': '评价超时' },
  value: { '0': '满意', '1': '基本满意', '3': '不满意' },
};

/** Kind of a matter by the name of its purpose; any other is told by nobody. @source own rule */
export const KIND_BY_PURPOSE: Readonly<Record<string, 'CLAIM' | 'SUGGESTION' | 'REPORT'>> = {
  求决: 'CLAIM',
  申诉: 'CLAIM',
  意见建议: 'SUGGESTION',
  揭发控告: 'REPORT',
};

const HZI = ['HZI'] as const;
const OWN = [] as const;

const MATTER: readonly Column[] = [
  { column: 'xfjid', path: 'origin.id', form: 'text', marks: HZI },
  { column: 'xfjbh', path: 'number', form: 'text', marks: HZI },
  { column: 'xfrq', path: 'receivedOn', form: 'day', marks: HZI },
  { column: 'djsj', path: 'registeredAt', form: 'instant', marks: HZI },
  { column: 'djjgmc', path: 'registeringOrgan.name', form: 'text', marks: HZI },
  { column: 'djjgdm', path: 'registeringOrgan.code', form: 'text', marks: HZI },
  { column: 'xfxs', path: 'channel', form: 'channel', marks: HZI },
  { column: 'xfmddm', path: 'purpose', form: 'purpose', marks: HZI },
  { column: 'nrfldm', path: 'contentClass', form: 'contentClass', marks: HZI },
  { column: 'xfrs', path: 'peopleCount', form: 'count', marks: HZI },
  { column: 'sjrs', path: 'involvedCount', form: 'count', marks: HZI },
  { column: 'sxr', path: 'addressee', form: 'text', marks: HZI },
  { column: 'gkxx', path: 'summary', form: 'text', marks: HZI },
  { column: 'tsnr', path: 'text', form: 'text', marks: HZI },
  { column: 'wtsddm', path: 'place.code', form: 'text', marks: HZI },
  { column: 'cfxfbz', path: 'repeat.repeated', form: 'flag', marks: HZI },
  { column: 'scxfjg', path: 'repeat.firstOrgan', form: 'text', marks: HZI },
  { column: 'scxfrq', path: 'repeat.firstOn', form: 'day', marks: HZI },
  { column: 'lmbz', path: 'joint', form: 'flag', marks: HZI },
  { column: 'nmbz', path: 'anonymous', form: 'flag', marks: HZI },
  { column: 'sfssbz', path: 'litigation', form: 'flag', marks: HZI },
  { column: 'xm', path: 'petitioners.0.name', form: 'text', marks: HZI },
  { column: 'zz', path: 'petitioners.0.address', form: 'text', marks: HZI },
  { column: 'sjh', path: 'petitioners.0.phone', form: 'text', marks: HZI },
  { column: 'gddh', path: 'petitioners.0.landline', form: 'text', marks: HZI },
  { column: 'zjlx', path: 'petitioners.0.idType', form: 'idType', marks: HZI },
  { column: 'zjhm', path: 'petitioners.0.idNumber', form: 'text', marks: HZI },
  { column: 'bljg', path: 'from.name', form: 'text', marks: HZI },
  { column: 'bljgdm', path: 'from.code', form: 'text', marks: HZI },
  { column: 'qxjg', path: 'to.name', form: 'text', marks: HZI },
  { column: 'qxjgdm', path: 'to.code', form: 'text', marks: HZI },
  { column: 'hfgznr', path: 'reason', form: 'text', marks: HZI },
];

/** Kinds of messages that a row can say. */
export const ROW_KINDS = [
  ...(['transfer', 'assignment', 'information-given', 'acceptance', 'extension', 'opinion', 'service', 'assigned-matter-report'] as const),
  ...(['completion', 'rating'] as const),
] as const;

/** @source law.md 15: what is done with a matter is an action (办理方式) with its way, time, unit, text and limit */
export const COLUMNS: Readonly<Record<(typeof ROW_KINDS)[number], readonly Column[]>> = {
  transfer: MATTER,
  assignment: [...MATTER, { column: 'xqhbsj', path: 'reportBy', form: 'day', marks: HZI }],
  'information-given': [
    { column: 'blsj', path: 'informedOn', form: 'day', marks: HZI },
    { column: 'hfgznr', path: 'procedure', form: 'text', marks: HZI },
  ],
  acceptance: [
    { column: 'blsj', path: 'acceptedOn', form: 'day', marks: HZI },
    { column: 'xbjzsj', path: 'dueOn', form: 'day', marks: HZI },
    { column: 'blbm', path: 'handlingUnit', form: 'text', marks: HZI },
  ],
  extension: [
    { column: 'yxbjzsj', path: 'originalDue', form: 'day', marks: OWN },
    { column: 'xbjzsj', path: 'newDue', form: 'day', marks: HZI },
    { column: 'hfgznr', path: 'reason', form: 'text', marks: HZI },
  ],
  opinion: [
    { column: 'yjbh', path: 'paper.number', form: 'text', marks: OWN },
    { column: 'blsj', path: 'paper.issuedOn', form: 'day', marks: HZI },
    { column: 'yjsnr', path: 'text', form: 'text', marks: HZI },
  ],
  service: [
    { column: 'yjbh', path: 'opinionNumber', form: 'text', marks: OWN },
    { column: 'xm', path: 'recipient', form: 'text', marks: HZI },
    { column: 'sdfs', path: 'way', form: 'way', marks: HZI },
    { column: 'qsbz', path: 'servedOn', form: 'day', marks: HZI },
    { column: 'sdr', path: 'server', form: 'text', marks: HZI },
    { column: 'qsjg', path: 'signature', form: 'signature', marks: OWN },
    { column: 'xfryj', path: 'view', form: 'view', marks: HZI },
  ],
  'assigned-matter-report': [
    { column: 'blsj', path: 'reportedOn', form: 'day', marks: HZI },
    { column: 'hfgznr', path: 'text', form: 'text', marks: HZI },
    { column: 'nbjrq', path: 'nextDate', form: 'day', marks: OWN },
  ],
  completion: [
    { column: 'blsj', path: 'closedOn', form: 'day', marks: HZI },
    { column: 'bjly', path: 'ground', form: 'text', marks: OWN },
    { column: 'hfgznr', path: 'note', form: 'text', marks: HZI },
  ],
  rating: [
    { column: 'pjzt', path: 'state', form: 'state', marks: HZI },
    { column: 'pjsj', path: 'ratedAt', form: 'instant', marks: HZI },
    { column: 'pjfs', path: 'way.name', form: 'text', marks: HZI },
    { column: 'xfbmpj', path: 'bureau.value', form: 'value', marks: OWN },
    { column: 'xfbmpjnr', path: 'bureau.text', form: 'text', marks: OWN },
    { column: 'xfbmbmyyy', path: 'bureau.dissatisfiedBecause', form: 'text', marks: OWN },
    { column: 'zrdwpj', path: 'unit.value', form: 'value', marks: OWN },
    { column: 'zrdwpjnr', path: 'unit.text', form: 'text', marks: OWN },
    { column: 'zrdwbmyyy', path: 'unit.dissatisfiedBecause', form: 'text', marks: OWN },
  ],
};
