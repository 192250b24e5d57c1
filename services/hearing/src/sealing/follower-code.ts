import { createHash, randomInt } from 'node:crypto';

/** Without 0, O, 1, I and L, which people mistake for each other. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 16;

/** A new code of somebody who follows a sitting without an account: 79 bits, in groups of four. */
export const newCode = (): string =>
  Array.from({ length: LENGTH }, (_, at) => `${at > 0 && at % 4 === 0 ? '-' : ''}${LETTERS[randomInt(LETTERS.length)] ?? ''}`).join('');

/** The code as it is typed, in any case and with any spaces or dashes; null where it cannot be one. */
export function readCode(typed: string): string | null {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\-–—]/g, '');
  if (letters.length !== LENGTH || ![...letters].every((one) => LETTERS.includes(one))) return null;
  return letters.replaceAll(/.{4}(?=.)/g, '$&-');
}

/** By which a code is found. Its bits are too many to be tried, so no key is needed. */
export const codeHash = (code: string): string => createHash('sha256').update(`follower ${code}`).digest('hex');
