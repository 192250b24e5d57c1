import { isWorkingDay, nextWorkingDay, viewOf, type Calendar } from './calendar.js';
import { dayNumber, dayOf, type Day } from './days.js';
import type { Nature, TermRule, Warning } from './pack-terms.js';
import type { Exit, PetitionKind, RulePack } from './pack.js';

export interface StepOn {
  /** FIRST_NOTICE, SECOND_NOTICE, DUE_TODAY, then OVERDUE (duty), LAPSED (right) or NOT_USED (option), then REMINDER, SUPERVISION_PROPOSAL. */
  readonly step: string;
  readonly on: Day;
}

/** Facts of law, not warnings: their day is the day after the effective day, at work or at rest. */
const END_STEPS: ReadonlySet<string> = new Set(['OVERDUE', 'LAPSED', 'NOT_USED']);

/**
 * The days on which the steps of a clock are reached, in order. A notice that would fall on a rest day comes on the working day
 * before, a reminder on the working day after; a notice that would not come after `startedOn` is left out. The end step is the day
 * after the effective day, at work or at rest.
 * @throws DAY_MALFORMED
 */
export function warningSteps(
  term: Pick<TermRule, 'steps'>,
  nominalDue: Day,
  effectiveDue: Day,
  calendar: Calendar,
  startedOn?: Day | null,
): StepOn[] {
  const view = viewOf(calendar);
  const nominal = dayNumber(nominalDue);
  const effective = dayNumber(effectiveDue);
  const working = (from: number, days: number, direction: 1 | -1): number => {
    let number = from;
    for (let counted = 0; counted < days;) {
      number += direction;
      if (view.isWorking(number)) counted += 1;
    }
    return number;
  };
  const dayFor = ({ step, anchor, days, unit }: Warning): number => {
    if (anchor === 'after_effective') {
      if (unit === 'working_day') return working(effective, days, 1);
      const day = effective + days;
      return END_STEPS.has(step) || view.isWorking(day) ? day : working(day, 1, 1);
    }
    const from = anchor === 'before_nominal' ? nominal : effective;
    if (unit === 'working_day') return working(from, days, -1);
    let number = from - days;
    while (!view.isWorking(number)) number -= 1;
    return number;
  };
  const started = startedOn ? dayNumber(startedOn) : Number.NEGATIVE_INFINITY;
  return term.steps
    .map((warning, order) => ({ step: warning.step, number: dayFor(warning), order }))
    .filter(({ number }) => number > started)
    .sort((left, right) => left.number - right.number || left.order - right.order)
    .map(({ step, number }) => ({ step, on: dayOf(number) }));
}

type Hours = Pick<RulePack, 'warningHours'>;

const SHANGHAI_MS = 8 * 3_600_000;
/** Packs from before warnings had hours. */
const ALL_DAY = { opens: '00:00', closes: '24:00' };

const instantOf = (day: Day, time: string): string => new Date(`${day}T${time}:00+08:00`).toISOString();

/** The instant (ISO, UTC) at which a step is reached: a warning when offices open on its day, a fact at the first instant of its day (Asia/Shanghai). */
export function stepInstant({ step, on }: StepOn, { warningHours }: Hours): string {
  return instantOf(on, END_STEPS.has(step) ? '00:00' : (warningHours ?? ALL_DAY).opens);
}

/**
 * From when warnings may be given that are due at `instant`: null where they may be given now, else the next opening (ISO, UTC).
 * Never at night or on a rest day; the closing minute is night already. A pack without hours warns at any time.
 * @source own rule: the pack's `warningHours`
 */
export function warningsWaitUntil(instant: string, { warningHours }: Hours, calendar: Calendar): string | null {
  if (!warningHours) return null;
  const local = new Date(Date.parse(instant) + SHANGHAI_MS).toISOString();
  const [day, time] = [local.slice(0, 10), local.slice(11, 16)];
  const works = isWorkingDay(calendar, day);
  if (works && warningHours.opens <= time && time < warningHours.closes) return null;
  const next = works && time < warningHours.opens ? day : nextWorkingDay(calendar, dayOf(dayNumber(day) + 1));
  return instantOf(next, warningHours.opens);
}

/** Whether the step is told in office hours only; the end of a term is a fact at any hour. */
export const isWarning = ({ step }: Pick<StepOn, 'step'>): boolean => !END_STEPS.has(step);

/** The first day on which the clock shows `warning`; null where no notice comes before the end. */
export function firstWarningOn(steps: readonly StepOn[]): Day | null {
  const first = steps[0];
  return first && !END_STEPS.has(first.step) ? first.on : null;
}

/** Whether a fact of that day comes after the effective last day. Days are compared as days, both inclusive. */
export function isLate(endedOn: Day, due: { readonly effectiveDue: Day }): boolean {
  return endedOn > due.effectiveDue;
}

export interface HandleStartInput {
  /** Acceptance date in the notice; null while there is none. */
  readonly acceptedOn: Day | null;
  /** Last effective day of NOTIFY_DIRECT or NOTIFY_TRANSFERRED; null where NOTIFY never ran. */
  readonly notifyEffectiveDue: Day | null;
  /** Name or address unclear, so that NOTIFY_DIRECT is exempt. */
  readonly addressUnclear?: boolean;
}

export interface HandleStart {
  /** Null: HANDLE has not started. */
  readonly startedOn: Day | null;
  /** True where the cap, not the acceptance, starts HANDLE: a late notice buys nothing. */
  readonly capped: boolean;
}

/**
 * The day HANDLE starts: the acceptance, at the latest the last effective day of NOTIFY, notice or not.
 * @source own rule on 信访工作条例 34, 信访条例 33
 */
export function handleStart({ acceptedOn, notifyEffectiveDue, addressUnclear = false }: HandleStartInput): HandleStart {
  if (addressUnclear || notifyEffectiveDue === null) return { startedOn: acceptedOn, capped: false };
  if (acceptedOn !== null && acceptedOn <= notifyEffectiveDue) return { startedOn: acceptedOn, capped: false };
  return { startedOn: notifyEffectiveDue, capped: true };
}

/** Whether the matter runs HANDLE: 31(6) claims under CN-2022, all matters under CN-2005. */
export function handleRuns(pack: Pick<RulePack, 'handleCap'>, { kind, exit }: { kind: PetitionKind; exit: Exit | null }): boolean {
  const { kinds, exits } = pack.handleCap;
  if (!kinds.includes(kind)) return false;
  return exit === null ? kind !== 'CLAIM' : exits.includes(exit);
}

export const CLOCK_STATES = [
  'running',
  'warning',
  'due_today',
  'after_nominal',
  'overdue',
  'met',
  'met_late',
  'paused',
  'lapsed',
  'cancelled',
] as const;
export type ClockState = (typeof CLOCK_STATES)[number];

export interface ClockFacts {
  readonly term: { readonly nature: Nature };
  /** How the clock ended: `met` (or `met_late`: `endedOn` tells them apart), `lapsed`, `cancelled`, or in a way only a newer owner knows. */
  readonly ended: string | null;
  /** Day of the stopping fact, not of its entry. */
  readonly endedOn: Day | null;
  readonly nominalDue: Day;
  readonly effectiveDue: Day;
  readonly pausedNow?: boolean;
  readonly firstWarningOn?: Day | null;
}

/**
 * The state of a clock on a day, derived and never chosen. Rights look at the effective day alone and lapse; an unused option ends
 * `cancelled`; only a duty or an own date is ever overdue.
 */
export function clockState(clock: ClockFacts, today: Day): ClockState {
  const { term, ended, endedOn, nominalDue, effectiveDue, pausedNow = false, firstWarningOn = null } = clock;
  if (ended === 'met' || ended === 'met_late') return isLate(endedOn ?? today, { effectiveDue }) ? 'met_late' : 'met';
  // Ended in a way that is not known here: neither met nor overdue is told of it.
  if (ended !== null) return ended === 'lapsed' ? 'lapsed' : 'cancelled';
  if (pausedNow) return 'paused';
  if (today > effectiveDue) return { duty: 'overdue', own: 'overdue', right: 'lapsed', option: 'cancelled' }[term.nature] as ClockState;
  const last = term.nature === 'right' ? effectiveDue : nominalDue;
  if (today === last) return 'due_today';
  if (today > last) return 'after_nominal';
  return firstWarningOn !== null && today >= firstWarningOn ? 'warning' : 'running';
}
