import {
  dueDate,
  firstWarningOn,
  termRule,
  warningSteps,
  type Calendar,
  type Due,
  type RulePack,
  type StepOn,
  type Term,
} from '@sunshine/procedure';
import { LRUCache } from 'lru-cache';
import type { Clock, ClockInputs } from './clock.js';

/** Everything about a clock that pack and calendar say. */
export type Dates = Pick<
  Clock,
  | 'packId'
  | 'packHash'
  | 'calendarHash'
  | 'length'
  | 'unit'
  | 'nominalDue'
  | 'effectiveDue'
  | 'provisional'
  | 'source'
  | 'nature'
  | 'warnOn'
>;

/** Days, Asia/Shanghai; negative counts back. */
export function addDays(day: string, days: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10);
}

/** @throws the refusals of `dueDate` */
export function dueOf(inputs: ClockInputs, pack: RulePack, calendar: Calendar): Due {
  const { term, startedOn, startFact, dueOn, extendedBy, pauses } = inputs;
  return dueDate({ pack, term: term as Term, start: startedOn, startFact, dueOn, extended: extendedBy, paused: pauses, calendar });
}

interface Resolved {
  readonly dates: Dates;
  readonly steps: readonly StepOn[];
}

/** Clocks of one term that start on one day end on one day: most starts of a day ask the same. The law is named by its hash. */
const resolved = new LRUCache<string, Resolved>({ max: 5_000 });

function resolve(inputs: ClockInputs, pack: RulePack, calendar: Calendar): Resolved {
  const { term, startedOn, startFact, dueOn, extendedBy, pauses } = inputs;
  const key = `${pack.hash} ${calendar.hash} ${term} ${startedOn} ${startFact ?? ''} ${dueOn ?? ''} ${extendedBy} ${pauses.map(({ from, to }) => `${from}..${to}`).join()}`;
  const known = resolved.get(key);
  if (known) return known;
  const rule = termRule(pack, term);
  const { nominalDue, effectiveDue, provisional, source } = dueOf(inputs, pack, calendar);
  const steps = warningSteps(rule, nominalDue, effectiveDue, calendar, startedOn);
  const fresh: Resolved = {
    steps,
    dates: {
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
      warnOn: firstWarningOn(steps),
    },
  };
  resolved.set(key, fresh);
  return fresh;
}

/** The days on which steps of the clock are reached, in order. @throws the refusals of `dueDate` */
export function stepsOf(inputs: ClockInputs, pack: RulePack, calendar: Calendar): readonly StepOn[] {
  return resolve(inputs, pack, calendar).steps;
}

/** @throws the refusals of `dueDate` */
export function datesOf(inputs: ClockInputs, pack: RulePack, calendar: Calendar): Dates {
  return resolve(inputs, pack, calendar).dates;
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
