/** Text for comparison: compatibility forms folded, lower case. */
export const fold = (text: string) => text.normalize('NFKC').toLowerCase();

/** Runs of letters and digits. */
export const runsOf = (text: string) => fold(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];

/** Maximum length of a query in characters; the rest is ignored, so that its cost is bounded. */
const QUERY_CHARACTERS = 60;

/**
 * The pieces of a text that are stored for search: each pair of neighbouring characters and the last character of each run, so that a
 * single character is always the beginning of a stored piece.
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
  /** Pieces that must all occur. */
  readonly pieces: readonly string[];
  /** Single characters, each of which must begin a piece. */
  readonly prefixes: readonly string[];
  /** Words of three or more characters, compared whole because their pairs may occur apart from each other. */
  readonly words: readonly string[];
}

/** The terms of a search; null where the text contains no letter or digit. */
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

/** The terms as a tsquery literal; they are quoted although they contain only letters, digits and marks. */
export function tsquery({ pieces, prefixes }: SearchTerms): string {
  return [...pieces.map((piece) => `'${piece}'`), ...prefixes.map((prefix) => `'${prefix}':*`)].join(' & ');
}
