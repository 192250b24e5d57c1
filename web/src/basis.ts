import { cited, citedIn } from '@sunshine/words';
import { reason } from './texts/reason.js';

const CHINESE = /^[^a-z]*\p{Script=Han}/iu;

/**
 * The source of a refusal, a day or a right for readers: its articles, cited as in print. Sources for developers only (a section of our
 * own papers) are left out; null if nothing else is left.
 */
export function basisOf(source: unknown): string | null {
  if (typeof source !== 'string') return null;
  const parts = source.split(/[;；](?! ?\d)/).map((part) => part.trim());
  return (
    parts
      .filter((part) => CHINESE.test(part))
      .map(cited)
      .join('；') || null
  );
}

/**
 * A step of the reasons for a date, for readers: it names the pack by its article, the base that a local rule replaced as the national
 * rule, and the calendar by its notices.
 */
export function reasonOf({ text, source }: { readonly text: string; readonly source: string }): string {
  const told = reason.told.reduce((said, [pattern, words]) => said.replace(pattern, words), text);
  return citedIn(told.replace(reason.pack, basisOf(source) ?? ''));
}
