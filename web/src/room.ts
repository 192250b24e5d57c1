import { common } from './texts/common.js';

/** Characters of a text as the services count them: code points, a line end is one, blanks at either end are none. */
export const lengthOf = (text: string): number => [...text.replace(/\r\n?/g, '\n').trim()].length;

/** Fields with at least this limit tell the room from the first character; shorter ones once half of it is used. */
const LONG = 1_000;

interface Room {
  /** Empty while it need not be shown. */
  readonly text: string;
  readonly beyond: boolean;
}

/** How many characters may still be typed, or by how many a text is too long. No field cuts what is typed: what was cut is lost unseen. */
export function roomIn(text: string, limit: number): Room {
  const length = lengthOf(text);
  if (length > limit) return { text: common.beyond(limit, length), beyond: true };
  return { text: length > 0 && (limit >= LONG || length * 2 >= limit) ? common.room(limit - length) : '', beyond: false };
}
