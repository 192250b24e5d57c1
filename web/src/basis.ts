import { cited, citedIn } from '@sunshine/words';
import { reason } from './texts/reason.js';

const CHINESE = /^[^a-z]*\p{Script=Han}/iu;

/**
 * What people are told of the source of a refusal, a day or a right: its articles, cited as in print. What only builders look up (a
 * section of their own papers) is left out; null where nothing else is given.
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
