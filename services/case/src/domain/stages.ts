import { Stage } from '@sunshine/events';
import { caseError } from './case.errors.js';

export { Stage };

/**
 * From which stage a matter may come to which, for the head of every path and for a claim under exit 31(6).
 * A stage follows from a recorded fact; nobody chooses it.
 * @source law 4.1: 信访工作条例 22, 23, 31(6), 32, 34
 */
export const NEXT_STAGES: Record<Stage, readonly Stage[]> = {
  // A bureau transfers or assigns; an organ that received the matter directly informs or accepts.
  registered: ['routed', 'informed', 'accepted'],
  // The transport receipt is instantaneous inside one node.
  routed: ['received'],
  // A bureau that received a transfer sends it on; an organ informs or accepts (one letter may carry both).
  received: ['routed', 'informed', 'accepted'],
  informed: ['accepted'],
  // The first inquiry act; an imported old reply goes straight to its service.
  accepted: ['handling', 'opinion_served'],
  handling: ['opinion_issued', 'opinion_served'],
  // Closed without service only where there is nobody to serve (anonymous).
  opinion_issued: ['opinion_served', 'closed'],
  opinion_served: ['closed'],
  closed: [],
};

export type ActName =
  | 'routePetition'
  | 'informPetitioner'
  | 'acceptPetition'
  | 'requestExtension'
  | 'extendHandling'
  | 'draftOpinion'
  | 'checkOpinion'
  | 'returnOpinion'
  | 'issueOpinion'
  | 'recordService'
  | 'recordExecution'
  | 'reportAssignment'
  | 'closePetition'
  | 'verifyCompletion'
  | 'recordLegacyReply';

/** In which stages an act may be done; `reads` of the opinion itself are further guards of its own acts. */
export const ACT_STAGES: Record<ActName, readonly Stage[]> = {
  routePetition: ['registered', 'received'],
  informPetitioner: ['registered', 'received'],
  acceptPetition: ['registered', 'received', 'informed'],
  requestExtension: ['accepted', 'handling'],
  extendHandling: ['accepted', 'handling'],
  draftOpinion: ['accepted', 'handling'],
  checkOpinion: ['handling'],
  returnOpinion: ['handling'],
  issueOpinion: ['handling'],
  recordService: ['opinion_issued', 'opinion_served'],
  // EXECUTE goes on after closing.
  recordExecution: ['opinion_served', 'closed'],
  reportAssignment: ['opinion_issued', 'opinion_served'],
  closePetition: ['opinion_issued', 'opinion_served'],
  verifyCompletion: ['opinion_issued', 'opinion_served'],
  recordLegacyReply: ['accepted', 'handling'],
};

export const STAGE_NAMES: Record<Stage, string> = {
  registered: '已登记',
  routed: '已转送交办',
  received: '责任单位已收到',
  informed: '已告知',
  accepted: '已受理',
  handling: '办理中',
  opinion_issued: '已作出处理意见',
  opinion_served: '处理意见已送达',
  closed: '已办结',
};

export const ACT_NAMES: Record<ActName, string> = {
  routePetition: '转送、交办',
  informPetitioner: '告知',
  acceptPetition: '受理',
  requestExtension: '申请延期',
  extendHandling: '批准延期',
  draftOpinion: '拟稿',
  checkOpinion: '审核',
  returnOpinion: '退回修改',
  issueOpinion: '签发',
  recordService: '记录送达',
  recordExecution: '记录执行',
  reportAssignment: '报告交办办结',
  closePetition: '申请办结',
  verifyCompletion: '审核认定办结',
  recordLegacyReply: '补录原答复',
};

export const notInStage = (stage: Stage, act: ActName, source: string | null = null) =>
  caseError('ACT_NOT_IN_STAGE', { source, details: { stage: STAGE_NAMES[stage], act: ACT_NAMES[act] } });

/** @throws ACT_NOT_IN_STAGE */
export function requireStage(stage: Stage, act: ActName, source: string | null = null): void {
  if (!ACT_STAGES[act].includes(stage)) throw notInStage(stage, act, source);
}
