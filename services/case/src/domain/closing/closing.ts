import { CompletionProposed, PetitionClosed } from '@sunshine/events';
import { placed } from '@sunshine/errors';
import {
  dayNumber,
  dayOf,
  packNumber,
  type ClosingGround,
  type ClosingNeed,
  type Day,
  type RetentionClass,
  type RulePack,
} from '@sunshine/procedure';
import { assistanceOver } from '../routing/assistance.js';
import { caseError } from '../case.errors.js';
import { requireNotMerged } from '../groups/groups.js';
import { exitDecisionOf, isSupport, requireJudgeOfEnd, standingWithdrawal } from '../standing.js';
import { everyoneReached, nobodySucceeds, reachedAlive, searchedEnough, successionsOf } from '../succession.js';
import { parties } from '../members.js';
import { issue } from '../papers/papers.js';
import { decided, running } from '../decision.js';
import type { ClockMove, Decision, Given, Opinion, PaperIds, PetitionState } from '../petition.js';
import { optionalFree } from '../pledge.js';
import { latestRecord, newRecord, recordsOf } from '../records.js';
import { GOES_ON } from '../duties.js';
import { rightOf } from '../papers/delivery.js';
import { notInStage, requireStage, type ActName } from '../acts.js';
import { pathOf, WITH_OPINION } from '../stages.js';
import { orderedNow, replacedBy } from '../in-force.js';
import { reviewEnded, wasReReviewed, wasReviewed } from '../review/ending.js';
import { rereviewRight } from '../review/serving.js';
import { requireNoOpenReview } from '../review/standing.js';
import { withdrawalError } from './withdrawal.errors.js';

const SOURCE = '本系统规则 办结审核';
const WITHDRAWAL = '本系统规则 撤回';
/** Rights that go on: a matter is open again by a request in time. Who withdrew has waived them. */
export const RIGHTS: readonly string[] = ['REVIEW_REQUEST', 'REREVIEW_REQUEST'];

const NEED_NAMES: Record<ClosingNeed, string> = {
  opinion: '已签发的处理意见书',
  serviceReceipt: '每位信访人的送达凭据',
  remedyTold: '处理意见书载明救济途径',
  reviewTermEnded: '各信访人申请复查的期限均已届满',
  execution: '支持的诉求已执行',
  reviewOpinion: '已送达的复查意见书',
  rereviewTermEnded: '各信访人申请复核的期限均已届满',
  rereviewOpinion: '已送达的复核意见书',
  guidance: '法定途径告知书',
  receipt: '接收机关的回执',
  feedback: '接收机关的反馈',
  performanceRecord: '履行职责告知书',
  reply: '对建议的答复',
  settlement: '调解、和解协议',
  performance: '协议的各项承诺均已履行',
  withdrawal: '信访人的撤回',
  secondContact: '对撤回的核实',
  refusal: '不予（不再）受理告知书',
  secondReader: '第二人审核',
  notice: '对信访人的告知',
  fastTrackAnswer: '简易办理的答复，且信访人没有要求出具书面意见',
  openMatter: '并入的在办件',
  noSuccessor: '每位信访人的死亡或者终止登记，且无人承继',
  successorSearch: '查找承继人期满，或者全体承继人的书面放弃',
};

/** Service of a paper that is no opinion. */
export interface ServedPaper {
  readonly documentId: string;
  readonly petitionerId: string;
  readonly servedOn: Day;
}

/** The paper that ended the matter on its own path, other than an opinion. */
const endingPaper = (state: PetitionState): string | null =>
  latestRecord(state, 'performance', 'issued')?.data.documentId ?? latestRecord(state, 'refusal', 'issued')?.data.documentId ?? null;

function everyoneServed({ state, law }: Given, served: readonly ServedPaper[], ground: ClosingGround): boolean {
  const level = ground.needs.includes('rereviewOpinion') ? 'rereview' : ground.needs.includes('reviewOpinion') ? 'review' : null;
  // What a review says in place of the opinion everybody is served with.
  const decision = level === null ? replacedBy(state) : reviewEnded(state, level);
  if (level !== null && decision === null) return false;
  if (level !== null && decision?.disposition === 'uphold') return true;
  const onOpinion = ground.needs.includes('opinion') && decision === null;
  const documentId = decision && (level !== null || ground.needs.includes('opinion')) ? decision.documentId : endingPaper(state);
  const services = onOpinion ? state.deliveries : served.filter((row) => row.documentId === documentId);
  // A paper that is no opinion opens no review.
  const lastDayOf = (servedOn: Day) => (onOpinion ? (rightOf(state, servedOn, law)?.lastDay ?? null) : null);
  return everyoneReached(successionsOf(state), parties(state), services, lastDayOf);
}

/** Whether the facts on file meet a need of the ground. */
function isMet(given: Given, ground: ClosingGround, need: ClosingNeed, { served, leadClosedOn = null }: OnFile): boolean {
  const { state, law, act } = given;
  const issued = state.opinion?.state === 'issued';
  const has = (...kinds: Parameters<typeof latestRecord>[1][]) => kinds.some((kind) => recordsOf(state, kind).length > 0);
  switch (need) {
    // What was reviewed ends by the review, unless what was supported has been carried out.
    case 'opinion':
      return ground.needs.includes('execution') ? issued || replacedBy(state) !== null : issued && !wasReviewed(state);
    case 'serviceReceipt':
      return everyoneServed(given, served, ground);
    case 'remedyTold':
      return wasReviewed(state) || (issued && state.opinion?.legacy === false);
    case 'reviewTermEnded':
      return reachedAlive(successionsOf(state), state.deliveries).every((on) => act.on > (rightOf(state, on, law)?.lastDay ?? on));
    case 'execution':
      return isExecuted(given);
    // A political-legal organ tells under its own rules (23 ¶4).
    case 'guidance':
      return (
        exitDecisionOf(state)?.data.toldOn != null ||
        recordsOf(state, 'transfer', 'standing').some(({ data }) => data.kind === 'LETTER') ||
        tookItself(state)
      );
    case 'receipt':
      return state.kind === 'REPORT'
        ? latestRecord(state, 'handOver', 'received') !== null || recordsOf(state, 'transfer').some(({ data }) => data.kind !== 'AVOIDANCE')
        : latestRecord(state, 'leadingIn', 'received') !== null;
    case 'feedback':
      return has('feedback');
    case 'performanceRecord':
      return latestRecord(state, 'performance', 'issued') !== null;
    case 'reply':
      return has('suggestionReply');
    case 'settlement':
      return latestRecord(state, 'settlement', 'standing', 'performed') !== null;
    case 'performance':
      return latestRecord(state, 'settlement')?.state === 'performed' && latestRecord(state, 'commitment', 'pending') === null;
    case 'withdrawal':
      return standingWithdrawal(state) !== null;
    case 'secondContact':
      return standingWithdrawal(state)?.state === 'confirmed';
    case 'refusal':
      return latestRecord(state, 'refusal', 'issued') !== null;
    case 'secondReader':
      return latestRecord(state, 'keeping', 'kept')?.confirmedBy != null;
    case 'notice':
      // A lead is closed only when what ended it has reached every petitioner, those of the joined petitions too.
      if (state.mergedInto !== null) return leadClosedOn !== null;
      return ground.code === 'kept_for_reference' && latestRecord(state, 'keeping', 'kept')?.data.documentId != null;
    // Not asked for in writing since.
    case 'fastTrackAnswer':
      return latestRecord(state, 'fastTrackAnswer')?.state === 'answered';
    case 'openMatter':
      return state.mergedInto !== null;
    case 'noSuccessor':
      return nobodySucceeds(state, parties(state));
    case 'successorSearch': {
      const days = packNumber(law.packOn(act.on), 'successorSearchDays').value;
      return searchedEnough(state, parties(state), days, act.on);
    }
    case 'reviewOpinion':
      return reviewEnded(state, 'review') !== null && !wasReReviewed(state);
    case 'rereviewTermEnded': {
      const documentId = reviewEnded(state, 'review')?.documentId;
      return served.every((row) => row.documentId !== documentId || act.on > (rereviewRight(row.servedOn, law)?.lastDay ?? row.servedOn));
    }
    case 'rereviewOpinion':
      return reviewEnded(state, 'rereview') !== null;
  }
}

/** EXECUTE is met, nobody has sent it back, and nothing is put off. */
function isExecuted({ state, clocks }: Given): boolean {
  // A former opinion's execution is none of this one's.
  const met =
    orderedNow(state) !== null && clocks.findLast(({ term, ended }) => term === 'EXECUTE' && ended !== 'cancelled')?.ended === 'met';
  return met && latestRecord(state, 'execution')?.state !== 'sent_back' && latestRecord(state, 'commitment', 'pending') === null;
}

function checkOpinionPath(given: Given, act: ActName): void {
  const { state, clocks } = given;
  if (!WITH_OPINION.includes(state.stage)) throw notInStage(state.stage, act, SOURCE);
  if (state.stage === 'opinion_issued' && state.petitionerIds.length > 0) throw notInStage(state.stage, act, SOURCE);
  const decision = replacedBy(state);
  const outcomes = decision ? [decision.outcome] : (state.opinion?.answers.map(({ outcome }) => outcome) ?? []);
  const supported = outcomes.some((outcome) => outcome !== null && isSupport(outcome));
  // With nobody to serve (anonymous) no service has started EXECUTE; the date in the opinion stands.
  if (supported && state.petitionerIds.length > 0 && !clocks.some(({ term, ended }) => term === 'EXECUTE' && ended !== 'cancelled')) {
    throw caseError('COMPLETION_EXECUTION_UNKNOWN', { source: '信访工作条例 32' });
  }
}

function checkNotRevocable({ state, act }: Given): void {
  const until = standingWithdrawal(state)?.until ?? null;
  if (until !== null && act.on <= until)
    throw withdrawalError('WITHDRAWAL_STILL_REVOCABLE', { source: WITHDRAWAL, details: { day: until } });
}

/** A clue that was received is handed over; its withdrawal goes with it (30 ¶1-2) and ends the matter with the body alone. */
function checkHandedOver(state: PetitionState): void {
  const handedOver = latestRecord(state, 'handOver', 'received') !== null || (state.organKind === 'discipline' && state.stage !== 'routed');
  if (state.kind === 'REPORT' && !handedOver) throw withdrawalError('WITHDRAWN_REPORT_NOT_HANDED_OVER', { source: '信访工作条例 30' });
}

/** Guards that hold for every ground, and the ground's own needs by the pack in force on the day of the act. */
function checkCompletion(given: Given, code: string, file: OnFile, by: ActName): ClosingGround {
  const { state, clocks, law, act } = given;
  const { served } = file;
  requireStage(state.stage, by, SOURCE);
  if (code !== 'merged') requireNotMerged(state);
  requireNoOpenReview(state, '办结', SOURCE);
  const ground = law.packOn(act.on).closingGrounds.find((candidate) => candidate.code === code);
  if (!ground) throw caseError('COMPLETION_GROUND_UNKNOWN', { source: SOURCE, details: { ground: code } });
  const { source, title, needs, paths } = ground;
  if (paths && !paths.includes(pathOf(state))) throw caseError('COMPLETION_GROUND_OTHER_PATH', { source, details: { title } });
  if (
    needs.includes('serviceReceipt') &&
    needs.includes('opinion') &&
    WITH_OPINION.includes(state.stage) &&
    !everyoneServed(given, served, ground)
  ) {
    if (state.stage === 'opinion_issued') throw notInStage(state.stage, by, SOURCE);
    throw caseError('COMPLETION_SERVICE_MISSING', { source });
  }
  if (needs.includes('opinion')) checkOpinionPath(given, by);
  // Reopened before its opinion, a matter does not end by the review of that opinion.
  const byReview = needs.includes('reviewOpinion') || needs.includes('rereviewOpinion');
  if (byReview && !WITH_OPINION.includes(state.stage)) throw notInStage(state.stage, by, SOURCE);
  if (code === 'withdrawn') {
    checkHandedOver(state);
    checkNotRevocable(given);
  } else if (running(clocks, 'ASSIGNMENT_REPORT')) throw caseError('COMPLETION_REPORT_OUTSTANDING', { source: '信访工作条例 22(3)' });
  const unmet = needs.find((need) => !isMet(given, ground, need, file));
  if (unmet === 'serviceReceipt') throw caseError('COMPLETION_SERVICE_MISSING', { source });
  if (unmet) throw caseError('COMPLETION_GROUND_UNMET', { source, details: { title, need: NEED_NAMES[unmet] } });
  return ground;
}

/** A political-legal organ entered its own receipt; that of another body is read by a second person. */
function tookItself(state: PetitionState): boolean {
  const receipt = latestRecord(state, 'leadingIn', 'received');
  return receipt !== null && receipt.confirmedBy !== null && receipt.byPersonId === receipt.confirmedBy;
}

/** Facts on file besides the state of the petition. */
interface OnFile {
  readonly served: readonly ServedPaper[];
  /** Of a merged petition: the day its lead was closed. */
  readonly leadClosedOn?: Day | null;
}

export interface ClosePetition extends OnFile {
  readonly ground: string;
}

/**
 * The organ proposes completion on a ground of the pack for the way the matter took; a later proposal takes the place of one not yet verified.
 * @throws ACT_NOT_IN_STAGE, COMPLETION_GROUND_UNKNOWN, COMPLETION_GROUND_OTHER_PATH, COMPLETION_SERVICE_MISSING, COMPLETION_EXECUTION_UNKNOWN,
 * COMPLETION_REPORT_OUTSTANDING, WITHDRAWAL_STILL_REVOCABLE, COMPLETION_GROUND_UNMET, MERGED_ELSEWHERE
 * @source own rule; law 4.1 and 10
 */
export function closePetition(given: Given, command: ClosePetition): Decision {
  const { state, act } = given;
  const { ground } = command;
  const { source, title } = checkCompletion(given, ground, command, 'closePetition');
  return decided(
    given,
    { completion: { ground, proposedBy: act.personId, proposedOn: act.on, verifiedBy: null } },
    {
      events: [CompletionProposed.create({ petitionId: state.id, ground })],
      line: { act: 'closePetition', basis: source, part: 'proposal', remark: title },
    },
  );
}

export interface VerifyCompletion extends PaperIds, OnFile {
  readonly archiveId: string;
  readonly remark: string | null;
  /** Who goes on helping, where help is needed. */
  readonly helpBy: string | null;
}

/**
 * 审核认定办结 by an auditor, never by the one who proposed; everything is judged again. Duties after closing go on: EXECUTE,
 * PROMISE, the petitioners' rights. Other clocks end; of a withdrawn matter as of the day of the withdrawal. The retention class is set and
 * the file is due in the archive.
 * @throws ACT_NOT_IN_STAGE, COMPLETION_BY_BUREAU, COMPLETION_NOT_PROPOSED, OWN_PROPOSAL, DOCUMENT_PART_MISSING, and the refusals of `closePetition`
 * @source own rule; law 4.1 and 10; practice C
 */
export function verifyCompletion(given: Given, command: VerifyCompletion): Decision {
  const { state, law, act } = given;
  requireStage(state.stage, 'verifyCompletion', SOURCE);
  requireJudgeOfEnd(state, act.organ);
  const { completion } = state;
  if (!completion) throw caseError('COMPLETION_NOT_PROPOSED', { source: SOURCE });
  if (completion.proposedBy === act.personId) throw caseError('OWN_PROPOSAL', { source: SOURCE });
  // Who proposed it chose the ground; this input has none.
  const ground = placed(
    () => null,
    () => checkCompletion(given, completion.ground, command, 'verifyCompletion'),
  );
  const pack = law.packOn(act.on);
  const remark = optionalFree(pack, '审核意见', 'remark', command.remark, 2000);
  const helpBy = optionalFree(pack, '后续帮扶责任人', 'helpBy', command.helpBy, 200);
  const paper = issue(given, pack, command, act.organ, {
    kind: 'COMPLETION_REVIEW',
    when: helpBy === null ? [] : ['helpNeeded'],
    parts: {
      closingGround: ground.title,
      opinions: answers(given, command.served),
      checkList: ground.needs.map((need) => NEED_NAMES[need]),
      verification: remark ?? '经审核，符合办结条件。',
      helpContinues: helpBy,
    },
  });
  const retentionClass = retentionOf(pack, state, ground.code);
  const archiveDue = dayOf(dayNumber(act.on) + packNumber(pack, 'archiveWithinDays').value);
  const archive = newRecord({
    id: command.archiveId,
    kind: 'archive',
    state: 'due',
    on: act.on,
    organId: state.organId,
    byPersonId: act.personId,
    until: archiveDue,
    data: { retentionClass, ground: ground.code, from: state.stage, sealed: state.kind === 'REPORT', catalogue: [] },
  });
  const over = assistanceOver(state);
  // Who still has to perform keeps sight of the matter.
  const performs = running(given.clocks, 'EXECUTE') ? (orderedNow(state)?.performerId ?? null) : null;
  return decided(
    given,
    {
      stage: 'closed',
      closedOn: act.on,
      outcome: outcomeAfter(state, ground.code),
      completion: { ...completion, verifiedBy: act.personId },
      records: [...over.records, archive],
    },
    {
      events: [
        PetitionClosed.create({
          petitionId: state.id,
          ground: ground.code,
          closedOn: act.on,
          documentId: command.documentId,
          retentionClass,
          archiveDue,
        }),
      ],
      clocks: ended(given, ground.code),
      papers: [paper],
      relations: over.relations.filter(({ subject }) => subject !== performs),
      line: { act: 'verifyCompletion', basis: ground.source, part: 'confirmation', remark: ground.title },
    },
  );
}

/** An answer that was given stays one, though nobody is left whom it could reach. */
export function outcomeAfter({ outcome }: Pick<PetitionState, 'outcome'>, ground: string): PetitionState['outcome'] {
  if (ground === 'withdrawn') return 'withdrawn';
  return ground === 'no_successor' ? (outcome ?? 'no_successor') : outcome;
}

/** What ended the matter and when it reached each petitioner, for the review form. */
function answers({ state }: Given, served: readonly ServedPaper[]): unknown[] | string {
  const { opinion } = state;
  const issued = (one: Opinion | null): one is Opinion => one?.state === 'issued';
  if (issued(opinion)) {
    const on = state.deliveries.flatMap(({ servedOn }) => servedOn ?? []);
    return [{ documentId: opinion.documentId, dispatchedOn: opinion.dispatchedOn, servedOn: on }];
  }
  const documentId = endingPaper(state);
  if (documentId !== null) {
    return [{ documentId, servedOn: served.filter((row) => row.documentId === documentId).map(({ servedOn }) => servedOn) }];
  }
  const lead = state.mergedInto === null ? null : latestRecord(state, 'merge', 'merged');
  return lead ? `并入${lead.data.leadNumber}办理` : '本件没有处理意见书';
}

/** The first rule of the pack that fits. */
export function retentionOf(pack: RulePack, { kind, exit }: Pick<PetitionState, 'kind' | 'exit'>, ground: string): RetentionClass {
  const fits = (list: readonly string[] | undefined, value: string | null) => !list || (value !== null && list.includes(value));
  return (
    pack.retention.find((rule) => fits(rule.kinds, kind) && fits(rule.exits, exit) && fits(rule.grounds, ground))?.class ?? 'permanent'
  );
}

function ended({ state, clocks, act }: Given, code: string): ClockMove[] {
  const withdrawnOn = code === 'withdrawn' ? (standingWithdrawal(state)?.on ?? null) : null;
  return clocks
    .filter(({ term, ended: end }) => end === null && !GOES_ON.includes(term) && (code === 'withdrawn' || !RIGHTS.includes(term)))
    .map(({ term, subject, startedOn }) => ({
      do: 'cancel',
      petitionId: state.id,
      term: term as ClockMove['term'],
      ...(subject === null ? {} : { subject }),
      // A clock that a later act started ends where it began.
      on: withdrawnOn === null ? act.on : withdrawnOn < startedOn ? startedOn : withdrawnOn,
      reason: withdrawnOn === null ? 'closed' : 'withdrawn',
    }));
}
