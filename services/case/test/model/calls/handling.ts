import type { InquiryKind } from '@sunshine/events';
import {
  acceptAssignmentReport,
  moveReportDate,
  reportStage,
  returnAssignmentReport,
  reportAssignment,
} from '../../../src/domain/handling/assignment.js';
import { answerInstruction, pendingCommitment, recordInstruction, reviewCommitment } from '../../../src/domain/handling/commitment.js';
import { askCountersign, countersignOpinion } from '../../../src/domain/handling/countersign.js';
import { checkExecution, recordExecution } from '../../../src/domain/handling/execution.js';
import { declineExtension, extendHandling, requestExtension } from '../../../src/domain/handling/extension.js';
import { addEvidence, decideOptions, proposeOptions, recordInquiry } from '../../../src/domain/handling/inquiry.js';
import { acceptPetition } from '../../../src/domain/exits/acceptance.js';
import { informPetitioner } from '../../../src/domain/exits/notice.js';
import { decideRecusal, requestRecusal } from '../../../src/domain/handling/recusal.js';
import { assignPetition, takeBackPetition } from '../../../src/domain/handling/task.js';
import { members } from '../../../src/domain/members.js';
import type { Given } from '../../../src/domain/petition.js';
import { latestRecord, recordsOf } from '../../../src/domain/records.js';
import { id } from '../../builders.js';
import type { ModelledAct, What } from '../state.js';
import { flawed, type Call, type Setting, staff, has, paper, recordId, sent, text } from './setting.js';

const guidance = (given: Given, setting: Setting) => {
  const { exit } = given.state;
  const needed = exit !== null && exit !== '31(6)' && latestRecord(given.state, 'exitDecision', 'decided')?.data.channelId != null;
  const wanted = has(setting, 'GUIDANCE_MISSING') ? !needed : needed;
  return wanted ? { body: null, papers: ['申请书'], starts: null } : null;
};

const inquiry = (form: InquiryKind, setting: Setting, what: What) => ({
  recordId: what.id,
  form,
  heldOn: null,
  text: text(setting),
  petitionerId: form === 'INTERVIEW' ? (members(setting.world.state)[0] ?? null) : null,
  withWhom: '邻居',
  companion: null,
  place: '现场',
  people: '二人',
  questions: [{ question: '问', answer: '答' }],
  findings: '属实',
  fileIds: [],
  photosKnown: true,
  readBack: true,
  signature: '名',
  witness: null,
  copyGiven: true,
  until: what.day,
});

export const handlingCalls = {
  informPetitioner: flawed(['TEXT_MISSING', 'DISPATCH_WAY_UNKNOWN', ['GUIDANCE_MISSING', 'GUIDANCE_NOT_NEEDED']], (at, what, how) =>
    informPetitioner(at, { path: text(how), procedure: '程序', guidance: guidance(at, how), ...sent(how), ...paper(what) }),
  ),
  acceptPetition: flawed(['DISPATCH_WAY_UNKNOWN'], (at, what, how) => acceptPetition(at, { ...sent(how), ...paper(what) })),
  requestExtension: flawed(['EXTENSION_TOO_LONG', 'EXTENSION_DAYS_MALFORMED', 'TEXT_MISSING'], (at, what, how) =>
    requestExtension(at, {
      extensionId: what.id,
      days: has(how, 'EXTENSION_TOO_LONG') ? 31 : has(how, 'EXTENSION_DAYS_MALFORMED') ? 0 : what.days,
      reason: text(how),
    }),
  ),
  extendHandling: flawed(['DISPATCH_WAY_UNKNOWN'], (at, what, how) =>
    extendHandling(at, {
      extensionId: at.state.extension?.id ?? id('q'),
      days: what.yes ? null : Math.min(what.days, 30),
      post: what.inside ? '局长' : null,
      ...sent(how),
      ...paper(what),
    }),
  ),
  declineExtension: flawed(['TEXT_MISSING'], (at, _what, how) =>
    declineExtension(at, { extensionId: at.state.extension?.id ?? id('q'), reason: text(how) }),
  ),
  askCountersign: (at, what) =>
    askCountersign(at, {
      recordId: what.id,
      ...(what.to.id === at.state.organId ? { organ: null, unit: '法制科' } : { organ: what.to, unit: null }),
    }),
  countersignOpinion: flawed(['TEXT_MISSING'], (at, what, how) => {
    const own = recordsOf(at.state, 'countersign', 'asked').find(
      ({ organId, data }) => data.opinionId === at.state.opinion?.id && (organId ?? at.state.organId) === at.act.organ.id,
    );
    return countersignOpinion(at, { countersignId: recordId(own), agreed: what.yes && !has(how, 'TEXT_MISSING'), view: text(how) });
  }),
  recordExecution: flawed(['EXECUTION_PETITIONER_NOT_ASKED', 'TEXT_MISSING', 'PLEDGE_NOT_TO_PETITION'], (at, what, how) =>
    recordExecution(at, { recordId: what.id, evidence: text(how), petitionerAsked: !has(how, 'EXECUTION_PETITIONER_NOT_ASKED') }),
  ),
  checkExecution: flawed(['TEXT_MISSING'], (at, what, how) => checkExecution(at, { carriedOut: what.yes, finding: text(how) })),
  reportAssignment: flawed(['TEXT_MISSING'], (at, what, how) =>
    reportAssignment(at, { recordId: what.id, report: text(how), ...paper(what) }),
  ),
  reportStage: flawed(['TEXT_MISSING'], (at, what, how) =>
    reportStage(at, { recordId: what.more[0], reason: text(how), progress: '进展', nextDate: what.day, ...paper(what) }),
  ),
  acceptAssignmentReport: (at) => acceptAssignmentReport(at),
  returnAssignmentReport: flawed(['TEXT_MISSING'], (at, what, how) =>
    returnAssignmentReport(at, { reason: text(how), todo: '重办', deadline: what.day, ...paper(what) }),
  ),
  moveReportDate: flawed(['TEXT_MISSING'], (at, what, how) => moveReportDate(at, { reportBy: what.day, reason: text(how) })),
  recordInquiry: flawed(['TEXT_MISSING', 'PLEDGE_NOT_TO_PETITION'], (at, what, how) => recordInquiry(at, inquiry(what.form, how, what))),
  addEvidence: flawed(['TEXT_MISSING'], (at, what, how) =>
    addEvidence(at, {
      recordId: what.id,
      what: text(how),
      source: '来源',
      fileId: null,
      heldBy: '保管',
      inquiryId: latestRecord(at.state, 'inquiry', 'asked')?.id ?? null,
    }),
  ),
  proposeOptions: flawed(['TEXT_MISSING'], (at, what, how) =>
    proposeOptions(at, { recordId: what.id, root: text(how), interim: null, recommended: 'root' }),
  ),
  decideOptions: flawed(['OPTION_UNKNOWN', 'TEXT_MISSING'], (at, _, how) =>
    decideOptions(at, { choice: has(how, 'OPTION_UNKNOWN') ? 'interim' : 'root', reason: text(how) }),
  ),
  pendingCommitment: flawed(['TEXT_MISSING', 'PLEDGE_NOT_TO_PETITION'], (at, what, how) =>
    pendingCommitment(at, { recordId: what.more[0], reason: text(how), plan: '安排', reviewOn: what.day, ...paper(what) }),
  ),
  reviewCommitment: flawed(['TEXT_MISSING'], (at, what, how) =>
    reviewCommitment(at, { text: text(how), nextReviewOn: what.yes ? null : what.day, ...paper(what) }),
  ),
  recordInstruction: flawed(['TEXT_MISSING', 'PLEDGE_NOT_TO_PETITION'], (at, what, how) =>
    recordInstruction(at, { recordId: what.id, text: text(how), post: '局长', unit: '科室', dueOn: null }),
  ),
  answerInstruction: flawed(['TEXT_MISSING'], (at, _, how) =>
    answerInstruction(at, { instructionId: recordId(recordsOf(at.state, 'instruction', 'open')[0]), result: text(how) }),
  ),
  assignPetition: flawed(['TASK_DATE_TOO_EARLY', 'TASK_ASSIGNEE_MISSING'], (at, what, how) =>
    assignPetition(at, {
      taskId: what.id,
      officerId: has(how, 'TASK_ASSIGNEE_MISSING') ? null : what.officer,
      section: null,
      dueOn: has(how, 'TASK_DATE_TOO_EARLY') ? '2000-01-01' : what.day,
      text: null,
      reason: '工作调整',
      staff: staff(how.world),
      kept: how.world.relations.some(({ subject, relation }) => subject === what.officer && relation === 'recused'),
    }),
  ),
  takeBackPetition: flawed(['TEXT_MISSING'], (at, _, how) => takeBackPetition(at, { reason: text(how) })),
  requestRecusal: flawed(['TEXT_MISSING'], (at, what, how) =>
    requestRecusal(at, { recordId: what.id, officerId: what.officer, ofHead: false, reason: text(how), staff: staff(how.world) }),
  ),
  decideRecusal: flawed(['TEXT_MISSING'], (at, what, how) => {
    const { officers } = staff(how.world);
    const officerId = recordsOf(at.state, 'recusal', 'requested').find(({ id: one }) => one === what.paper)?.data.officerId;
    const named = officers.find(({ personId, role }) => role === 'HANDLER' && personId !== officerId)?.personId ?? null;
    return decideRecusal(at, {
      recusalId: what.paper ?? id('q'),
      granted: what.yes,
      reason: text(how),
      namedHandlerId: named,
      staff: staff(how.world),
    });
  }),
} satisfies Partial<Record<ModelledAct, Call>>;
