import { procedureError } from './procedure.errors.js';

/** A civil day in Asia/Shanghai, `YYYY-MM-DD`. Strings of this form sort as days. */
export type Day = string;

const DAY_MS = 86_400_000;
const SHAPE = /^(19|[2-9]\d)\d{2}-\d{2}-\d{2}$/;

/** What was found already: an act counts from and to the same few hundred days again and again. */
const found = new Map<string, number>();
const MOST_FOUND = 10_000;

/** Days since 1970-01-01; null for what is no day, in 1900 to 9999. */
function numberOf(text: string): number | null {
  const known = found.get(text);
  if (known !== undefined) return known;
  if (!SHAPE.test(text)) return null;
  const number = Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)) - 1, Number(text.slice(8))) / DAY_MS;
  // 30 February would be counted on into March.
  if (dayOf(number) !== text) return null;
  if (found.size >= MOST_FOUND) found.clear();
  found.set(text, number);
  return number;
}

/** Whether a text is a day that exists, `YYYY-MM-DD`, in 1900 to 9999. */
export const isDay = (text: string): text is Day => numberOf(text) !== null;

/**
 * Days since 1970-01-01, so that counting is integer arithmetic.
 * @throws DAY_MALFORMED unless `YYYY-MM-DD`, an existing day, in 1900 to 2999
 */
export function dayNumber(day: Day): number {
  const number = typeof day === 'string' && day < '3' ? numberOf(day) : null;
  if (number === null) throw malformed(day);
  return number;
}

export function dayOf(number: number): Day {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
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
