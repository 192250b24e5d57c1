import { z } from 'zod';
import { dayNumber, dayOf, weekday, yearOf, type Day } from './days.js';

const listedDay = z.tuple([z.iso.date(), z.enum(['off', 'work']), z.string()]);

export const calendarContentSchema = z.strictObject({
  id: z.string().regex(/^[A-Z]{2}(-[\w]+)*$/),
  /** 'CN', or the leading digits of the division code the calendar rules over. */
  jurisdiction: z.string().regex(/^(CN|\d{2}|\d{4}|\d{6})$/),
  /** Rises by one with every publication of the same id. */
  revision: z.int().positive(),
  title: z.string().min(1),
  source: z.string().min(1),
  /** Years with a published notice; any other year is unknown. */
  years: z.array(z.int().min(1900).max(2999)),
  /** [day, days off or make-up working day, festival]; a day not listed follows its weekday. */
  days: z.array(listedDay),
});

export const calendarSchema = calendarContentSchema.extend({ hash: z.string() });

/** A working calendar as plain JSON; complete by itself (a local one repeats the national days). `hash` covers all else. */
export type CalendarContent = z.infer<typeof calendarContentSchema>;
export type Calendar = z.infer<typeof calendarSchema>;

interface Listed {
  readonly kind: 'off' | 'work';
  readonly festival: string;
}

interface Index {
  readonly listed: ReadonlyMap<number, Listed>;
  readonly years: ReadonlySet<number>;
}

const indexes = new WeakMap<CalendarContent, Index>();

function indexOf(calendar: CalendarContent): Index {
  let index = indexes.get(calendar);
  if (!index) {
    index = {
      listed: new Map(calendar.days.map(([day, kind, festival]) => [dayNumber(day), { kind, festival }])),
      years: new Set(calendar.years),
    };
    indexes.set(calendar, index);
  }
  return index;
}

/** Why a day is off: a named festival, or the weekend. */
export type Rest = { readonly reason: 'festival'; readonly festival: string } | { readonly reason: 'weekend' };

/** Reads a calendar by day number (days since 1970-01-01). */
export interface CalendarView {
  isWorking(number: number): boolean;
  rest(number: number): Rest | null;
  /** The festival a weekend day makes up for, where it works. */
  makeUpFor(number: number): string | null;
  isPublished(number: number): boolean;
}

export function viewOf(calendar: CalendarContent): CalendarView {
  const { listed, years } = indexOf(calendar);
  const rest = (number: number): Rest | null => {
    const entry = listed.get(number);
    if (entry) return entry.kind === 'off' ? { reason: 'festival', festival: entry.festival } : null;
    return weekday(number) > 5 ? { reason: 'weekend' } : null;
  };
  return {
    rest,
    isWorking: (number) => rest(number) === null,
    makeUpFor: (number) => {
      const entry = listed.get(number);
      return entry?.kind === 'work' && weekday(number) > 5 ? entry.festival : null;
    },
    isPublished: (number) => years.has(yearOf(dayOf(number))),
  };
}

/**
 * Whether offices work on the day. A day of an unpublished year follows its weekday: no festival, no make-up day.
 * @throws DAY_MALFORMED
 */
export function isWorkingDay(calendar: CalendarContent, day: Day): boolean {
  return viewOf(calendar).isWorking(dayNumber(day));
}

/** The day itself if it works, else the first working day after it. @throws DAY_MALFORMED */
export function nextWorkingDay(calendar: CalendarContent, day: Day): Day {
  const view = viewOf(calendar);
  let number = dayNumber(day);
  while (!view.isWorking(number)) number += 1;
  return dayOf(number);
}

/** So many natural days after a day, and where that is a rest day the next working day. @throws DAY_MALFORMED */
export const workingDayAfter = (calendar: CalendarContent, day: Day, days: number): Day =>
  nextWorkingDay(calendar, dayOf(dayNumber(day) + days));

/** Whether the year of the day has a published notice. @throws DAY_MALFORMED */
export function isPublishedDay(calendar: CalendarContent, day: Day): boolean {
  return viewOf(calendar).isPublished(dayNumber(day));
}
