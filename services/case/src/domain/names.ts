import type { RulePack } from '@sunshine/procedure';
import { INTAKE_ACTS } from './intake-facts.js';
import type { HistoryLine, OpinionState } from './petition.js';
import type { RecordWords } from './record-kind.js';
import type { CaseRecord } from './records.js';
import { ACTS, type Told } from './stages.js';

interface ActOfCourse {
  readonly name: string;
  readonly told: Told;
}

/** Every act that stands in the course, of case and of the desk. A line that a later release has written may name another. */
const COURSE: Readonly<Partial<Record<string, ActOfCourse>>> = {
  ...ACTS,
  ...INTAKE_ACTS,
  registerPetition: { name: '登记', told: 'petitioner' },
} satisfies Record<HistoryLine['act'], ActOfCourse>;

/** A line of the course in words. */
export const actName = (act: string): string => COURSE[act]?.name ?? act;

/** Whether the petitioner is told this line of the course: never what is only proposed, nor what stays inside the office. */
export const isToldPetitioner = ({ act, part }: { readonly act: string; readonly part: string | null }): boolean =>
  part !== 'proposal' && COURSE[act]?.told === 'petitioner';

export const OPINION_STATE_NAMES: Record<OpinionState, string> = {
  drafted: '待审核',
  returned: '退回修改',
  checked: '待签发',
  issued: '已签发',
};

/** States of the records of a petition; each kind uses some of them. */
const RECORD_STATES: Readonly<Record<string, string>> = {
  proposed: '待确认',
  replaced: '已由新的代替',
  decided: '已决定',
  corrected: '已更正',
  sent: '已送出',
  received: '已收到',
  turned_down: '未被接收',
  noted: '已登记',
  issued: '已发出',
  standing: '有效',
  recalled: '已撤回',
  returned: '已退回',
  superseded: '已变更',
  raised: '待核实',
  upheld: '成立',
  rejected: '不成立',
  dropped: '已失效',
  asked: '待答复',
  answered: '已答复',
  ended: '已结束',
  kept: '已存',
  reopened: '已恢复办理',
  given: '已引导',
  made: '已作出',
  held: '在册',
  signed: '同意',
  objected: '有异议',
  pending: '尚待解决',
  solved: '已解决',
  open: '进行中',
  done: '已完成',
  recorded: '待核查',
  checked: '已核查',
  sent_back: '已退回',
  accepted: '已接受',
  due: '待归档',
  filed: '已归档',
  requested: '待决定',
  granted: '准许',
  refused: '不准许',
  declared: '待核实',
  confirmed: '已核实',
  denied: '信访人不同意',
  revoked: '已撤销',
  set_aside: '不再有效',
  performed: '已履行',
  broken: '未履行',
  merged: '已并案',
  unmerge_proposed: '待确认拆回',
  unmerged: '已拆回',
  prepared: '待提出',
  split: '已分件',
  chosen: '适用中',
  left: '已转回普通程序',
  'departure left': '已退出联名',
  paper_issued: '已出具文书',
  same: '事实和理由相同',
  new: '有新的事实或者理由',
  replied: '已回复',
  followed: '已落实',
};

/** What a pack calls the codes in records; it is asked for only where a record bears a code. */
export const wordsIn = (pack: () => RulePack): RecordWords => ({
  channel: (id) => pack().channels.find((channel) => channel.id === id)?.title ?? id,
  paper: (kind) => pack().documents[kind]?.title ?? kind,
});

/** @throws where a kind has come to a state that has no word yet */
export function recordStateName({ kind, state }: Pick<CaseRecord, 'kind' | 'state'>): string {
  const name = RECORD_STATES[`${kind} ${state}`] ?? RECORD_STATES[state];
  if (name === undefined) throw new Error(`no word for ${kind} ${state}`);
  return name;
}
