/** Control characters other than tab and line feed, lone surrogates, and byte order marks. */
const UNPRINTABLE = /[\p{Cs}\u{FEFF}]|(?![\t\n])\p{Cc}/gu;

/** Text as it is stored: line ends as `\n`, no unprintable characters, no blanks at either end. */
export function clean(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(UNPRINTABLE, '').trim();
}

/** Length in characters as people count them (code points, so that a rare character is one). */
export function lengthOf(text: string): number {
  let length = 0;
  for (let at = 0; at < text.length; at += text.codePointAt(at)! > 0xffff ? 2 : 1) length += 1;
  return length;
}
