import { Temporal } from 'temporal-polyfill';
import { procedureError } from './procedure.errors.js';

/** A civil day in Asia/Shanghai, `YYYY-MM-DD`. Strings of this form sort as days. */
export type Day = string;

const EPOCH = Temporal.PlainDate.from('1970-01-01');
const SHAPE = /^(19|[2-9]\d)\d{2}-\d{2}-\d{2}$/;

function existing(day: string): Temporal.PlainDate | null {
  if (!SHAPE.test(day)) return null;
  try {
    return Temporal.PlainDate.from(day, { overflow: 'reject' });
  } catch (cause) {
    if (cause instanceof RangeError) return null;
    throw cause;
  }
}

/** Whether a text is a day that exists, `YYYY-MM-DD`, in 1900 to 9999. */
export const isDay = (text: string): text is Day => existing(text) !== null;

/**
 * Days since 1970-01-01, so that counting is integer arithmetic.
 * @throws DAY_MALFORMED unless `YYYY-MM-DD`, an existing day, in 1900 to 2999
 */
export function dayNumber(day: Day): number {
  const date = typeof day === 'string' && day < '3' ? existing(day) : null;
  if (date === null) throw malformed(day);
  return EPOCH.until(date, { largestUnit: 'day' }).days;
}

export function dayOf(number: number): Day {
  return EPOCH.add({ days: number }).toString();
}

/** 1 Monday to 7 Sunday. */
export function weekday(number: number): number {
  return ((((number + 3) % 7) + 7) % 7) + 1;
}

export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

const WEEKDAYS = '一二三四五六日';

/** `2025-05-06（星期二）`. */
export function dayInWords(day: Day): string {
  return `${day}（星期${WEEKDAYS[weekday(dayNumber(day)) - 1]}）`;
}

function malformed(day: unknown) {
  return procedureError('DAY_MALFORMED', { details: { day: String(day).slice(0, 40) } });
}
