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
  checkSpan({ from, to }, limit);
  if (to >= today) throw exchangeError('RECONCILIATION_DAYS', { details: { limit } });
}

/** As a partner asks, whose clock may be ahead. @throws RECONCILIATION_DAYS */
export function checkSpan({ from, to }: Days, limit: number): void {
  if (from > to || dayNumber(to) - dayNumber(from) >= limit) throw exchangeError('RECONCILIATION_DAYS', { details: { limit } });
}

/**
 * The days that a night compares, in runs of days: those that no comparison has covered, and those that are due again.
 * @param compared what was asked for and did not fail; in any order, and it may overlap
 * @param again days that are over
 * @param since the first day on which the partner was listed
 * @param limit days before today that are looked at
 */
export function daysOfNight(compared: readonly Days[], again: readonly string[], since: string, today: string, limit: number): Days[] {
  const due = new Set(again);
  const covered = (day: string) => compared.some(({ from, to }) => from <= day && day <= to);
  const days = Array.from({ length: limit }, (_, n) => dayAfter(today, n - limit)).filter(
    (day) => day >= since && (due.has(day) || !covered(day)),
  );
  return days.reduce<Days[]>((runs, day) => {
    const last = runs.at(-1);
    return last?.to === dayAfter(day, -1) ? [...runs.slice(0, -1), { from: last.from, to: day }] : [...runs, { from: day, to: day }];
  }, []);
}

/** Which of two nodes asks at night, so that they do not both: the one whose id comes first. */
export const asksAtNight = (own: string, partner: string): boolean => own < partner;

const utf8 = new TextEncoder();

/** Parts whose JSON is no longer than `most` bytes each; a row above it stands alone. */
export function partsOf<T>(rows: readonly T[], most: number): T[][] {
  const parts: T[][] = [[]];
  let length = 0;
  for (const row of rows) {
    const own = utf8.encode(JSON.stringify(row)).length + 1;
    if (length + own > most && parts.at(-1)!.length > 0) {
      parts.push([]);
      length = 0;
    }
    parts.at(-1)!.push(row);
    length += own;
  }
  return parts;
}

/** Ids of messages: behind `after`, up to `upTo`; null: no bound. */
export interface IdRange {
  readonly after: string | null;
  readonly upTo: string | null;
}

export const isWithin = ({ after, upTo }: IdRange, id: string): boolean => (after === null || id > after) && (upTo === null || id <= upTo);

/**
 * Lists of days in parts as above; a list that is too long alone stands in several ranges of ids, which together are that of the whole.
 * What two sides have within a range can be compared by itself.
 */
export function listParts<R extends { readonly messageId: string }, L extends IdRange & { readonly rows: readonly R[] }>(
  lists: readonly L[],
  most: number,
): L[][] {
  const ranges = lists.flatMap((list) => {
    const byId = [...list.rows].sort((one, other) => (one.messageId < other.messageId ? -1 : 1));
    const parts = partsOf(byId, most);
    const lastOf = (n: number) => parts[n]!.at(-1)!.messageId;
    return parts.map((rows, n) => ({
      ...list,
      after: n === 0 ? list.after : lastOf(n - 1),
      upTo: n === parts.length - 1 ? list.upTo : lastOf(n),
      rows,
    }));
  });
  return partsOf(ranges, most);
}
