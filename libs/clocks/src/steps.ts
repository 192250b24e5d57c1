import { isWarning, warningsWaitUntil, type Calendar, type RulePack } from '@sunshine/procedure';
import type { Clock } from './clock.js';
import { stepsOf, type StepAt } from './dates.js';

/** End the clock by themselves; nothing follows them. */
export const SILENT_ENDS: ReadonlySet<string> = new Set(['LAPSED', 'NOT_USED']);

interface StepAhead extends StepAt {
  /** False: its day lay before the start was entered; it ends the clock and is told as no step. */
  readonly raised: boolean;
}

/**
 * Steps not reached yet, in order; none comes after one that follows it. A step that stands from its day on, or from a later one, is not
 * due again. Those dated before `raiseFrom` are not raised; only the end of a right or an option still comes, since it changes the clock.
 */
export function stepsAhead(clock: Clock, pack: RulePack, calendar: Calendar): StepAhead[] {
  if (clock.ended !== null) return [];
  const steps = stepsOf(clock, pack, calendar);
  const reached = ({ step, on }: StepAt) => clock.reached.some((one) => one.step === step && (one.round === clock.round || one.on >= on));
  return steps
    .slice(steps.findLastIndex(reached) + 1)
    .map((step) => ({ ...step, raised: step.on >= clock.raiseFrom }))
    .filter(({ step, raised }) => raised || SILENT_ENDS.has(step));
}

/** The clock with its next step looked up again. */
export function withNextStep(clock: Clock, pack: RulePack, calendar: Calendar): Clock {
  const next = stepsAhead(clock, pack, calendar)[0];
  return { ...clock, nextStep: next?.step ?? null, nextStepAt: next?.at ?? null };
}

export interface DueSteps {
  /** In order. */
  readonly due: readonly StepAhead[];
  /** The step behind them waits until this instant (ISO, UTC), since it is a warning and offices are closed; null where none waits. */
  readonly waitsUntil: string | null;
}

/**
 * The steps of a clock that are due at an instant (ISO, UTC), missed ones with them. A warning is due in office hours only, and whatever
 * follows it waits behind it: steps come in order.
 */
export function stepsDue(clock: Clock, at: string, { pack, calendar }: { pack: RulePack; calendar: Calendar }): DueSteps {
  const come = stepsAhead(clock, pack, calendar).filter((step) => step.at <= at);
  const opening = warningsWaitUntil(at, pack, calendar);
  const waiting = opening === null ? -1 : come.findIndex((step) => step.raised && isWarning(step));
  return waiting < 0 ? { due: come, waitsUntil: null } : { due: come.slice(0, waiting), waitsUntil: opening };
}
