import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TERM_NAMES } from '@sunshine/words';
import { canonicalFilter, FILTER_FIELDS, formatFilter, parseFilter, type FilterField, type Filters, type List } from './index.js';

const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10));
const shaped: Record<string, fc.Arbitrary<string>> = {
  id: fc.uuid(),
  number: fc.stringMatching(/^[\d-]{1,22}$/),
  division: fc.stringMatching(/^\d{6}$/),
  contentClass: fc.stringMatching(/^\d{6}$/),
  terms: fc.oneof(fc.constantFrom(...Object.keys(TERM_NAMES)), fc.stringMatching(/^[A-Z][A-Z0-9_]{1,9}$/)),
};
const one = (field: FilterField): fc.Arbitrary<string> =>
  field.kind === 'enum' ? fc.constantFrom(...Object.keys(field.values ?? {})) : (shaped[field.name] ?? shaped[field.kind] ?? fc.string());
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .array(fc.constantFrom('噪音', '未办结', '类别', 'a:b', '“引', '\\', '"', '无', 'x,y'), { minLength: 1 })
    .map((words) => words.join(' ')),
);

/** Any filter whose values have the shape of their fields. */
function filters<L extends List>(list: L): fc.Arbitrary<Filters[L]> {
  const parts = FILTER_FIELDS[list].flatMap((field) =>
    field.keys.map((key): [string, fc.Arbitrary<unknown>] => {
      if (field.kind === 'days') return [key, day];
      if (field.kind === 'flag') return [key, fc.boolean()];
      if (field.kind === 'text') return [key, text];
      return [key, field.many ? fc.array(one(field), { maxLength: 4 }) : one(field)];
    }),
  );
  const record = Object.fromEntries(parts.map(([key, arbitrary]) => [key, fc.option(arbitrary)]));
  return fc.record(record, { requiredKeys: [] }) as fc.Arbitrary<Filters[L]>;
}

const refused = (list: List, typed: string) => {
  try {
    return parseFilter(list, typed);
  } catch (error) {
    const { code, details } = error as { code: string; details: { position: number } };
    return { code, position: details.position };
  }
};

describe('the language of filters', () => {
  it('takes the words of before for a term, and writes the words of now', () => {
    expect(parseFilter('supervisionBoard', '期限:转送异议,直接信访告知')).toEqual({ terms: ['OBJECT', 'NOTIFY_DIRECT'] });
    expect(formatFilter('supervisionBoard', { terms: ['OBJECT'] })).toBe('期限:可提异议（退回）截止');
  });

  it('reads what an officer types', () => {
    const typed = '类别:申诉求决,建议意见 环节：办理中 登记:2026-01-01..2026-03-31 未办结 噪音 “夜间 施工”';
    expect(parseFilter('petitions', typed)).toEqual({
      kinds: ['CLAIM', 'SUGGESTION'],
      stages: ['handling'],
      registeredFrom: '2026-01-01',
      registeredTo: '2026-03-31',
      openOnly: true,
      text: '噪音 夜间 施工',
    });
    expect(parseFilter('petitions', 'stages:handling kinds:CLAIM kinds:REPORT received:..2026-01-05 closed:2026-02-01 非代录')).toEqual({
      stages: ['handling'],
      kinds: ['CLAIM', 'REPORT'],
      receivedTo: '2026-01-05',
      closedFrom: '2026-02-01',
      closedTo: '2026-02-01',
      onBehalf: false,
    });
    expect(parseFilter('supervisionBoard', '状态:逾期,临近期限 期限:办理,LOCAL_TERM 到期:2026-01-01..')).toEqual({
      states: ['overdue', 'warning'],
      terms: ['HANDLE', 'LOCAL_TERM'],
      dueFrom: '2026-01-01',
    });
  });

  it('writes one text for one meaning', () => {
    expect(formatFilter('petitions', { text: '噪音', openOnly: true, onBehalf: null, number: '', kinds: ['CLAIM'] })).toBe(
      '类别:申诉求决 未办结 噪音',
    );
    expect(formatFilter('petitions', { text: '未办结 a:b', openOnly: false, stages: [] })).toBe('环节:无 "未办结" "a:b"');
    const organ = '0190a0b0-0000-7000-8000-000000000001';
    expect(formatFilter('petitions', { organId: organ })).toBe(formatFilter('petitions', { organIds: [organ.toUpperCase()] }));
    expect(formatFilter('petitions', { organId: organ, organIds: [] })).toBe('责任单位:无');
    expect(parseFilter('petitions', `承办单位:${organ}`)).toEqual(parseFilter('petitions', `责任单位:${organ}`));
    expect(formatFilter('petitions', {})).toBe('');
  });

  it.each<[List, string, string, number]>([
    ['petitions', '未办结 颜色:红', 'FILTER_FIELD_UNKNOWN', 5],
    ['petitions', ':红', 'FILTER_FIELD_UNKNOWN', 1],
    ['petitions', '未办结:是', 'FILTER_FIELD_UNKNOWN', 1],
    ['supervisionBoard', '噪音', 'FILTER_FIELD_UNKNOWN', 1],
    ['petitions', '类别:申诉求决,别的', 'FILTER_VALUE_UNKNOWN', 9],
    ['petitions', '类别:', 'FILTER_VALUE_UNKNOWN', 4],
    ['petitions', '类别:constructor', 'FILTER_VALUE_UNKNOWN', 4],
    ['petitions', '区划:33010', 'FILTER_VALUE_UNKNOWN', 4],
    ['petitions', '编号:1,2', 'FILTER_VALUE_UNKNOWN', 6],
    ['petitions', '登记:2026-02-29', 'FILTER_DAY_MALFORMED', 4],
    ['petitions', '登记:..', 'FILTER_DAY_MALFORMED', 4],
    ['petitions', '登记:2026-01-01..2026-01-02..2026-01-03', 'FILTER_DAY_MALFORMED', 4],
    ['petitions', '登记:2026-01-01 登记:2026-01-02', 'FILTER_FIELD_TWICE', 15],
    ['petitions', '未办结 未办结', 'FILTER_FIELD_TWICE', 5],
    ['petitions', '类别:无 类别:申诉求决', 'FILTER_FIELD_TWICE', 6],
    ['petitions', '噪音 "夜间', 'FILTER_QUOTE_OPEN', 4],
  ])('refuses in %s: %s', (list, typed, code, position) => {
    expect(refused(list, typed)).toEqual({ code, position });
  });

  it('refuses a text without end, and takes the longest', () => {
    expect(parseFilter('petitions', '音'.repeat(2_000))).toEqual({ text: '音'.repeat(2_000) });
    expect(refused('petitions', '音'.repeat(2_001))).toMatchObject({ code: 'FILTER_TOO_LONG' });
  });

  it.each<List>(['petitions', 'supervisionBoard'])('gives every filter of %s back', (list) => {
    fc.assert(
      fc.property(filters(list), (filter) => {
        const typed = formatFilter(list, filter);
        expect(parseFilter(list, typed)).toEqual(canonicalFilter(list, filter));
        expect(formatFilter(list, parseFilter(list, typed))).toBe(typed);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each<List>(['petitions', 'supervisionBoard'])('understands its own text of whatever was typed for %s', (list) => {
    const words = FILTER_FIELDS[list].flatMap(({ name, title, values = {} }) => [
      name,
      title,
      ...Object.keys(values),
      ...Object.values(values),
    ]);
    const typed = fc.array(fc.oneof(fc.constantFrom(...words, ':', '：', ',', ' ', '"', '\\', '..', '2026-01-01', '无'), fc.string()), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(
        typed.map((parts) => parts.join('')),
        (given) => {
          const read = refused(list, given);
          if ('code' in read) return;
          expect(parseFilter(list, formatFilter(list, read))).toEqual(read);
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
