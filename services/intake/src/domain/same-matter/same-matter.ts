import type { PetitionKind } from '@sunshine/events';
import { normalPhone, normalText } from '../registration/identity.js';
import { sameMatterError } from './same-matter.errors.js';

const SOURCE = '本系统规则 跨节点比对；个人信息保护法第六条、第二十八条';

/** What decides whether a matter may be compared with those of other nodes. */
export interface Comparable {
  readonly kind: PetitionKind;
  readonly anonymous: boolean;
  /** It tells of the conduct of staff: kept from the unit, and from whoever asks. */
  readonly staffConduct: boolean;
  /** A person or a unit is barred from it. */
  readonly barred: boolean;
  readonly closedOn: string | null;
}

/**
 * Refuses what no comparison between nodes may see, neither as a question nor in a list.
 * @throws SAME_MATTER_SEALED, SAME_MATTER_ANONYMOUS, SAME_MATTER_CLOSED
 */
export function requireComparable({ kind, anonymous, staffConduct, barred, closedOn }: Comparable): void {
  if (kind === 'REPORT' || staffConduct || barred) throw sameMatterError('SAME_MATTER_SEALED', { source: SOURCE });
  if (anonymous) throw sameMatterError('SAME_MATTER_ANONYMOUS', { source: SOURCE });
  if (closedOn !== null) throw sameMatterError('SAME_MATTER_CLOSED', { source: SOURCE });
}

/** What was asked on the day, Asia/Shanghai, before this question. */
export interface AskedToday {
  /** Matters for which the officer has asked. */
  readonly byOfficer: number;
  /** This matter, by whomever. */
  readonly matter: boolean;
}

/**
 * Whether an officer may ask the nodes for a registered matter.
 * @param forms of what identifies its petitioners; @param nodes that have a list now; @param limit matters of an officer a day
 * @throws SAME_MATTER_NO_IDENTITY, SAME_MATTER_ASKED_TODAY, SAME_MATTER_TOO_MANY, SAME_MATTER_NO_NODE, the codes of `requireComparable`
 */
export function requireAskable(
  matter: Comparable,
  { forms, nodes }: { readonly forms: number; readonly nodes: number },
  today: AskedToday,
  limit: number,
): void {
  requireComparable(matter);
  if (forms === 0) throw sameMatterError('SAME_MATTER_NO_IDENTITY', { source: SOURCE });
  if (today.matter) throw sameMatterError('SAME_MATTER_ASKED_TODAY', { source: SOURCE });
  if (today.byOfficer >= limit) throw sameMatterError('SAME_MATTER_TOO_MANY', { source: SOURCE, details: { limit } });
  if (nodes === 0) throw sameMatterError('SAME_MATTER_NO_NODE', { source: SOURCE });
}

/** Signs that an identity document's number, and digits that a telephone has at least: less is a note such as 无 or an extension. */
const SHORTEST = { idNumber: 8, phone: 7 } as const;

export interface Identity {
  readonly name: string | null;
  readonly idNumber: string | null;
  readonly phone: string | null;
}

/**
 * Forms by which the same petitioner is known at another node, alike at all nodes: the number of an identity document, and the name with the
 * telephone. Never a bare name, nor a bare telephone, which a family shares.
 */
export function identityForms({ name, idNumber, phone }: Identity): string[] {
  const forms: string[] = [];
  const number = normalText(idNumber ?? '');
  if (number.length >= SHORTEST.idNumber) forms.push(`idNumber|${number}`);
  const [called, digits] = [normalText(name ?? ''), normalPhone(phone ?? '')];
  if (called !== '' && digits.length >= SHORTEST.phone) forms.push(`nameAndPhone|${called}|${digits}`);
  return forms;
}

/** Forms of all petitioners of a matter, each once, at most `most`. */
export const formsOfMatter = (petitioners: readonly Identity[], most: number): string[] =>
  [...new Set(petitioners.flatMap(identityForms))].slice(0, most);

/** All that a match tells of a number: division and month, `990122-202612`. The running number stays behind. */
export const prefixOf = (number: string): string => number.slice(0, 13);

export interface ListedMatter {
  readonly number: string;
  readonly forms: readonly string[];
}

/** Adds matters to a list: for each form the number prefix of the first matter that has it. @param matters in the order of their numbers */
export function addToList(list: Map<string, string>, matters: readonly ListedMatter[]): void {
  for (const { number, forms } of matters) for (const form of forms) if (!list.has(form)) list.set(form, prefixOf(number));
}

/** Whether the pair key is too old to make another list. @param keyDays it makes lists for so many days */
export const isKeyOld = (madeAtMs: number, nowMs: number, keyDays: number): boolean => nowMs - madeAtMs >= keyDays * 86_400_000;
