import {
  dueDate,
  firstWarningOn,
  stepInstant,
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

/** `at`: the instant (ISO, UTC) from which it is reached. */
export interface StepAt extends StepOn {
  readonly at: string;
}

interface Resolved {
  readonly dates: Dates;
  readonly steps: readonly StepAt[];
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
    steps: steps.map((step) => ({ ...step, at: stepInstant(step, pack) })),
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
export function stepsOf(inputs: ClockInputs, pack: RulePack, calendar: Calendar): readonly StepAt[] {
  return resolve(inputs, pack, calendar).steps;
}

/** @throws the refusals of `dueDate` */
export function datesOf(inputs: ClockInputs, pack: RulePack, calendar: Calendar): Dates {
  return resolve(inputs, pack, calendar).dates;
}
