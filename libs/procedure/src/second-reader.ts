import { Temporal } from 'temporal-polyfill';
import type { CalendarStep, Explanation, ProvisionalStep, RestStep, Span } from './explanation.js';

/** What an explanation says by itself, and where it contradicts itself. */
export interface ReadAgain {
  readonly startedOn: string;
  readonly nominalDue: string;
  readonly effectiveDue: string;
  readonly provisional: boolean;
  readonly contradictions: readonly string[];
}

/**
 * Reaches the dates from nothing but the steps of the explanation, a day at a time. It knows weekends and no law: no pack, no calendar,
 * and no code of what wrote the steps. Every day that a step reaches, every rest day it names or leaves out and every unknown year is
 * checked on the way.
 */
export function readAgain(explanation: Explanation): ReadAgain {
  const contradictions: string[] = [];
  const check = (holds: boolean, what: string): void => void (holds || contradictions.push(what));
  const of = <S extends Explanation[number]['step']>(step: S) =>
    explanation.find((one): one is Extract<Explanation[number], { step: S }> => one.step === step);
  const restsIn = (step: RestStep['step']) => explanation.find((one): one is Explanation[number] & RestStep => one.step === step);

  const start = of('start');
  if (!start || explanation[0] !== start) throw new TypeError('an explanation begins with its start');
  const startedOn = Temporal.PlainDate.from(start.to);
  const [length, given, extension, pause] = [of('length'), of('given'), of('extension'), of('pause')];
  check((length === undefined) !== (given === undefined), 'length or given, not both');
  const days = length?.days ?? startedOn.until(given?.to ?? start.to, { largestUnit: 'day' }).days;
  const working = length?.unit === 'working_day';
  const rests = working ? restsIn('not_counted') : undefined;
  const isRest = restsOf(rests ?? null);
  const paused = daysIn(pause?.spans ?? []);
  check(paused.size === (pause?.days ?? 0), 'days of the pauses');

  /** The last of so many counted days after the start. */
  const count = (many: number, skip: ReadonlySet<string>): Temporal.PlainDate => {
    let day = startedOn;
    for (let counted = 0; counted < many;) {
      day = day.add({ days: 1 });
      if (!skip.has(day.toString()) && !(working && isRest(day))) counted += 1;
    }
    return day;
  };
  const none: ReadonlySet<string> = new Set();
  check(!length || length.to === count(days, none).toString(), 'day of the length');
  const inAll = days + (extension?.days ?? 0);
  check(!extension || extension.to === count(inAll, none).toString(), 'day of the extension');
  check(!extension || extension.unit === (length?.unit ?? 'day'), 'unit of the extension');
  const nominal = count(inAll, paused);
  check(!pause || pause.to === nominal.toString(), 'day of the pause');

  if (working) {
    check(rests?.to === nominal.toString(), 'day of the rest days');
    checkRests(rests ?? null, startedOn.add({ days: 1 }), nominal, check);
  } else check(!restsIn('not_counted'), 'a term of natural days leaves out no rest day');
  const shift = restsIn('shift');
  let effective = nominal;
  if (shift) {
    check(!working, 'a working-day term is not shifted');
    const offDays = restsOf(shift);
    while (offDays(effective)) effective = effective.add({ days: 1 });
    check(!effective.equals(nominal) && shift.to === effective.toString(), 'day of the shift');
    checkRests(shift, nominal, effective, check);
  }

  const worked = restsIn('not_shifted');
  check(!worked || (!shift && !working && worked.to === nominal.toString() && nominal.dayOfWeek > 5), 'a weekend day that works');
  check(effective.dayOfWeek <= 5 || isMakeUp([rests, shift, worked], effective), 'the last day works');

  const calendar = of('calendar');
  check(calendar?.to === effective.toString(), 'day of the calendar');
  const judgedFrom = working ? count(Math.min(1, inAll), paused) : nominal;
  const unknown = unknownYears(calendar, judgedFrom, effective);
  const provisional = of('provisional');
  check(sameYears(unknown, provisional), 'years without a notice');
  for (const { step, to, text } of explanation)
    check(['calendar', 'provisional', 'by_name'].includes(step) || text.includes(to), `text of ${step}`);

  return {
    startedOn: startedOn.toString(),
    nominalDue: nominal.toString(),
    effectiveDue: effective.toString(),
    provisional: unknown.length > 0,
    contradictions,
  };
}

function daysIn(spans: readonly Span[]): Set<string> {
  const days = new Set<string>();
  for (const { from, to } of spans)
    for (let day = Temporal.PlainDate.from(from); Temporal.PlainDate.compare(day, to) <= 0; day = day.add({ days: 1 }))
      days.add(day.toString());
  return days;
}

function restsOf(step: RestStep | null): (day: Temporal.PlainDate) => boolean {
  const rests = daysIn(step?.rests ?? []);
  return (day) => rests.has(day.toString());
}

/** From `first` to `last`: every weekend day is named as rest or as made up for, and nothing else is without a festival. */
function checkRests(
  step: RestStep | null,
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
  check: (holds: boolean, what: string) => void,
): void {
  const rests = daysIn(step?.rests ?? []);
  const weekends = daysIn(step?.rests.filter(({ festival }) => festival === null) ?? []);
  const makeUps = new Set(step?.makeUps.map(({ day }) => day));
  for (let day = first; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    const name = day.toString();
    if (day.dayOfWeek > 5) check(rests.has(name) !== makeUps.has(name), `weekend day ${name}`);
    else check(!weekends.has(name) && !makeUps.has(name), `weekday ${name}`);
  }
  const within = [...rests, ...makeUps].every((day) => first.toString() <= day && day <= last.toString());
  check(within, 'rest days outside the count');
}

const isMakeUp = (steps: readonly (RestStep | undefined)[], day: Temporal.PlainDate): boolean =>
  steps.some((step) => step?.makeUps.some((makeUp) => makeUp.day === day.toString()));

function unknownYears(calendar: CalendarStep | undefined, from: Temporal.PlainDate, to: Temporal.PlainDate): number[] {
  const years: number[] = [];
  const published = (year: number) => calendar?.years.some(({ first, last }) => first <= year && year <= last) ?? false;
  for (let { year } = from; year <= to.year; year += 1) if (!published(year)) years.push(year);
  return years;
}

const sameYears = (years: readonly number[], step: ProvisionalStep | undefined): boolean =>
  (step?.years ?? []).join() === years.join() && (step !== undefined) === years.length > 0;
