import { Stage, type Exit, type PetitionKind } from '@sunshine/events';
import { caseError } from './case.errors.js';
import { STAGE_NAMES } from '@sunshine/words';

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

/**
 * A bureau transfers or assigns; the transport receipt is instantaneous inside one node; a recall or an upheld objection leads back.
 * Where the organ changes by a designation (Art 24) the new one has received it, whatever the former had done.
 */
const HEAD: Ways = {
  registered: ['routed', 'received'],
  routed: ['received', 'registered'],
  received: ['routed', 'registered'],
  informed: ['received'],
};

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
    // A corrected exit leads back to the notice.
    ['accepted', 'handling', 'opinion_issued', 'opinion_served', 'informed', 'received'],
    ['handling', 'opinion_issued', 'opinion_served', 'informed', 'received'],
    // Taken out of use before anybody was served, an opinion goes back to the issuer.
    ['opinion_issued', 'opinion_served', 'handling'],
    ['opinion_served'],
  ),
  // A 涉法涉诉 letter goes on by the receipt of the political-legal organ alone.
  procedure: path(
    ['registered', 'informed'],
    ['received', 'informed', 'led_into_procedure'],
    ['informed', 'led_into_procedure'],
    // The receiving body turned it down, and the exit was corrected.
    ['led_into_procedure', 'outcome_reported', 'informed'],
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
    ['routed', 'handed_to_discipline'],
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

export type Told = 'petitioner' | 'office';

interface ActRule {
  readonly name: string;
  /**
   * Whom the course tells that it was done: the petitioner as well, or the office alone. What happens inside the organ before an opinion
   * leaves it is nobody else's course. A proposal is told to the office alone, whatever stands here.
   */
  readonly told: Told;
  /** In which stages the act may be done; its rule guards further. */
  readonly stages: readonly Stage[];
}

const OPEN = Stage.options.filter((stage) => stage !== 'closed');
const ALL: readonly Stage[] = Stage.options;
const INQUIRED: readonly Stage[] = ['received', 'informed', 'accepted', 'handling', 'studying'];
const DECIDED_EXIT: readonly Stage[] = ['registered', 'received', 'informed', 'accepted', 'handling', 'led_into_procedure'];
const MERGED: readonly Stage[] = ['registered', 'received', 'informed', 'accepted', 'handling'];
/** Until an opinion answers the requests of all. */
const UNMERGED: readonly Stage[] = ['routed', ...MERGED];

/** Every act on a petition, as it stands in the course. */
export const ACTS = {
  routePetition: { name: '转送、交办', told: 'petitioner', stages: ['registered', 'received'] },
  recallTransfer: { name: '撤回', told: 'petitioner', stages: ['routed', 'received'] },
  objectToTransfer: { name: '提出异议', told: 'petitioner', stages: ['received'] },
  confirmObjection: { name: '审定异议', told: 'petitioner', stages: ['received'] },
  decideObjection: { name: '异议核实', told: 'petitioner', stages: ['received'] },
  confirmObjectionDecision: { name: '批准异议核实', told: 'petitioner', stages: ['received'] },
  // Also where the organ was split, merged or abolished in the midst of it.
  designateOrgan: { name: '指定办理单位', told: 'petitioner', stages: ['registered', 'received', 'informed', 'accepted', 'handling'] },
  handDown: { name: '系统内转送', told: 'petitioner', stages: ['registered', 'received'] },
  requestAssistance: {
    name: '商请协办',
    told: 'office',
    stages: ['registered', 'received', 'informed', 'accepted', 'handling', 'studying'],
  },
  answerAssistance: { name: '协办答复', told: 'office', stages: OPEN },
  endAssistance: { name: '结束协办', told: 'office', stages: OPEN },
  agreeJointHandling: {
    name: '商定联合办理',
    told: 'petitioner',
    stages: ['registered', 'received', 'informed', 'accepted', 'handling', 'studying'],
  },
  keepForReference: { name: '拟存', told: 'petitioner', stages: ['registered'] },
  confirmKeeping: { name: '存', told: 'petitioner', stages: ['registered'] },
  // A kept matter alone.
  objectToKeeping: { name: '对存提出异议', told: 'petitioner', stages: ['closed'] },
  guideVisitor: { name: '引导来访', told: 'petitioner', stages: ['registered'] },
  sendToPoliticalLegalOrgan: { name: '转送政法机关', told: 'petitioner', stages: ['registered', 'received'] },
  handOverReport: { name: '拟移送检举控告', told: 'petitioner', stages: ['registered', 'received'] },
  confirmHandOver: { name: '移送检举控告', told: 'petitioner', stages: ['registered', 'received'] },
  recordHandOverReceipt: { name: '登记移送回执', told: 'petitioner', stages: ['routed'] },
  noteFeedback: { name: '登记反馈', told: 'petitioner', stages: ['informed', 'handed_to_discipline'] },
  markCrossing: { name: '标注三跨三分离', told: 'office', stages: OPEN },
  moveMatters: { name: '移交经办', told: 'office', stages: OPEN },
  informPetitioner: { name: '告知', told: 'petitioner', stages: ['registered', 'received'] },
  acceptPetition: { name: '受理', told: 'petitioner', stages: ['registered', 'received', 'informed'] },
  requestExtension: { name: '申请延期', told: 'office', stages: ['accepted', 'handling'] },
  extendHandling: { name: '批准延期', told: 'petitioner', stages: ['accepted', 'handling'] },
  draftOpinion: { name: '拟稿', told: 'office', stages: ['accepted', 'handling'] },
  checkOpinion: { name: '审核', told: 'office', stages: ['handling'] },
  returnOpinion: { name: '退回修改', told: 'office', stages: ['handling'] },
  issueOpinion: { name: '签发', told: 'petitioner', stages: ['handling'] },
  // Of an opinion once it is issued, of another paper whenever it is; its rule guards.
  recordService: { name: '记录送达', told: 'petitioner', stages: ALL },
  voidDocument: { name: '作废文书', told: 'petitioner', stages: ALL.filter((stage) => stage !== 'closed') },
  // EXECUTE goes on after closing.
  recordExecution: { name: '记录执行', told: 'petitioner', stages: ['opinion_served', 'closed'] },
  // With the opinion, or what ends the matter on its own path.
  reportAssignment: { name: '报告交办办结', told: 'office', stages: OPEN },
  // Where a ground needs an opinion, only once it is out; the ground guards.
  closePetition: { name: '申请办结', told: 'office', stages: OPEN },
  verifyCompletion: { name: '审核认定办结', told: 'petitioner', stages: OPEN },
  reopenPetition: { name: '重新办理', told: 'petitioner', stages: ['closed'] },
  archivePetition: { name: '归档', told: 'office', stages: ['closed'] },
  proposeExit: { name: '拟议途径', told: 'petitioner', stages: ['registered', 'received'] },
  decideExit: { name: '提出途径决定', told: 'petitioner', stages: ['registered', 'received', 'informed'] },
  correctExit: { name: '更正途径', told: 'petitioner', stages: DECIDED_EXIT },
  confirmExit: { name: '复核途径决定', told: 'petitioner', stages: DECIDED_EXIT },
  issueGuidance: { name: '发出法定途径告知书', told: 'petitioner', stages: ['informed'] },
  leadIntoProcedure: { name: '导入法定程序', told: 'petitioner', stages: ['informed'] },
  // An organ of Art 23 ¶4 has received a 涉法涉诉 letter and tells under its own rules.
  recordReceipt: { name: '登记接收回执', told: 'petitioner', stages: ['received', 'informed'] },
  recordProcedureOutcome: { name: '记录法定程序结果', told: 'petitioner', stages: ['led_into_procedure'] },
  performDuty: { name: '提出履行职责情况', told: 'petitioner', stages: ['informed'] },
  answerUnderLaw: { name: '提出依法答复', told: 'petitioner', stages: ['informed'] },
  confirmPerformance: { name: '签发履行职责告知书', told: 'petitioner', stages: ['informed'] },
  refuseAcceptance: { name: '提出不予受理', told: 'petitioner', stages: ['registered', 'received'] },
  refuseRefiling: { name: '提出不再受理', told: 'petitioner', stages: ['registered', 'received'] },
  confirmRefusal: { name: '复核不予（不再）受理', told: 'petitioner', stages: ['registered', 'received'] },
  startStudy: { name: '研究论证', told: 'petitioner', stages: ['informed'] },
  decideSuggestion: { name: '作出建议研究意见', told: 'office', stages: ['studying'] },
  replySuggestion: { name: '回复建议', told: 'petitioner', stages: ['decided'] },
  followMeasure: { name: '记录采纳措施', told: 'petitioner', stages: ['replied'] },
  chooseFastTrack: { name: '适用简易办理', told: 'petitioner', stages: ['registered', 'received', 'informed'] },
  leaveFastTrack: {
    name: '转回普通程序',
    told: 'petitioner',
    stages: ['registered', 'received', 'informed', 'accepted', 'handling', 'studying', 'decided'],
  },
  answerFastTrack: { name: '简易办理答复', told: 'petitioner', stages: ['accepted', 'handling'] },
  issueFastTrackPaper: { name: '应要求出具处理意见书', told: 'petitioner', stages: ['opinion_issued'] },
  recordInquiry: { name: '调查核实', told: 'office', stages: INQUIRED },
  addEvidence: { name: '登记证据', told: 'office', stages: [...INQUIRED, 'opinion_issued', 'opinion_served'] },
  proposeOptions: { name: '提出方案', told: 'office', stages: INQUIRED },
  decideOptions: { name: '决定方案', told: 'office', stages: INQUIRED },
  askCountersign: { name: '请会签', told: 'office', stages: ['handling'] },
  countersignOpinion: { name: '会签', told: 'office', stages: ['handling'] },
  pendingCommitment: { name: '登记尚待解决的事项', told: 'petitioner', stages: [...INQUIRED, 'opinion_issued', 'opinion_served'] },
  reviewCommitment: { name: '复核尚待解决的事项', told: 'petitioner', stages: ALL },
  recordInstruction: { name: '登记领导批示', told: 'office', stages: OPEN },
  answerInstruction: { name: '登记批示办理结果', told: 'office', stages: ALL },
  reportStage: { name: '提交阶段报告', told: 'office', stages: OPEN },
  acceptAssignmentReport: { name: '接受办结报告', told: 'office', stages: ALL },
  returnAssignmentReport: { name: '退回重办', told: 'office', stages: OPEN },
  moveReportDate: { name: '变更报告期限', told: 'office', stages: OPEN },
  checkExecution: { name: '核查执行', told: 'office', stages: ['opinion_served', 'closed'] },
  requestRecusal: { name: '申请回避', told: 'petitioner', stages: OPEN },
  decideRecusal: { name: '决定回避', told: 'office', stages: OPEN },
  withdrawPetition: { name: '撤回信访', told: 'petitioner', stages: OPEN },
  confirmWithdrawal: { name: '核实撤回', told: 'office', stages: OPEN },
  revokeWithdrawal: { name: '撤销撤回', told: 'petitioner', stages: OPEN },
  recordSettlement: {
    name: '登记调解、和解协议',
    told: 'petitioner',
    stages: OPEN.filter((stage) => stage !== 'registered' && stage !== 'routed'),
  },
  // A settlement lives on after the matter was closed on another ground.
  recordPromisePerformed: { name: '登记承诺履行', told: 'petitioner', stages: ALL },
  recordPromiseBroken: { name: '登记承诺未履行', told: 'petitioner', stages: ALL },
  compareRefiling: { name: '重新提出比对', told: 'office', stages: ['registered', 'received'] },
  splitPetition: { name: '拟分件', told: 'petitioner', stages: ['registered'] },
  confirmSplit: { name: '分件', told: 'petitioner', stages: ['registered'] },
  mergePetitions: { name: '拟并案', told: 'petitioner', stages: MERGED },
  confirmMerge: { name: '并案', told: 'petitioner', stages: MERGED },
  unmergePetitions: { name: '拟拆回并案', told: 'petitioner', stages: UNMERGED },
  confirmUnmerge: { name: '拆回并案', told: 'petitioner', stages: UNMERGED },
  recordLegacyReply: { name: '补录原答复', told: 'petitioner', stages: ['accepted', 'handling'] },
} as const satisfies Record<string, ActRule>;

export type ActName = keyof typeof ACTS;

export const ACT_NAMES = Object.keys(ACTS) as readonly ActName[];

export const notInStage = (stage: Stage, act: ActName, source: string | null = null) =>
  caseError('ACT_NOT_IN_STAGE', { source, details: { stage: STAGE_NAMES[stage], act: ACTS[act].name } });

/** @throws ACT_NOT_IN_STAGE */
export function requireStage(stage: Stage, act: ActName, source: string | null = null): void {
  const { stages }: ActRule = ACTS[act];
  if (!stages.includes(stage)) throw notInStage(stage, act, source);
}
