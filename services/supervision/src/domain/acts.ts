import { ADVICE_ANSWERS, ADVICE_EFFECTS, ADVICE_KINDS, RESPONSIBILITY_RESULTS } from './advice/advice.records.js';
import { CONDUCT_MEASURES } from './conduct/conduct.records.js';
import { MEASURE_MEANS } from './measures/measure.records.js';
import type { Series } from './numbering.js';
import { ROUND_METHODS } from './rounds/round.records.js';

interface SupervisionActRule {
  readonly name: string;
  /** Supervision is between organs: the petitioner is told of what it brings about, not of it. */
  readonly told: 'office';
  /** The series of its paper's numbers. */
  readonly paper?: readonly [Series];
  /** False: its rule reads no clock and stops none. */
  readonly clocks?: false;
}

/** Acts of supervision on a petition, in the order of their course. */
export const ACTS = {
  issueReminder: { name: '催办', told: 'office', paper: ['REMINDER'] },
  answerReminder: { name: '答复催办', told: 'office' },
  dismissSupervisionProposal: { name: '不予督办', told: 'office', clocks: false },
  openSupervisedHandling: { name: '督办', told: 'office', paper: ['SUPERVISED_HANDLING'] },
  recordSupervisionStep: { name: '记录督办情况', told: 'office', clocks: false },
  replyToSupervision: { name: '反馈督办', told: 'office' },
  judgeSupervisionReply: { name: '审核督办反馈', told: 'office' },
  extendSupervisionReply: { name: '延长督办反馈期限', told: 'office' },
  closeSupervisedHandling: { name: '督办办结', told: 'office', clocks: false },
} as const satisfies Record<string, SupervisionActRule>;
export type ActName = keyof typeof ACTS;

/** Acts on a record between organs, which may have no petition. */
export const ORGAN_ACTS = {
  issueAdvice: { name: '提出建议', told: 'office', paper: ['ADVICE'] },
  extendAdviceReply: { name: '延长建议反馈期限', told: 'office' },
  answerAdvice: { name: '反馈建议', told: 'office' },
  reviewAdviceEffect: { name: '回看建议效果', told: 'office', clocks: false },
  proposeConferenceMeasure: { name: '提请联席会议采取措施', told: 'office', paper: ['MEASURE'], clocks: false },
  answerConferenceMeasure: { name: '对拟采取的措施说明情况', told: 'office', clocks: false },
  decideConferenceMeasure: { name: '联席会议决定措施', told: 'office', clocks: false },
  recordConferenceMeasure: { name: '登记措施实施情况', told: 'office', clocks: false },
  recordCorrection: { name: '报告整改情况', told: 'office' },
  checkCorrection: { name: '核查整改情况', told: 'office', clocks: false },
  removeFromList: { name: '挂牌督办销号', told: 'office', clocks: false },
  contestFact: { name: '对指标事实提出异议', told: 'office', paper: ['CONTEST'], clocks: false },
  decideContest: { name: '认定指标异议', told: 'office', clocks: false },
  recordResponsibilityResult: { name: '登记责任追究结果', told: 'office', clocks: false },
  planInspectionRound: { name: '部署督查', told: 'office', paper: ['ROUND'], clocks: false },
  changeRoundTeam: { name: '变更督查组', told: 'office', clocks: false },
  noteRoundFinding: { name: '登记督查发现的问题', told: 'office', clocks: false },
  giveRoundFeedback: { name: '反馈督查情况', told: 'office', clocks: false },
  reportRoundProblems: { name: '报告重要问题', told: 'office', clocks: false },
  reportRoundCorrection: { name: '报告督查整改情况', told: 'office' },
  checkRoundCorrection: { name: '核查督查整改情况', told: 'office', clocks: false },
  endInspectionRound: { name: '结束督查', told: 'office', clocks: false },
  openQualityCorrection: { name: '要求评查整改', told: 'office', paper: ['CORRECTION'], clocks: false },
  answerQualityCorrection: { name: '报告评查整改情况', told: 'office' },
  checkQualityCorrection: { name: '核查评查整改情况', told: 'office', clocks: false },
  receiveConductComplaint: { name: '登记对工作人员的投诉', told: 'office', paper: ['CONDUCT'], clocks: false },
  recordConductProtection: { name: '记录投诉人保护情况', told: 'office', clocks: false },
  concludeConductComplaint: { name: '认定对工作人员的投诉', told: 'office', clocks: false },
  replyToComplainant: { name: '答复投诉人', told: 'office' },
  endConductComplaint: { name: '办结对工作人员的投诉', told: 'office', clocks: false },
} as const satisfies Record<string, SupervisionActRule>;
export type OrganActName = keyof typeof ORGAN_ACTS;

export const ruleOf = (act: ActName): SupervisionActRule => ACTS[act];

/** `acts.json`: the table as data, for the pages of officers, and the words of what its forms choose from. */
export const printedActs = {
  acts: ACTS,
  ofOrgans: ORGAN_ACTS,
  words: {
    adviceKinds: ADVICE_KINDS,
    adviceAnswers: ADVICE_ANSWERS,
    adviceEffects: ADVICE_EFFECTS,
    responsibilityResults: RESPONSIBILITY_RESULTS,
    measureMeans: MEASURE_MEANS,
    roundMethods: ROUND_METHODS,
    conductMeasures: CONDUCT_MEASURES,
  },
};
