import { chance } from '@sunshine/chance';
import { nationalPacks } from '@sunshine/procedure';
import { findAll, type FoundKind } from '@sunshine/redaction';
import { PARAPHRASES } from './paraphrases.js';

export interface PlantedOptions {
  /** Of every kind. */
  each: number;
  seed: number;
}

const SURNAMES = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜'];
const GIVEN = [...'建国明强志伟芳秀英敏静丽艳娟霞玲桂兰海涛晓东文斌玉梅德福春生鹏飞宇轩思琪'];
const ROADS = ['东湖路', '人民南路', '解放大道', '沿江东路', '福安巷', '学府街'];
const ESTATES = ['锦绣家园', '春晓花园', '望江小区', '翠竹苑', '安康公寓'];
const VILLAGES = ['李家村', '上河村', '石桥屯'];
const LEADS = ['证人', '邻居', '村民', '其妻', '代理人', '利害关系人', '业主', '司机'];
const BEFORE = ['经查，', '据反映，', '2025年3月10日，', '复核中', '另查明，', '本机关认为，'];
const AFTER = ['，其余不变。', '；以上事实有笔录为证。', '，已记录在案。', '。本意见为终结意见。'];

/** The ways in which digits are written to be read, and not to be found. */
const DIGITS = ['0123456789', '０１２３４５６７８９', '〇一二三四五六七八九', '零壹贰叁肆伍陆柒捌玖'];

interface Plant {
  readonly before: string;
  readonly text: string;
  readonly after: string;
}

interface Maker {
  readonly below: (limit: number) => number;
  of<T>(list: readonly T[] | readonly string[]): T;
  digits(count: number): string;
  written(digits: string, groups?: readonly number[]): string;
}

function maker(below: (limit: number) => number): Maker {
  const of = <T>(list: readonly unknown[]): T => list[below(list.length)] as T;
  const digits = (count: number) => Array.from({ length: count }, () => below(10)).join('');
  const grouped = (text: string, groups: readonly number[], between: string) => {
    const parts: string[] = [];
    let from = 0;
    for (const length of groups) {
      parts.push(text.slice(from, from + length));
      from += length;
    }
    return [...parts, ...(from < text.length ? [text.slice(from)] : [])].join(between);
  };
  const written = (text: string, groups: readonly number[] = [3, 4]) => {
    const way = below(8);
    if (way < DIGITS.length) return text.replaceAll(/\d/g, (digit) => DIGITS[way]?.[Number(digit)] ?? digit);
    if (way === 4) return grouped(text, groups, ' ');
    if (way === 5) return grouped(text, groups, '-');
    if (way === 6) return [...text].join(' ');
    return [...text].join('\u200b');
  };
  return { below, of, digits, written };
}

const pad = (number: number): string => String(number).padStart(2, '0');
const nameBy = ({ of, below }: Maker) => `${of<string>(SURNAMES)}${of<string>(GIVEN)}${below(2) === 0 ? of<string>(GIVEN) : ''}`;
const spaced = ({ below }: Maker, name: string) => [name, [...name].join(' '), [...name].join('　'), [...name].join('·')][below(4)] ?? name;
const day = ({ below }: Maker) => ({ year: 1940 + below(70), month: 1 + below(12), on: 1 + below(28) });

/** What is planted of each kind, and the names and values that the register knows. */
function plant(kind: FoundKind, make: Maker, known: { names: string[]; values: string[] }): Plant {
  const { of, below, digits, written } = make;
  const born = day(make);
  const plain = (text: string): Plant => ({ before: of(BEFORE), text, after: of(AFTER) });
  switch (kind) {
    case 'person': {
      const name = nameBy(make);
      known.names.push(name);
      return plain(spaced(make, name));
    }
    case 'number': {
      const value = `${of<string>(VILLAGES)}东头第${1 + below(90)}家`;
      known.values.push(value);
      return plain(value);
    }
    case 'name':
      return {
        before: `${of<string>(BEFORE)}${of<string>(LEADS)}`,
        text: nameBy(make),
        after: of(['称，', '在场。', '，', '（男，汉族）']),
      };
    case 'id_card': {
      const body = `${1 + below(8)}${digits(5)}${born.year}${pad(born.month)}${pad(born.on)}${digits(3)}`;
      return plain(written(`${body}${below(10) === 0 ? 'X' : below(10)}`, [6, 8]));
    }
    case 'passport':
      return plain(`${of<string>([...'EGDSPH'])}${digits(8)}`);
    case 'mobile':
      return plain(`${below(4) === 0 ? '+86 ' : ''}${written(`1${3 + below(7)}${digits(9)}`)}`);
    case 'landline':
      return plain(`${of<string>(['010', '021', '0571', '0755', '0991'])}-${2 + below(7)}${digits(7)}`);
    case 'bank_card':
      return plain(written(`62${digits(of([14, 17]))}`, [4, 4, 4, 4]));
    case 'plate': {
      const plate = `${of<string>([...'京沪浙粤川鄂皖'])}${of<string>([...'ABCDEF'])}`;
      return plain(`${plate}${of<string>(['', '·', ' '])}${below(3) === 0 ? `D${digits(5)}` : `${of<string>([...'ABCKM'])}${digits(4)}`}`);
    }
    case 'email':
      return plain(
        `${of<string>(['zhao', 'li.mei', 'w_qiang', 'user'])}${digits(3)}${of<string>(['@', '＠', ' @ '])}${of<string>(['example.cn', 'mail.example.com'])}`,
      );
    case 'messenger':
      return plain(
        of<() => string>([() => `微信号：wx${digits(6)}`, () => `QQ号：${1 + below(9)}${digits(8)}`, () => `微信 abc_${digits(5)}`])(),
      );
    case 'address':
      return plain(
        of<() => string>([
          () => `${of<string>(ROADS)}${1 + below(300)}号`,
          () => `${of<string>(ROADS)}${1 + below(300)}号${1 + below(30)}栋${1 + below(4)}单元${101 + below(800)}室`,
          () => `${of<string>(ESTATES)}${1 + below(40)}号楼${1 + below(4)}单元${101 + below(800)}室`,
          () => `${of<string>(VILLAGES)}${of<string>(['三', '五', '十二', '8'])}组${1 + below(90)}号`,
        ])(),
      );
    case 'birth':
      return plain(
        of<() => string>([
          () => `${born.year}年${born.month}月${born.on}日出生`,
          () => `出生日期：${born.year}-${pad(born.month)}-${pad(born.on)}`,
        ])(),
      );
  }
}

const KINDS: readonly FoundKind[] = [
  'person',
  'number',
  'name',
  'id_card',
  'passport',
  'mobile',
  'landline',
  'bank_card',
  'plate',
  'email',
  'messenger',
  'address',
  'birth',
];

/** Every text of a value, however deep. */
const textsOf = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsOf) : [];

/**
 * Identifiers planted in sentences of opinions, in the ways in which they are written: how many are found whole. And what is found in
 * ordinary texts, where there is nothing: the words of the rule packs, and petitions that were written by hand; an address in these is one.
 */
export function benchPlanted({ each, seed }: PlantedOptions): Record<string, unknown> {
  const draw = chance(seed);
  const make = maker((below) => Math.floor(draw() * below));
  const caught: Record<string, number> = {};
  const missed: string[] = [];
  for (const kind of KINDS) {
    caught[kind] = 0;
    for (let count = 0; count < each; count++) {
      const known = { names: [] as string[], values: [] as string[] };
      const { before, text, after } = plant(kind, make, known);
      const [from, to] = [before.length, before.length + text.length];
      const found = findAll(`${before}${text}${after}`, known);
      if (found.some((one) => one.from <= from && one.to >= to)) caught[kind] += 1;
      else missed.push(`${kind}: ${before}${text}${after}`);
    }
  }
  const packs = nationalPacks()
    .flatMap(textsOf)
    .filter((text) => /\p{Script=Han}/u.test(text));
  const petitions = PARAPHRASES.flatMap(({ first, second }) => textsOf([first, second]));
  const falseAlarms: Record<string, number> = {};
  const alarms: string[] = [];
  for (const [texts, except] of [
    [packs, ''],
    [petitions, 'address'],
  ] as const)
    for (const text of texts)
      for (const { kind, text: what } of findAll(text, { names: [], values: [] }))
        if (kind !== except) {
          falseAlarms[kind] = (falseAlarms[kind] ?? 0) + 1;
          alarms.push(`${kind}: ${what}`);
        }
  for (const line of [...missed.slice(0, 20), ...alarms.slice(0, 40)]) process.stderr.write(`${line}\n`);
  const ordinary = [...packs, ...petitions];
  return {
    bench: 'planted',
    seed,
    each,
    kinds: KINDS.length,
    planted: each * KINDS.length,
    caught,
    missed: missed.length,
    ordinaryTexts: ordinary.length,
    ordinaryCharacters: ordinary.reduce((sum, text) => sum + [...text].length, 0),
    falseAlarms,
  };
}
