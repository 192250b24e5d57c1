import type { Channel, Exit, Outcome, PetitionKind, Stage, SuccessionProof } from '@sunshine/events';
import type { ClockState, Nature } from '@sunshine/procedure';

/**
 * The name of a code, in words. A code that this release does not know, of a newer service, is named by what is known of it: `other`
 * (其他环节), with the code for whoever is asked about it.
 */
export function nameOf<Code extends string>(names: Readonly<Record<Code, string>>, code: Code | (string & {}), other: string): string {
  return Object.hasOwn(names, code) ? names[code as Code] : `${other}（${code}）`;
}

export const stageName = (stage: string): string => nameOf(STAGE_NAMES, stage, '其他环节');
export const exitName = (exit: string): string => nameOf(EXIT_NAMES, exit, '其他途径');
export const outcomeName = (outcome: string): string => nameOf(OUTCOME_NAMES, outcome, '其他结果');

/** What officers call the codes of lists; filters, exports and pages take the words from here. */
export const KIND_NAMES: Readonly<Record<PetitionKind, string>> = { CLAIM: '申诉求决', SUGGESTION: '建议意见', REPORT: '检举控告' };

export const CHANNEL_NAMES: Readonly<Record<Channel, string>> = {
  LETTER: '来信',
  VISIT: '来访',
  WEB: '网上信访',
  PHONE: '电话',
  FAX: '传真',
  EMAIL: '电子邮件',
  LEADER_MAILBOX: '领导信箱',
  WECHAT: '微信',
  KIOSK: '自助终端',
  AGENT: '代理代办',
  TRANSFER_IN: '转入',
  IMPORT: '历史数据导入',
};

export const STAGE_NAMES: Readonly<Record<Stage, string>> = {
  registered: '已登记',
  routed: '已转送交办或者报请',
  received: '责任单位已收到',
  informed: '已告知',
  accepted: '已受理',
  handling: '办理中',
  opinion_issued: '已作出处理意见',
  opinion_served: '处理意见已送达',
  review_requested: '复查中',
  review_served: '复查意见已送达',
  redoing: '重新办理中',
  rereview_requested: '复核中',
  rereview_served: '复核意见已送达',
  led_into_procedure: '已导入法定程序',
  outcome_reported: '法定程序已有结果',
  performed: '已履行职责',
  answered: '已答复',
  studying: '研究中',
  decided: '已研究决定',
  replied: '已回复',
  measure_followed: '采纳措施已落实',
  handed_to_discipline: '已移送有权机关',
  feedback_noted: '已收到反馈',
  closed: '已办结',
};

/** Items of Art 31. */
export const EXIT_NAMES: Readonly<Record<Exit, string>> = {
  '31(1)': '第三十一条第一项',
  '31(2)': '第三十一条第二项',
  '31(3)': '第三十一条第三项',
  '31(4)': '第三十一条第四项',
  '31(5)': '第三十一条第五项',
  '31(6)': '第三十一条第六项',
};

export const OUTCOME_NAMES: Readonly<Record<Outcome, string>> = {
  supported: '支持',
  partly_supported: '部分支持',
  explained: '解释说明',
  not_supported: '不予支持',
  led_in: '已导入法定程序',
  performed: '已履行职责',
  answered: '已答复',
  adopted: '采纳',
  partly_adopted: '部分采纳',
  not_adopted: '不采纳',
  handed_over: '已移交有权机关',
  refused_acceptance: '不予受理',
  refused_refiling: '不再受理',
  guided: '已引导',
  returned_to_sender: '已退回来文单位',
  no_successor: '信访人已故或者终止，无人承继',
  taken_as_review: '已转为复查、复核申请',
  withdrawn: '已撤回信访',
  merged: '已并案',
  split: '已分件',
  settled: '已调解、和解',
  kept_for_reference: '存',
};

export const SUCCESSION_PROOF_NAMES: Readonly<Record<SuccessionProof, string>> = {
  DEATH_CERTIFICATE: '死亡证明',
  HOUSEHOLD_CANCELLED: '户籍注销证明',
  DEATH_DECLARED: '宣告死亡的判决',
  DEREGISTERED: '注销登记证明',
  MERGED_OR_DIVIDED: '合并、分立文件',
  SUCCESSION: '继承、承受关系证明',
  WAIVER: '全体承继人放弃的书面声明',
};

export const CLOCK_STATE_NAMES: Readonly<Record<ClockState, string>> = {
  running: '进行中',
  warning: '临近期限',
  due_today: '今日到期',
  after_nominal: '已到原定期限',
  overdue: '逾期',
  met: '按期完成',
  met_late: '逾期完成',
  paused: '已暂停',
  lapsed: '期限已过',
  cancelled: '已终止',
};

/** Whether a date is owed by law, owed besides it, somebody's right or a choice. */
export const NATURE_NAMES: Readonly<Record<Nature, string>> = {
  duty: '办理职责',
  own: '非法定期限',
  right: '当事人权利',
  option: '可以选择',
};

/** Terms of the national packs; a local pack may know more, which are shown by their code. */
export const TERM_NAMES: Readonly<Record<string, string>> = {
  ROUTE: '转送交办',
  NOTIFY_DIRECT: '受理告知（直接收到）',
  NOTIFY_TRANSFERRED: '受理告知（转送交办）',
  OBJECT: '可提异议（退回）截止',
  OBJECT_DECIDE: '异议核实',
  HANDLE: '办理',
  SIMPLE_ACCEPT: '简易办理受理',
  SIMPLE_HANDLE: '简易办理',
  ASSIGNMENT_REPORT: '交办事项办结报告',
  EXECUTE: '处理意见执行',
  PROMISE: '和解承诺履行',
  REVIEW_REQUEST: '申请复查',
  REVIEW: '复查',
  REREVIEW_REQUEST: '申请复核',
  REREVIEW: '复核',
  REDO: '重新办理',
  ADVICE_REPLY: '三项建议反馈',
  REMINDER_REPLY: '催办答复',
  SUPERVISION_REPLY: '督办反馈',
  CORRECTION: '整改',
  CONDUCT_REPLY: '答复投诉人',
  DECIDE_EXIT: '决定途径',
  PERFORM: '依法履行或者答复',
  COMMITMENT_REVIEW: '限期解决事项再次研究',
  INSTRUCTION_ANSWER: '批示办理',
  ASSISTANCE_ANSWER: '协办答复',
  MATERIAL: '补充材料',
  SUPPLEMENT: '补正材料',
  REVIEW_FILE: '调卷交卷',
  STAGE_REPORT: '阶段报告拟办结',
  ARCHIVE: '立卷归档',
};

/** As what somebody without a seat is at a hearing. */
export const ATTENDEE_NAMES = {
  petitioner: '信访人',
  agent: '代理人',
  organ: '办理单位人员',
  interested: '利害关系人',
  witness: '证人',
  observer: '旁听人员',
} as const;
