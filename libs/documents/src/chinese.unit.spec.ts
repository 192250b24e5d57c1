import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chineseDay, signedDay } from './chinese.js';

describe('days', () => {
  it('lose no digit and gain no zero', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2000, max: 2099 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 28 }),
        (year, month, date) => {
          const day = `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
          expect(chineseDay(day)).toBe(`${year}年${month}月${date}日`);
          if (day >= '2012-07-01') expect(signedDay(day)).toBe(chineseDay(day));
          else expect(signedDay(day)).toMatch(/^[〇一二三四五六七八九]{4}年[一二三四五六七八九十]+月[一二三四五六七八九十]+日$/);
        },
      ),
    );
  });

  it('that are none are left alone', () => {
    expect(chineseDay('2025-3-3')).toBe('2025-3-3');
  });
});
