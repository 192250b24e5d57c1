/** HTML that may stand in a page as it is; only `markup` makes it. */
export class Markup {
  constructor(readonly html: string) {}
}

export type Content = Markup | string | number | null | false | undefined | readonly Content[];

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
/** Control characters, and marks that turn the direction of what follows: a paper reads as it is stored. */
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

export const escape = (text: string): string => text.replace(HIDDEN, '').replace(/[&<>"']/g, (character) => ENTITIES[character] as string);

function htmlOf(content: Content): string {
  if (content === null || content === undefined || content === false) return '';
  if (content instanceof Markup) return content.html;
  if (typeof content === 'string' || typeof content === 'number') return escape(String(content));
  return content.map(htmlOf).join('');
}

/** Everything put in is escaped unless it is markup itself. */
export const markup = (strings: TemplateStringsArray, ...contents: readonly Content[]): Markup =>
  new Markup(strings.map((text, index) => (index === 0 ? text : htmlOf(contents[index - 1]) + text)).join(''));

export const isEmpty = (content: Content): boolean => htmlOf(content) === '';

const CHARACTERS: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(ENTITIES).map(([char, entity]) => [entity, char]));

/** The same without its markup: a line for each block. */
export const linesOf = (content: Content): string =>
  htmlOf(content)
    .replaceAll('\n', ' ')
    .replace(/<\/(?:h[123]|p|li)>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => CHARACTERS[entity] as string)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
