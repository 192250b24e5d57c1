import { common } from './texts/common.js';

/** Number of characters as the services count them: code points; a line end is one, and blanks at either end do not count. */
export const lengthOf = (text: string): number => [...text.replace(/\r\n?/g, '\n').trim()].length;

/** Fields with at least this limit show the remaining length from the first character; shorter ones after half of it is used. */
const LONG = 1_000;

interface Room {
  /** Empty if nothing needs to be shown. */
  readonly text: string;
  readonly beyond: boolean;
}

/** How many characters are left, or by how many a text is too long. No field truncates, because the lost text would go unnoticed. */
export function roomIn(text: string, limit: number): Room {
  const length = lengthOf(text);
  if (length > limit) return { text: common.beyond(limit, length), beyond: true };
  return { text: length > 0 && (limit >= LONG || length * 2 >= limit) ? common.room(limit - length) : '', beyond: false };
}
