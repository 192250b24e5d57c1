import { describe, expect, it } from '@jest/globals';
import { isDomainError } from '@sunshine/errors';
import fc from 'fast-check';
import { asksAtNight, checkDays, checkSpan, dayAfter, daysOfNight, isWithin, listParts, partsOf } from './reconciled.js';

/** The code of the refusal; null where nothing is refused. */
function refusal(work: () => void): string | null {
  try {
    work();
    return null;
  } catch (error) {
    if (isDomainError(error)) return error.code;
    throw error;
  }
}

const TODAY = '2026-03-20';
const REFUSED = 'RECONCILIATION_DAYS';

describe('the days of a comparison', () => {
  it.each([
    ['yesterday alone', '2026-03-19', '2026-03-19', null],
    ['31 days', '2026-02-17', '2026-03-19', null],
    ['32 days', '2026-02-16', '2026-03-19', REFUSED],
    ['a day that is not over', '2026-03-20', '2026-03-20', REFUSED],
    ['backwards', '2026-03-19', '2026-03-18', REFUSED],
  ])('that an operator asks for: %s', (_title, from, to, code) => {
    expect(refusal(() => checkDays({ from, to }, TODAY, 31))).toBe(code);
  });

  it('that a partner asks for are as many, whatever the day is there', () => {
    expect(refusal(() => checkSpan({ from: '2026-02-19', to: '2026-03-21' }, 31))).toBeNull();
    expect(refusal(() => checkSpan({ from: '2026-02-18', to: '2026-03-21' }, 31))).toBe(REFUSED);
    expect(refusal(() => checkSpan({ from: '2026-03-21', to: '2026-03-20' }, 31))).toBe(REFUSED);
  });

  it('are asked for at night by one of two nodes', () => {
    expect([asksAtNight('city.990100', 'county.990122'), asksAtNight('county.990122', 'city.990100')]).toEqual([true, false]);
  });
});

describe('the days of a night', () => {
  const night = (compared: readonly [string, string][], again: readonly string[] = [], since = '2026-01-01', limit = 31) =>
    daysOfNight(
      compared.map(([from, to]) => ({ from, to })),
      again,
      since,
      TODAY,
      limit,
    ).map(({ from, to }) => `${from} ${to}`);

  it('begin with the day on which the partner was listed, and reach back no further than the plan', () => {
    expect(night([], [], '2026-03-17')).toEqual(['2026-03-17 2026-03-19']);
    expect(night([], [], '2026-02-17')).toEqual(['2026-02-17 2026-03-19']);
    expect(night([], [], '2026-02-16')).toEqual(['2026-02-17 2026-03-19']);
    expect(night([], [], TODAY)).toEqual([]);
  });

  it('are those that no comparison covers, holes among them', () => {
    expect(night([['2026-02-01', '2026-03-18']])).toEqual(['2026-03-19 2026-03-19']);
    // An operator has compared yesterday alone, and the night before last failed.
    expect(
      night([
        ['2026-03-19', '2026-03-19'],
        ['2026-01-01', '2026-03-15'],
        ['2026-03-17', '2026-03-17'],
      ]),
    ).toEqual(['2026-03-16 2026-03-16', '2026-03-18 2026-03-18']);
    expect(night([['2026-01-01', '2026-03-19']])).toEqual([]);
  });

  it('are those that are due again as well, if the plan reaches them', () => {
    const all: [string, string][] = [['2026-01-01', '2026-03-19']];
    expect(night(all, ['2026-03-01', '2026-03-02', '2026-03-10'])).toEqual(['2026-03-01 2026-03-02', '2026-03-10 2026-03-10']);
    expect(night(all, ['2026-02-16', '2026-02-17'])).toEqual(['2026-02-17 2026-02-17']);
  });

  it('leave no day out and compare none twice', () => {
    const back = fc.integer({ min: -5, max: 45 }).map((n) => dayAfter(TODAY, -n));
    const span = fc.tuple(back, back).map(([one, other]): [string, string] => (one < other ? [one, other] : [other, one]));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 6 }), fc.array(back, { maxLength: 4 }), (compared, again) => {
        const asked = daysOfNight(
          compared.map(([from, to]) => ({ from, to })),
          again,
          '2026-01-01',
          TODAY,
          31,
        );
        for (let n = -2; n < 40; n += 1) {
          const day = dayAfter(TODAY, -n);
          const covered = compared.some(([from, to]) => from <= day && day <= to);
          const wanted = n >= 1 && n <= 31 && (!covered || again.includes(day));
          expect([day, asked.filter(({ from, to }) => from <= day && day <= to).length]).toEqual([day, wanted ? 1 : 0]);
        }
      }),
    );
  });
});

describe('parts of a comparison', () => {
  const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

  it('hold all rows in their order, none longer than allowed but a row that is so alone', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 40 })), fc.integer({ min: 10, max: 200 }), (rows, most) => {
        const parts = partsOf(rows, most);
        expect(parts.flat()).toEqual(rows);
        for (const part of parts) expect(part.length <= 1 || bytes(part) <= most + 1).toBe(true);
      }),
    );
  });

  it('are one where there is nothing to tell', () => {
    expect(partsOf([], 100)).toEqual([[]]);
    expect(listParts([], 100)).toEqual([[]]);
  });

  it('a list that is too long stands in ranges of ids: each id is in one of them, and its row in that one', () => {
    const ids = fc.uniqueArray(fc.uuid(), { maxLength: 30 });
    fc.assert(
      fc.property(fc.array(ids, { maxLength: 4 }), fc.array(fc.uuid(), { minLength: 5, maxLength: 5 }), (days, others) => {
        const lists = days.map((of, day) => ({ day, after: null, upTo: null, rows: of.map((messageId) => ({ messageId })) }));
        const told = listParts(lists, 300).flat();
        for (const [day, of] of days.entries()) {
          const ranges = told.filter((one) => one.day === day);
          for (const id of [...of, ...others]) {
            const [home, ...more] = ranges.filter((range) => isWithin(range, id));
            expect(more).toEqual([]);
            expect(home!.rows.some(({ messageId }) => messageId === id)).toBe(of.includes(id));
          }
          expect(ranges.flatMap(({ rows }) => rows)).toHaveLength(of.length);
        }
        for (const part of listParts(lists, 300)) expect(bytes(part)).toBeLessThan(1_000);
      }),
    );
  });

  it('a range that is told apart again stays within what it was', () => {
    const list = { after: 'b', upTo: 'y', rows: ['c', 'k', 'x'].map((messageId) => ({ messageId })) };
    expect(
      listParts([list], 1)
        .flat()
        .map(({ after, upTo, rows }) => [after, rows.map(({ messageId }) => messageId).join(), upTo]),
    ).toEqual([
      ['b', 'c', 'c'],
      ['c', 'k', 'k'],
      ['k', 'x', 'y'],
    ]);
  });
});
