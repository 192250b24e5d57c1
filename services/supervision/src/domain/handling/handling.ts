import {
  SupervisedHandlingClosed,
  SupervisedHandlingOpened,
  SupervisionProposalEnded,
  SupervisionReplied,
  SupervisionReplyExtended,
  SupervisionReplyJudged,
  SupervisionStepRecorded,
} from '@sunshine/events';
import { dayNumber, type Day, type RulePack } from '@sunshine/procedure';
import { recordOf, type ClockMove, type Decision, type Given, type MatterState, type SupervisionAct } from '../matter.js';
import { openProposal } from '../reminders/reminder.js';
import type { Proposal } from '../reminders/reminders.records.js';
import { supervisionError } from '../supervision.errors.js';
import { oneOf, required } from '../text.js';
import {
  HANDLING_MEANS,
  HANDLING_STATES,
  HANDLING_STEPS,
  type HandlingMeans,
  type HandlingReply,
  type HandlingStep,
  type SupervisedHandling,
} from './handling.records.js';
import { triggerOf } from './triggers.js';

const SOURCE = '信访工作条例 40；本系统规则 督办';
const WAITING: readonly SupervisedHandling['state'][] = ['open', 'returned'];

export interface OpenSupervisedHandling {
  readonly handlingId: string;
  /** The proposal that is taken; null: opened without one. */
  readonly proposalId: string | null;
  /** Whom it concerns; of a proposal its organ, whatever is given here. */
  readonly organId: string | null;
  readonly triggers: readonly { readonly code: string; readonly facts: string }[];
  readonly wrong: string;
  readonly request: string;
  readonly means: string;
  readonly replyBy: Day;
}

export const termOf = ({ id }: MatterState, organId: string) => ({ petitionId: id, term: 'SUPERVISION_REPLY', subject: organId }) as const;
export const started = (state: MatterState, { organId, replyBy }: SupervisedHandling, startedOn: Day): ClockMove => ({
  do: 'start',
  ...termOf(state, organId),
  startedOn,
  dueOn: replyBy,
});

/** The handling by its id. @throws SUPERVISED_HANDLING_UNKNOWN */
function handlingOf(state: MatterState, handlingId: string): SupervisedHandling {
  const handling = recordOf(state, 'handling', handlingId);
  if (!handling) throw supervisionError('SUPERVISED_HANDLING_UNKNOWN');
  return handling;
}

/** The same for an act of the office that opened it. @throws SUPERVISED_HANDLING_UNKNOWN, SUPERVISED_HANDLING_OF_OTHER_OFFICE */
function ownHandling({ state, act }: Given, handlingId: string): SupervisedHandling {
  const handling = handlingOf(state, handlingId);
  if (handling.node !== undefined || handling.byOrganId !== act.organ.id)
    throw supervisionError('SUPERVISED_HANDLING_OF_OTHER_OFFICE', { source: SOURCE });
  return handling;
}

function inState(handling: SupervisedHandling, ...states: readonly SupervisedHandling['state'][]): void {
  if (!states.includes(handling.state))
    throw supervisionError('SUPERVISED_HANDLING_STATE', { details: { state: HANDLING_STATES[handling.state] } });
}

/** @throws SUPERVISION_DAY_TOO_EARLY */
function notBefore({ on }: SupervisionAct, day: Day): void {
  if (on < day) throw supervisionError('SUPERVISION_DAY_TOO_EARLY', { details: { day } });
}

/** @throws SUPERVISION_REPLY_DAY_PAST */
function replyDay(day: Day, on: Day): Day {
  if (day < on) throw supervisionError('SUPERVISION_REPLY_DAY_PAST', { field: 'replyBy', details: { day: on } });
  return day;
}

function triggersOf(given: OpenSupervisedHandling['triggers'], pack: RulePack): SupervisedHandling['triggers'] {
  if (given.length === 0) throw supervisionError('SUPERVISION_TRIGGER_MISSING', { field: 'triggers', source: SOURCE });
  return given.map(({ code, facts }, index) => {
    const trigger = triggerOf(pack, code);
    if (!trigger)
      throw supervisionError('SUPERVISION_TRIGGER_NO_GROUND', { field: `triggers.${index}.code`, details: { code, law: pack.title } });
    return { code, title: trigger.title, article: trigger.source, facts: required('事实', `triggers.${index}.facts`, facts, 1000) };
  });
}

/** Whom it concerns. @throws SUPERVISION_ORGAN_NOT_CONCERNED, SUPERVISION_OWN_ORGAN, SUPERVISED_HANDLING_RUNS */
function addressee({ state, act }: Given, organId: string | null): string {
  if (organId === null || !state.duties.some((duty) => duty.organId === organId))
    throw supervisionError('SUPERVISION_ORGAN_NOT_CONCERNED', { field: 'organId' });
  if (organId === act.organ.id) throw supervisionError('SUPERVISION_OWN_ORGAN', { source: SOURCE });
  const runs = state.records.find(
    (one): one is SupervisedHandling => one.kind === 'handling' && one.organId === organId && one.state !== 'closed',
  );
  if (runs) throw supervisionError('SUPERVISED_HANDLING_RUNS', { details: { number: runs.number } });
  return organId;
}

/**
 * Opens supervised handling: each trigger with its article and facts, what is wrong, what to do, and the day of the written answer,
 * inclusive. A person decides it, on a proposal, which is then taken, or without one. One runs at a time for a matter and an organ.
 * @throws SUPERVISION_PROPOSAL_UNKNOWN, SUPERVISION_PROPOSAL_NOT_OPEN, SUPERVISION_ORGAN_NOT_CONCERNED, SUPERVISION_OWN_ORGAN,
 * SUPERVISED_HANDLING_RUNS, SUPERVISION_TRIGGER_MISSING, SUPERVISION_TRIGGER_NO_GROUND, SUPERVISION_CODE_UNKNOWN,
 * SUPERVISION_REPLY_DAY_PAST, SUPERVISION_TEXT_MISSING
 * @source 信访工作条例 40; 信访条例 36
 */
export function openSupervisedHandling(
  given: Given,
  { number }: { readonly number: string },
  command: OpenSupervisedHandling,
  pack: RulePack,
): Decision {
  const { state, act } = given;
  const proposal = command.proposalId === null ? null : openProposal(state, command.proposalId);
  const organId = addressee(given, proposal?.organId ?? command.organId);
  const handling: SupervisedHandling = {
    kind: 'handling',
    id: command.handlingId,
    state: 'open',
    number,
    byOrganId: act.organ.id,
    byPersonId: act.personId,
    organId,
    proposalId: proposal?.id ?? null,
    triggers: triggersOf(command.triggers, pack),
    wrong: required('存在的问题', 'wrong', command.wrong, 2000),
    request: required('督办要求', 'request', command.request, 2000),
    means: oneOf('督办方式', 'means', Object.keys(HANDLING_MEANS) as HandlingMeans[], command.means),
    openedOn: act.on,
    replyBy: replyDay(command.replyBy, act.on),
    steps: [],
    replies: [],
    extensions: [],
    closed: null,
  };
  const opened = SupervisedHandlingOpened.create({
    petitionId: state.id,
    handlingId: handling.id,
    proposalId: handling.proposalId,
    organId,
    byOrganId: handling.byOrganId,
    triggers: handling.triggers.map(({ code }) => code),
    replyBy: handling.replyBy,
  });
  const clocks = [started(state, handling, act.on)];
  if (!proposal) return { records: [handling], events: [opened], clocks };
  const taken: Proposal = { ...proposal, state: 'taken', ended: { on: act.on, byPersonId: act.personId, reason: number } };
  const ended = SupervisionProposalEnded.create({ petitionId: state.id, proposalId: proposal.id, as: 'taken' });
  return { records: [handling, taken], events: [ended, opened], clocks };
}

interface RecordStep {
  readonly handlingId: string;
  readonly step: string;
  /** Who was questioned. */
  readonly with: string | null;
  readonly found: string;
}

/**
 * What the supervisor did to find out, and what was found, each a line of the record.
 * @throws SUPERVISED_HANDLING_UNKNOWN, SUPERVISED_HANDLING_OF_OTHER_OFFICE, SUPERVISED_HANDLING_STATE, SUPERVISION_DAY_TOO_EARLY,
 * SUPERVISION_CODE_UNKNOWN, SUPERVISION_TEXT_MISSING
 * @source practice D (Shandong 58)
 */
export function recordSupervisionStep(given: Given, command: RecordStep): Decision {
  const { state, act } = given;
  const handling = ownHandling(given, command.handlingId);
  inState(handling, 'open', 'replied', 'returned', 'accepted');
  notBefore(act, handling.openedOn);
  const step = oneOf('督办措施', 'step', Object.keys(HANDLING_STEPS) as HandlingStep[], command.step);
  const line = {
    on: act.on,
    byPersonId: act.personId,
    step,
    with: step === 'questioning' ? required('被询问人', 'with', command.with, 50) : null,
    found: required('了解到的情况', 'found', command.found, 2000),
  };
  return {
    records: [{ ...handling, steps: [...handling.steps, line] }],
    events: [SupervisionStepRecorded.create({ petitionId: state.id, handlingId: handling.id, step })],
  };
}

/**
 * The written answer of the organ; its term is met, the handling stays open until the answer is judged.
 * @throws SUPERVISED_HANDLING_UNKNOWN, SUPERVISED_HANDLING_OF_OTHER_ORGAN, SUPERVISED_HANDLING_STATE, SUPERVISION_DAY_TOO_EARLY,
 * SUPERVISION_TEXT_MISSING
 */
export function replyToSupervision({ state, act }: Given, command: { readonly handlingId: string; readonly text: string }): Decision {
  const handling = handlingOf(state, command.handlingId);
  if (handling.organId !== act.organ.id) throw supervisionError('SUPERVISED_HANDLING_OF_OTHER_ORGAN');
  inState(handling, ...WAITING);
  notBefore(act, handling.replies.at(-1)?.judged?.on ?? handling.openedOn);
  const reply = { on: act.on, byPersonId: act.personId, text: required('反馈内容', 'text', command.text, 5000), judged: null };
  return {
    records: [{ ...handling, state: 'replied', replies: [...handling.replies, reply] }],
    events: [SupervisionReplied.create({ petitionId: state.id, handlingId: handling.id, organId: handling.organId })],
    clocks: [{ do: 'stop', ...termOf(state, handling.organId), on: act.on }],
  };
}

interface JudgeReply {
  readonly handlingId: string;
  readonly accepted: boolean;
  /** What the answer lacks, and the new day of the answer: where it is sent back. */
  readonly missing: string | null;
  readonly replyBy: Day | null;
}

/**
 * Accepts the answer, or sends it back with what is missing and a new day, inclusive, for which the term starts again.
 * @throws SUPERVISED_HANDLING_UNKNOWN, SUPERVISED_HANDLING_OF_OTHER_OFFICE, SUPERVISION_NO_REPLY, SUPERVISION_DAY_TOO_EARLY,
 * SUPERVISION_TEXT_MISSING, SUPERVISION_REPLY_DAY_MISSING, SUPERVISION_REPLY_DAY_PAST
 * @source practice D; law 7
 */
export function judgeSupervisionReply(given: Given, command: JudgeReply): Decision {
  const { state, act } = given;
  const handling = ownHandling(given, command.handlingId);
  const reply = handling.replies.at(-1);
  if (!reply || handling.state !== 'replied') throw supervisionError('SUPERVISION_NO_REPLY', { source: SOURCE });
  notBefore(act, reply.on);
  const { accepted } = command;
  if (!accepted && command.replyBy === null) throw supervisionError('SUPERVISION_REPLY_DAY_MISSING', { field: 'replyBy' });
  const replyBy = accepted || command.replyBy === null ? handling.replyBy : replyDay(command.replyBy, act.on);
  const missing = accepted ? null : required('缺少的内容', 'missing', command.missing, 1000);
  const judged: HandlingReply = { ...reply, judged: { on: act.on, byPersonId: act.personId, accepted, missing } };
  const next: SupervisedHandling = {
    ...handling,
    state: accepted ? 'accepted' : 'returned',
    replyBy,
    replies: [...handling.replies.slice(0, -1), judged],
  };
  return {
    records: [next],
    events: [
      SupervisionReplyJudged.create({ petitionId: state.id, handlingId: handling.id, accepted, replyBy: accepted ? null : replyBy }),
    ],
    clocks: accepted ? [] : [started(state, next, act.on)],
  };
}

/**
 * Gives the organ a later day, on or before the last one, by the office that set it.
 * @throws SUPERVISED_HANDLING_UNKNOWN, SUPERVISED_HANDLING_OF_OTHER_OFFICE, SUPERVISED_HANDLING_STATE, SUPERVISION_REPLY_DAY_NOT_LATER,
 * SUPERVISION_TEXT_MISSING; libs/clocks: CLOCK_EXTENSION_TOO_LATE
 */
export function extendSupervisionReply(
  given: Given,
  command: { readonly handlingId: string; readonly replyBy: Day; readonly reason: string },
): Decision {
  const { state, act } = given;
  const handling = ownHandling(given, command.handlingId);
  inState(handling, ...WAITING);
  const days = dayNumber(command.replyBy) - dayNumber(handling.replyBy);
  if (days <= 0) throw supervisionError('SUPERVISION_REPLY_DAY_NOT_LATER', { field: 'replyBy', details: { day: handling.replyBy } });
  const extension = {
    on: act.on,
    byPersonId: act.personId,
    from: handling.replyBy,
    to: command.replyBy,
    reason: required('延期理由', 'reason', command.reason, 1000),
  };
  const event = SupervisionReplyExtended.create({
    petitionId: state.id,
    handlingId: handling.id,
    formerDay: handling.replyBy,
    newDay: command.replyBy,
  });
  return {
    records: [{ ...handling, replyBy: command.replyBy, extensions: [...handling.extensions, extension] }],
    events: [event],
    clocks: [{ do: 'extend', ...termOf(state, handling.organId), days, article: SOURCE }],
  };
}

/**
 * Ends supervised handling, after a written answer was accepted and never without one.
 * @throws SUPERVISED_HANDLING_UNKNOWN, SUPERVISED_HANDLING_OF_OTHER_OFFICE, SUPERVISED_HANDLING_STATE, SUPERVISION_NO_REPLY,
 * SUPERVISION_DAY_TOO_EARLY, SUPERVISION_TEXT_MISSING
 * @source law 7 (closed only with a written answer)
 */
export function closeSupervisedHandling(given: Given, command: { readonly handlingId: string; readonly result: string }): Decision {
  const { state, act } = given;
  const handling = ownHandling(given, command.handlingId);
  if (handling.state === 'closed') inState(handling, 'accepted');
  const judged = handling.replies.at(-1)?.judged;
  if (!judged?.accepted) throw supervisionError('SUPERVISION_NO_REPLY', { source: SOURCE });
  notBefore(act, judged.on);
  const closed = { on: act.on, byPersonId: act.personId, result: required('督办结果', 'result', command.result, 2000) };
  return {
    records: [{ ...handling, state: 'closed', closed }],
    events: [SupervisedHandlingClosed.create({ petitionId: state.id, handlingId: handling.id })],
  };
}
