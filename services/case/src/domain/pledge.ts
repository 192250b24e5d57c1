import type { RulePack } from '@sunshine/procedure';
import { pledgeError } from './pledge.errors.js';
import { optional, required } from './text.js';

/** Stands for the phrase in the pack's pattern of denials. */
const PHRASE = '※';
const CLAUSE_ENDS = /[。；;，,！!？?：:\r\n]/u;
/** What only parts a word in two. */
const BETWEEN = /[\s"'“”‘’「」『』()（）《》〈〉、·*＊_-]/gu;

const patternOf = (pack: RulePack, name: 'pledgePhrases' | 'pledgeDenials'): string => String(pack.values[name]?.value ?? '');

/**
 * The first promise not to petition, sue or complain in a text; null where there is none. A phrase that its own clause denies ("本协议
 * 不以息访为条件") is no promise.
 */
export function pledgeIn(pack: RulePack, text: string): string | null {
  const [phrases, denials] = [patternOf(pack, 'pledgePhrases'), patternOf(pack, 'pledgeDenials')];
  if (!phrases) return null;
  for (const clause of text.normalize('NFKC').split(CLAUSE_ENDS)) {
    const plain = clause.replace(BETWEEN, '');
    for (const found of plain.matchAll(new RegExp(phrases, 'gu'))) {
      const [phrase] = found;
      const around = `${plain.slice(0, found.index)}${PHRASE}${plain.slice(found.index + phrase.length)}`;
      if (!denials || !new RegExp(denials, 'u').test(around)) return phrase;
    }
  }
  return null;
}

/** @throws PLEDGE_NOT_TO_PETITION @source own rule; law 4 P14, practice F17 */
export function refusePledge(pack: RulePack, label: string, field: string, text: string | null): void {
  const phrase = text === null ? null : pledgeIn(pack, text);
  const source = pack.values['pledgePhrases']?.source ?? null;
  if (phrase !== null) throw pledgeError('PLEDGE_NOT_TO_PETITION', { source, details: { label, phrase }, field });
}

/** A text of a record, as `required`, that holds no such promise. @throws TEXT_MISSING, TEXT_TOO_LONG, TEXT_MALFORMED, PLEDGE_NOT_TO_PETITION */
export function requiredFree(pack: RulePack, label: string, field: string, text: string, limit: number): string {
  const checked = required(label, field, text, limit);
  refusePledge(pack, label, field, checked);
  return checked;
}

/** As `requiredFree`, but nothing is an answer too. @throws TEXT_TOO_LONG, TEXT_MALFORMED, PLEDGE_NOT_TO_PETITION */
export function optionalFree(pack: RulePack, label: string, field: string, text: string | null | undefined, limit: number): string | null {
  const checked = optional(label, field, text, limit);
  refusePledge(pack, label, field, checked);
  return checked;
}
