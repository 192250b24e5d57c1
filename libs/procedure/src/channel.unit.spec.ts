import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { channelLastDay, channelRule, isWorkingDay, nationalCalendar, nationalPacks, packNamed, type ChannelLimit } from './index.js';

const calendar = nationalCalendar();
const pack = packNamed(nationalPacks(), 'CN-2022');
const limit = (amount: number, unit: ChannelLimit['unit']): ChannelLimit => ({
  name: '申请',
  duty: 'petitioner',
  amount,
  unit,
  start: '知道该行为',
  source: '演示法 1',
  mark: 'own_rule',
});
const lastDay = (amount: number, unit: ChannelLimit['unit'], startedOn: string) => channelLastDay(limit(amount, unit), startedOn, calendar);

describe('the last day of a statutory channel', () => {
  // started, amount, unit, nominal, last day
  it.each([
    ['2025-03-03', 60, 'day', '2025-05-02', '2025-05-06'],
    ['2025-03-03', 15, 'day', '2025-03-18', '2025-03-18'],
    ['2025-01-24', 5, 'working_day', '2025-02-07', '2025-02-07'],
    ['2025-09-26', 10, 'working_day', '2025-10-16', '2025-10-16'],
    ['2025-01-15', 6, 'month', '2025-07-15', '2025-07-15'],
    ['2025-02-13', 6, 'month', '2025-08-13', '2025-08-13'],
    ['2025-04-04', 6, 'month', '2025-10-04', '2025-10-09'],
    ['2024-03-15', 1, 'year', '2025-03-15', '2025-03-17'],
    ['2023-06-01', 2, 'year', '2025-06-01', '2025-06-03'],
  ] as const)('from %s for %i %s ends %s, at the latest %s', (startedOn, amount, unit, nominal, last) => {
    expect(lastDay(amount, unit, startedOn)).toMatchObject({ nominal, lastDay: last, provisional: false });
  });

  it.each([
    ['2025-01-31', 1, 'month', '2025-02-28'],
    ['2024-01-31', 1, 'month', '2024-02-29'],
    ['2024-08-31', 6, 'month', '2025-02-28'],
    ['2024-02-29', 1, 'year', '2025-02-28'],
    ['2025-02-28', 1, 'month', '2025-03-28'],
  ] as const)('from %s for %i %s ends on the last of the month where it has no such day: %s', (startedOn, amount, unit, nominal) => {
    expect(lastDay(amount, unit, startedOn).nominal).toBe(nominal);
  });

  it('is provisional where the year is not published, and says so', () => {
    const known = Math.max(...calendar.years);
    expect(lastDay(1, 'year', `${known - 1}-03-02`).provisional).toBe(false);
    const beyond = lastDay(1, 'year', `${known}-03-02`);
    expect(beyond.provisional).toBe(true);
    expect(beyond.text).toContain('暂定');
  });

  it('is never a rest day and never before the nominal one, whatever start and limit', () => {
    const days = fc.integer({ min: 0, max: 6000 }).map((n) => new Date(Date.UTC(2008, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 60 }), fc.constantFrom('day', 'working_day', 'month', 'year'), (day, amount, unit) => {
        const { nominal, lastDay: last } = lastDay(unit === 'year' ? Math.min(amount, 3) : amount, unit, day);
        expect(isWorkingDay(calendar, last)).toBe(true);
        expect(last >= nominal && nominal > day).toBe(true);
      }),
    );
  });

  it('refuses what is no day', () => {
    expect(() => lastDay(60, 'day', '2025-02-30')).toThrow(expect.objectContaining({ code: 'DAY_MALFORMED' }));
  });

  it('is told with rule, start and day of the week', () => {
    expect(lastDay(60, 'day', '2025-03-03').text).toBe(
      '申请：自知道该行为之日起60日内，自2025年3月3日起算，最后一天为2025-05-06（星期二）',
    );
  });
});

describe('the catalogue of channels', () => {
  it('has a channel for each exit of the special routes, in both packs', () => {
    for (const { exits, channels } of nationalPacks()) {
      for (const { exit } of exits.filter(({ exit: one }) => one !== '31(6)'))
        expect([exit, channels.some((channel) => channel.exit === exit)]).toEqual([exit, true]);
    }
  });

  it('tells apart the limits of one channel by their names', () => {
    for (const { channels } of nationalPacks())
      for (const { limits } of channels) expect(new Set(limits.map(({ name }) => name)).size).toBe(limits.length);
  });

  it('states the rule in words', () => {
    const rules = pack.channels.flatMap(({ limits }) => limits.map(channelRule));
    expect(rules).toContain('申请：自知道或者应当知道行政行为之日起60日内');
    expect(rules).toContain('起诉：自知道或者应当知道行政行为之日起6个月内');
  });
});
