import { describe, expect, it } from '@jest/globals';
import { accusingWords, openingPurpose, refusalReason, reportDayOf, requireWaiting, type ArrivedFacts } from './arrived.js';

const body = (more: Partial<ArrivedFacts>): ArrivedFacts => ({
  accused: [{ text: '某局局长' }],
  respondents: [{ text: '某公司' }, { text: '某局' }],
  ...more,
});
const refused = (code: string) => expect.objectContaining({ code });

describe('from whom an arrived matter is kept', () => {
  it.each([
    ['a report, from whom it accuses', { kind: 'REPORT' }, '某局局长'],
    ['a complaint about staff, from their units', { kind: 'CLAIM', staffConduct: true }, '某公司；某局'],
    ['one of no known kind, from everybody it names', {}, '某局局长；某公司；某局'],
    ['a report that names nobody', { kind: 'REPORT', accused: undefined }, ''],
    ['a claim', { kind: 'CLAIM' }, null],
    ['a suggestion', { kind: 'SUGGESTION' }, null],
  ] as const)('%s', (_, more, words) => expect(accusingWords(body(more as Partial<ArrivedFacts>))).toBe(words));
});

describe('the day of the report', () => {
  it('is that of an assignment which asks for a report', () => {
    expect(reportDayOf(body({ reportRequired: true, reportBy: '2025-05-06' }))).toBe('2025-05-06');
    expect(reportDayOf(body({ reportRequired: false, reportBy: '2025-05-06' }))).toBeNull();
    expect(reportDayOf(body({}))).toBeNull();
  });
});

describe('an arrived matter', () => {
  it('is opened and refused while it waits alone', () => {
    expect(() => requireWaiting('waiting')).not.toThrow();
    for (const state of ['registered', 'refused'] as const) expect(() => requireWaiting(state)).toThrow(refused('ARRIVAL_ENDED'));
  });

  it('is opened with a purpose of 5 to 200 characters', () => {
    expect(openingPurpose(' 登记来文用 ')).toBe('登记来文用');
    expect(openingPurpose('用'.repeat(200))).toHaveLength(200);
    for (const given of ['', '  登记来文 ', '用'.repeat(201)])
      expect(() => openingPurpose(given)).toThrow(refused('ARRIVAL_PURPOSE_MISSING'));
  });

  it('is refused with a reason of at most 2,000 characters', () => {
    expect(refusalReason(' 不属本地管辖 ')).toBe('不属本地管辖');
    expect(refusalReason('由'.repeat(2_000))).toHaveLength(2_000);
    expect(() => refusalReason(' ')).toThrow(refused('REASON_MISSING'));
    expect(() => refusalReason('由'.repeat(2_001))).toThrow(refused('ARRIVAL_REASON_TOO_LONG'));
  });
});
