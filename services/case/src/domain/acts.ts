import { Stage, isPoliticalLegal } from '@sunshine/events';
import { STAGE_NAMES } from '@sunshine/words';
import type { ActRule } from './act-rule.js';
import { caseError } from './case.errors.js';
import { byAssigner, has, hasReport, isAssigned, isBureau, isOpenClaim, isOrgan, isThere, judgesTheEnd } from './needs.js';
import { mayDraft } from './redo.js';
import { standingWithdrawal } from './standing.js';
import {
  countersignsAsked,
  fastTrackAnswered,
  ledMerges,
  mergesProposed,
  recusalsRequested,
  reportMade,
  splitProposed,
  unmergesProposed,
} from './waiting.js';
import { SETTLING_ACTS } from './acts.settling.js';
import { REVIEW_ACTS, REVIEWED } from './acts.review.js';
import { ROUTING_ACTS } from './acts.routing.js';

const OPEN = Stage.options.filter((stage) => stage !== 'closed');
/** An organ has it in hand. */
const WITH_ORGAN = OPEN.filter((stage) => stage !== 'routed');
const ALL: readonly Stage[] = Stage.options;
const INQUIRED: readonly Stage[] = ['received', 'informed', 'accepted', 'handling', 'redoing', 'studying'];
/** Its text is written, be it for the second time. */
const WRITTEN: readonly Stage[] = ['handling', 'redoing'];
const DECIDED_EXIT: readonly Stage[] = ['registered', 'received', 'informed', 'accepted', 'handling', 'led_into_procedure'];
const MERGED: readonly Stage[] = ['registered', 'received', 'informed', 'accepted', 'handling'];
/** Until an opinion answers the requests of all. */
const UNMERGED: readonly Stage[] = ['routed', ...MERGED];

/**
 * Everything about every act on a petition, in the order of the course: this table is the only place that says it. Who may do it stands in
 * the matrix of rights, what it does in its rule.
 *
 * Told the petitioner is what decides about the matter or reaches a petitioner: who has it, notices, papers, dates that move, how it ends. For the
 * office stays what is only proposed, what is weighed before the answer, and what organs and officers owe one another.
 */
export const ACTS = {
  ...ROUTING_ACTS,
  informPetitioner: { name: '告知', told: 'petitioner', stages: ['registered', 'received'], paper: ['NOTICE', 'GUIDANCE'], needs: isOrgan },
  acceptPetition: {
    name: '受理',
    told: 'petitioner',
    stages: ['registered', 'received', 'informed'],
    paper: ['ACCEPTANCE'],
    needs: isOrgan,
  },
  // An extension is told when it is given; one that was asked for and declined moves no date.
  requestExtension: {
    name: '申请延期',
    told: 'office',
    stages: ['accepted', 'handling'],
    needs: ({ extension }) => extension === null || extension.declinedBy !== null,
  },
  extendHandling: {
    name: '批准延期',
    told: 'petitioner',
    stages: ['accepted', 'handling'],
    paper: ['EXTENSION_NOTICE'],
    confirms: {
      record: 'extension',
      state: 'requested',
      proposedBy: ['requestExtension'],
      subject: 'extensionId',
      returnedBy: 'declineExtension',
    },
  },
  declineExtension: {
    name: '不批准延期',
    told: 'office',
    clocks: false,
    stages: ['accepted', 'handling'],
    needs: ({ extension }, hand) =>
      extension !== null && extension.approvedBy === null && extension.declinedBy === null && extension.requestedBy !== hand.personId,
  },
  draftOpinion: {
    name: '拟稿',
    told: 'office',
    clocks: false,
    stages: ['accepted', ...WRITTEN],
    needs: mayDraft,
  },
  checkOpinion: {
    name: '审核',
    told: 'office',
    clocks: false,
    stages: WRITTEN,
    confirms: { record: 'opinion', state: 'drafted', proposedBy: ['draftOpinion'], returnedBy: 'returnOpinion' },
  },
  returnOpinion: {
    name: '退回修改',
    told: 'office',
    clocks: false,
    stages: WRITTEN,
    needs: ({ opinion }, hand) =>
      opinion !== null && (opinion.state === 'drafted' || opinion.state === 'checked') && opinion.draftedBy !== hand.personId,
  },
  issueOpinion: {
    name: '签发',
    told: 'petitioner',
    stages: WRITTEN,
    paper: ['OPINION'],
    confirms: { record: 'opinion', state: 'checked', proposedBy: ['checkOpinion'], returnedBy: 'returnOpinion' },
  },
  // Of an opinion once it is issued, of another paper whenever it is; its rule guards.
  recordService: { name: '登记送达', told: 'petitioner', clocks: false, stages: ALL },
  // Also of a paper between organs: that one which a petitioner holds is void must never be missed.
  voidDocument: { name: '作废文书', told: 'petitioner', elsewhere: true, stages: ALL.filter((stage) => stage !== 'closed') },
  // EXECUTE goes on after closing.
  recordExecution: { name: '记录执行', told: 'petitioner', stages: REVIEWED, needs: ({ opinion }) => opinion !== null },
  // With the opinion, or what ends the matter on its own path.
  reportAssignment: { name: '报送交办结果', told: 'office', stages: OPEN, paper: ['COMPLETION_REPORT'], needs: isAssigned },
  // Where a ground needs an opinion, only once it is out; the ground guards.
  closePetition: { name: '申请办结', told: 'office', stages: OPEN },
  verifyCompletion: {
    name: '审核认定办结',
    told: 'petitioner',
    stages: OPEN,
    paper: ['COMPLETION_REVIEW'],
    confirms: { record: 'completion', state: 'proposed', proposedBy: ['closePetition'] },
    needs: (state, hand, waits) => waits && judgesTheEnd(state, hand),
  },
  reopenPetition: {
    name: '重新办理',
    told: 'petitioner',
    stages: ['closed'],
    needs: (state, hand) => state.closedOn !== null && state.outcome !== 'split' && state.mergedInto === null && judgesTheEnd(state, hand),
  },
  archivePetition: { name: '归档', told: 'office', clocks: false, elsewhere: true, stages: ['closed'], needs: has('archive', 'due') },
  proposeExit: {
    name: '建议分类处理途径',
    told: 'office',
    clocks: false,
    stages: ['registered', 'received'],
    needs: (state) => isBureau(state) && state.kind === 'CLAIM',
  },
  decideExit: {
    name: '拟定分类处理途径',
    told: 'office',
    clocks: false,
    stages: ['registered', 'received', 'informed'],
    needs: (state) => isOrgan(state) && isOpenClaim(state) && state.exit === null,
  },
  correctExit: {
    name: '变更分类处理途径',
    told: 'office',
    clocks: false,
    stages: DECIDED_EXIT,
    needs: (state) => isOrgan(state) && isOpenClaim(state) && state.exit !== null,
  },
  confirmExit: {
    name: '审核途径决定',
    told: 'petitioner',
    stages: DECIDED_EXIT,
    confirms: { record: 'exitDecision', state: 'proposed', proposedBy: ['decideExit', 'correctExit'], subject: 'decisionId' },
  },
  issueGuidance: {
    name: '发出法定途径告知书',
    told: 'petitioner',
    stages: ['informed'],
    paper: ['GUIDANCE', 'NOTICE'],
    needs: (state) => isOrgan(state) && state.exit !== null && state.exit !== '31(6)',
  },
  // Told with the receipt: nobody is to wait for a procedure that has not begun.
  leadIntoProcedure: {
    name: '导入法定程序',
    told: 'office',
    clocks: false,
    stages: ['informed'],
    needs: (state) => isOrgan(state) && state.exit !== null && !['31(5)', '31(6)'].includes(state.exit) && !has('leadingIn', 'sent')(state),
  },
  // A political-legal organ has received a 涉法涉诉 letter and tells under its own rules (23 ¶4).
  recordReceipt: {
    name: '登记接收回执',
    told: 'petitioner',
    toldAs: '有权机关已经接收',
    stages: ['received', 'informed'],
    confirms: { record: 'leadingIn', state: 'sent', proposedBy: ['leadIntoProcedure'] },
    needs: (state, _, waits) => (state.stage === 'informed' ? waits : isPoliticalLegal(state.organKind)),
  },
  recordProcedureOutcome: {
    name: '记录法定程序结果',
    told: 'petitioner',
    toldAs: '法定程序已有结果',
    clocks: false,
    stages: ['led_into_procedure'],
  },
  performDuty: { name: '提出履行职责情况', told: 'office', clocks: false, stages: ['informed'], needs: ({ exit }) => exit === '31(5)' },
  answerUnderLaw: { name: '提出依法答复', told: 'office', clocks: false, stages: ['informed'], needs: ({ exit }) => exit === '31(5)' },
  confirmPerformance: {
    name: '签发履行职责告知书',
    told: 'petitioner',
    stages: ['informed'],
    paper: ['PERFORMANCE_ANSWER'],
    confirms: { record: 'performance', state: 'proposed', proposedBy: ['performDuty', 'answerUnderLaw'] },
  },
  refuseAcceptance: { name: '提出不予受理', told: 'office', clocks: false, stages: ['registered', 'received'] },
  refuseRefiling: { name: '提出不再受理', told: 'office', clocks: false, stages: ['registered', 'received'] },
  confirmRefusal: {
    name: '审核不予（不再）受理',
    told: 'petitioner',
    stages: ['registered', 'received'],
    paper: ['REFUSAL', 'REFILING_REFUSAL'],
    confirms: { record: 'refusal', state: 'proposed', proposedBy: ['refuseAcceptance', 'refuseRefiling'], subject: 'refusalId' },
  },
  startStudy: { name: '研究论证', told: 'petitioner', clocks: false, stages: ['informed'] },
  decideSuggestion: { name: '作出建议研究意见', told: 'office', clocks: false, stages: ['studying'] },
  replySuggestion: { name: '回复建议', told: 'petitioner', stages: ['decided'], paper: ['SUGGESTION_REPLY'] },
  followMeasure: { name: '记录采纳措施', told: 'petitioner', clocks: false, stages: ['replied'] },
  chooseFastTrack: { name: '适用简易办理', told: 'petitioner', stages: ['registered', 'received', 'informed'] },
  leaveFastTrack: {
    name: '转回普通程序',
    told: 'petitioner',
    stages: ['registered', 'received', 'informed', 'accepted', 'handling', 'studying', 'decided'],
    needs: has('fastTrack', 'chosen'),
  },
  answerFastTrack: { name: '简易办理答复', told: 'petitioner', stages: ['accepted', 'handling'], needs: has('fastTrack', 'chosen') },
  issueFastTrackPaper: {
    name: '应要求出具处理意见书',
    told: 'petitioner',
    clocks: false,
    stages: ['opinion_issued'],
    paper: ['OPINION'],
    confirms: { record: 'fastTrackAnswer', state: 'answered', proposedBy: ['answerFastTrack'], waits: fastTrackAnswered },
  },
  // Whoever is heard knows it; whom else the organ asks, and what for, stands in the opinion.
  recordInquiry: { name: '调查核实', told: 'office', clocks: false, stages: INQUIRED, needs: isOrgan },
  addEvidence: {
    name: '登记证据',
    told: 'office',
    clocks: false,
    stages: [...INQUIRED, 'opinion_issued', 'opinion_served'],
    needs: isOrgan,
  },
  proposeOptions: {
    name: '提出方案',
    told: 'office',
    clocks: false,
    stages: INQUIRED,
    needs: (state) => isOrgan(state) && !has('decisionOptions', 'proposed')(state),
  },
  decideOptions: {
    name: '决定方案',
    told: 'office',
    clocks: false,
    stages: INQUIRED,
    confirms: { record: 'decisionOptions', state: 'proposed', proposedBy: ['proposeOptions'] },
  },
  askCountersign: {
    name: '请会签',
    told: 'office',
    clocks: false,
    stages: WRITTEN,
    needs: ({ opinion }) => opinion !== null && opinion.state !== 'issued' && opinion.state !== 'returned',
  },
  countersignOpinion: {
    name: '会签',
    told: 'office',
    clocks: false,
    stages: WRITTEN,
    confirms: {
      record: 'countersign',
      state: 'asked',
      proposedBy: ['askCountersign'],
      subject: 'countersignId',
      returnedBy: 'returnOpinion',
      waits: countersignsAsked,
    },
  },
  pendingCommitment: {
    name: '列为限期解决事项',
    told: 'petitioner',
    clocks: false,
    stages: [...INQUIRED, 'opinion_issued', 'opinion_served'],
    paper: ['COMMITMENT_NOTICE'],
    needs: (state) => isOrgan(state) && !has('commitment', 'pending')(state),
  },
  reviewCommitment: {
    name: '再次研究限期解决事项',
    told: 'petitioner',
    clocks: false,
    stages: ALL,
    paper: ['COMMITMENT_NOTICE'],
    needs: has('commitment', 'pending'),
  },
  recordInstruction: { name: '登记领导批示', told: 'office', clocks: false, elsewhere: true, stages: OPEN },
  answerInstruction: {
    name: '登记批示办理结果',
    told: 'office',
    clocks: false,
    elsewhere: true,
    stages: ALL,
    needs: has('instruction', 'open'),
  },
  assignPetition: { name: '分派承办人员', told: 'office', stages: WITH_ORGAN, needs: isThere },
  takeBackPetition: {
    name: '收回分派',
    told: 'office',
    clocks: false,
    stages: WITH_ORGAN,
    needs: (state, hand) => isThere(state, hand) && has('task', 'open')(state),
  },
  reportStage: { name: '提交阶段报告', told: 'office', stages: OPEN, paper: ['STAGE_REPORT'], needs: isAssigned },
  acceptAssignmentReport: {
    name: '接受办结报告',
    told: 'office',
    clocks: false,
    elsewhere: true,
    stages: ALL,
    confirms: {
      record: 'assignmentReport',
      state: 'made',
      proposedBy: ['reportAssignment'],
      returnedBy: 'returnAssignmentReport',
      waits: reportMade,
    },
    needs: hasReport,
  },
  returnAssignmentReport: { name: '退回重办', told: 'office', elsewhere: true, stages: OPEN, paper: ['REDO_RETURN'], needs: hasReport },
  moveReportDate: { name: '变更报告期限', told: 'office', elsewhere: true, stages: OPEN, needs: byAssigner },
  // What it finds the clock of the execution tells: met, or running again.
  checkExecution: {
    name: '核查执行',
    told: 'office',
    stages: REVIEWED,
    confirms: { record: 'execution', state: 'recorded', proposedBy: ['recordExecution'] },
  },
  // Officers ask too, about themselves; the petitioner who asked is told what was decided.
  requestRecusal: { name: '申请回避', told: 'office', clocks: false, stages: OPEN },
  decideRecusal: {
    name: '决定回避',
    // Either way; the line names no officer.
    toldAs: '对回避申请作出决定',
    told: 'petitioner',
    clocks: false,
    stages: OPEN,
    confirms: { record: 'recusal', state: 'requested', proposedBy: ['requestRecusal'], subject: 'recusalId', waits: recusalsRequested },
  },
  withdrawPetition: {
    name: '撤回信访',
    told: 'petitioner',
    clocks: false,
    stages: OPEN,
    needs: (state) => standingWithdrawal(state) === null,
  },
  // So that nobody's matter is ended by a withdrawal that was never declared.
  confirmWithdrawal: {
    name: '核实撤回',
    told: 'petitioner',
    clocks: false,
    stages: OPEN,
    confirms: { record: 'withdrawal', state: 'declared', proposedBy: ['withdrawPetition'] },
    needs: (state, hand, waits) => waits && !(isThere(state, hand) && state.stage !== 'registered'),
  },
  revokeWithdrawal: {
    name: '撤销撤回',
    told: 'petitioner',
    clocks: false,
    stages: OPEN,
    needs: (state) => standingWithdrawal(state) !== null,
  },
  ...REVIEW_ACTS,
  ...SETTLING_ACTS,
  // The refusal that rests on it is told.
  compareRefiling: { name: '重新提出比对', told: 'office', clocks: false, stages: ['registered', 'received'] },
  // A death or dissolution was entered by mistake; told once a second person has taken it back.
  revokeSuccession: {
    name: '拟撤销承继登记',
    told: 'office',
    clocks: false,
    elsewhere: true,
    stages: OPEN,
    needs: has('succession', 'recorded'),
  },
  confirmSuccessionRevocation: {
    name: '撤销承继登记',
    told: 'petitioner',
    toldAs: '原承继登记有误，已经撤销',
    clocks: false,
    elsewhere: true,
    stages: OPEN,
    confirms: { record: 'successionRevocation', state: 'proposed', proposedBy: ['revokeSuccession'], subject: 'revocationId' },
  },
  splitPetition: {
    name: '拟分件',
    told: 'office',
    clocks: false,
    elsewhere: false,
    stages: ['registered'],
    needs: (state) => state.organId === state.registeringOrganId && has('split', 'prepared', 'proposed')(state),
  },
  confirmSplit: {
    name: '分件',
    told: 'petitioner',
    elsewhere: false,
    stages: ['registered'],
    paper: ['SPLIT_NOTICE'],
    confirms: {
      record: 'split',
      state: 'proposed',
      proposedBy: ['splitPetition'],
      since: 'course',
      subject: 'splitId',
      waits: splitProposed,
    },
  },
  mergePetitions: {
    name: '拟并案',
    told: 'office',
    elsewhere: false,
    stages: MERGED,
    needs: ({ kind, outcome, mergedInto }) => kind === 'CLAIM' && outcome === null && mergedInto === null,
  },
  confirmMerge: {
    name: '并案',
    told: 'petitioner',
    elsewhere: false,
    stages: MERGED,
    confirms: { record: 'merge', state: 'proposed', proposedBy: ['mergePetitions'], subject: 'mergeId', waits: mergesProposed },
  },
  unmergePetitions: {
    name: '拟拆回并案',
    told: 'office',
    elsewhere: false,
    stages: UNMERGED,
    needs: (state) => ledMerges(state, 'merged').length > 0,
  },
  confirmUnmerge: {
    name: '拆回并案',
    told: 'petitioner',
    elsewhere: false,
    stages: UNMERGED,
    confirms: {
      record: 'merge',
      state: 'unmerge_proposed',
      proposedBy: ['unmergePetitions'],
      since: 'course',
      subject: 'mergeId',
      waits: unmergesProposed,
    },
  },
  recordLegacyReply: {
    name: '补录原答复',
    told: 'petitioner',
    stages: ['accepted', 'handling'],
    paper: ['LEGACY_REPLY'],
    needs: ({ opinion }) => opinion === null,
  },
} as const satisfies Record<string, ActRule>;

export type ActName = keyof typeof ACTS;
/** Every act on a petition; to move the matters of an officer is an act on an organ. */
export type ActOnPetition = Exclude<ActName, 'moveMatters'>;
export type ConfirmingAct = { [A in ActOnPetition]: (typeof ACTS)[A] extends { readonly confirms: unknown } ? A : never }[ActOnPetition];
type ConfirmsOf = (typeof ACTS)[ConfirmingAct]['confirms'];
type Named<Proposing extends ActName, _Returning extends ActName> = Proposing;
/** An act that proposes what another confirms. A row that names no act, here or as what sends back, does not compile. */
export type ProposingAct = Named<ConfirmsOf['proposedBy'][number], Extract<ConfirmsOf, { readonly returnedBy: string }>['returnedBy']>;

export const ACT_NAMES = Object.keys(ACTS) as readonly ActName[];
export const ACTS_ON_PETITION = ACT_NAMES.filter((act): act is ActOnPetition => act !== 'moveMatters');
export const isConfirming = (act: ActName): act is ConfirmingAct => 'confirms' in ACTS[act];
export const CONFIRMING_ACTS = ACT_NAMES.filter(isConfirming);

export const notInStage = (stage: Stage, act: ActName, source: string | null = null) =>
  caseError('ACT_NOT_IN_STAGE', { source, details: { stage: STAGE_NAMES[stage], act: ACTS[act].name } });

/** @throws ACT_NOT_IN_STAGE */
export function requireStage(stage: Stage, act: ActName, source: string | null = null): void {
  const { stages }: ActRule = ACTS[act];
  if (!stages.includes(stage)) throw notInStage(stage, act, source);
}
