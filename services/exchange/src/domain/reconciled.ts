import { dayNumber, dayOf } from '@sunshine/procedure';
import { exchangeError } from './exchange.errors.js';

/** Days of a comparison, Asia/Shanghai, both inclusive. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** @param n may be negative */
export const dayAfter = (day: string, n: number): string => dayOf(dayNumber(day) + n);

/**
 * Days that are over, in their order, no more than the plan allows.
 * @throws RECONCILIATION_DAYS
 */
export function checkDays({ from, to }: Days, today: string, limit: number): void {
  if (from > to || to >= today || dayNumber(to) - dayNumber(from) >= limit)
    throw exchangeError('RECONCILIATION_DAYS', { details: { limit } });
}

/**
 * The days that a night compares: those since the last comparison, yesterday at the end; null where all are compared.
 * @param lastCompared null: none yet
 * @param since the first day on which the partner was listed
 */
export function daysOfNight(lastCompared: string | null, since: string, today: string, limit: number): Days | null {
  const to = dayAfter(today, -1);
  const wanted = lastCompared === null ? since : dayAfter(lastCompared, 1);
  const from = wanted < dayAfter(to, 1 - limit) ? dayAfter(to, 1 - limit) : wanted;
  return from > to ? null : { from, to };
}

/** Which of two nodes asks at night, so that they do not both: the one whose id comes first. */
export const asksAtNight = (own: string, partner: string): boolean => own < partner;

/** Parts whose JSON is no longer than `most` signs each; a row above it stands alone. */
export function partsOf<T>(rows: readonly T[], most: number): T[][] {
  const parts: T[][] = [[]];
  let length = 0;
  for (const row of rows) {
    const own = JSON.stringify(row).length + 1;
    if (length + own > most && parts.at(-1)!.length > 0) {
      parts.push([]);
      length = 0;
    }
    parts.at(-1)!.push(row);
    length += own;
  }
  return parts;
}
