import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chineseDay, citation, han, signedDay } from './chinese.js';

describe('numbers in characters', () => {
  it.each([
    [1, '一'],
    [10, '十'],
    [11, '十一'],
    [20, '二十'],
    [31, '三十一'],
    [99, '九十九'],
  ])('%i is %s', (number, words) => expect(han(number)).toBe(words));

  it('are different for different numbers', () => {
    expect(new Set(Array.from({ length: 99 }, (_, index) => han(index + 1))).size).toBe(99);
  });
});

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

describe('citations', () => {
  it.each([
    ['信访工作条例 32', '《信访工作条例》第三十二条'],
    ['信访工作条例 31(6)', '《信访工作条例》第三十一条第（六）项'],
    ['信访工作条例 23 ¶3', '《信访工作条例》第二十三条第三款'],
    ['信访工作条例 23 ¶1-2', '《信访工作条例》第二十三条第一款至第二款'],
    ['信访工作条例 23、34', '《信访工作条例》第二十三条、第三十四条'],
    ['信访条例 21(1)', '《信访条例》第二十一条第（一）项'],
  ])('%s reads %s', (source, words) => expect(citation(source)).toBe(words));

  it.each(['本系统规则 文书要件', '本系统规则 执行日期（信访工作条例 32）', '民事诉讼法 87-91（参照）', '本系统规则 3', ''])(
    '%s is no article of law',
    (source) => expect(citation(source)).toBeNull(),
  );
});
