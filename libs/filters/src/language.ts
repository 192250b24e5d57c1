import { filterError } from './filters.errors.js';
import { FILTER_FIELDS, type FilterField, type Filters, type List, type PetitionFilter } from './lists.js';

/** Characters of a filter's text. */
const LONGEST = 2_000;
/** As the only value: the empty list, which nothing fits. */
const NONE = '无';
const SPECIAL = /[\s:：,，"“”\\]/;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

type Plain = Record<string, unknown>;

interface Word {
  readonly text: string;
  readonly quoted: boolean;
  /** From 1. */
  readonly position: number;
}

/** What stands between two spaces: a title with its values, or a word alone. */
interface Item {
  readonly title: Word | null;
  readonly values: readonly Word[];
}

/** Names of organs and people by their ids, for people to read and type; texts that are kept or sent have the ids. */
export type Names = Readonly<Record<string, string>>;

const named = (list: List, names: Names): readonly FilterField[] =>
  FILTER_FIELDS[list].map((field) => (field.kind === 'id' ? { ...field, values: names } : field));

/**
 * The structured form of what was typed: `类别:申诉求决 登记:2026-01-01..2026-03-31 未办结 噪音`. Titles and values are taken in Chinese
 * and by their codes; words without a title are searched for.
 * @throws FILTER_FIELD_UNKNOWN, FILTER_FIELD_TWICE, FILTER_VALUE_UNKNOWN, FILTER_DAY_MALFORMED, FILTER_QUOTE_OPEN, FILTER_TOO_LONG
 */
export function parseFilter<L extends List>(list: L, text: string, names: Names = {}): Filters[L] {
  if (text.length > LONGEST) throw filterError('FILTER_TOO_LONG', { details: { limit: LONGEST } });
  const filter: Plain = {};
  const searched: string[] = [];
  const fields = named(list, names);
  const search = fields.find(({ kind }) => kind === 'text');
  for (const { title, values } of itemsOf(text)) {
    const [first] = values;
    if (title === null && first) {
      const flag = first.quoted ? undefined : flagOf(fields, first.text);
      if (flag) once(filter, flag.field, first.position)[flag.key] = flag.value;
      else if (search) searched.push(first.text);
      else throw filterError('FILTER_FIELD_UNKNOWN', { details: { position: first.position, field: first.text } });
    } else if (title) {
      const field = fields.find((each) => each.kind !== 'flag' && [each.name, each.title, each.formerTitle].includes(title.text));
      if (!field) throw filterError('FILTER_FIELD_UNKNOWN', { details: { position: title.position, field: title.text } });
      if (field === search) searched.push(...values.map((value) => value.text));
      else take(filter, field, title.position, values);
    }
  }
  const words = searched.filter(Boolean).join(' ');
  if (search && words.trim()) filter[search.name] = words;
  return filter as Filters[L];
}

/** The text of a filter, the same for all that mean the same conditions; `parseFilter` answers it as `canonicalFilter` does. */
export function formatFilter<L extends List>(list: L, filter: Filters[L], names: Names = {}): string {
  const plain = canonicalFilter(list, filter) as Plain;
  return named(list, names)
    .flatMap((field) => written(list, field, plain))
    .join(' ');
}

/** Without conditions that are none (null, an empty text, `openOnly: false`), and with one organ among the organs. */
export function canonicalFilter<L extends List>(list: L, filter: Filters[L]): Filters[L] {
  const plain: Plain = {};
  const given: Plain = { ...filter };
  const { organId, organIds } = filter as PetitionFilter;
  if (list === 'petitions' && organId) given.organIds = organIds ? organIds.filter((id) => id === organId) : [organId];
  for (const field of FILTER_FIELDS[list]) {
    for (const key of field.keys) {
      const value = given[key];
      const none = value === null || value === undefined || value === '' || (field.kind === 'flag' && value === false && !field.no);
      if (none || (field.kind === 'text' && !String(value).trim())) continue;
      plain[key] = field.many ? [...new Set((value as string[]).map((each) => (field.kind === 'id' ? each.toLowerCase() : each)))] : value;
    }
  }
  return plain as Filters[L];
}

function flagOf(fields: readonly FilterField[], word: string) {
  for (const field of fields) {
    const key = field.keys[0] ?? '';
    if (field.kind === 'flag' && [field.title, field.name].includes(word)) return { field, key, value: true };
    if (field.kind === 'flag' && field.no && [field.no, `!${field.name}`].includes(word)) return { field, key, value: false };
  }
  return undefined;
}

function once(filter: Plain, field: FilterField, position: number): Plain {
  if (field.keys.some((key) => key in filter)) throw filterError('FILTER_FIELD_TWICE', { details: { position, field: field.title } });
  return filter;
}

function take(filter: Plain, field: FilterField, position: number, values: readonly Word[]): void {
  const key = field.keys[0] ?? '';
  if (field.many) {
    const none = values.length === 1 && !values[0]?.quoted && values[0]?.text === NONE;
    const read = none ? [] : values.map((value) => codeOf(field, value));
    const former = (filter[key] as string[] | undefined) ?? [];
    if (none || former.length === 0) once(filter, field, position);
    filter[key] = [...new Set([...former, ...read])];
    return;
  }
  const [value, more] = values;
  if (!value || more) throw unknownValue(field, more ?? { text: '', quoted: false, position });
  once(filter, field, position);
  if (field.kind === 'days') Object.assign(filter, daysOf(field, value));
  else filter[key] = codeOf(field, value);
}

function codeOf(field: FilterField, value: Word): string {
  const { values = {}, former = {}, shape } = field;
  if (Object.hasOwn(values, value.text)) return value.text;
  const named = Object.entries(values).find(([, name]) => name === value.text);
  if (named) return named[0];
  if (Object.hasOwn(former, value.text)) return former[value.text] as string;
  const text = field.kind === 'id' ? value.text.toLowerCase() : value.text;
  if (shape?.test(text)) return text;
  throw unknownValue(field, value);
}

const unknownValue = ({ title }: FilterField, { text, position }: Word) =>
  filterError('FILTER_VALUE_UNKNOWN', { details: { position, field: title, value: text } });

function daysOf({ keys }: FilterField, { text, position }: Word): Plain {
  const parts = text.split('..');
  const [from = '', to = from] = parts;
  if (parts.length > 2 || (!from && !to) || [from, to].some((day) => day !== '' && !isDay(day)))
    throw filterError('FILTER_DAY_MALFORMED', { details: { position, value: text } });
  return { ...(from && { [keys[0] ?? '']: from }), ...(to && { [keys[1] ?? '']: to }) };
}

function isDay(text: string): boolean {
  const [, year, month, day] = (DAY.exec(text) ?? []).map(Number);
  if (!year || !month || !day || month > 12) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);
}

function written(list: List, field: FilterField, plain: Plain): string[] {
  const value = plain[field.keys[0] ?? ''];
  const given = field.keys.some((key) => key in plain);
  if (!given) return [];
  if (field.kind === 'flag') return [value === true ? field.title : (field.no ?? '')];
  if (field.kind === 'text') return searchedWords(list, field, String(value));
  if (field.kind === 'days') {
    const [from = '', to = ''] = field.keys.map((key) => String(plain[key] ?? ''));
    return [`${field.title}:${from === to ? from : `${from}..${to}`}`];
  }
  const values = field.many ? (value as string[]) : [String(value)];
  return [`${field.title}:${values.length > 0 ? values.map((each) => quoted(field.values?.[each] ?? each)).join(',') : NONE}`];
}

/** Words as they are typed; one text in quotes where the spaces between them are not single. */
function searchedWords(list: List, field: FilterField, text: string): string[] {
  const words = text.split(' ');
  if (words.some((word) => word === '' || /\s/.test(word))) return [`${field.title}:"${escaped(text)}"`];
  return words.map((word) => (flagOf(FILTER_FIELDS[list], word) ? `"${escaped(word)}"` : quoted(word)));
}

const escaped = (text: string): string => text.replace(/["\\]/g, (sign) => `\\${sign}`);
const quoted = (text: string): string => (text === '' || SPECIAL.test(text) ? `"${escaped(text)}"` : text);

function* itemsOf(text: string): Generator<Item> {
  const scan = new Scan(text);
  for (scan.skipSpace(); !scan.ended; scan.skipSpace()) {
    const first = scan.word();
    if (first.quoted || !scan.takes(':：')) {
      yield { title: null, values: [first] };
      scan.takes(',，');
      continue;
    }
    const values = [scan.word()];
    while (scan.takes(',，')) values.push(scan.word());
    yield { title: first, values };
  }
}

class Scan {
  private at = 0;

  constructor(private readonly text: string) {}

  get ended(): boolean {
    return this.at >= this.text.length;
  }

  skipSpace(): void {
    while (!this.ended && /\s/.test(this.here)) this.at += 1;
  }

  /** Steps over one of these signs, if it stands here. */
  takes(signs: string): boolean {
    const found = !this.ended && signs.includes(this.here);
    if (found) this.at += 1;
    return found;
  }

  /** A word, or what stands in quotes; empty where neither begins here. */
  word(): Word {
    const position = this.at + 1;
    const opening = this.here;
    if (this.takes('"“”')) return { text: this.rest(position, opening === '"' ? '"' : '“”'), quoted: true, position };
    let word = '';
    for (; !this.ended && !/[\s:：,，"“”]/.test(this.here); this.at += 1) word += this.here;
    return { text: word, quoted: false, position };
  }

  private rest(position: number, closing: string): string {
    let text = '';
    for (; !this.ended; this.at += 1) {
      if (closing.includes(this.here)) {
        this.at += 1;
        return text;
      }
      if (this.here === '\\') this.at += 1;
      text += this.ended ? '' : this.here;
    }
    throw filterError('FILTER_QUOTE_OPEN', { details: { position } });
  }

  private get here(): string {
    return this.text[this.at] ?? '';
  }
}
