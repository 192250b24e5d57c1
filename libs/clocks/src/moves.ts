import type { Calendar, RulePack } from '@sunshine/procedure';
import { termRule } from '@sunshine/procedure';
import type { Clock, ClockAct, Move, ReachedStep, Span } from './clock.js';
import { clocksError } from './clocks.errors.js';
import { addDays, datesOf, stepsOf } from './dates.js';
import { SILENT_ENDS, stepsDue, withNextStep } from './steps.js';

/** One move of one clock: how it stood, how it stands, and what it rests on. */
export interface Moved {
  readonly move: Move;
  readonly before: Clock | null;
  readonly after: Clock;
  /** Day of the fact. */
  readonly on: string;
  readonly article: string;
  readonly detail: string | null;
  /** Steps that this fact shows were not due. */
  readonly revoked: readonly ReachedStep[];
  /** The recomputation that moved it; left out of all other moves. */
  readonly recomputationId?: string;
}

/** Whom a recomputation gives reason to tell: whose duty or right has another date; null where no date has moved. */
export function toldOf({ before, after, recomputationId }: Moved): 'organ' | 'petitioner' | null {
  if (!recomputationId || !before) return null;
  if (before.nominalDue === after.nominalDue && before.effectiveDue === after.effectiveDue) return null;
  return after.nature === 'right' ? 'petitioner' : 'organ';
}

type Act<D extends ClockAct['do']> = Extract<ClockAct, { do: D }>;
interface Law {
  readonly pack: RulePack;
  readonly calendar: Calendar;
}

/**
 * A clock from its start fact.
 * @param recordedOn day on which the start was entered: earlier steps are not raised
 * @throws the refusals of `dueDate`
 */
export function start(id: string, act: Act<'start'>, division: string, recordedOn: string, { pack, calendar }: Law): Moved {
  const { term, startedOn, startFact = null, dueOn = null } = act;
  const inputs = { term, startedOn, startFact, dueOn, extendedBy: 0, pauses: [] };
  const clock: Clock = {
    ...inputs,
    ...datesOf(inputs, pack, calendar),
    id,
    petitionId: act.petitionId,
    subject: act.subject ?? null,
    recordId: act.recordId ?? null,
    division,
    ended: null,
    endedOn: null,
    endReason: null,
    extensions: 0,
    round: 0,
    raiseFrom: recordedOn,
    nextStep: null,
    nextStepAt: null,
    reached: [],
  };
  const after = withNextStep(clock, pack, calendar);
  return { move: 'started', before: null, after, on: startedOn, article: clock.source, detail: startFact, revoked: [] };
}

/**
 * The clock counts from the true day of its start fact, by the pack in force on that day. How it was judged before stays in the
 * ledger beside how it is judged now; steps that are no longer due are withdrawn.
 * @param recordedOn day on which the correction was entered: earlier steps are not raised
 * @source own rule: law 2.4 (a fact entered late counts by its own date)
 */
export function restart(clock: Clock, act: Act<'restart'>, recordedOn: string, law: Law): Moved {
  const inputs = { ...clock, startedOn: act.startedOn, startFact: act.startFact ?? null };
  const next: Clock = { ...inputs, ...datesOf(inputs, law.pack, law.calendar), raiseFrom: recordedOn };
  const moved = moveDates('restarted', clock, next, '', act.article, `${clock.startedOn}..${act.startedOn}`, law);
  return { ...moved, on: act.startedOn };
}

/**
 * Adds days to the length. Approved on or before the last effective day, and as often as the pack allows.
 * @throws EXTENSION_NOT_ALLOWED, EXTENSION_USED, CLOCK_EXTENSION_TOO_LATE
 * @source 信访工作条例 34; 信访条例 33
 */
export function extend(clock: Clock, act: Act<'extend'>, on: string, law: Law): Moved {
  const { title, extension } = termRule(law.pack, clock.term);
  const dates = datesOf({ ...clock, extendedBy: clock.extendedBy + act.days }, law.pack, law.calendar);
  if (extension.allowed && extension.times !== null && clock.extensions >= extension.times)
    throw clocksError('EXTENSION_USED', { source: extension.source, details: { term: title, times: extension.times } });
  if (on > clock.effectiveDue)
    throw clocksError('CLOCK_EXTENSION_TOO_LATE', { source: extension.source, details: { term: title, day: clock.effectiveDue } });
  const next = { ...clock, ...dates, extendedBy: clock.extendedBy + act.days, extensions: clock.extensions + 1 };
  return moveDates('extended', clock, next, on, act.article, `${act.days}`, law);
}

/** Leaves days out of the count. @throws PAUSE_NOT_ALLOWED with the article, where the pack gives the term no pause or not so many days */
export function pause(clock: Clock, act: Act<'pause'>, law: Law): Moved {
  const { pause: rule } = termRule(law.pack, clock.term);
  const used = clock.pauses.reduce((sum, span) => sum + lengthOf(span), 0);
  const to = act.to ?? (rule.allowed ? addDays(act.from, Math.max(rule.max.days - used, 1) - 1) : act.from);
  const pauses = [...clock.pauses, { from: act.from, to }];
  return moveDates(
    'paused',
    clock,
    { ...clock, ...datesOf({ ...clock, pauses }, law.pack, law.calendar), pauses },
    act.from,
    act.article,
    `${act.from}..${to}`,
    law,
  );
}

/** Ends a pause; `on` is its last day. @throws PAUSE_NOT_OPEN */
export function resume(clock: Clock, act: Act<'resume'>, law: Law): Moved {
  const open = clock.pauses.find(({ from, to }) => from <= act.on && act.on <= to);
  if (!open) throw clocksError('PAUSE_NOT_OPEN', { details: { term: clock.term, day: act.on } });
  const pauses = clock.pauses.map((span) => (span === open ? { from: span.from, to: act.on } : span));
  return moveDates(
    'paused',
    clock,
    { ...clock, ...datesOf({ ...clock, pauses }, law.pack, law.calendar), pauses },
    act.on,
    act.article,
    `${open.from}..${act.on}`,
    law,
  );
}

/**
 * Takes back the pause that began on `from`: its days count as if it had never been. Null where there is none.
 * @source own rule: law 2.4 (a cancelled hearing pauses nothing)
 */
export function unpause(clock: Clock, act: Act<'unpause'>, on: string, law: Law): Moved | null {
  const taken = clock.pauses.find(({ from }) => from === act.from);
  if (!taken) return null;
  const pauses = clock.pauses.filter((span) => span !== taken);
  const next = { ...clock, ...datesOf({ ...clock, pauses }, law.pack, law.calendar), pauses };
  return moveDates('unpaused', clock, next, on, act.article, `${taken.from}..${taken.to}`, law);
}

/** The duty is done or the right used, on the day of the fact; met or late follows from that day. */
export function stop(clock: Clock, act: Act<'stop'>): Moved {
  return end('stopped', clock, { ended: 'met', endedOn: act.on, endReason: null }, act.article ?? clock.source);
}

/** Ended without being met or missed. */
export function cancel(clock: Clock, act: Act<'cancel'>): Moved {
  return end('cancelled', clock, { ended: 'cancelled', endedOn: act.on, endReason: act.reason }, act.article ?? clock.source);
}

/** The end that comes by itself: a right unused lapses, an option unused is cancelled. */
export function runOut(clock: Clock, on: string): Moved {
  return clock.nature === 'right'
    ? end('lapsed', clock, { ended: 'lapsed', endedOn: on, endReason: null }, clock.source)
    : end('cancelled', clock, { ended: 'cancelled', endedOn: on, endReason: 'not_used' }, clock.source);
}

export interface Judged {
  readonly after: Clock;
  /** `moved`: the step ended the clock; `caughtUp`: its day was past when it was raised. */
  readonly steps: readonly {
    readonly step: string;
    readonly on: string;
    readonly raised: boolean;
    readonly caughtUp: boolean;
    readonly moved: Moved | null;
  }[];
}

/**
 * All steps of a clock that are due at an instant (ISO, UTC), in order, and the clock after them.
 * @param today the day of `at` in Asia/Shanghai
 */
export function judge(clock: Clock, at: string, today: string, law: Law): Judged {
  const { due, waitsUntil } = stepsDue(clock, at, law);
  const reached = [...clock.reached, ...due.map(({ step, on }) => ({ step, on, round: clock.round }))];
  const end = due.find(({ step }) => SILENT_ENDS.has(step));
  const moved = end ? runOut(clock, end.on) : null;
  const after = withNextStep({ ...(moved?.after ?? clock), reached }, law.pack, law.calendar);
  return {
    after: waitsUntil === null ? after : { ...after, nextStepAt: waitsUntil },
    steps: due.map(({ step, on, raised }, n) => ({ step, on, raised, caughtUp: on < today, moved: due[n] === end ? moved : null })),
  };
}

const TOLD = ['nominalDue', 'effectiveDue', 'provisional', 'length', 'unit', 'source', 'nature', 'warnOn'] as const;

/** The same clock under a corrected pack or a newer calendar; `moved` is null if nothing visible to readers changes. */
export function recompute(clock: Clock, law: Law): { after: Clock; moved: Moved | null } {
  const next = { ...clock, ...datesOf(clock, law.pack, law.calendar) };
  const moved = moveDates(
    'recomputed',
    clock,
    next,
    '',
    next.source,
    `${law.pack.id}@${law.pack.revision} ${law.calendar.id}@${law.calendar.revision}`,
    law,
  );
  return { after: moved.after, moved: TOLD.every((field) => next[field] === clock[field]) ? null : moved };
}

function end(move: Move, clock: Clock, ended: Pick<Clock, 'ended' | 'endedOn' | 'endReason'>, article: string): Moved {
  const on = ended.endedOn as string;
  const revoked = clock.reached.filter((step) => step.on > on);
  const after: Clock = { ...clock, ...ended, nextStep: null, nextStepAt: null, reached: without(clock.reached, revoked) };
  return { move, before: clock, after, on, article, detail: ended.endReason, revoked };
}

/**
 * A step reached after the fact, whose day the fact moves back, was not due. A statutory move makes the steps due anew at their new
 * days; a recomputation only those it withdraws.
 */
function moveDates(move: Move, before: Clock, next: Clock, on: string, article: string, detail: string, law: Law): Moved {
  const statutory = move !== 'recomputed';
  const days = new Map(stepsOf(next, law.pack, law.calendar).map((step) => [step.step, step.on]));
  const revoked = before.reached.filter((step) => step.on > on && (days.get(step.step) ?? '9999') > step.on);
  const after: Clock = {
    ...next,
    round: statutory ? next.round + 1 : next.round,
    raiseFrom: statutory && on > next.raiseFrom ? on : next.raiseFrom,
    reached: without(before.reached, revoked),
  };
  return { move, before, after: withNextStep(after, law.pack, law.calendar), on, article, detail, revoked };
}

function without(steps: readonly ReachedStep[], gone: readonly ReachedStep[]): ReachedStep[] {
  return steps.filter((step) => !gone.includes(step));
}

function lengthOf({ from, to }: Span): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
}
