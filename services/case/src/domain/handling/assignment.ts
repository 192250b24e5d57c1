import { AssignmentReportAccepted, AssignmentReported, AssignmentReportReturned, ReportDateMoved, StageReported } from '@sunshine/events';
import { dayNumber, type Day } from '@sunshine/procedure';
import { caseError } from '../case.errors.js';
import { decided, running } from '../decision.js';
import { nobodySucceeds } from '../succession.js';
import { members, parties } from '../members.js';
import { issue, matterParts, petitionerParts } from '../papers/papers.js';
import type { Decision, Given, PaperIds, PetitionState } from '../petition.js';
import { latestRecord, newRecord, recordsOf, withRecord, type CaseRecord } from '../records.js';
import { requireStage } from '../acts.js';
import { pathOf } from '../stages.js';
import { optional, required } from '../text.js';
import { handlingError } from './handling.errors.js';

const STAGE_REPORT = '本系统规则 阶段报告';

/** Number of the paper that set the date, 交办函 or, inside a system, the notice; of an import without one the matter's own number. */
const letterOf = (state: PetitionState): string =>
  recordsOf(state, 'transfer', 'standing').findLast(({ data }) => data.reportBy !== null)?.data.number ?? state.number;

export interface ReportStage extends PaperIds {
  readonly recordId: string;
  readonly reason: string;
  readonly progress: string;
  readonly nextDate: Day;
}

/**
 * 阶段报告: why the date of the assignment cannot be kept. It moves no date; only the assigner does.
 * @throws ACT_NOT_IN_STAGE, ASSIGNMENT_NOT_DUE, STAGE_REPORT_NEXT_TOO_EARLY, TEXT_MISSING
 * @source 信访工作条例 22(3); practice B14
 */
export function reportStage(given: Given, command: ReportStage): Decision {
  const { state, clocks, law, act } = given;
  requireStage(state.stage, 'reportStage', STAGE_REPORT);
  if (!running(clocks, 'ASSIGNMENT_REPORT')) throw caseError('ASSIGNMENT_NOT_DUE', { source: STAGE_REPORT });
  const { nextDate, documentId } = command;
  if (nextDate <= act.on) throw handlingError('STAGE_REPORT_NEXT_TOO_EARLY', { source: STAGE_REPORT, details: { day: nextDate } });
  const reason = required('不能按期办结的理由', 'reason', command.reason, 2000);
  const progress = required('办理进展', 'progress', command.progress, 5000);
  const paper = issue(given, law.packOn(act.on), command, act.organ, {
    kind: 'STAGE_REPORT',
    parts: { assignment: letterOf(state), reason, progress, nextDate },
  });
  const record = newRecord({
    id: command.recordId,
    kind: 'stageReport',
    state: 'made',
    on: act.on,
    organId: state.organId,
    byPersonId: act.personId,
    until: nextDate,
    data: { reason, progress, documentId },
  });
  return decided(
    given,
    { records: [...state.records, record] },
    {
      events: [StageReported.create({ petitionId: state.id, organId: state.organId, documentId, nextDate })],
      papers: [paper],
      line: { act: 'reportStage', basis: STAGE_REPORT },
    },
  );
}

function madeReport(given: Given): { report: CaseRecord<'assignmentReport'>; source: string } {
  const { state, law, act } = given;
  const { source } = law.packOn(act.on).terms.ASSIGNMENT_REPORT;
  const report = latestRecord(state, 'assignmentReport', 'made');
  if (!report || state.assignerId !== act.organ.id) throw handlingError('ASSIGNMENT_REPORT_NOT_MADE', { source });
  return { report, source };
}

/** The assigner is content. @throws ACT_NOT_IN_STAGE, ASSIGNMENT_REPORT_NOT_MADE @source 信访工作条例 22(3) */
export function acceptAssignmentReport(given: Given): Decision {
  const { state, act } = given;
  requireStage(state.stage, 'acceptAssignmentReport');
  const { report, source } = madeReport(given);
  return decided(
    given,
    { records: withRecord(state.records, { ...report, state: 'accepted', confirmedBy: act.personId, confirmedOn: act.on }) },
    {
      events: [AssignmentReportAccepted.create({ petitionId: state.id, assignerId: act.organ.id, acceptedOn: act.on })],
      line: { act: 'acceptAssignmentReport', basis: source, part: 'confirmation' },
    },
  );
}

export interface ReturnAssignmentReport extends PaperIds {
  readonly reason: string;
  readonly todo: string;
  readonly deadline: Day;
}

/**
 * 退回重办: the duty to report runs again, to the day the assigner sets.
 * @throws ACT_NOT_IN_STAGE, ASSIGNMENT_REPORT_NOT_MADE, ASSIGNMENT_DEADLINE_TOO_EARLY, TEXT_MISSING
 * @source 信访工作条例 22(3); practice B14
 */
export function returnAssignmentReport(given: Given, command: ReturnAssignmentReport): Decision {
  const { state, law, act } = given;
  requireStage(state.stage, 'returnAssignmentReport');
  const { report, source } = madeReport(given);
  const { deadline, documentId, number } = command;
  if (deadline <= act.on) throw handlingError('ASSIGNMENT_DEADLINE_TOO_EARLY', { source, details: { day: deadline } });
  const reason = required('退回理由', 'reason', command.reason, 2000);
  const todo = required('重办要求', 'todo', command.todo, 2000);
  const paper = issue(given, law.packOn(act.on), command, act.organ, {
    kind: 'REDO_RETURN',
    parts: {
      report: { number: report.data.number ?? letterOf(state), on: report.on },
      reason,
      todo,
      deadline,
    },
  });
  return decided(
    given,
    {
      reportedOn: null,
      reportBy: deadline,
      records: withRecord(state.records, {
        ...report,
        state: 'returned',
        confirmedBy: act.personId,
        confirmedOn: act.on,
        data: { ...report.data, answer: reason, todo, returned: { documentId, number } },
      }),
      // The proposal to close rested on the report.
      completion: null,
    },
    {
      events: [AssignmentReportReturned.create({ petitionId: state.id, assignerId: act.organ.id, documentId, deadline })],
      clocks: [
        { do: 'start', petitionId: state.id, term: 'ASSIGNMENT_REPORT', subject: state.organId, startedOn: act.on, dueOn: deadline },
      ],
      papers: [paper],
      line: { act: 'returnAssignmentReport', basis: source, remark: reason },
    },
  );
}

/**
 * The date belongs to the assigner: nobody else moves it, and an extension of handling leaves it where it is.
 * @throws ACT_NOT_IN_STAGE, ASSIGNMENT_NOT_DUE, ASSIGNMENT_DATE_NOT_LATER, TEXT_MISSING
 * @source 信访工作条例 22(3)
 */
export function moveReportDate(given: Given, { reportBy, reason }: { readonly reportBy: Day; readonly reason: string }): Decision {
  const { state, clocks, law, act } = given;
  const { source } = law.packOn(act.on).terms.ASSIGNMENT_REPORT;
  requireStage(state.stage, 'moveReportDate', source);
  const clock = running(clocks, 'ASSIGNMENT_REPORT');
  if (!clock || state.assignerId !== act.organ.id) throw caseError('ASSIGNMENT_NOT_DUE', { source });
  if (reportBy <= clock.nominalDue) throw handlingError('ASSIGNMENT_DATE_NOT_LATER', { source, details: { day: clock.nominalDue } });
  const remark = required('理由', 'reason', reason, 1000);
  return decided(
    given,
    { reportBy },
    {
      events: [ReportDateMoved.create({ petitionId: state.id, assignerId: act.organ.id, formerDate: clock.nominalDue, newDate: reportBy })],
      clocks: [
        {
          do: 'extend',
          petitionId: state.id,
          term: 'ASSIGNMENT_REPORT',
          days: dayNumber(reportBy) - dayNumber(clock.nominalDue),
          article: source,
          on: act.on,
        },
      ],
      line: { act: 'moveReportDate', basis: source, remark },
    },
  );
}

/** The part that a report to the assigner still lacks; a petitioner who could not be reached counts by the attempts on file. */
export function reportLacks(state: PetitionState): string | null {
  if (answeredOtherwise(state)) return null;
  if (state.opinion?.state !== 'issued') return '处理意见书';
  const tried = new Set(state.deliveries.map(({ petitionerId }) => petitionerId));
  return members(state).every((id) => tried.has(id)) ? null : '送达回证';
}

/** Died or was dissolved before an answer, and nobody carries on. */
const endedUnanswered = (state: PetitionState): boolean => state.opinion?.state !== 'issued' && nobodySucceeds(state, parties(state));

/** Off the opinion: nobody is left to answer, a settlement, the receipt of the procedure, the answer under another law, the reply to a suggestion, the refusal. */
const answeredOtherwise = (state: PetitionState): boolean =>
  state.outcome === 'settled' ||
  endedUnanswered(state) ||
  (pathOf(state) !== 'opinion' && OTHER_ANSWERS.some(([kind, ...states]) => latestRecord(state, kind, ...states) !== null));

const OTHER_ANSWERS = [['leadingIn', 'received'], ['performance', 'issued'], ['suggestionReply'], ['refusal', 'issued']] as const;

export interface ReportAssignment extends PaperIds {
  readonly recordId: string;
  /** What was found out and done. */
  readonly report: string;
  /** Answers to the questions of the letter of assignment. */
  readonly pointsAnswered?: readonly string[] | null;
  /** Who signed the report; left out: the officer as on any paper. */
  readonly signer?: string | null;
}

/** How the matter ended, as the report tells it. */
const ENDED_BY: Readonly<Record<(typeof OTHER_ANSWERS)[number][0], string>> = {
  leadingIn: '已导入法定程序，收到接收机关回执',
  performance: '已依法履行职责或者答复，告知书已发出',
  suggestionReply: '建议已回复',
  refusal: '已依法不予（不再）受理，告知书已发出',
};

function outcomeOf(state: PetitionState): unknown {
  if (state.outcome === 'settled') return '已达成调解、和解协议';
  if (endedUnanswered(state)) return '信访人已经死亡或者终止，经查找无人承继';
  const other = pathOf(state) === 'opinion' ? undefined : OTHER_ANSWERS.find(([kind, ...of]) => latestRecord(state, kind, ...of) !== null);
  if (other) return ENDED_BY[other[0]];
  return Object.fromEntries((state.opinion?.answers ?? []).map(({ requestId, outcome, answer }) => [requestId, { outcome, answer }]));
}

/** The opinion and how it reached each petitioner; nothing where the matter ended off the opinion. */
function enclosed(state: PetitionState): Record<string, unknown> {
  const { opinion } = state;
  if (answeredOtherwise(state) || !opinion) return {};
  const there = new Set(parties(state));
  const served = state.deliveries
    .filter(({ petitionerId }) => there.has(petitionerId))
    .map(({ petitionerId, servedOn }) => ({ who: { petitionerIds: [petitionerId] }, on: servedOn ?? '未能送达，附各次送达的经过' }));
  return {
    opinion: { title: '信访事项处理意见书', on: opinion.dispatchedOn, documentId: opinion.documentId },
    serviceReceipt:
      there.size === 0 ? '信访人没有署名，无从送达' : served.length > 0 ? served : '信访人已经死亡或者终止，无人承继，无从送达',
  };
}

/**
 * 办结报告 to the assigner, a paper of the organ with the opinion and the 送达回证; without them it is back at the organ without anybody's hand.
 * @throws ACT_NOT_IN_STAGE, ASSIGNMENT_NOT_DUE, ASSIGNMENT_REPORT_PART_MISSING naming the part, TEXT_MISSING
 * @source 信访工作条例 22(3); 信访条例 21(4)
 */
export function reportAssignment(given: Given, command: ReportAssignment): Decision {
  const { state, clocks, act, law } = given;
  const pack = law.packOn(act.on);
  const { source } = pack.terms.ASSIGNMENT_REPORT;
  if (!running(clocks, 'ASSIGNMENT_REPORT')) throw caseError('ASSIGNMENT_NOT_DUE', { source });
  const part = reportLacks(state);
  if (part) throw caseError('ASSIGNMENT_REPORT_PART_MISSING', { source, details: { part } });
  requireStage(state.stage, 'reportAssignment', source);
  const { recordId, documentId, number } = command;
  const text = required('办结报告', 'report', command.report, 5000);
  const points = (command.pointsAnswered ?? []).map((point, at) => required('对交办问题的答复', `pointsAnswered.${at}`, point, 1000));
  const papers = enclosed(state);
  const paper = issue(given, pack, command, act.organ, {
    kind: 'COMPLETION_REPORT',
    parts: {
      assignment: letterOf(state),
      signer: optional('签发人', 'signer', command.signer, 100) ?? `${act.organ.name}负责人`,
      petitioner: petitionerParts(state),
      matter: matterParts(state),
      investigation: text,
      points: points.length > 0 ? points : '见调查处理情况',
      outcome: outcomeOf(state),
      ...papers,
    },
    when: 'opinion' in papers ? ['opinionIssued'] : [],
  });
  return decided(
    given,
    {
      reportedOn: act.on,
      records: [
        ...state.records,
        newRecord({
          id: recordId,
          kind: 'assignmentReport',
          state: 'made',
          on: act.on,
          organId: state.organId,
          byPersonId: act.personId,
          data: { report: text, answer: null, number, documentId },
        }),
      ],
    },
    {
      events: [AssignmentReported.create({ petitionId: state.id, organId: state.organId, reportedOn: act.on, documentId })],
      clocks: [{ do: 'stop', petitionId: state.id, term: 'ASSIGNMENT_REPORT', on: act.on }],
      papers: [paper],
      line: { act: 'reportAssignment', basis: source, remark: text },
    },
  );
}
