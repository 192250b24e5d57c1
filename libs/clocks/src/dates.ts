import { dueDate, firstWarningOn, termRule, warningSteps, type Calendar, type Due, type RulePack, type StepOn, type Term } from '@sunshine/procedure';
import type { Clock, ClockInputs, ClockTiming } from './clock.js';

/** Everything about a clock that pack and calendar say. */
export type Dates = Pick<Clock, 'packId' | 'packHash' | 'calendarHash' | 'length' | 'unit' | 'nominalDue' | 'effectiveDue' | 'provisional' | 'source' | 'nature' | 'warnOn'>;

/** Days, Asia/Shanghai; negative counts back. */
export function addDays(day: string, days: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10);
}

/** @throws the refusals of `dueDate` */
export function dueOf(inputs: ClockInputs, pack: RulePack, calendar: Calendar): Due {
  const { term, startedOn, dueOn, extendedBy, pauses } = inputs;
  return dueDate({ pack, term: term as Term, start: startedOn, dueOn, extended: extendedBy, paused: pauses, calendar });
}

/** The days on which steps of the clock are reached, in order. */
export function stepsOf(clock: ClockInputs & Pick<ClockTiming, 'nominalDue' | 'effectiveDue'>, pack: RulePack, calendar: Calendar): StepOn[] {
  return warningSteps(termRule(pack, clock.term), clock.nominalDue, clock.effectiveDue, calendar, clock.startedOn);
}

/** @throws the refusals of `dueDate` */
export function datesOf(inputs: ClockInputs, pack: RulePack, calendar: Calendar): Dates {
  const rule = termRule(pack, inputs.term);
  const { nominalDue, effectiveDue, provisional, source } = dueOf(inputs, pack, calendar);
  return {
    packId: pack.id,
    packHash: pack.hash,
    calendarHash: calendar.hash,
    length: rule.length?.days ?? null,
    unit: rule.length?.unit === 'working_day' ? 'workday' : 'day',
    nominalDue,
    effectiveDue,
    provisional,
    source,
    nature: rule.nature,
    warnOn: firstWarningOn(stepsOf({ ...inputs, nominalDue, effectiveDue }, pack, calendar)),
  };
}

const SILENT_ENDS = new Set(['LAPSED', 'NOT_USED']);

/**
 * Steps not reached yet, in order. Those dated before `raiseFrom` are not raised; only the end of a right or an option still comes,
 * since it changes the clock.
 */
export function stepsAhead(clock: Clock, pack: RulePack, calendar: Calendar): (StepOn & { raised: boolean })[] {
  if (clock.ended !== null) return [];
  const done = new Set(clock.reached.filter(({ round }) => round === clock.round).map(({ step }) => step));
  return stepsOf(clock, pack, calendar)
    .filter(({ step }) => !done.has(step))
    .map((step) => ({ ...step, raised: step.on >= clock.raiseFrom }))
    .filter(({ step, raised }) => raised || SILENT_ENDS.has(step));
}

/** The clock with its next step looked up again. */
export function withNextStep(clock: Clock, pack: RulePack, calendar: Calendar): Clock {
  const next = stepsAhead(clock, pack, calendar)[0];
  return { ...clock, nextStep: next?.step ?? null, nextStepOn: next?.on ?? null };
}
