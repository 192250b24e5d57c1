import type { CalendarView } from './calendar.js';
import { dayNumber, dayOf, yearOf } from './days.js';
import type { MakeUpDay, RestSpan, Span } from './explanation.js';
import { procedureError } from './procedure.errors.js';

/** Day numbers, both inclusive. */
export type Interval = readonly [from: number, to: number];

/** Sorted stretches without overlap. @throws DAY_MALFORMED, also where the last day lies before the first */
export function union(spans: readonly Span[]): Interval[] {
  const sorted = spans
    .map(({ from, to }): [number, number] => {
      const interval: [number, number] = [dayNumber(from), dayNumber(to)];
      if (interval[1] < interval[0]) throw procedureError('DAY_MALFORMED', { details: { day: `${from}..${to}` } });
      return interval;
    })
    .sort((left, right) => left[0] - right[0]);
  const merged: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = merged.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

export function totalDays(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, [from, to]) => sum + to - from + 1, 0);
}

export function spanOf([from, to]: Interval): Span {
  return { from: dayOf(from), to: dayOf(to) };
}

/** The last of so many days after `start`, not counting the skipped ones (sorted, without overlap). */
export function countDays(start: number, days: number, skipped: readonly Interval[]): number {
  let end = start + days;
  for (const [from, to] of skipped) {
    const first = Math.max(from, start + 1);
    if (first <= end && to >= first) end += to - first + 1;
  }
  return end;
}

/** The last of so many working days after `start`, not counting the skipped ones. */
export function countWorkingDays(start: number, days: number, skipped: readonly Interval[], view: CalendarView): number {
  let day = start;
  for (let counted = 0; counted < days;) {
    day += 1;
    if (view.isWorking(day) && !skipped.some(([from, to]) => from <= day && day <= to)) counted += 1;
  }
  return day;
}

/** Rest days from `first` to `last` grouped by reason, and weekend days that work. */
export function restsBetween(first: number, last: number, view: CalendarView): { rests: RestSpan[]; makeUps: MakeUpDay[] } {
  const rests: { from: number; to: number; festival: string | null }[] = [];
  const makeUps: MakeUpDay[] = [];
  for (let number = first; number <= last; number += 1) {
    const makeUp = view.makeUpFor(number);
    if (makeUp) makeUps.push({ day: dayOf(number), festival: makeUp });
    const rest = view.rest(number);
    if (!rest) continue;
    const festival = rest.reason === 'festival' ? rest.festival : null;
    const previous = rests.at(-1);
    if (previous?.festival === festival && previous.to === number - 1) previous.to = number;
    else rests.push({ from: number, to: number, festival });
  }
  return { rests: rests.map(({ from, to, festival }) => ({ from: dayOf(from), to: dayOf(to), festival })), makeUps };
}

/** Years from `first` to `last` without a published notice. */
export function unknownYears(first: number, last: number, view: CalendarView): number[] {
  const years = new Set<number>();
  for (let number = first; number <= last; number += 1) {
    if (!view.isPublished(number)) years.add(yearOf(dayOf(number)));
  }
  return [...years];
}
