import type { InquiryKind } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { recordKind } from '../record-kind.js';

/** One inquiry act. State: `made`; of material that is asked for `asked`, `answered`. `until`: the day by which it is. */
export interface Inquiry {
  readonly form: InquiryKind;
  /** Day on which it was done; left out by records of before it was asked for. */
  readonly heldOn?: Day;
  readonly text: string;
  /** The petitioner, or somebody else in words. */
  readonly petitionerId: string | null;
  readonly withWhom: string | null;
  readonly companion: string | null;
  readonly place: string | null;
  readonly people: string | null;
  readonly questions: readonly { readonly question: string; readonly answer: string }[];
  readonly findings: string | null;
  readonly fileIds: readonly string[];
  /** Signature, or the witness of a refused one. */
  readonly signature: string | null;
}

/** 证据登记册. State: `held`. Numbered from 1 in the matter. */
export interface Evidence {
  readonly number: number;
  readonly what: string;
  readonly source: string;
  readonly fileId: string | null;
  readonly heldBy: string;
}

/** Two ways to decide, inside the organ. State: `proposed`, `decided`. */
export interface DecisionOptions {
  readonly root: string;
  readonly interim: string | null;
  readonly recommended: 'root' | 'interim';
  readonly choice: 'root' | 'interim' | null;
  readonly reason: string | null;
}

/** 会签. State: `asked`, `signed`, `objected`. `organId`: another organ; null: a unit inside the organ. */
export interface Countersign {
  readonly unit: string;
  readonly opinionId: string;
  readonly view: string | null;
}

/** What cannot be solved at once. It counts as solved by nothing but its review. State: `pending`, `solved`. `until`: the review. */
export interface Commitment {
  readonly reason: string;
  readonly plan: string;
  readonly documentId: string;
  readonly reviews: readonly { readonly on: Day; readonly text: string; readonly next: Day | null }[];
}

/** 领导批示: a post, never a person. It replaces no step and moves no date. State: `open`, `done`. `until`: its own day. */
export interface Instruction {
  readonly text: string;
  readonly post: string;
  readonly unit: string;
  readonly result: string | null;
}

/** State: `made`. `until`: the day the organ means to be done. */
export interface StageReport {
  readonly reason: string;
  readonly progress: string;
  readonly documentId: string;
}

/** 办结报告 to the assigner. State: `made`, `accepted`, `returned`. */
export interface AssignmentReport {
  /** Null: another node told of it, and has its text. */
  readonly report: string | null;
  /** Of a report that the organ of another node returned: null, that node has the words. */
  readonly answer: string | null;
  /** What is to be done before it is made again. */
  readonly todo?: string;
  /** 退回重办通知: left out by reports that nobody returned, or that were before this was kept. */
  readonly returned?: { readonly documentId: string; readonly number: string };
  /** Of the paper; left out by reports of before it was one. */
  readonly number?: string;
  readonly documentId?: string;
}

/** State: `recorded`, `checked`, `sent_back`. `organId`: the unit that performed. */
export interface Execution {
  readonly evidence: string;
  readonly check: string | null;
}

/** 分派 inside the organ. State: `open`, `moved`, `taken_back`, `ended`. `until`: the officer's own day. */
export interface Task {
  readonly officerId: string | null;
  readonly section: string | null;
  /** What the head asks for. */
  readonly text: string | null;
  /** Why it was moved or taken back. */
  readonly reason: string | null;
}

export const INQUIRY_NAMES: Record<InquiryKind, string> = {
  PLAN: '调查方案',
  INTERVIEW: '谈话笔录',
  QUESTIONS: '问答清单',
  SITE_VISIT: '实地调查',
  MATERIAL_REQUEST: '调取材料',
  EXPLANATION: '说明解释',
  NOT_HEARD: '未能听取陈述的原因',
};

export const OPTION_NAMES = { root: '治本方案', interim: '过渡方案' } as const;

export const handlingRecords = {
  inquiry: recordKind('调查核实', 'organ', { made: '已作出', asked: '待提交', answered: '已提交' }, (data: Inquiry) => [
    ['方式', INQUIRY_NAMES[data.form]],
    ['调查日期', data.heldOn ?? null],
    ['对象', data.withWhom],
    ['陪同', data.companion],
    ['地点', data.place],
    ['人员', data.people],
    ['内容', data.text],
    ['问答', data.questions.map(({ question, answer }) => `问：${question} 答：${answer}`).join('；')],
    ['查明', data.findings],
    ['签名', data.signature],
  ]),
  evidence: recordKind('证据', 'organ', { held: '在册' }, (data: Evidence) => [
    ['编号', `证${data.number}`],
    ['名称', data.what],
    ['来源', data.source],
    ['保管', data.heldBy],
  ]),
  decisionOptions: recordKind(
    '方案',
    'organ',
    { proposed: '待确认', replaced: '已由新的代替', decided: '已决定' },
    (data: DecisionOptions) => [
      [OPTION_NAMES.root, data.root],
      [OPTION_NAMES.interim, data.interim],
      ['建议', OPTION_NAMES[data.recommended]],
      ['决定', data.choice && OPTION_NAMES[data.choice]],
      ['理由', data.reason],
    ],
  ),
  countersign: recordKind('会签', 'named', { asked: '待答复', signed: '同意', objected: '有异议' }, (data: Countersign) => [
    ['会签单位', data.unit],
    ['意见', data.view],
  ]),
  commitment: recordKind(
    '限期解决事项',
    'course',
    { pending: '尚未解决', solved: '已解决' },
    (data: Commitment) => [
      ['原因', data.reason],
      ['安排', data.plan],
      ['再次研究', data.reviews.map(({ on, text }) => `${on} ${text}`).join('；')],
    ],
    ['pending'],
  ),
  instruction: recordKind(
    '领导批示',
    'named',
    { open: '进行中', done: '已完成' },
    (data: Instruction) => [
      ['批示', data.text],
      ['职务', data.post],
      ['责任单位', data.unit],
      ['结果', data.result],
    ],
    ['open'],
  ),
  stageReport: recordKind('阶段报告', 'course', { made: '已作出' }, (data: StageReport) => [
    ['理由', data.reason],
    ['进展', data.progress],
  ]),
  assignmentReport: recordKind(
    '办结报告',
    'course',
    { made: '已作出', accepted: '已接受', returned: '已退回' },
    (data: AssignmentReport) => [
      ['报告', data.report],
      ['交办单位意见', data.answer],
      ['重办要求', data.todo ?? null],
    ],
  ),
  execution: recordKind('执行情况', 'course', { recorded: '待核查', checked: '已核查', sent_back: '已退回' }, (data: Execution) => [
    ['证据', data.evidence],
    ['核查', data.check],
  ]),
  task: recordKind(
    '分派',
    'organ',
    { open: '办理中', moved: '已改派', taken_back: '已收回', ended: '已结束' },
    (data: Task) => [
      ['承办股室', data.section],
      ['办理要求', data.text],
      ['理由', data.reason],
    ],
    ['open'],
    { state: 'ended', officer: ({ officerId }) => officerId },
  ),
};
