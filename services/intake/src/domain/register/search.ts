/** Letters and digits as they are compared: compatibility forms folded, lower case. */
export const fold = (text: string) => text.normalize('NFKC').toLowerCase();

/** Stretches of letters and digits between anything else. */
export const runsOf = (text: string) => fold(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];

/** Characters that a query may hold in all; more are left out, so that a query cannot be made endless. */
const QUERY_CHARACTERS = 60;

/**
 * What is kept of a text for search: each pair of neighbouring characters, and the last character of each run, so that a
 * single character is found as the beginning of a kept piece wherever it stands.
 */
export function bigrams(...texts: readonly string[]): string[] {
  const pieces = new Set<string>();
  for (const run of texts.flatMap(runsOf)) {
    const characters = [...run];
    characters.forEach((character, at) => pieces.add(character + (characters[at + 1] ?? '')));
  }
  return [...pieces];
}

export interface SearchTerms {
  /** Pieces that must all be there. */
  readonly pieces: readonly string[];
  /** Single characters: the beginning of some piece. */
  readonly prefixes: readonly string[];
  /** Words of three or more characters, to be compared whole: their pairs may stand apart. */
  readonly words: readonly string[];
}

/** What a search asks for; null where the text holds nothing that can be searched. */
export function searchTerms(text: string): SearchTerms | null {
  const words = [...new Set(runsOf([...text].slice(0, QUERY_CHARACTERS).join('')))];
  if (words.length === 0) return null;
  const pieces = new Set<string>();
  const prefixes: string[] = [];
  for (const word of words) {
    const characters = [...word];
    if (characters.length === 1) prefixes.push(word);
    for (let at = 0; at + 1 < characters.length; at += 1) pieces.add(`${characters[at]}${characters[at + 1]}`);
  }
  return { pieces: [...pieces], prefixes, words: words.filter((word) => [...word].length > 2) };
}

/** The terms as a tsquery literal; they hold letters, digits and marks alone, quoted all the same. */
export function tsquery({ pieces, prefixes }: SearchTerms): string {
  return [...pieces.map((piece) => `'${piece}'`), ...prefixes.map((prefix) => `'${prefix}':*`)].join(' & ');
}
