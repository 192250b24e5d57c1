import { AdviceAnswered, AdviceEffectReviewed, AdviceIssued, AdviceReplyExtended, ResponsibilityConcluded } from '@sunshine/events';
import { dayNumber, dueDate, type Day } from '@sunshine/procedure';
import { isOwnCommittee, isSupervisedBy, type OrganConcerned, type OrganDecision, type OrganGiven } from '../organ-record.js';
import { supervisionError } from '../supervision.errors.js';
import { oneOf, optional, required } from '../text.js';
import { adviceError } from './advice.errors.js';
import {
  ADVICE_ANSWERS,
  ADVICE_EFFECTS,
  ADVICE_STATES,
  RESPONSIBILITY_RESULTS,
  type Advice,
  type AdviceAnswer,
  type AdviceEffect,
  type AdviceKind,
  type ResponsibilityResult,
} from './advice.records.js';

const SOURCE = '信访工作条例 40';

export interface IssueAdvice {
  readonly adviceId: string;
  readonly kind: AdviceKind;
  readonly found: string;
  readonly basis: string;
  readonly advised: string;
  readonly consequences: string | null;
  /** Set in the document; null where the pack has a length. */
  readonly replyBy: Day | null;
}

/** What an advice speaks of. */
export interface AdviceConcerns {
  readonly to: OrganConcerned;
  readonly unit: OrganConcerned | null;
  /** Null: of no petition. */
  readonly petition: { readonly id: string; readonly report: boolean } | null;
}

/**
 * That the advice goes to whom the law names: the organ supervised, the own Party committee or government, or the body with management
 * authority over the unit, which is a discipline organ or an organ above it.
 */
function checkAddressee(kind: AdviceKind, { to, unit }: AdviceConcerns, by: OrganConcerned): void {
  const source = { source: SOURCE };
  if (to.id === by.id) throw adviceError('ADVICE_OWN_ORGAN', source);
  switch (kind) {
    case 'IMPROVE':
      if (!isSupervisedBy(to, by)) throw adviceError('ADVICE_NOT_SUPERVISED', source);
      return;
    case 'POLICY':
      if (!isOwnCommittee(to, by)) throw adviceError('ADVICE_NOT_OWN_COMMITTEE', source);
      return;
    case 'RESPONSIBILITY':
      if (!unit) throw adviceError('ADVICE_UNIT_MISSING', source);
      if (to.id === unit.id || (to.kind !== 'discipline' && !unit.path.includes(to.id))) throw adviceError('ADVICE_NO_AUTHORITY', source);
  }
}

/**
 * Day of the answer, inclusive: set in the document, or by the pack.
 * @throws ADVICE_REPLY_DAY_MISSING, ADVICE_REPLY_DAY_FIXED, SUPERVISION_REPLY_DAY_PAST
 */
function replyDay({ act, law }: OrganGiven, replyBy: Day | null) {
  const pack = law.packOn(act.on);
  const { length, given, source } = pack.terms.ADVICE_REPLY;
  if (!length && replyBy === null) throw adviceError('ADVICE_REPLY_DAY_MISSING', { source });
  if (!given && replyBy !== null) throw adviceError('ADVICE_REPLY_DAY_FIXED', { source });
  if (replyBy !== null && replyBy < act.on)
    throw supervisionError('SUPERVISION_REPLY_DAY_PAST', { field: 'replyBy', details: { day: act.on } });
  return dueDate({ pack, term: 'ADVICE_REPLY', start: act.on, calendar: law.calendar, dueOn: replyBy });
}

/**
 * Advises in writing, with number and facts. The content of a REPORT is in none.
 * @throws ADVICE_OF_REPORT, ADVICE_OWN_ORGAN, ADVICE_NOT_SUPERVISED, ADVICE_NOT_OWN_COMMITTEE, ADVICE_UNIT_MISSING, ADVICE_NO_AUTHORITY,
 * ADVICE_NO_CONSEQUENCES, ADVICE_REPLY_DAY_MISSING, ADVICE_REPLY_DAY_FIXED, SUPERVISION_REPLY_DAY_PAST, SUPERVISION_TEXT_MISSING
 * @source 信访工作条例 40; law 7 (三项建议)
 */
export function issueAdvice(given: OrganGiven, concerns: AdviceConcerns, number: string, command: IssueAdvice): OrganDecision {
  const { act } = given;
  const { to, unit, petition } = concerns;
  const { kind } = command;
  if (petition?.report) throw adviceError('ADVICE_OF_REPORT', { source: '信访工作条例 30 ¶3' });
  checkAddressee(kind, concerns, act.organ);
  const pursues = kind === 'RESPONSIBILITY';
  const consequences = pursues ? optional('严重后果', 'consequences', command.consequences, 2000) : null;
  if (pursues && consequences === null) throw adviceError('ADVICE_NO_CONSEQUENCES', { source: SOURCE });
  const { nominalDue, effectiveDue } = replyDay(given, command.replyBy);
  const advice: Advice = {
    kind: 'advice',
    id: command.adviceId,
    advice: kind,
    state: 'open',
    number,
    byOrganId: act.organ.id,
    byPersonId: act.personId,
    organId: to.id,
    unitId: pursues ? (unit?.id ?? null) : null,
    found: required('发现的问题', 'found', command.found, 4000),
    basis: required('依据', 'basis', command.basis, 500),
    advised: required('建议内容', 'advised', command.advised, 4000),
    consequences,
    openedOn: act.on,
    nominalReply: nominalDue,
    replyBy: effectiveDue,
    extensions: [],
    answer: null,
    effects: [],
    result: null,
  };
  return {
    record: advice,
    events: [
      AdviceIssued.create({
        adviceId: advice.id,
        kind,
        petitionId: petition?.id ?? null,
        organId: to.id,
        byOrganId: act.organ.id,
        answerBy: effectiveDue,
      }),
    ],
    clocks: [{ do: 'start', petitionId: advice.id, term: 'ADVICE_REPLY', subject: to.id, startedOn: act.on, dueOn: command.replyBy }],
  };
}

/** @throws ADVICE_ANSWERED */
function unanswered({ state }: Advice): void {
  if (state !== 'open') throw adviceError('ADVICE_ANSWERED', { details: { state: ADVICE_STATES[state] } });
}

/**
 * Who advised gives more time, before it has run out.
 * @throws ADVICE_ANSWERED, ADVICE_REPLY_OVERDUE, ADVICE_REPLY_NOT_LATER, EXTENSION_NOT_ALLOWED, SUPERVISION_TEXT_MISSING
 * @source 本系统规则 建议反馈
 */
export function extendAdviceReply(
  { act, law }: OrganGiven,
  advice: Advice,
  command: { readonly replyBy: Day; readonly reason: string },
): OrganDecision {
  unanswered(advice);
  const pack = law.packOn(advice.openedOn);
  const { length, extension } = pack.terms.ADVICE_REPLY;
  const { source } = extension;
  if (act.on > advice.replyBy) throw adviceError('ADVICE_REPLY_OVERDUE', { source, details: { day: advice.replyBy } });
  if (command.replyBy <= advice.replyBy) throw adviceError('ADVICE_REPLY_NOT_LATER', { details: { day: advice.replyBy } });
  const days = dayNumber(command.replyBy) - dayNumber(advice.nominalReply);
  const { nominalDue, effectiveDue } = dueDate({
    pack,
    term: 'ADVICE_REPLY',
    start: advice.openedOn,
    calendar: law.calendar,
    dueOn: length ? null : advice.nominalReply,
    extended: days,
  });
  const reason = required('延长理由', 'reason', command.reason, 500);
  const extended: Advice = {
    ...advice,
    nominalReply: nominalDue,
    replyBy: effectiveDue,
    extensions: [...advice.extensions, { on: act.on, byPersonId: act.personId, replyBy: effectiveDue, reason }],
  };
  return {
    record: extended,
    events: [AdviceReplyExtended.create({ adviceId: advice.id, answerBy: effectiveDue })],
    clocks: [{ do: 'extend', petitionId: advice.id, term: 'ADVICE_REPLY', subject: advice.organId, days, article: source }],
  };
}

/**
 * The addressee answers in writing whether it adopts the advice; where not or only in part, with reasons.
 * @throws ADVICE_ANSWERED, SUPERVISION_CODE_UNKNOWN, SUPERVISION_TEXT_MISSING
 * @source 信访工作条例 40
 */
export function answerAdvice(
  { act }: OrganGiven,
  advice: Advice,
  command: { readonly as: string; readonly text: string; readonly reasons: string | null },
): OrganDecision {
  unanswered(advice);
  const as = oneOf('采纳情况', 'as', Object.keys(ADVICE_ANSWERS) as AdviceAnswer[], command.as);
  const answered: Advice = {
    ...advice,
    state: 'answered',
    answer: {
      on: act.on,
      byPersonId: act.personId,
      as,
      text: required('反馈内容', 'text', command.text, 4000),
      reasons: as === 'adopted' ? null : required('未采纳的理由', 'reasons', command.reasons, 2000),
    },
  };
  return {
    record: answered,
    events: [AdviceAnswered.create({ adviceId: advice.id, organId: advice.organId, as })],
    clocks: [{ do: 'stop', petitionId: advice.id, term: 'ADVICE_REPLY', subject: advice.organId, on: act.on }],
  };
}

/**
 * Who advised looks later at what came of it; as often as wanted.
 * @throws ADVICE_NOT_ANSWERED, SUPERVISION_CODE_UNKNOWN, SUPERVISION_TEXT_MISSING
 */
export function reviewAdviceEffect(
  { act }: OrganGiven,
  advice: Advice,
  command: { readonly effect: string; readonly text: string },
): OrganDecision {
  if (advice.state === 'open') throw adviceError('ADVICE_NOT_ANSWERED');
  const effect = oneOf('效果', 'effect', Object.keys(ADVICE_EFFECTS) as AdviceEffect[], command.effect);
  const text = required('回看情况', 'text', command.text, 2000);
  const reviewed: Advice = {
    ...advice,
    state: advice.state === 'concluded' ? 'concluded' : 'reviewed',
    effects: [...advice.effects, { on: act.on, byPersonId: act.personId, effect, text }],
  };
  return { record: reviewed, events: [AdviceEffectReviewed.create({ adviceId: advice.id, effect })] };
}

/**
 * How the body that decides responsibility has decided, once. The decision itself is that body's.
 * @throws ADVICE_NO_RESPONSIBILITY, ADVICE_NOT_ANSWERED, ADVICE_CONCLUDED, ADVICE_RESULT_IN_FUTURE, SUPERVISION_CODE_UNKNOWN,
 * SUPERVISION_TEXT_MISSING
 * @source 信访工作条例 42-46
 */
export function recordResponsibilityResult(
  { act }: OrganGiven,
  advice: Advice,
  command: { readonly result: string; readonly decidedBy: string; readonly decidedOn: Day; readonly text: string },
): OrganDecision {
  if (advice.advice !== 'RESPONSIBILITY') throw adviceError('ADVICE_NO_RESPONSIBILITY');
  if (advice.state === 'open') throw adviceError('ADVICE_NOT_ANSWERED');
  if (advice.result) throw adviceError('ADVICE_CONCLUDED');
  if (command.decidedOn > act.on) throw adviceError('ADVICE_RESULT_IN_FUTURE', { details: { day: act.on } });
  const result = oneOf('处理结果', 'result', Object.keys(RESPONSIBILITY_RESULTS) as ResponsibilityResult[], command.result);
  const concluded: Advice = {
    ...advice,
    state: 'concluded',
    result: {
      on: act.on,
      byPersonId: act.personId,
      result,
      decidedBy: required('作出处理的机关', 'decidedBy', command.decidedBy, 100),
      decidedOn: command.decidedOn,
      text: required('处理情况', 'text', command.text, 2000),
    },
  };
  return { record: concluded, events: [ResponsibilityConcluded.create({ adviceId: advice.id, result })] };
}
