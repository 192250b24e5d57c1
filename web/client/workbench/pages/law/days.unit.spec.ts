import { describe, expect, it } from '@jest/globals';
import { readDays, weeksOf } from './days';

describe('a pasted table of days', () => {
  it('is read with commas, tabs, Chinese signs and words', () => {
    expect(
      readDays('日期,类型,节日\n2027-01-01,off,元旦\n2027/1/2\t放假\t元旦\r\n\n2027年1月3日，班，元旦\n2027.1.4 调休上班 元旦').days,
    ).toEqual([
      { day: '2027-01-01', kind: 'off', festival: '元旦' },
      { day: '2027-01-02', kind: 'off', festival: '元旦' },
      { day: '2027-01-03', kind: 'work', festival: '元旦' },
      { day: '2027-01-04', kind: 'work', festival: '元旦' },
    ]);
  });

  it('reports each line that is no day', () => {
    expect(readDays('2027-02-30,off,春节\n2027-01-01,half,元旦\n2027-01-02,off\n元旦,off,2027-01-01').bad.map(({ line }) => line)).toEqual([
      1, 2, 3, 4,
    ]);
    expect(readDays('')).toEqual({ days: [], bad: [] });
  });
});

describe('the weeks of a month', () => {
  it('begin on Monday and contain each day once', () => {
    const weeks = weeksOf(2026, 2);
    expect(weeks[0]).toEqual([null, null, null, null, null, null, '2026-02-01']);
    expect(weeks.flat().filter(Boolean)).toHaveLength(28);
    expect(weeksOf(2028, 2).flat().filter(Boolean)).toHaveLength(29);
    expect(weeks.every((week) => week.length === 7)).toBe(true);
  });
});
