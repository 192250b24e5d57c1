/** A text as it is searched: one character for each that is meant, with where it stands in the original. */
export interface Plain {
  readonly chars: string;
  /** Offset in the original (UTF-16) of each character, and one more for the end. */
  readonly at: readonly number[];
}

const INVISIBLE = /[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]/u;

/**
 * Full-width, circled and superscript forms as the plain ones, upper case; characters that nobody sees left out. What is hidden so is found
 * all the same.
 */
export function plainOf(text: string): Plain {
  let chars = '';
  const at: number[] = [];
  let offset = 0;
  for (const char of text) {
    if (!INVISIBLE.test(char))
      for (const plain of char.normalize('NFKC').toUpperCase()) {
        // Only the first unit of a pair: nothing that is searched for lies outside the plane.
        chars += plain.length > 1 ? '□' : plain;
        at.push(offset);
      }
    offset += char.length;
  }
  at.push(offset);
  return { chars, at };
}

/** Offsets of a stretch of the plain text in the original. */
export function inOriginal({ at }: Plain, text: string, from: number, to: number): { readonly from: number; readonly to: number } {
  const start = at[from] ?? text.length;
  let end = at[to] ?? text.length;
  // A character that became several ends as a whole.
  if (to > 0 && end === at[to - 1]) end += String.fromCodePoint(text.codePointAt(end) ?? 0).length;
  return { from: start, to: Math.max(end, start) };
}
