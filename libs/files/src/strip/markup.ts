// Markup is read by one pass from left to right, never by an expression that looks for an end from every beginning: of a text of
// beginnings without an end that takes the square of its length. No string is longer than one part of a package.

/** What takes the place of a text up to `end`; null: that stays as it is. */
interface Edit {
  readonly end: number;
  readonly text: string | null;
}

/**
 * The text with every place edited that begins with `mark`.
 * @param edit what becomes of the place at this index; undefined: it stays; null: it stays, and so do all places after it
 */
export function edited(text: string, mark: string, edit: (from: number) => Edit | null | undefined): string {
  const result = new Gathered(text);
  for (let at = text.indexOf(mark); at >= 0;) {
    const change = edit(at);
    if (change === null) break;
    if (change && change.text !== null) result.replace(at, change.end, change.text);
    at = text.indexOf(mark, change ? change.end : at + mark.length);
  }
  return result.end();
}

/** A text with some places changed: what lies between them is copied at one go. */
class Gathered {
  private done = '';
  private parts: string[] = [];
  private copied = 0;

  constructor(private readonly text: string) {}

  replace(from: number, to: number, by: string): void {
    this.parts.push(this.text.slice(this.copied, from), by);
    this.copied = to;
    if (this.parts.length > 20_000) this.flush();
  }

  end(): string {
    if (this.copied === 0) return this.text;
    this.parts.push(this.text.slice(this.copied));
    this.flush();
    return this.done;
  }

  private flush(): void {
    this.done += this.parts.join('');
    this.parts = [];
  }
}

const [SINGLE, DOUBLE, LESS, GREATER, SLASH, COLON, HYPHEN, LOW_LINE] = [0x27, 0x22, 0x3c, 0x3e, 0x2f, 0x3a, 0x2d, 0x5f];

const isLetter = (code: number) => (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
/** Of a word of ASCII; not at the end of the text, where there is no code. */
export const isWord = (code: number) => isLetter(code) || (code >= 0x30 && code <= 0x39) || code === LOW_LINE;
const isSpace = (code: number) => code === 0x20 || (code >= 0x09 && code <= 0x0d);

function afterSpace(text: string, from: number): number {
  let at = from;
  while (isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

/** The name that begins here, with its prefix; empty where none does. */
function nameAt(text: string, from: number): string {
  let at = from;
  for (let code = text.charCodeAt(at); isWord(code) || code === HYPHEN || code === COLON; code = text.charCodeAt(at)) at += 1;
  return text.slice(from, at);
}

/** Where the tag ends that is open here: the index of its `>`, or -1 where another begins before, or none comes. A quoted value may hold both. */
function endOfTag(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === GREATER) return at;
    if (code === LESS) return -1;
    if (code !== DOUBLE && code !== SINGLE) continue;
    at = text.indexOf(code === DOUBLE ? '"' : "'", at + 1);
    if (at < 0) return -1;
  }
  return -1;
}

/** Behind the first closing tag of this name at or after `from`, or -1. */
export function endOfClosing(text: string, name: string, from: number): number {
  const mark = `</${name}`;
  for (let at = text.indexOf(mark, from); at >= 0; at = text.indexOf(mark, at + mark.length)) {
    const end = afterSpace(text, at + mark.length);
    if (text.charCodeAt(end) === GREATER) return end + 1;
  }
  return -1;
}

/** Every opening or empty tag as `change` gives it. */
export function mapTags(text: string, change: (tag: string) => string): string {
  return edited(text, '<', (from) => {
    const first = text.charCodeAt(from + 1);
    const end = isLetter(first) || first === LOW_LINE ? endOfTag(text, from + 2) : -1;
    if (end < 0) return undefined;
    const tag = text.slice(from, end + 1);
    const changed = change(tag);
    return { end: end + 1, text: changed === tag ? null : changed };
  });
}

/** Every element of this name that has no content, empty tag or pair of tags, as `change` gives it. */
export function mapElements(text: string, name: string, change: (element: string) => string): string {
  const closing = `</${name}>`;
  return edited(text, `<${name}`, (from) => {
    const behind = from + 1 + name.length;
    const last = isWord(text.charCodeAt(behind)) ? -1 : endOfTag(text, behind);
    if (last < 0) return undefined;
    const next = afterSpace(text, last + 1);
    const empty = last > behind && text.charCodeAt(last - 1) === SLASH;
    const end = text.startsWith(closing, next) ? next + closing.length : empty ? last + 1 : -1;
    return end < 0 ? undefined : { end, text: change(text.slice(from, end)) };
  });
}

/** The text without the elements of these local names, whatever their prefix, and all that is in them; of one that is not closed nothing goes. */
export function withoutElements(text: string, names: ReadonlySet<string>): string {
  const closings = closingsOf(text, names);
  const nextBracket = forward(text, (code) => code === LESS || code === GREATER);
  return edited(text, '<', (from) => {
    const name = nameAt(text, from + 1);
    const behind = from + 1 + name.length;
    const next = text.charCodeAt(behind);
    if (!isNamed(name, names) || !(isSpace(next) || next === SLASH || next === GREATER)) return undefined;
    const bracket = nextBracket(behind);
    if (bracket > behind && text.charCodeAt(bracket) === GREATER && text.charCodeAt(bracket - 1) === SLASH)
      return { end: bracket + 1, text: '' };
    const end = closings.get(name)?.(behind) ?? -1;
    return end < 0 ? undefined : { end, text: '' };
  });
}

/** The first index at or after one that is asked for, where each question is about a later place than the one before. */
function forward(text: string, fits: (code: number) => boolean): (from: number) => number {
  let at = 0;
  return (from) => {
    for (at = Math.max(at, from); at < text.length && !fits(text.charCodeAt(at));) at += 1;
    return at < text.length ? at : -1;
  };
}

const isNamed = (name: string, names: ReadonlySet<string>) => {
  const [prefix, local, more] = name.split(':', 3);
  return more === undefined && (local === undefined ? names.has(prefix ?? '') : prefix !== '' && names.has(local));
};

/** For each whole name, what answers the end of its first closing tag at or after an index; asked from left to right. */
function closingsOf(text: string, names: ReadonlySet<string>): Map<string, (from: number) => number> {
  const found = new Map<string, [from: number, end: number][]>();
  for (let at = text.indexOf('</'); at >= 0; at = text.indexOf('</', at + 2)) {
    const name = nameAt(text, at + 2);
    if (!isNamed(name, names)) continue;
    const end = afterSpace(text, at + 2 + name.length);
    if (text.charCodeAt(end) !== GREATER) continue;
    const known = found.get(name);
    if (known) known.push([at, end + 1]);
    else found.set(name, [[at, end + 1]]);
  }
  return new Map(
    [...found].map(([name, places]) => {
      let next = 0;
      const ask = (from: number): number => {
        while ((places[next]?.[0] ?? Infinity) < from) next += 1;
        return places[next]?.[1] ?? -1;
      };
      return [name, ask] as const;
    }),
  );
}
