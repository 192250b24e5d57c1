import type { Found, FoundKind } from './identifiers.js';

/** A stretch of a text: what was found, or what stands between. */
export interface Stretch {
  readonly text: string;
  readonly kind: FoundKind | null;
}

/** The text in stretches that together are the text. @param found in the order of the text, none over another */
export function cut(text: string, found: readonly Pick<Found, 'kind' | 'from' | 'to'>[]): Stretch[] {
  const stretches: Stretch[] = [];
  let from = 0;
  for (const one of found) {
    if (one.from > from) stretches.push({ text: text.slice(from, one.from), kind: null });
    stretches.push({ text: text.slice(one.from, one.to), kind: one.kind });
    from = one.to;
  }
  if (from < text.length) stretches.push({ text: text.slice(from), kind: null });
  return stretches;
}

/** What stands in print for something that was taken out. */
export const MASK: Readonly<Record<FoundKind, string>> = {
  person: '某某',
  name: '某某',
  id_card: '（身份证号码略）',
  passport: '（证件号码略）',
  mobile: '（电话略）',
  landline: '（电话略）',
  bank_card: '（卡号略）',
  plate: '（车牌号略）',
  email: '（邮箱略）',
  messenger: '（账号略）',
  address: '（住址略）',
  birth: '（出生日期略）',
  number: '（号码、住址略）',
};

/** The text with each finding replaced by its mask. */
export const redacted = (text: string, found: readonly Found[]): string =>
  cut(text, found)
    .map(({ text: part, kind }) => (kind === null ? part : MASK[kind]))
    .join('');
