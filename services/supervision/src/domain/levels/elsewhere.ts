import {
  ReminderAnswered,
  SupervisedHandlingClosed,
  SupervisedHandlingOpened,
  SupervisionReplied,
  SupervisionReplyExtended,
  SupervisionReplyJudged,
} from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { started, termOf } from '../handling/handling.js';
import type { SupervisedHandling } from '../handling/handling.records.js';
import { recordOf, type Decision, type Duty, type MatterState } from '../matter.js';
import { askedAgain, isNewest, reminderIssued } from '../reminders/reminder.js';
import type { Reminder } from '../reminders/reminders.records.js';
import type { NodeOfRecord } from './node.js';

/** What another node asks of an organ here. Its record has the id of the message. */
export interface Asked {
  readonly messageId: string;
  readonly node: NodeOfRecord;
  /** The organ here at which the matter came in. */
  readonly organId: string;
  /** The organ that has the matter now; null: unknown here. */
  readonly inChargeId: string | null;
  /** Of the transport receipt, Asia/Shanghai: the term of the answer runs from it. */
  readonly receivedOn: Day;
}

export interface ReminderWords {
  readonly term: string;
  readonly dueOn: Day;
  readonly text?: string | undefined;
  readonly paper?: { readonly number?: string | undefined } | undefined;
}

export interface HandlingWords {
  readonly triggers: readonly string[];
  readonly finding: string;
  readonly todo: readonly string[];
  readonly replyBy: Day;
  readonly paper?: { readonly number?: string | undefined } | undefined;
}

const NO_NUMBER = '无文号';
/** Of triggers that another node names in its own words. */
const NAMED_THERE = 'other';

const later = (one: Day, other: Day): Day => (one > other ? one : other);

/** Of which duty another node reminds: the one of that term that runs, else the last of it, else one that runs; null: none is known here. */
export function dutyOfTerm({ duties }: MatterState, term: string): (Duty & { readonly organId: string }) | null {
  const owed = duties.flatMap((duty) => (duty.organId === null ? [] : [{ ...duty, organId: duty.organId }]));
  const runs = ({ endedOn, nature }: Duty) => endedOn === null && (nature === 'duty' || nature === 'own');
  return (
    owed.findLast((duty) => duty.term === term && runs(duty)) ?? owed.findLast((duty) => duty.term === term) ?? owed.findLast(runs) ?? null
  );
}

/**
 * A reminder of another node, on the list of the organ that has the duty here. It asks and finds nothing, so it stands beside one of the same day.
 * @param duty by `dutyOfTerm`
 * @param answerBy inclusive; never before the day on which it came
 * @returns null: it stands already
 * @source law 7 (催办)
 */
export function remindedByNode(
  state: MatterState,
  { messageId, node, organId: byOrganId, receivedOn }: Asked,
  duty: Pick<Duty, 'clockId'> & { readonly organId: string },
  { term, dueOn, text, paper, answerBy }: ReminderWords & { readonly answerBy: Day },
): Decision | null {
  if (state.records.some(({ id }) => id === messageId)) return null;
  const reminder: Reminder = {
    ...{ kind: 'reminder', id: messageId, state: 'open', number: paper?.number ?? NO_NUMBER, node, byOrganId, byPersonId: null },
    ...{ organId: duty.organId, clockId: duty.clockId, term, effectiveDue: dueOn, step: null, means: 'written', spokenWith: null },
    ...{ reason: text ?? `期限${dueOn}`, openedOn: receivedOn, replyBy: later(answerBy, receivedOn), answer: null, withdrawn: null },
  };
  return { records: [reminder], events: [reminderIssued(state, reminder)], clocks: askedAgain(state, reminder) };
}

/**
 * Supervised handling of another node, on the list of the organ that has the matter: beside one of this node, which has an office and findings of
 * its own.
 * @returns null: it stands already
 * @source 信访工作条例 40; law 7
 */
export function supervisedByNode(state: MatterState, asked: Asked, words: HandlingWords): Decision | null {
  const { messageId, node, organId: byOrganId, inChargeId, receivedOn } = asked;
  if (state.records.some(({ id }) => id === messageId)) return null;
  const organId = inChargeId ?? byOrganId;
  const handling: SupervisedHandling = {
    ...{ kind: 'handling', id: messageId, state: 'open', number: words.paper?.number ?? NO_NUMBER, node, byOrganId, byPersonId: null },
    ...{ organId, proposalId: null, wrong: words.finding, request: words.todo.join('\n'), means: 'written', openedOn: receivedOn },
    triggers: words.triggers.map((title) => ({ code: NAMED_THERE, title, article: '', facts: '' })),
    ...{ replyBy: later(words.replyBy, receivedOn), steps: [], replies: [], extensions: [], closed: null },
  };
  const { replyBy } = handling;
  const about = { petitionId: state.id, handlingId: messageId, proposalId: null, organId, byOrganId };
  return {
    records: [handling],
    events: [SupervisedHandlingOpened.create({ ...about, triggers: [NAMED_THERE], replyBy })],
    clocks: [started(state, handling, receivedOn)],
  };
}

/**
 * What the office of the other node made of supervised handling that stands here: sent the answer back or accepted it, gave a later day, closed it.
 * @param as returned accepted extended closed; another one changes nothing
 * @returns null: nothing of it stands here, or it changes nothing
 */
export function followedByNode(
  state: MatterState,
  {
    handlingId,
    node,
    as,
    receivedOn,
  }: { readonly handlingId: string; readonly node: string; readonly as: string; readonly receivedOn: Day },
  { finding, replyBy: said }: Pick<HandlingWords, 'finding' | 'replyBy'>,
): Decision | null {
  const handling = recordOf(state, 'handling', handlingId);
  if (handling?.node?.id !== node || handling.state === 'closed') return null;
  const replyBy = later(said, receivedOn);
  const done = { on: receivedOn, byPersonId: null };
  const about = { petitionId: state.id, handlingId };
  const reply = handling.replies.at(-1);
  if (as === 'closed')
    return {
      records: [{ ...handling, state: 'closed', closed: { ...done, result: finding } }],
      events: [SupervisedHandlingClosed.create(about)],
    };
  if (as === 'accepted' || as === 'returned') {
    if (!reply || handling.state !== 'replied') return null;
    const accepted = as === 'accepted';
    const judged = { ...reply, judged: { ...done, accepted, missing: accepted ? null : finding } };
    const next: SupervisedHandling = {
      ...handling,
      state: accepted ? 'accepted' : 'returned',
      replyBy: accepted ? handling.replyBy : replyBy,
      replies: [...handling.replies.slice(0, -1), judged],
    };
    return {
      records: [next],
      events: [SupervisionReplyJudged.create({ ...about, accepted, replyBy: accepted ? null : replyBy })],
      clocks: accepted ? [] : [started(state, next, receivedOn)],
    };
  }
  if (as !== 'extended' || replyBy <= handling.replyBy || !['open', 'returned'].includes(handling.state)) return null;
  const extension = { ...done, from: handling.replyBy, to: replyBy, reason: finding };
  const next: SupervisedHandling = { ...handling, replyBy, extensions: [...handling.extensions, extension] };
  return {
    records: [next],
    events: [SupervisionReplyExtended.create({ ...about, formerDay: handling.replyBy, newDay: replyBy })],
    // The word may come behind the last day: the term begins anew with it, instead of being extended.
    clocks: [
      { do: 'cancel', ...termOf(state, handling.organId), on: receivedOn, reason: 'extended_elsewhere' },
      started(state, next, receivedOn),
    ],
  };
}

/**
 * The answer of another node's organ to a reminder or to supervised handling, the first one alone: a node between may have answered itself.
 * @param answer `on` is its day there; it counts from the asking on
 * @returns null: nothing here waits for it
 */
export function answeredByNode(state: MatterState, recordId: string, answer: { readonly on: Day; readonly text: string }): Decision | null {
  const reminder = recordOf(state, 'reminder', recordId);
  const handling = recordOf(state, 'handling', recordId);
  if (reminder?.state === 'open') {
    const { organId } = reminder;
    const on = later(answer.on, reminder.openedOn);
    return {
      records: [{ ...reminder, state: 'answered', answer: { on, byPersonId: null, text: answer.text } }],
      events: [ReminderAnswered.create({ petitionId: state.id, reminderId: recordId, organId })],
      clocks: isNewest(state, reminder) ? [{ do: 'stop', petitionId: state.id, term: 'REMINDER_REPLY', subject: organId, on }] : [],
    };
  }
  if (!handling || !['open', 'returned'].includes(handling.state)) return null;
  const on = later(answer.on, handling.replies.at(-1)?.judged?.on ?? handling.openedOn);
  return {
    records: [{ ...handling, state: 'replied', replies: [...handling.replies, { on, byPersonId: null, text: answer.text, judged: null }] }],
    events: [SupervisionReplied.create({ petitionId: state.id, handlingId: recordId, organId: handling.organId })],
    clocks: [{ do: 'stop', ...termOf(state, handling.organId), on }],
  };
}
