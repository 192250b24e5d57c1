import { Stage } from '@sunshine/events';
import type { ActRule } from './act-rule.js';
import { has, isBureau, isOrgan, isThere } from './needs.js';
import { recordsOf } from './records.js';
import { accusedOpen, keepsFromAccused, mayHandOver, standingTransfer } from './standing.js';
import { decidedObjection, handOverProposed, objectionProposed, outsideObjection, raisedObjection } from './waiting.js';

const ALL: readonly Stage[] = Stage.options;
const NOT_TOLD: readonly Stage[] = ['registered', 'received'];
const OPEN = Stage.options.filter((stage) => stage !== 'closed');

/**
 * The acts between organs, in the order of the course: rows of `ACTS`, which says everything about every act. Which organ has a matter
 * the petitioner is always told; of a report nothing, for the name of the body that has it would tell too much.
 */
export const ROUTING_ACTS = {
  routePetition: {
    name: '转送、交办',
    told: 'petitioner',
    stages: ['registered', 'received'],
    paper: ['TRANSFER_SLIP', 'ASSIGNMENT_LETTER'],
    needs: (state, hand) => state.kind !== 'REPORT' && isBureau(state) && isThere(state, hand),
  },
  submitForDecision: {
    name: '报请本级党委、政府决定',
    told: 'petitioner',
    stages: ['registered', 'received'],
    needs: (state, hand) => state.kind !== 'REPORT' && isBureau(state) && isThere(state, hand),
  },
  recordSubmittedDecision: {
    name: '登记本级党委、政府的批示',
    told: 'petitioner',
    toldAs: '本级党委、政府已作出决定',
    stages: ['routed'],
    needs: has('submission', 'submitted'),
  },
  recallTransfer: {
    name: '撤回转送',
    told: 'petitioner',
    elsewhere: true,
    stages: ['routed', 'received'],
    paper: ['RECALL_DECISION'],
    needs: (state, hand) => {
      const transfer = standingTransfer(state);
      return (
        transfer !== null &&
        transfer.data.kind !== 'DESIGNATION' &&
        transfer.data.kind !== 'AVOIDANCE' &&
        transfer.data.fromOrganId === hand.organId &&
        // Another node has been asked for it.
        (transfer.data.recall === undefined || transfer.data.recall.declinedOn !== undefined)
      );
    },
  },
  // At the organ that registered it, to a body outside.
  objectToTransfer: {
    name: '提出异议',
    told: 'office',
    stages: ['registered', 'received'],
    needs: (state, hand) => (state.senderId !== null || state.channel === 'TRANSFER_IN') && isThere(state, hand),
  },
  confirmObjection: {
    name: '审定异议',
    told: 'petitioner',
    toldAs: '承办机关认为不归它办，已提出异议',
    stages: ['registered', 'received'],
    paper: ['OBJECTION'],
    confirms: { record: 'objection', state: 'proposed', proposedBy: ['objectToTransfer'], waits: objectionProposed },
  },
  recordObjectionAnswer: {
    name: '登记来文单位的核实意见',
    told: 'petitioner',
    toldAs: '转来的机关对异议作出答复',
    stages: ['registered', 'received'],
    needs: (state, hand) => outsideObjection(state) !== null && isThere(state, hand),
  },
  // A proposal only where the head had confirmed the routing.
  decideObjection: {
    name: '异议核实',
    told: 'petitioner',
    elsewhere: true,
    stages: ['received'],
    paper: ['OBJECTION_DECISION'],
    confirms: { record: 'objection', state: 'raised', proposedBy: ['confirmObjection'], since: 'course', waits: raisedObjection },
  },
  confirmObjectionDecision: {
    name: '批准异议核实',
    told: 'petitioner',
    elsewhere: true,
    stages: ['received'],
    paper: ['OBJECTION_DECISION'],
    confirms: { record: 'objection', state: 'raised', proposedBy: ['decideObjection'], since: 'course', waits: decidedObjection },
  },
  // Also where the organ was split, merged or abolished in the midst of it.
  designateOrgan: {
    name: '指定办理单位',
    told: 'petitioner',
    stages: ['registered', 'received', 'informed', 'accepted', 'handling'],
    paper: ['DESIGNATION_NOTICE'],
  },
  handDown: { name: '系统内转送', told: 'petitioner', stages: ['registered', 'received'], paper: ['NOTICE'], needs: isOrgan },
  // Who helps is the organ's affair, and who handles with it the petitioner's too.
  requestAssistance: {
    name: '商请协办',
    told: 'office',
    clocks: false,
    stages: ['registered', 'received', 'informed', 'accepted', 'handling', 'redoing', 'studying'],
    paper: ['ASSISTANCE_LETTER'],
    needs: isOrgan,
  },
  answerAssistance: {
    name: '协办答复',
    told: 'office',
    clocks: false,
    stages: OPEN,
    needs: (state, { organId }) => recordsOf(state, 'assistance').some((each) => each.state !== 'ended' && each.organId === organId),
  },
  endAssistance: {
    name: '结束协办',
    told: 'office',
    clocks: false,
    stages: OPEN,
    needs: (state) => recordsOf(state, 'assistance').some((each) => each.state !== 'ended'),
  },
  agreeJointHandling: {
    name: '商定联合办理',
    told: 'petitioner',
    clocks: false,
    stages: ['registered', 'received', 'informed', 'accepted', 'handling', 'redoing', 'studying'],
    paper: ['ASSISTANCE_LETTER'],
    needs: isOrgan,
  },
  keepForReference: { name: '拟存', told: 'office', clocks: false, stages: ['registered'] },
  confirmKeeping: {
    name: '存',
    told: 'petitioner',
    toldAs: '登记留存',
    stages: ['registered'],
    paper: ['REFERENCE_NOTICE'],
    confirms: { record: 'keeping', state: 'proposed', proposedBy: ['keepForReference'] },
  },
  // A kept matter alone.
  objectToKeeping: {
    name: '对存提出异议',
    told: 'petitioner',
    toldAs: '您不同意留存，恢复办理',
    stages: ['closed'],
    needs: ({ outcome }) => outcome === 'kept_for_reference',
  },
  pointElsewhere: {
    name: '拟告知向有权机关提出',
    told: 'office',
    clocks: false,
    stages: ['registered', 'received', 'informed'],
    needs: (state) => isOrgan(state) && state.senderId === null && state.exit === null && state.outcome === null,
  },
  confirmPointing: {
    name: '告知向有权机关提出',
    told: 'petitioner',
    stages: ['registered', 'informed'],
    paper: ['POINTING_NOTICE'],
    confirms: { record: 'pointing', state: 'proposed', proposedBy: ['pointElsewhere'] },
  },
  guideVisitor: {
    name: '引导来访',
    told: 'petitioner',
    stages: ['registered'],
    paper: ['VISIT_GUIDANCE'],
    needs: (state) => isBureau(state) && state.kind === 'CLAIM' && state.channel === 'VISIT',
  },
  sendToPoliticalLegalOrgan: {
    name: '转送政法机关',
    told: 'petitioner',
    stages: ['registered', 'received'],
    paper: ['TRANSFER_SLIP'],
    needs: (state, hand) => isBureau(state) && isThere(state, hand) && state.kind === 'CLAIM' && state.channel !== 'VISIT',
  },
  // Whom it accuses is nothing to tell, to anybody.
  identifyAccused: { name: '核对被检举控告人', told: 'office', clocks: false, stages: ALL, needs: keepsFromAccused },
  confirmAccused: {
    name: '审核被检举控告人',
    told: 'office',
    stages: ALL,
    confirms: { record: 'identification', state: 'proposed', proposedBy: ['identifyAccused'] },
  },
  // The reporter is told the stage alone: handed to a body that has the authority.
  handOverReport: {
    name: '拟移送检举控告',
    told: 'office',
    clocks: false,
    stages: ['registered', 'received'],
    needs: (state, hand) => state.kind === 'REPORT' && mayHandOver(state) && isThere(state, hand) && !accusedOpen(state),
  },
  confirmHandOver: {
    name: '移送检举控告',
    told: 'office',
    stages: ['registered', 'received'],
    paper: ['TRANSFER_SLIP'],
    confirms: { record: 'handOver', state: 'proposed', proposedBy: ['handOverReport'], waits: handOverProposed },
  },
  recordHandOverReceipt: { name: '登记移送回执', told: 'office', stages: ['routed'], needs: has('handOver', 'sent') },
  noteFeedback: {
    name: '登记反馈',
    told: 'office',
    clocks: false,
    // A discipline organ tells under its own rules, so that no notice of ours comes before.
    stages: ['registered', 'received', 'informed', 'handed_to_discipline'],
    needs: ({ kind, organKind, stage }) =>
      kind === 'REPORT' && organKind !== 'petition_bureau' && (organKind === 'discipline' || !NOT_TOLD.includes(stage)),
  },
  markCrossing: { name: '标注三跨三分离', told: 'office', clocks: false, elsewhere: true, stages: OPEN },
  moveMatters: { name: '移交经办', told: 'office', elsewhere: true, stages: OPEN },
} as const satisfies Record<string, ActRule>;
