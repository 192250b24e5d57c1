import {
  ClocksMoved,
  CodeSlipGiven,
  GuidanceSlipIssued,
  InterviewRecorded,
  JointConsentRecorded,
  MandateEnded,
  MandateRecorded,
  MemberCodeIssued,
  MemberLeft,
  OpinionPublished,
  PetitionClassified,
  PetitionCorrected,
  PetitionReclassified,
  PetitionSupplemented,
  PublicationAnswered,
  PublicationProposed,
  PublicationTakenDown,
  QueryCodeReissued,
  SameLetterLinked,
  SuccessionRecorded,
  SupplementAsked,
  UrgentMatterReported,
  type CodeSlipWay,
  type CorrectedField,
  type Envelope,
  type NewEvent,
  type PetitionKind,
  type PublicationEnd,
  type PublicationGround,
  type UrgentReportKind,
} from '@sunshine/events';
import { CAP_START, dueDate, handleStart, type Day, type Term } from '@sunshine/procedure';
import { exitName, nameOf } from '@sunshine/words';
import { running } from './decision.js';
import { OWN_RULES, dutyBack, notifyOf } from './duties.js';
import type { IntakeAct } from './intake-acts.js';
import type { ActLaw, ClockFact, ClockMove, HistoryLine, PetitionState } from './petition.js';

const FIELDS: Record<CorrectedField, string> = {
  receivedOn: '收到日期',
  postmarkOn: '邮戳日期',
  firstStampOn: '首次收件章日期',
  summary: '概况',
  text: '信访内容',
  peopleCount: '人数',
  name: '信访人姓名',
  idType: '证件种类',
  idNumber: '证件号码',
  phone: '联系电话',
  address: '住址',
};
const KINDS: Record<PetitionKind, string> = { CLAIM: '申诉求决', SUGGESTION: '建议意见', REPORT: '检举控告' };
const SLIP_WAYS: Record<CodeSlipWay, string> = { IN_PERSON: '当面交付', POST: '邮寄', ONLINE: '网上领取' };
const GROUNDS: Record<PublicationGround, string> = { HEARD: '经过听证的复核意见', CONSENT: '信访人同意' };
const ENDS: Record<PublicationEnd, string> = {
  OFFICE: '办理机关撤下',
  PETITIONER: '信访人不同意公示',
  OPINION_ENDED: '意见已被撤销、变更或者作废',
};
const PUBLICATION = '信访工作条例 36 ¶2、个人信息保护法 14、15';
const URGENT: Record<UrgentReportKind, string> = { FIRST: '首报', FOLLOW_UP: '续报', FINAL: '终报' };

/** A fact of the desk as it stands in the course, and the organ whose officer acted; null for an event that is none. */
export function lineOf(event: Envelope): { readonly line: HistoryLine; readonly organId: string | null } | null {
  const line = (act: IntakeAct, basis: string, remark: string | null = null): HistoryLine => ({ act, basis, part: null, remark });
  if (PetitionSupplemented.is(event)) {
    const { organId, files } = event.data;
    return { organId, line: line('supplementPetition', '信访工作条例 19', files > 0 ? `附件${files}件` : null) };
  }
  if (SupplementAsked.is(event)) {
    const { organId, items, answerBy } = event.data;
    return { organId, line: line('askSupplement', '本系统规则 补正', `${items}项，请于${answerBy}前补正；不停止期限`) };
  }
  if (PetitionCorrected.is(event)) {
    const { organId, field, receivedOn } = event.data;
    return {
      organId,
      line: line(
        'correctRegistration',
        '本系统规则 更正',
        `${nameOf(FIELDS, field, '其他登记事项')}${receivedOn === null ? '' : `：${receivedOn}`}`,
      ),
    };
  }
  if (PetitionClassified.is(event)) {
    const { organId, kind, formerKind, proposedExit } = event.data;
    const parts = [kind === formerKind ? null : `${KINDS[formerKind]}改为${KINDS[kind]}`, proposedExit && `拟议${exitName(proposedExit)}`];
    return { organId, line: line('classifyPetition', '信访工作条例 22', parts.filter(Boolean).join('，') || null) };
  }
  if (InterviewRecorded.is(event)) {
    const { organId, readBack } = event.data;
    return { organId, line: line('recordInterview', '信访工作条例 19', readBack ? '已宣读' : '未宣读') };
  }
  if (MandateRecorded.is(event)) return { organId: null, line: line('recordMandate', '本系统规则 代理', `至${event.data.endsOn}`) };
  if (MandateEnded.is(event)) return { organId: null, line: line('endMandate', '本系统规则 代理', null) };
  if (QueryCodeReissued.is(event)) return { organId: event.data.organId, line: line('reissueQueryCode', '本系统规则 查询码补发') };
  if (CodeSlipGiven.is(event)) {
    const { organId, way } = event.data;
    return { organId, line: line('giveCodeSlip', '本系统规则 查询码', nameOf(SLIP_WAYS, way, '其他方式')) };
  }
  if (MemberCodeIssued.is(event)) return { organId: event.data.organId, line: line('issueMemberCode', '本系统规则 联名') };
  if (JointConsentRecorded.is(event)) return { organId: event.data.organId, line: line('recordConsent', '本系统规则 联名') };
  if (MemberLeft.is(event)) return { organId: event.data.organId, line: line('leaveGroup', '本系统规则 联名') };
  if (SuccessionRecorded.is(event))
    return { organId: event.data.organId, line: line('recordSuccession', '本系统规则 承继（参照行政复议法 14）') };
  if (SameLetterLinked.is(event)) return { organId: event.data.organId, line: line('linkSameLetter', '本系统规则 同信多投') };
  if (GuidanceSlipIssued.is(event)) {
    return { organId: event.data.organId, line: line('issueGuidanceSlip', '信访工作条例 20、22', '本件照常转送') };
  }
  if (UrgentMatterReported.is(event)) {
    const { organId, report } = event.data;
    return { organId, line: line('reportUrgentMatter', '信访工作条例 25', nameOf(URGENT, report, '其他报告')) };
  }
  return ofPublication(event, line);
}

type Line = (act: IntakeAct, basis: string, remark?: string | null) => HistoryLine;

function ofPublication(event: Envelope, line: Line): { readonly line: HistoryLine; readonly organId: string | null } | null {
  if (PublicationProposed.is(event)) {
    const { organId, ground } = event.data;
    return { organId, line: line('proposePublication', PUBLICATION, nameOf(GROUNDS, ground, '其他依据')) };
  }
  if (OpinionPublished.is(event)) {
    const { organId, ground } = event.data;
    return { organId, line: line(ground === 'HEARD' ? 'publishHeardOpinion' : 'publishConsentedOpinion', PUBLICATION) };
  }
  if (PublicationTakenDown.is(event)) {
    const { organId, cause } = event.data;
    return { organId, line: line('takePublicationDown', PUBLICATION, nameOf(ENDS, cause, '其他原因')) };
  }
  if (PublicationAnswered.is(event)) {
    const { organId, agrees } = event.data;
    return { organId, line: line(agrees ? 'agreeToPublication' : 'objectToPublication', PUBLICATION) };
  }
  return null;
}

/** Duties that count from the receipt by the first organ. */
const FIRST_TERMS: readonly Term[] = ['ROUTE', 'NOTIFY_DIRECT', 'NOTIFY_TRANSFERRED', 'SIMPLE_ACCEPT'];
const CORRECTED = '本系统规则 更正（收到日期按其本来日期计算）';

/**
 * The day of receipt was another: the first duties count from the true day, whatever was judged before, and the cap of HANDLE with
 * them. Everything that counts from a later fact stays.
 * @source own rule: law 2.4 (a fact entered late counts by its own date; the cap on HANDLE)
 */
export function correctReceipt(
  {
    state,
    clocks,
    law,
  }: { readonly state: PetitionState; readonly clocks: readonly ClockFact[]; readonly law: Pick<ActLaw, 'packOn' | 'calendar'> },
  receivedOn: Day,
): { state: PetitionState; clocks: ClockMove[]; events: NewEvent[] } {
  const { id: petitionId, registeringOrganId: subject, receivedOn: former } = state;
  const first = clocks.filter(
    (clock) =>
      FIRST_TERMS.includes(clock.term as Term) && clock.subject === subject && clock.startedOn === former && clock.ended !== 'cancelled',
  );
  const moves: ClockMove[] = first.map(({ term }) => ({
    do: 'restart',
    petitionId,
    term: term as Term,
    subject,
    former,
    startedOn: receivedOn,
    article: CORRECTED,
  }));
  const notify = first.find(({ term }) => term === 'NOTIFY_DIRECT' || term === 'NOTIFY_TRANSFERRED');
  const handle = clocks.find(({ term, ended }) => term === 'HANDLE' && ended !== 'cancelled');
  if (notify && handle && notifyOf(clocks) === notify) {
    const notifyEffectiveDue = dueDate({
      pack: law.packOn(receivedOn),
      term: notify.term as Term,
      start: receivedOn,
      calendar: law.calendar,
    }).effectiveDue;
    const { startedOn, capped } = handleStart({ acceptedOn: state.acceptedOn, notifyEffectiveDue });
    if (startedOn !== null && startedOn !== handle.startedOn) {
      moves.push({
        do: 'restart',
        petitionId,
        term: 'HANDLE',
        subject: handle.subject ?? subject,
        former: handle.startedOn,
        startedOn,
        ...(capped && { startFact: CAP_START }),
        article: CORRECTED,
      });
    }
  }
  const untouched = state.latestOn === former;
  return {
    state: {
      ...state,
      version: state.version + 1,
      receivedOn,
      organReceivedOn: state.senderId === null ? receivedOn : state.organReceivedOn,
      latestOn: untouched ? receivedOn : state.latestOn,
    },
    clocks: moves,
    events: moves.length > 0 ? [ClocksMoved.create({ petitionId, reason: 'receipt_corrected' })] : [],
  };
}

/** Stages of a suggestion that is still to be looked at; what turns out to be no suggestion leaves them as what it is. */
const STUDYING: ReadonlySet<PetitionState['stage']> = new Set(['informed', 'studying']);
const HEAD: ReadonlySet<PetitionState['stage']> = new Set(['registered', 'routed', 'received']);

/**
 * The kind as intake has classified it. It keeps the first day of receipt and moves no clock; a suggestion that was being studied goes
 * back to the organ that was told of it, which decides the exit. Null where the path has gone on meanwhile: then the kind stays.
 * @source 信访工作条例 29, 31
 */
export function reclassify(state: PetitionState, kind: PetitionKind): { state: PetitionState; events: NewEvent[] } | null {
  if (kind === state.kind) return null;
  const turned = state.kind === 'SUGGESTION' && STUDYING.has(state.stage);
  if (!turned && !HEAD.has(state.stage)) return null;
  return {
    state: { ...state, version: state.version + 1, kind, stage: turned ? 'informed' : state.stage },
    events: [PetitionReclassified.create({ petitionId: state.id, kind })],
  };
}

/**
 * The notice as the new kind makes it owed: a discipline organ tells of reports under its own rules, and of all else like any other organ.
 * @param former kind of the matter
 * @source 信访工作条例 23 ¶4
 */
export function noticeOfKind(
  { state, clocks, law }: { readonly state: PetitionState; readonly clocks: readonly ClockFact[]; readonly law: Pick<ActLaw, 'packOn'> },
  former: PetitionKind,
  on: Day,
): ClockMove[] {
  const untold = state.stage === 'registered' || state.stage === 'received';
  if (state.organKind !== 'discipline' || state.mergedInto !== null || !untold) return [];
  if (former === 'REPORT') return dutyBack({ state, clocks, law }, state);
  if (state.kind !== 'REPORT') return [];
  return (['NOTIFY_DIRECT', 'NOTIFY_TRANSFERRED'] as const)
    .filter((term) => running(clocks, term))
    .map((term) => ({ do: 'cancel', petitionId: state.id, term, on, reason: OWN_RULES }));
}
