import type { Random } from './random.js';

/** A value made to harm, with the name by which a finding tells of it. */
export interface Hostile {
  readonly name: string;
  readonly value: unknown;
}

const LONG = 100_000;

const TEXTS: readonly Hostile[] = [
  { name: 'NUL', value: '\u0000' },
  { name: 'NUL inside', value: '张三\u0000李四' },
  { name: 'high surrogate alone', value: '\ud800' },
  { name: 'low surrogate inside', value: '张\udc00三' },
  { name: 'surrogates in the wrong order', value: '\udc00\ud800' },
  { name: '100,000 characters', value: '长'.repeat(LONG) },
  { name: '100,000 letters', value: 'a'.repeat(LONG) },
  { name: '100,000 blanks', value: ' '.repeat(LONG) },
  { name: 'nothing', value: '' },
  { name: 'a blank', value: ' ' },
  { name: 'a wide blank', value: '\u3000' },
  { name: 'marks of direction', value: '\u202e\u2066\u200f号40900199\u202c' },
  { name: 'joined emoji', value: '👨‍👩‍👧‍👦🏳️‍🌈'.repeat(50) },
  { name: 'the last character', value: '\u{10ffff}\uffff\ufeff' },
  { name: 'marks upon marks', value: `a${'\u0301'.repeat(500)}` },
  { name: 'line ends', value: 'a\r\nb\u2028c\u0085d' },
  { name: 'control characters', value: '\u0001\u0008\u001b[31m\u007f' },
  { name: 'SQL', value: `'; drop table intake.petition; --` },
  { name: 'SQL of strings', value: `\\' or $$1$$=$$1$$ or E'\\x00' --` },
  { name: 'wildcards', value: '%_\\%' },
  { name: 'many wildcards', value: '%_'.repeat(2_000) },
  { name: 'a backslash', value: '\\' },
  { name: 'a regular expression', value: '(a+)+$[' },
  { name: 'the prototype', value: '__proto__' },
  { name: 'a constructor', value: 'constructor' },
  { name: 'a method', value: 'toString' },
  { name: 'NaN', value: 'NaN' },
  { name: 'infinity', value: '-Infinity' },
  { name: 'a negative number', value: '-1' },
  { name: 'a huge number', value: '9'.repeat(400) },
  { name: 'JSON', value: '{"a":[1,{"__proto__":{"b":1}}]}' },
  { name: 'a path', value: '../../../../etc/passwd' },
  { name: 'markup', value: '<script>alert(1)</script><!--' },
  { name: 'a header', value: 'a\r\nset-cookie: a=b' },
  { name: 'a formula', value: '=cmd|"/c calc"!A1' },
];

const IDS: readonly Hostile[] = [
  { name: 'no id', value: 'x' },
  { name: 'an empty id', value: '' },
  { name: 'zeros', value: '00000000-0000-0000-0000-000000000000' },
  { name: 'ones', value: 'ffffffff-ffff-ffff-ffff-ffffffffffff' },
  { name: 'hyphens', value: '-'.repeat(36) },
  { name: 'an id in brackets', value: '{8040e5cf-3495-5c7b-abed-c6b5ef6d8126}' },
  { name: 'an id without hyphens', value: '8040e5cf34955c7babedc6b5ef6d8126' },
  { name: 'an id with a blank', value: '8040e5cf-3495-5c7b-abed-c6b5ef6d8126 ' },
  { name: 'an id with NUL', value: '8040e5cf-3495-5c7b-abed-c6b5ef6d812\u0000' },
  { name: 'an id in capitals', value: '8040E5CF-3495-5C7B-ABED-C6B5EF6D8126' },
  { name: 'a number for an id', value: 1 },
  { name: 'a huge number for an id', value: 9_007_199_254_740_993 },
];

const DAYS: readonly Hostile[] = [
  '2027-02-29',
  '2027-13-01',
  '2027-00-00',
  '0000-01-01',
  '0001-01-01',
  '1582-10-10',
  '1899-12-31',
  '9999-12-31',
  '10000-01-01',
  '-002027-01-01',
  '+012027-01-01',
  '2027-1-1',
  '2027-01-01T00:00:00Z',
  '20270101',
  '',
  'now',
  'infinity',
  '2027-01-01\u0000',
].map((value) => ({ name: `the day ${JSON.stringify(value)}`, value }));

const INSTANTS: readonly Hostile[] = [
  '2027-01-01',
  '2027-01-01T24:00:00Z',
  '2027-01-01T00:00:60Z',
  '2027-01-01T00:00:00',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '+275760-09-13T00:00:00.000Z',
  '2027-01-01T00:00:00+99:99',
  '',
  'infinity',
].map((value) => ({ name: `the instant ${JSON.stringify(value)}`, value }));

const INTS: readonly Hostile[] = [
  -1, 0, 1, -2_147_483_648, 2_147_483_647, 2_147_483_648, 1e308, 1.5, 99_999_999, 32_768, 10_001, 1_900, 275_761,
].map((value) => ({ name: `the number ${value}`, value }));

const odd = (json: string): Hostile => ({ name: json.slice(0, 40), value: JSON.parse(json) as unknown });

/** Of no type that a field expects. */
const SHAPES: readonly Hostile[] = [
  { name: 'null', value: null },
  { name: 'true', value: true },
  { name: 'a fraction', value: 0.1 },
  { name: 'a text', value: 'x' },
  odd('{}'),
  odd('[]'),
  odd('[null]'),
  odd('[[[[[[[[[[]]]]]]]]]]'),
  odd('{"__proto__":{"polluted":true}}'),
  odd('{"constructor":{"prototype":{"polluted":true}}}'),
  odd('{"toString":1,"then":1,"length":-1}'),
  { name: 'a deep list', value: JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`) as unknown },
  { name: 'a long list', value: Array.from({ length: 2_000 }, () => 'x') },
];

const ENUMS: readonly Hostile[] = ['NOT_THERE', '', '__proto__', 'toString', 'claim', 'null'].map((value) => ({
  name: `the word ${JSON.stringify(value)}`,
  value,
}));

/** Kinds of places in an input. */
export type Place = 'String' | 'ID' | 'Day' | 'Instant' | 'Int' | 'Float' | 'Boolean' | 'enum' | 'list' | 'object';

const OF_PLACE: Readonly<Record<Place, readonly Hostile[]>> = {
  String: TEXTS,
  ID: [...IDS, ...TEXTS],
  Day: DAYS,
  Instant: INSTANTS,
  Int: INTS,
  Float: INTS,
  Boolean: SHAPES,
  enum: ENUMS,
  list: SHAPES,
  object: SHAPES,
};

/** Mostly a value that its type lets through, so that it comes as far as it can; now and then one of no type. */
export function hostileFor(place: Place, random: Random): Hostile {
  // Well formed and of nobody: what the types let through.
  if (place === 'ID' && random.chance(0.6)) return { name: 'an id of nothing', value: random.uuid() };
  return random.of(random.chance(0.06) ? SHAPES : OF_PLACE[place]);
}

/** What a list may say in all: far above any limit of a body, and little enough that making it does not hold up the fuzz itself. */
const REPEATED_BYTES = 24 * 1_048_576;

/** A list that holds a good value far too often, so that its elements pass; of a very large one less often. */
export function repeated(element: unknown, most: number): Hostile {
  const bytes = Buffer.byteLength(JSON.stringify(element) ?? 'null');
  const times = Math.min(most, Math.max(2, Math.floor(REPEATED_BYTES / bytes)));
  return { name: `${times} times the same`, value: Array.from({ length: times }, () => element) };
}
