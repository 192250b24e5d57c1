import type { Given } from '../../../src/domain/petition.js';
import { latestRecord, recordsOf } from '../../../src/domain/records.js';
import { confirmAccused, identifyAccused } from '../../../src/domain/routing/accused.js';
import { agreeJointHandling, answerAssistance, endAssistance, requestAssistance } from '../../../src/domain/routing/assistance.js';
import { markCrossing } from '../../../src/domain/routing/crossing.js';
import { type PlacedOrgan, commonSuperior, designateOrgan } from '../../../src/domain/routing/designation.js';
import { handDown } from '../../../src/domain/routing/hand-down.js';
import { confirmHandOver, handOverReport, noteFeedback, recordHandOverReceipt } from '../../../src/domain/routing/hand-over.js';
import { confirmKeeping, keepForReference, objectToKeeping } from '../../../src/domain/routing/keeping.js';
import { guideVisitor, sendToPoliticalLegalOrgan } from '../../../src/domain/routing/litigation.js';
import { moveMatter } from '../../../src/domain/routing/matters.js';
import {
  confirmObjection,
  confirmObjectionDecision,
  decideObjection,
  objectToTransfer,
  recordObjectionAnswer,
} from '../../../src/domain/routing/objection.js';
import { confirmPointing, pointElsewhere } from '../../../src/domain/routing/pointing.js';
import { recallTransfer } from '../../../src/domain/routing/recall.js';
import { routePetition } from '../../../src/domain/routing/routing.js';
import { recordSubmittedDecision, submitForDecision } from '../../../src/domain/routing/submission.js';
import { AT } from '../../between.js';
import { id } from '../../builders.js';
import { keeperOf, PLACES, receiverOf } from '../officers.js';
import type { ModelledAct, What } from '../state.js';
import { flawed, type Call, type Setting, has, paper, recordId, sent, text } from './setting.js';

const asked = (setting: Setting, { to, day, more }: What) => ({
  assistanceId: more[0],
  organ: to,
  toAccused: false,
  points: has(setting, 'ASSISTANCE_POINTS_MISSING') ? [] : ['提供资料'],
  answerBy: day,
});

function designation(setting: Setting, { state, act }: Given, what: What) {
  const current = PLACES.find((one) => one.id === state.organId) as PlacedOrgan;
  const sides = [
    what.to,
    ...(current.kind === 'petition_bureau' || current.id === what.to.id
      ? [AT.hospital.id === what.to.id ? AT.labour : AT.hospital]
      : [current]),
  ];
  const superior = PLACES.find((one) => one.id === commonSuperior(sides)) ?? null;
  return {
    designationId: what.more[0],
    current,
    to: what.to,
    toAccused: false,
    by: superior ? 'COMMON_SUPERIOR' : 'JOINT_CONFERENCE',
    decider: superior,
    reference: text(setting),
    reason: '职责不清',
    decisionFileId: what.inside ? what.id : null,
    reorganisation: null,
    heard: (has(setting, 'DESIGNATION_SIDES_MISSING') ? sides.slice(1) : sides).map((organ) => ({ organ, on: act.on, position: '意见' })),
    ...paper(what),
  };
}

export const routingCalls = {
  routePetition: flawed(
    (_, { assigned }) => [assigned ? 'ROUTE_POINTS_MISSING' : 'ROUTE_TRANSFER_HAS_NO_DATE', 'TEXT_MISSING'],
    (at, what, how) =>
      routePetition(at, {
        kind: what.assigned ? 'ASSIGNMENT' : 'TRANSFER',
        to: what.to,
        from: at.act.organ as PlacedOrgan,
        reason: text(how),
        reportBy: what.assigned ? what.day : has(how, 'ROUTE_TRANSFER_HAS_NO_DATE') ? what.day : null,
        points: what.assigned && !has(how, 'ROUTE_POINTS_MISSING') ? ['一'] : [],
        toAccused: false,
        ...paper(what),
      }),
  ),
  submitForDecision: flawed(['SUBMISSION_DATE_TOO_EARLY', 'TEXT_MISSING'], (at, what, how) =>
    submitForDecision(at, {
      submissionId: what.id,
      to: what.to,
      from: at.act.organ as PlacedOrgan,
      toAccused: false,
      reason: text(how),
      proposal: '由市政府牵头协调',
      reference: '明信报〔2025〕1号',
      answerBy: has(how, 'SUBMISSION_DATE_TOO_EARLY') ? at.act.on : what.day,
    }),
  ),
  recordSubmittedDecision: flawed(['TEXT_MISSING'], (at, _, how) =>
    recordSubmittedDecision(at, { reference: '明政办批1号', post: '市长', text: text(how) }),
  ),
  sendToPoliticalLegalOrgan: flawed(['TEXT_MISSING'], (at, what, how) =>
    sendToPoliticalLegalOrgan(at, { to: what.to, from: at.act.organ as PlacedOrgan, toAccused: false, reason: text(how), ...paper(what) }),
  ),
  guideVisitor: flawed(['EXIT_CHANNEL_UNKNOWN', 'TEXT_MISSING'], (at, what, how) =>
    guideVisitor(at, {
      guidanceId: what.more[0],
      to: what.to,
      channelId: has(how, 'EXIT_CHANNEL_UNKNOWN') ? 'nowhere' : 'administrative_litigation',
      starts: [],
      reason: text(how),
      ...paper(what),
    }),
  ),
  recallTransfer: flawed(['TEXT_MISSING'], (at, what, how) => recallTransfer(at, { reason: text(how), ...paper(what) })),
  objectToTransfer: flawed(['TEXT_MISSING'], (at, what, how) =>
    objectToTransfer(at, {
      objectionId: what.id,
      reason: text(how),
      basis: '依据',
      proposed: what.to,
      sender: at.state.senderId === null ? '省信访局' : null,
    }),
  ),
  confirmObjection: (at, what) => confirmObjection(at, paper(what)),
  recordObjectionAnswer: flawed(['TEXT_MISSING'], (at, what, how) =>
    recordObjectionAnswer(at, { upheld: what.yes, reference: '晴信函1号', reason: text(how) }),
  ),
  decideObjection: flawed(
    (_, { yes }) => [...(yes ? ['OBJECTION_NEW_ORGAN_MISSING'] : []), 'TEXT_MISSING'],
    (at, what, how) =>
      decideObjection(at, {
        upheld: what.yes,
        reason: text(how),
        newOrgan: what.yes && !has(how, 'OBJECTION_NEW_ORGAN_MISSING') ? what.to : null,
        from: at.act.organ as PlacedOrgan,
        toAccused: false,
        reportBy: what.assigned ? what.day : null,
        ...paper(what),
      }),
  ),
  confirmObjectionDecision: (at, what) => {
    const decision = latestRecord(at.state, 'objection', 'raised')?.data.decision;
    const newOrgan = PLACES.find((one) => one.id === decision?.newOrganId) ?? null;
    return confirmObjectionDecision(at, { newOrgan, from: at.act.organ as PlacedOrgan, toAccused: false, ...paper(what) });
  },
  designateOrgan: flawed(['DESIGNATION_SIDES_MISSING', 'TEXT_MISSING'], (at, what, how) => designateOrgan(at, designation(how, at, what))),
  handDown: flawed(['TEXT_MISSING', 'DISPATCH_WAY_UNKNOWN'], (at, what, how) =>
    handDown(at, {
      to: what.to,
      toAccused: false,
      reason: text(how),
      line: '业务条线',
      reportBy: what.assigned ? what.day : null,
      from: PLACES.find((one) => one.id === at.state.organId) as PlacedOrgan,
      ...sent(how),
      ...paper(what),
    }),
  ),
  identifyAccused: flawed(['ACCUSED_DENIAL_OF_UNNAMED', 'ACCUSED_NOT_ALL_RESOLVED'], (at, what, how) =>
    identifyAccused(at, {
      identificationId: what.id,
      accused: has(how, 'ACCUSED_NOT_ALL_RESOLVED') || what.yes ? [] : [{ organ: null, personId: id('p', 97), who: '某科长' }],
      unnamedReason: what.yes && !has(how, 'ACCUSED_NOT_ALL_RESOLVED') ? '材料没有写明' : null,
      denied: has(how, 'ACCUSED_DENIAL_OF_UNNAMED') ? [{ organ: what.to, reason: '不是所指' }] : [],
    }),
  ),
  confirmAccused: flawed(['ACCUSED_LEAVE_NO_READER'], (at, what, how) => {
    const current = PLACES.find((one) => one.id === at.state.organId) as PlacedOrgan;
    const keeper = keeperOf(what, current);
    return confirmAccused(at, { transferId: what.id, keeper: has(how, 'ACCUSED_LEAVE_NO_READER') ? null : keeper });
  }),
  handOverReport: flawed(['ROUTE_TO_ACCUSED', 'TEXT_MISSING'], (at, what, how) =>
    handOverReport(at, {
      handOverId: what.id,
      to: what.to,
      toAccused: has(how, 'ROUTE_TO_ACCUSED'),
      authority: text(how),
      despiteAccused: null,
      cadreMatter: true,
      grave: false,
    }),
  ),
  confirmHandOver: flawed(['HAND_OVER_NOTICE_MISSING'], (at, what, how) => {
    const to = PLACES.find((one) => one.id === latestRecord(at.state, 'handOver', 'proposed')?.organId) ?? AT.discipline;
    const organisationNotifiedOn = has(how, 'HAND_OVER_NOTICE_MISSING') ? null : at.act.on;
    return confirmHandOver(at, { to, toAccused: false, organisationNotifiedOn, leadersNotifiedOn: null, ...paper(what) });
  }),
  recordHandOverReceipt: flawed(['TEXT_MISSING'], (at, _, how) => recordHandOverReceipt(at, { receiptNumber: text(how) })),
  noteFeedback: flawed(['TEXT_MISSING'], (at, what, how) =>
    noteFeedback(at, { feedbackId: what.id, reference: '文号', text: text(how), reporterTold: true }),
  ),
  pointElsewhere: flawed(['TEXT_MISSING'], (at, what, how) =>
    pointElsewhere(at, {
      pointingId: what.id,
      to: { ...what.to, accused: false },
      toName: null,
      basis: '职责规定',
      place: '接待大厅',
      reason: text(how),
    }),
  ),
  confirmPointing: flawed(['DISPATCH_WAY_UNKNOWN'], (at, what, how) => {
    const named = latestRecord(at.state, 'pointing', 'proposed')?.data.toOrganId;
    const to = PLACES.find((one) => one.id === named);
    return confirmPointing(at, { to: to ? { ...to, accused: false } : null, ...sent(how), ...paper(what) });
  }),
  keepForReference: flawed(['KEEPING_GROUND_UNKNOWN', 'TEXT_MISSING'], (at, what, how) =>
    keepForReference(at, {
      keepingId: what.id,
      ground: has(how, 'KEEPING_GROUND_UNKNOWN') ? 'TIRED' : 'THANKS',
      reason: text(how),
      asked: null,
      named: false,
      duplicate: null,
    }),
  ),
  confirmKeeping: flawed(['DISPATCH_WAY_UNKNOWN'], (at, what, how) =>
    confirmKeeping(at, { duplicate: null, ...sent(how), ...paper(what) }),
  ),
  objectToKeeping: flawed(['TEXT_MISSING'], (at, _, how) => objectToKeeping(at, { reason: text(how) })),
  markCrossing: flawed(['TEXT_MISSING'], (at, what, how) =>
    markCrossing(at, { crossingId: what.id, kinds: what.yes ? ['CROSS_REGION'] : [], reason: text(how) }),
  ),
  moveMatters: flawed(['MATTER_TO_BARRED', 'TEXT_MISSING'], (at, what, how) =>
    moveMatter(at, {
      fromPersonId: what.officer,
      toPersonId: receiverOf(what.officer),
      reason: text(how),
      kept: has(how, 'MATTER_TO_BARRED'),
      taskId: what.id,
    }),
  ),
  requestAssistance: flawed(['ASSISTANCE_POINTS_MISSING'], (at, what, how) =>
    requestAssistance(at, { ...asked(how, what), ...paper(what) }),
  ),
  agreeJointHandling: flawed(['TEXT_MISSING'], (at, what, how) =>
    agreeJointHandling(at, { leadOrganId: at.state.organId, others: [asked(how, what)], agreement: text(how), ...paper(what) }),
  ),
  answerAssistance: flawed(['TEXT_MISSING'], (at, _, how) =>
    answerAssistance(at, {
      assistanceId: recordId(recordsOf(at.state, 'assistance', 'asked').find(({ organId }) => organId === at.act.organ.id)),
      answer: text(how),
    }),
  ),
  endAssistance: flawed(['TEXT_MISSING'], (at, _, how) =>
    endAssistance(at, { assistanceId: recordId(recordsOf(at.state, 'assistance', 'asked')[0]), reason: text(how) }),
  ),
} satisfies Partial<Record<ModelledAct, Call>>;
