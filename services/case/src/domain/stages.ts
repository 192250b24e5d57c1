import { Stage, type Exit, type PetitionKind } from '@sunshine/events';
import { caseError } from './case.errors.js';

export { Stage };

/** The way a matter takes: of a claim by its exit, of the other kinds by the kind. */
export type Path = 'undecided' | 'opinion' | 'procedure' | 'performance' | 'suggestion' | 'report';

/** Under CN-2005 suggestions and reports are accepted and answered as claims are. @source 信访工作条例 29-31; 信访条例 32, 33 */
export function pathOf({ kind, exit }: { readonly kind: PetitionKind; readonly exit: Exit | null }): Path {
  if (exit === '31(6)') return 'opinion';
  if (kind !== 'CLAIM') return kind === 'REPORT' ? 'report' : 'suggestion';
  if (exit === null) return 'undecided';
  return exit === '31(5)' ? 'performance' : 'procedure';
}

type Ways = Partial<Record<Stage, readonly Stage[]>>;

/** A bureau transfers or assigns; the transport receipt is instantaneous inside one node; a recall or an upheld objection leads back. */
const HEAD: Ways = { registered: ['routed'], routed: ['received'], received: ['routed', 'registered'] };

const path = (...ways: [Stage, ...Stage[]][]): Ways => {
  const all = new Map<Stage, Stage[]>();
  for (const [from, ...to] of [
    ...(Object.entries(HEAD) as [Stage, Stage[]][]).map(([from, to]): [Stage, ...Stage[]] => [from, ...to]),
    ...ways,
  ])
    all.set(from, [...(all.get(from) ?? []), ...to]);
  return Object.fromEntries(all) as Ways;
};

/**
 * From which stage a matter may come to which on each path. A stage follows from a recorded fact; nobody chooses it. From every stage
 * a matter may be closed on a ground of its pack, and a closed one reopened at the step where it left: `mayFollow` says so.
 * @source law 4.1: 信访工作条例 22, 23, 29-32, 34
 */
export const NEXT_STAGES: Record<Path, Ways> = {
  undecided: path(
    ['registered', 'informed', 'accepted'],
    ['received', 'informed', 'accepted', 'led_into_procedure'],
    ['informed', 'accepted'],
  ),
  // One letter may carry both notice and acceptance; an imported old reply goes straight to its service.
  opinion: path(
    ['registered', 'informed', 'accepted'],
    ['received', 'informed', 'accepted'],
    ['informed', 'accepted'],
    ['accepted', 'handling', 'opinion_served'],
    ['handling', 'opinion_issued', 'opinion_served'],
    // Taken out of use before anybody was served, an opinion goes back to the issuer.
    ['opinion_issued', 'opinion_served', 'handling'],
    ['opinion_served'],
  ),
  // A 涉法涉诉 letter goes on by the receipt of the political-legal organ alone.
  procedure: path(
    ['registered', 'informed'],
    ['received', 'informed', 'led_into_procedure'],
    ['informed', 'led_into_procedure'],
    ['led_into_procedure', 'outcome_reported'],
    ['outcome_reported'],
  ),
  performance: path(
    ['registered', 'informed'],
    ['received', 'informed'],
    ['informed', 'performed', 'answered'],
    ['performed'],
    ['answered'],
  ),
  suggestion: path(
    ['registered', 'informed'],
    ['received', 'informed'],
    ['informed', 'studying'],
    ['studying', 'decided'],
    ['decided', 'replied'],
    ['replied', 'measure_followed'],
    ['measure_followed'],
  ),
  // A report may also go to another competent organ, which tells the reporter.
  report: path(
    ['registered', 'informed', 'handed_to_discipline'],
    ['received', 'informed', 'handed_to_discipline'],
    ['informed', 'feedback_noted'],
    ['handed_to_discipline', 'feedback_noted'],
    ['feedback_noted'],
  ),
};

/** Whether the table lets a matter of this path come from one stage to another. */
export function mayFollow(way: Path, from: Stage, to: Stage): boolean {
  if (to === 'closed') return from !== 'closed';
  if (from === 'closed') return NEXT_STAGES[way][to] !== undefined;
  return NEXT_STAGES[way][from]?.includes(to) ?? false;
}

interface ActRule {
  readonly name: string;
  /** In which stages the act may be done; its rule guards further. */
  readonly stages: readonly Stage[];
}

const ALL: readonly Stage[] = Stage.options;
const HANDLED: readonly Stage[] = ['opinion_issued', 'opinion_served'];

/** Every act on a petition, as it stands in the course. */
export const ACTS = {
  routePetition: { name: '转送、交办', stages: ['registered', 'received'] },
  informPetitioner: { name: '告知', stages: ['registered', 'received'] },
  acceptPetition: { name: '受理', stages: ['registered', 'received', 'informed'] },
  requestExtension: { name: '申请延期', stages: ['accepted', 'handling'] },
  extendHandling: { name: '批准延期', stages: ['accepted', 'handling'] },
  draftOpinion: { name: '拟稿', stages: ['accepted', 'handling'] },
  checkOpinion: { name: '审核', stages: ['handling'] },
  returnOpinion: { name: '退回修改', stages: ['handling'] },
  issueOpinion: { name: '签发', stages: ['handling'] },
  // Of an opinion once it is issued, of another paper whenever it is; its rule guards.
  recordService: { name: '记录送达', stages: ALL },
  voidDocument: { name: '作废文书', stages: ALL.filter((stage) => stage !== 'closed') },
  // EXECUTE goes on after closing.
  recordExecution: { name: '记录执行', stages: ['opinion_served', 'closed'] },
  reportAssignment: { name: '报告交办办结', stages: HANDLED },
  closePetition: { name: '申请办结', stages: HANDLED },
  verifyCompletion: { name: '审核认定办结', stages: HANDLED },
  recordLegacyReply: { name: '补录原答复', stages: ['accepted', 'handling'] },
} as const satisfies Record<string, ActRule>;

export type ActName = keyof typeof ACTS;

export const ACT_NAMES = Object.keys(ACTS) as readonly ActName[];

export const STAGE_NAMES: Record<Stage, string> = {
  registered: '已登记',
  routed: '已转送交办',
  received: '责任单位已收到',
  informed: '已告知',
  accepted: '已受理',
  handling: '办理中',
  opinion_issued: '已作出处理意见',
  opinion_served: '处理意见已送达',
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

export const notInStage = (stage: Stage, act: ActName, source: string | null = null) =>
  caseError('ACT_NOT_IN_STAGE', { source, details: { stage: STAGE_NAMES[stage], act: ACTS[act].name } });

/** @throws ACT_NOT_IN_STAGE */
export function requireStage(stage: Stage, act: ActName, source: string | null = null): void {
  const { stages }: ActRule = ACTS[act];
  if (!stages.includes(stage)) throw notInStage(stage, act, source);
}
