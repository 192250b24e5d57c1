import { runsOf, type Run } from './digits.js';
import { LEADING, SURNAME } from './names.js';
import { inOriginal, plainOf, type Plain } from './plain.js';

/** What is looked for, in the words of an officer. */
export const FOUND_NAMES = {
  person: '登记在案人员的姓名',
  name: '姓名',
  id_card: '身份证号码',
  passport: '护照、通行证号码',
  mobile: '手机号码',
  landline: '固定电话',
  bank_card: '银行卡号',
  plate: '车牌号码',
  email: '电子邮箱',
  messenger: '微信、QQ 号',
  address: '住址',
  birth: '出生日期',
  number: '登记在案的号码、住址',
} as const;
export type FoundKind = keyof typeof FOUND_NAMES;

/** A stretch of the text, offsets in UTF-16, the end exclusive. */
export interface Found {
  readonly kind: FoundKind;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** What is known of people of the matter. */
export interface Known {
  readonly names: readonly string[];
  /** Their numbers and addresses, as they were registered. */
  readonly values: readonly string[];
}

type Hit = readonly [kind: FoundKind, from: number, to: number];

const ID_18 = /^[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/;
const ID_15 = /^[1-9]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}$/;
const MOBILE = /^(?:(?:00)?86)?1[3-9]\d{9}$/;
const LANDLINE = /^(?:(?:00)?86)?0(?:10|2\d|[3-9]\d{2})[2-8]\d{6,7}$/;
const BANK_CARD = /^(?:62|60|[3-5]|9[0-8])\d{11,18}$/;

/** What the digits of whole groups are; null: nothing that names somebody. */
function numberOf(digits: string, groups: number): FoundKind | null {
  if (ID_18.test(digits) || (ID_15.test(digits) && groups === 1)) return 'id_card';
  if (MOBILE.test(digits)) return 'mobile';
  if (LANDLINE.test(digits) && groups <= 4) return 'landline';
  // A card has 16 to 19 digits, in groups of four or in one; shorter ones count where the sum is right.
  if (BANK_CARD.test(digits) && (digits.length >= 16 || luhn(digits))) return 'bank_card';
  return null;
}

function luhn(digits: string): boolean {
  const sum = [...digits].toReversed().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

const LONGEST = 20;

/** Numbers of people in a run: each begins and ends with a group, so that no part of a longer number is one. */
function inRun({ digits, at, groups }: Run, chars: string): Hit[] {
  const hits: Hit[] = [];
  const ends = [...groups.slice(1), digits.length];
  for (let first = 0; first < groups.length; first++) {
    let best: { readonly kind: FoundKind; readonly last: number; readonly to: number } | null = null;
    for (let last = first; last < groups.length; last++) {
      const text = digits.slice(groups[first], ends[last]);
      if (text.length > LONGEST) break;
      const behind = (at[(ends[last] as number) - 1] as number) + 1;
      const x = /^[\s-]?X(?![A-Z0-9])/.exec(chars.slice(behind, behind + 3))?.[0] ?? null;
      const kind = x !== null && text.length === 17 ? numberOf(`${text}X`, last - first + 1) : numberOf(text, last - first + 1);
      if (kind !== null) best = { kind, last, to: behind + (text.length === 17 && x !== null ? x.length : 0) };
    }
    if (!best) continue;
    const from = at[groups[first] as number] as number;
    hits.push([best.kind, chars[from - 1] === '+' ? from - 1 : from, best.to]);
    first = best.last;
  }
  return hits;
}

const HAN_NUMBER = '[0-9一二三四五六七八九十百零〇]';
const PART = `(?:${HAN_NUMBER}{1,5}(?:-${HAN_NUMBER}{1,5})?)`;
/** Street and number, with what stands behind; estate with building or room; village with group. */
const HOUSE = `(?:附?${PART}(?:号楼|号院|号|栋|幢|座|单元|楼|层|室|房|户|院)?)`;
const ADDRESSES = [
  String.raw`[\p{Script=Han}]{1,14}?(?:大道|胡同|路|街|巷|弄|道|里)(?:中|东|西|南|北)?段?\s*${PART}\s*(?:号楼|号院|号|弄)(?:\s*${HOUSE}){0,5}`,
  String.raw`[\p{Script=Han}]{2,14}?(?:小区|花园|家园|苑|公寓|新村|新城|社区|大院|城|庭|府|湾)\s*(?:[东西南北]区\s*)?[A-Z]?${PART}\s*(?:号楼|栋|幢|座|单元|号)(?:\s*${HOUSE}){0,5}`,
  String.raw`[\p{Script=Han}]{1,14}?(?:村|屯|庄)(?:民委员会)?\s*${PART}\s*(?:村民小组|组|社|队|屯)(?:\s*${PART}\s*号?)?`,
  String.raw`[\p{Script=Han}]{1,14}?(?:村|屯|庄)\s*${PART}\s*号`,
  String.raw`${PART}\s*(?:号楼|栋|幢|座)\s*${PART}?\s*(?:单元)?\s*${PART}\s*(?:室|房|号|户)`,
];
const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领';

const PATTERNS: readonly (readonly [FoundKind, RegExp])[] = [
  ['email', /[A-Z0-9](?:[A-Z0-9._%+-]{0,62}[A-Z0-9])?\s?(?:@|\[AT\]|\(AT\))\s?[A-Z0-9-]{1,40}(?:\s?\.\s?[A-Z0-9-]{2,20}){1,4}/gu],
  [
    'plate',
    new RegExp(`[${PROVINCES}][A-HJ-NP-Z][\\s·•.-]?(?=[A-HJ-NP-Z0-9]*\\d)[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳](?![A-Z0-9])`, 'gu'),
  ],
  ['passport', /(?<![A-Z0-9])(?:[EDSPGHM]\s?\d{8}|E[A-Z]\s?\d{7}|[HM]\s?\d{10})(?!\d)/gu],
  ['messenger', /(?:微信|VX|WECHAT|WEIXIN)\s?号?码?\s?(?:是|为)?\s?[::]?\s?[A-Z][-_A-Z0-9]{4,19}/gu],
  ['messenger', /QQ\s?号?码?\s?(?:是|为)?\s?[::]?\s?[1-9]\d{4,10}/gu],
  ['birth', /(?:19|20)\d{2}\s?[年.-]\s?(?:1[0-2]|0?[1-9])\s?[月.-]\s?(?:[12]\d|3[01]|0?[1-9])\s?日?\s?(?:出?生)/gu],
  [
    'birth',
    /(?:出生|生于|生日)(?:日期|年月|时间)?\s?(?:是|为|于)?\s?[::]?\s?(?:19|20)\d{2}\s?[年.-]\s?(?:1[0-2]|0?[1-9])(?:\s?[月.-]\s?(?:[12]\d|3[01]|0?[1-9])?\s?日?)?/gu,
  ],
  ['bank_card', /(?<=(?:卡号|账号|帐号|银行卡|账户)\s?(?:是|为)?\s?[::]?\s?)\d[\d\s-]{10,28}\d/gu],
  ...ADDRESSES.map((source): [FoundKind, RegExp] => ['address', new RegExp(source, 'gu')]),
];

/** Characters that stand behind a name, or begin the word behind it, and end none. */
const BEHIND = '的了们应须是有无或及等称说要请被把将对与和在向于因从到至之系已未曾以为不也均同就认提反住给';
const GIVEN = `(?![${BEHIND}])\\p{Script=Han}`;
const NAME = `${SURNAME}\\s?${GIVEN}(?:\\s?${GIVEN})?`;
/** A name follows the word, and something that is no part of a name follows it. */
const NAMED = new RegExp(`(?:${LEADING.join('|')})\\s?[::]?\\s?(${NAME})(?=[\\s,,。、;;::()!?]|$|[${BEHIND}])`, 'gu');
/** 李建国（男，…）, 王芳，女，…: a name by what stands behind it. */
const SEXED = new RegExp(`(?<![\\p{Script=Han}])(${NAME})\\s?[,(、]\\s?(?:男|女)(?=[,)、,\\s])`, 'gu');
/** What is written for a name that was taken out. */
const isName = (name: string): boolean => !/[某×□]/u.test(name);

function namesByRule({ chars }: Plain): Hit[] {
  return [NAMED, SEXED].flatMap((pattern) =>
    [...chars.matchAll(pattern)].flatMap((match): Hit[] => {
      const name = match[1] ?? '';
      const from = match.index + match[0].indexOf(name, pattern === NAMED ? 2 : 0);
      return isName(name) ? [['name', from, from + name.length]] : [];
    }),
  );
}

function identifierHits(plain: Plain): Hit[] {
  const { chars } = plain;
  return [
    ...runsOf(chars).flatMap((run) => inRun(run, chars)),
    ...PATTERNS.flatMap(([kind, pattern]) =>
      [...chars.matchAll(pattern)].map((match): Hit => [kind, match.index, match.index + match[0].length]),
    ),
    ...namesByRule(plain),
  ];
}

const LETTER = /[\p{L}\p{N}]/u;
const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
/** The characters one behind the other, whatever blank or point stands between. */
const spread = (text: string): string =>
  [...plainOf(text).chars]
    .filter((char) => LETTER.test(char))
    .map(escaped)
    .join(String.raw`[\s·•・.\-_*,'"]{0,3}`);

function personHits({ chars }: Plain, { names, values }: Known): Hit[] {
  const all = (texts: readonly string[], kind: FoundKind, least: number) =>
    [...new Set(texts)].flatMap((text) => {
      const letters = [...text].filter((char) => LETTER.test(char)).length;
      if (letters < least) return [];
      return [...chars.matchAll(new RegExp(spread(text), 'gu'))].map((match): Hit => [kind, match.index, match.index + match[0].length]);
    });
  return [...all(names, 'person', 2), ...all(values, 'number', 4)];
}

/** Hits in the order of the text; of those that overlap the first and longest, widened over the others. */
function told(text: string, plain: Plain, hits: readonly Hit[]): Found[] {
  const ordered = hits.toSorted(([, from, to], [, otherFrom, otherTo]) => from - otherFrom || otherTo - to);
  const merged: [FoundKind, number, number][] = [];
  for (const [kind, from, to] of ordered) {
    const former = merged.at(-1);
    if (former && from < former[2]) former[2] = Math.max(former[2], to);
    else merged.push([kind, from, to]);
  }
  return merged.map(([kind, start, end]) => {
    const { from, to } = inOriginal(plain, text, start, end);
    return { kind, from, to, text: text.slice(from, to) };
  });
}

/** Numbers, addresses and names of private people, by rule: however they are written, and whoever they belong to. */
export function findIdentifiers(text: string): Found[] {
  const plain = plainOf(text);
  return told(text, plain, identifierHits(plain));
}

/** Names, numbers and addresses of people who are known to the matter; a name of one character is nobody's. */
export function findPersons(text: string, known: Known): Found[] {
  const plain = plainOf(text);
  return told(text, plain, personHits(plain, known));
}

/** Both together. */
export function findAll(text: string, known: Known): Found[] {
  const plain = plainOf(text);
  return told(text, plain, [...personHits(plain, known), ...identifierHits(plain)]);
}
