import { ReminderAnswered, ReminderIssued, SupervisionProposalEnded } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import type { Decision, Duty, Given, MatterState } from '../matter.js';
import { recordOf } from '../matter.js';
import { supervisionError } from '../supervision.errors.js';
import { oneOf, required } from '../text.js';
import { PROPOSAL_STATES, REMINDER_STATES, type Proposal, type Reminder, type ReminderMeans } from './reminders.records.js';

const SOURCE = '信访工作条例 40；本系统规则 催办';
/** By a person; `system` is the sweep's. */
const BY_PERSON: readonly ReminderMeans[] = ['written', 'phone', 'talk'];

export interface IssueReminder {
  readonly reminderId: string;
  readonly clockId: string;
  readonly means: string;
  readonly spokenWith: string | null;
  readonly reason: string;
  readonly replyBy: Day;
}

/** A duty of the petition that runs, and its organ. @throws REMINDER_DUTY_UNKNOWN, REMINDER_NO_DUTY, REMINDER_DUTY_ENDED */
export function runningDuty({ duties }: MatterState, clockId: string): Duty & { readonly organId: string } {
  const duty = duties.find((one) => one.clockId === clockId);
  if (!duty || duty.organId === null) throw supervisionError('REMINDER_DUTY_UNKNOWN');
  if (duty.nature !== 'duty' && duty.nature !== 'own') throw supervisionError('REMINDER_NO_DUTY', { source: SOURCE });
  if (duty.endedOn !== null) throw supervisionError('REMINDER_DUTY_ENDED', { details: { day: duty.endedOn } });
  return { ...duty, organId: duty.organId };
}

/** The reminder of that fact on that day, if there is one that stands. */
export const remindedOn = ({ records }: MatterState, clockId: string, on: Day): Reminder | undefined =>
  records.find(
    (one): one is Reminder => one.kind === 'reminder' && one.clockId === clockId && one.openedOn === on && one.state !== 'withdrawn',
  );

/** The term in which it is answered; one that ran for the same organ ends: it answers the newest. */
export const askedAgain = ({ id }: MatterState, { organId, openedOn, replyBy }: Reminder): Decision['clocks'] => [
  { do: 'cancel', petitionId: id, term: 'REMINDER_REPLY', subject: organId, on: openedOn, reason: 'reminded_again' },
  { do: 'start', petitionId: id, term: 'REMINDER_REPLY', subject: organId, startedOn: openedOn, dueOn: replyBy },
];

/** Whether the term of the organ's answer is that of this reminder. */
export const isNewest = ({ records }: MatterState, { id, organId }: Reminder): boolean =>
  records.findLast((one) => one.kind === 'reminder' && one.organId === organId && one.state === 'open')?.id === id;

/** The reminder as the others are told of it. */
export const reminderIssued = ({ id: petitionId }: MatterState, { id, clockId, term, organId, byOrganId, step, replyBy }: Reminder) =>
  ReminderIssued.create({ petitionId, reminderId: id, clockId, term, organId, byOrganId, step, answerBy: replyBy });

/**
 * Reminds the organ of a duty that runs, with number, reason and the day by which it answers, inclusive; once a day for one duty.
 * @throws REMINDER_DUTY_UNKNOWN, REMINDER_NO_DUTY, REMINDER_DUTY_ENDED, SUPERVISION_OWN_ORGAN, REMINDER_SAME_DAY, SUPERVISION_REPLY_DAY_PAST,
 * SUPERVISION_TEXT_MISSING
 * @source law 7 (催办); practice D
 */
export function issueReminder({ state, act }: Given, { number }: { readonly number: string }, command: IssueReminder): Decision {
  const duty = runningDuty(state, command.clockId);
  if (duty.organId === act.organ.id) throw supervisionError('SUPERVISION_OWN_ORGAN', { source: SOURCE });
  const before = remindedOn(state, duty.clockId, act.on);
  if (before) throw supervisionError('REMINDER_SAME_DAY', { source: SOURCE, details: { day: act.on, number: before.number } });
  const means = oneOf('催办方式', 'means', BY_PERSON, command.means);
  if (command.replyBy < act.on) throw supervisionError('SUPERVISION_REPLY_DAY_PAST', { field: 'replyBy', details: { day: act.on } });
  const reminder: Reminder = {
    kind: 'reminder',
    id: command.reminderId,
    state: 'open',
    number,
    byOrganId: act.organ.id,
    byPersonId: act.personId,
    organId: duty.organId,
    clockId: duty.clockId,
    term: duty.term,
    effectiveDue: duty.effectiveDue,
    step: null,
    means,
    spokenWith: means === 'written' ? null : required('通话、谈话对象', 'spokenWith', command.spokenWith, 50),
    reason: required('催办理由', 'reason', command.reason, 1000),
    openedOn: act.on,
    replyBy: command.replyBy,
    answer: null,
    withdrawn: null,
  };
  return { records: [reminder], events: [reminderIssued(state, reminder)], clocks: askedAgain(state, reminder) };
}

/**
 * The organ answers what it was reminded of. An answer is no performance: the duty itself runs on.
 * @throws REMINDER_UNKNOWN, REMINDER_NOT_OPEN, REMINDER_OF_OTHER_ORGAN, SUPERVISION_TEXT_MISSING
 */
export function answerReminder({ state, act }: Given, command: { readonly reminderId: string; readonly text: string }): Decision {
  const reminder = recordOf(state, 'reminder', command.reminderId);
  if (!reminder) throw supervisionError('REMINDER_UNKNOWN');
  if (reminder.organId !== act.organ.id) throw supervisionError('REMINDER_OF_OTHER_ORGAN');
  if (reminder.state !== 'open') throw supervisionError('REMINDER_NOT_OPEN', { details: { state: REMINDER_STATES[reminder.state] } });
  const answered: Reminder = {
    ...reminder,
    state: 'answered',
    answer: { on: act.on, byPersonId: act.personId, text: required('答复内容', 'text', command.text, 2000) },
  };
  return {
    records: [answered],
    events: [ReminderAnswered.create({ petitionId: state.id, reminderId: reminder.id, organId: reminder.organId })],
    clocks: isNewest(state, reminder)
      ? [{ do: 'stop', petitionId: state.id, term: 'REMINDER_REPLY', subject: reminder.organId, on: act.on }]
      : [],
  };
}

/** The proposal, while nothing was decided on it. @throws SUPERVISION_PROPOSAL_UNKNOWN, SUPERVISION_PROPOSAL_NOT_OPEN */
export function openProposal(state: MatterState, proposalId: string): Proposal {
  const proposal = recordOf(state, 'proposal', proposalId);
  if (!proposal) throw supervisionError('SUPERVISION_PROPOSAL_UNKNOWN');
  if (proposal.state !== 'open')
    throw supervisionError('SUPERVISION_PROPOSAL_NOT_OPEN', { details: { state: PROPOSAL_STATES[proposal.state] } });
  return proposal;
}

/**
 * A person decides that no supervised handling is opened, and says why.
 * @throws SUPERVISION_PROPOSAL_UNKNOWN, SUPERVISION_PROPOSAL_NOT_OPEN, SUPERVISION_TEXT_MISSING
 */
export function dismissProposal({ state, act }: Given, command: { readonly proposalId: string; readonly reason: string }): Decision {
  const proposal = openProposal(state, command.proposalId);
  const reason = required('不予督办的理由', 'reason', command.reason, 1000);
  const dismissed: Proposal = { ...proposal, state: 'dismissed', ended: { on: act.on, byPersonId: act.personId, reason } };
  return {
    records: [dismissed],
    events: [SupervisionProposalEnded.create({ petitionId: state.id, proposalId: proposal.id, as: 'dismissed' })],
  };
}
