import { dayNumber, dayOf, isWorkingDay } from '@sunshine/procedure';

/** Days, Asia/Shanghai, inclusive. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** A Monday: 1970-01-05. */
const MONDAY = 4;

/** Weeks from Monday to Sunday, the last of them that of `today`, oldest first. */
export function weeksTo(today: string, count: number): Span[] {
  const day = dayNumber(today);
  const monday = day - ((day - MONDAY) % 7);
  return Array.from({ length: count }, (_, at) => {
    const from = monday - 7 * (count - 1 - at);
    return { from: dayOf(from), to: dayOf(from + 6) };
  });
}

/** The next working days from `today` on, each with the rest days before it, so that no day lies between two of them. */
export function workingDaysFrom(today: string, count: number, calendar: Parameters<typeof isWorkingDay>[0]): Span[] {
  const spans: Span[] = [];
  for (let day = dayNumber(today), from = day; spans.length < count; day += 1) {
    if (!isWorkingDay(calendar, dayOf(day))) continue;
    spans.push({ from: dayOf(from), to: dayOf(day) });
    from = day + 1;
  }
  return spans;
}

/** Days since receipt, the first and last of each group; the last has no end. */
export const AGES: readonly (readonly [number, number | null])[] = [
  [0, 15],
  [16, 30],
  [31, 60],
  [61, 90],
  [91, null],
];

/** The days of receipt of what is as old as that today. */
export function receivedWhen(
  today: string,
  [least, most]: readonly [number, number | null],
): { readonly from: string | null; readonly to: string } {
  const day = dayNumber(today);
  return { from: most === null ? null : dayOf(day - most), to: dayOf(day - least) };
}
