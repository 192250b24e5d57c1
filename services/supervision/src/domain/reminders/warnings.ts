import { ReminderWithdrawn, SupervisionProposalEnded, SupervisionProposed, type NewEvent } from '@sunshine/events';
import { workingDayAfter, packNumber, type CalendarContent, type Day, type RulePack } from '@sunshine/procedure';
import type { Decision, Duty, MatterState, OrganOfPaper, SupervisionRecord } from '../matter.js';
import { askedAgain, isNewest, remindedOn, reminderIssued } from './reminder.js';
import type { Proposal, Reminder } from './reminders.records.js';

/** Steps of the packs of which supervision makes more than a mark on the board. */
export const REMINDS = 'REMINDER';
export const PROPOSES = 'SUPERVISION_PROPOSAL';

/** A step that was reached. */
export interface StepReached {
  readonly clockId: string;
  readonly step: string;
  /** Day of the step, Asia/Shanghai. */
  readonly on: Day;
}

/** How somebody stands to the petition. */
export interface Standing {
  readonly subject: string;
  readonly relation: string;
}
const WATCHES = ['assigner', 'sender', 'registering'] as const;

/**
 * In whose name an organ is reminded: the bureau that assigned or sent the matter, else the one that registered it, where that is not the
 * organ itself; else the organ above it. Null: nobody watches it here.
 */
export function watcherOf(organId: string, relations: readonly Standing[], above: string | null): string | null {
  const others = WATCHES.flatMap((relation) => relations.filter((one) => one.relation === relation && one.subject !== organId));
  return others[0]?.subject ?? above;
}

interface Reached {
  readonly state: MatterState;
  readonly reached: StepReached;
  readonly by: OrganOfPaper;
  readonly id: string;
}

/** The running duty of whoever reached the step; undefined: it ended meanwhile, or it was reminded of on this day already. */
function stillDue({ state, reached }: Reached): (Duty & { readonly organId: string }) | undefined {
  const duty = state.duties.find(({ clockId }) => clockId === reached.clockId);
  return duty === undefined || duty.organId === null || duty.endedOn !== null ? undefined : { ...duty, organId: duty.organId };
}

/**
 * The reminder by which a step asks, without a person. Null where the duty has ended, or was reminded of on that day already, and under a
 * local pack that was published before reminders were sent.
 * @source own rule: pack value reminderAnswerDays
 */
export function remindOf(given: Reached, number: string, law: { readonly pack: RulePack; readonly calendar: CalendarContent }) {
  const { state, reached, by, id } = given;
  const duty = stillDue(given);
  const days = law.pack.values['reminderAnswerDays'] && packNumber(law.pack, 'reminderAnswerDays').value;
  if (!duty || days === undefined || remindedOn(state, duty.clockId, reached.on)) return null;
  const reminder: Reminder = {
    kind: 'reminder',
    id,
    state: 'open',
    number,
    byOrganId: by.id,
    byPersonId: null,
    organId: duty.organId,
    clockId: duty.clockId,
    term: duty.term,
    effectiveDue: duty.effectiveDue,
    step: reached.step,
    means: 'system',
    spokenWith: null,
    reason: `期限${duty.effectiveDue}届满，尚未办结`,
    openedOn: reached.on,
    replyBy: workingDayAfter(law.calendar, reached.on, days),
    answer: null,
    withdrawn: null,
  };
  return { records: [reminder], events: [reminderIssued(state, reminder)], clocks: askedAgain(state, reminder) } satisfies Decision;
}

/** What the last step of a duty opens: a proposal, and nothing more. Null where the duty has ended. @source law 7 (warnings end at the proposal) */
export function proposeFor(given: Reached): Decision | null {
  const { state, reached, by, id } = given;
  const duty = stillDue(given);
  if (!duty) return null;
  const proposal: Proposal = {
    kind: 'proposal',
    id,
    state: 'open',
    number: null,
    byOrganId: by.id,
    organId: duty.organId,
    clockId: duty.clockId,
    term: duty.term,
    effectiveDue: duty.effectiveDue,
    step: reached.step,
    openedOn: reached.on,
    replyBy: null,
    ended: null,
  };
  const { term, organId, clockId } = proposal;
  return {
    records: [proposal],
    events: [SupervisionProposed.create({ petitionId: state.id, proposalId: id, clockId, term, organId })],
  };
}

/**
 * Takes back what a step brought about that was not due after all: a reminder that was not answered, a proposal on which nothing was decided.
 * What a person has answered or decided stands.
 * @param reason the move of the clock that shows it, a code of its owner
 */
export function withdrawStep(
  state: MatterState,
  { clockId, step }: Omit<StepReached, 'on'>,
  on: Day,
  reason: string,
): {
  readonly records: readonly SupervisionRecord[];
  readonly events: readonly NewEvent[];
  readonly clocks: NonNullable<Decision['clocks']>;
} {
  const made = state.records.findLast(
    (one): one is Reminder | Proposal =>
      (one.kind === 'reminder' || one.kind === 'proposal') && one.clockId === clockId && one.step === step && one.state === 'open',
  );
  if (!made) return { records: [], events: [], clocks: [] };
  if (made.kind === 'proposal')
    return {
      records: [{ ...made, state: 'withdrawn', ended: { on, byPersonId: null, reason } }],
      events: [SupervisionProposalEnded.create({ petitionId: state.id, proposalId: made.id, as: 'withdrawn' })],
      clocks: [],
    };
  return {
    records: [{ ...made, state: 'withdrawn', withdrawn: { on, reason } }],
    events: [ReminderWithdrawn.create({ petitionId: state.id, reminderId: made.id, clockId })],
    clocks: isNewest(state, made)
      ? [{ do: 'cancel', petitionId: state.id, term: 'REMINDER_REPLY', subject: made.organId, on, reason: 'reminder_withdrawn' }]
      : [],
  };
}
