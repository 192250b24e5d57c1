import { describe, expect, it } from '@jest/globals';
import { isoWeek, reportedWeek, weekAfter, weeklyContent, type WeeklyNumbers } from './weekly.js';

const WEEK = { from: '2026-11-30', to: '2026-12-06' };
const numbers: WeeklyNumbers = {
  ...{ office: '明川市督查室', area: '明川市人民政府', week: WEEK, today: '2026-12-04' },
  flow: { received: 12, closed: 9, open: 40 },
  due: { due: 20, inTime: 15, late: 3 },
  late: [
    { organ: '市住房和城乡建设局', duty: '受理告知', count: 5 },
    { organ: '市交通运输局', duty: '办理', count: 1 },
    { organ: '市住房和城乡建设局', duty: '办理', count: 2 },
  ],
  done: [
    { kind: 'warning', opened: 6, ended: 1, open: 0 },
    { kind: 'handling', opened: 2, ended: 1, open: 3 },
  ],
  figures: [
    { title: '按期告知率', numerator: 4, denominator: 5, rate: 80, hiddenBelow: 5 },
    { title: '按期受理率', numerator: 4, denominator: 4, rate: 100, hiddenBelow: 5 },
    { title: '按期办理率', numerator: 0, denominator: 0, rate: null, hiddenBelow: 5 },
  ],
  ahead: [
    { day: '2026-12-04', count: 2 },
    { day: '2026-12-11', count: 3 },
    { day: '2026-12-14', count: 50 },
  ],
};
const section = (at: number, more: Partial<WeeklyNumbers> = {}) => weeklyContent({ ...numbers, ...more }).sections[at];

describe('the week of a report', () => {
  it('is this one or the last, from its Monday to its Sunday', () => {
    expect(reportedWeek('2026-12-06', '2026-12-04')).toEqual(WEEK);
    expect(reportedWeek('2026-11-23', '2026-12-04')).toEqual({ from: '2026-11-23', to: '2026-11-29' });
    for (const day of ['2026-11-22', '2026-12-07'])
      expect(() => reportedWeek(day, '2026-12-04')).toThrow(expect.objectContaining({ code: 'WEEKLY_REPORT_WEEK' }));
  });

  it('is numbered by its Thursday, also where the year ends in it', () => {
    expect(isoWeek(WEEK)).toEqual({ year: 2026, number: 49 });
    expect(isoWeek({ from: '2024-12-30', to: '2025-01-05' })).toEqual({ year: 2025, number: 1 });
    expect(isoWeek({ from: '2026-12-28', to: '2027-01-03' })).toEqual({ year: 2026, number: 53 });
    expect(weekAfter(WEEK)).toEqual({ from: '2026-12-07', to: '2026-12-13' });
  });
});

describe('the report of a week', () => {
  it('says whose it is, of which week and as of which day', () => {
    const { week, from, to, asOf, title, lead } = weeklyContent(numbers);
    expect({ week, from, to, asOf, title }).toEqual({ week: '2026-W49', ...WEEK, asOf: '2026-12-04', title: '督查周报（2026年第49周）' });
    expect(lead).toEqual([
      '明川市督查室',
      '2026年11月30日至2026年12月6日',
      '范围：明川市人民政府及其下级单位；检举控告件不列入。数据截至2026年12月4日。',
    ]);
  });

  it('tells what came and went, what stands today before the week is over and at its end after it', () => {
    expect(section(0)?.paragraphs).toEqual(['本周收到信访事项12件，办结9件；截至2026年12月4日在办40件。']);
    expect(section(0, { today: '2026-12-07' })?.paragraphs).toEqual(['本周收到信访事项12件，办结9件；周末在办40件。']);
  });

  it('names the late organs by name and never by how much they have', () => {
    expect(section(1)?.paragraphs[0]).toBe('本周到期的职责20项：按期完成15项，逾期3项，尚未到期2项。');
    expect(section(1)?.rows).toEqual([
      ['市交通运输局', '办理1项', '1'],
      ['市住房和城乡建设局', '办理2项、受理告知5项', '7'],
    ]);
    const none = section(1, { late: [] });
    expect([none?.heads, none?.paragraphs[1]]).toEqual([[], '截至2026年12月4日，没有逾期未完成的职责。']);
  });

  it('tells what supervision sent and ended; a warning stands open nowhere', () => {
    expect(section(2)?.rows).toEqual([
      ['预警（了结为撤销）', '6', '1', '—'],
      ['督办', '2', '1', '3'],
    ]);
  });

  it('shows each rate with both numbers, from five on; a smaller set is hidden', () => {
    expect(section(3)?.rows).toEqual([
      ['按期告知率', '4', '5', '80%'],
      ['按期受理率', '—', '—', '不足5项，不列示'],
      ['按期办理率', '0', '0', '没有到期的'],
    ]);
    expect(section(3)?.paragraphs[0]).toContain('2026年11月30日至2026年12月3日');
    expect(section(3, { today: '2026-11-30' })?.paragraphs).toEqual(['本周尚无已经到期的职责。']);
  });

  it('says what stands at the end of next week if nothing is done until then', () => {
    expect(section(4)?.paragraphs).toEqual([
      '2026年12月4日至2026年12月13日将到期5项；如均未完成，连同目前逾期的8项，届时逾期未完成的为13项。',
    ]);
    expect(section(4)?.rows).toEqual([
      ['2026年12月4日', '2'],
      ['2026年12月11日', '3'],
    ]);
  });
});
