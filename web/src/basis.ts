import { cited, citedIn } from '@sunshine/words';
import { reason } from './texts/reason.js';

const CHINESE = /^[^a-z]*\p{Script=Han}/iu;

/**
 * Source of a refusal, a day or a right as people read it: its articles, cited as in print. Sources for builders alone (a
 * section of our own papers) are left out; null where there is nothing else.
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
 * A step of the reasons for a day as people read it: the pack it counts by is told by its article, the base that a local rule replaced
 * as the rule of the nation, the calendar by the notices it holds.
 */
export function reasonOf({ text, source }: { readonly text: string; readonly source: string }): string {
  const told = reason.told.reduce((said, [pattern, words]) => said.replace(pattern, words), text);
  return citedIn(told.replace(reason.pack, basisOf(source) ?? ''));
}
