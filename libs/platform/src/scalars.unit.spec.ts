import { describe, expect, it } from '@jest/globals';
import { Day, Instant } from './scalars.js';
import { Time, shanghaiDay } from './time.js';

describe('a day', () => {
  it.each(['2024-02-29', '2025-12-31', '1900-01-01'])('%s is one', (day) => {
    expect(Day.parseValue(day)).toBe(day);
  });

  it.each([
    '2025-02-29',
    '2025-13-01',
    '2025-00-10',
    '2025-04-31',
    '20250401',
    '2025-4-1',
    '2025-04-01T00:00:00Z',
    '1899-12-31',
    '',
    20250401,
    null,
  ])('%p is none', (value) => {
    expect(() => Day.parseValue(value)).toThrow(expect.objectContaining({ code: 'DAY_MALFORMED' }));
  });

  it('begins in Shanghai at 16:00 UTC', () => {
    expect(shanghaiDay('2025-03-09T15:59:59.999Z')).toBe('2025-03-09');
    expect(shanghaiDay('2025-03-09T16:00:00Z')).toBe('2025-03-10');
  });
});

describe('an instant', () => {
  it('is answered in UTC', () => {
    expect(Instant.parseValue('2025-03-10T08:00:00+08:00')).toBe('2025-03-10T00:00:00.000Z');
    expect(Instant.serialize(new Date(0))).toBe('1970-01-01T00:00:00.000Z');
  });

  it.each(['2025-03-10', '2025-03-10T08:00:00', '2025-02-30T08:00:00Z', '2025-03-10T25:00:00Z', 'now', 5])('%p is none', (value) => {
    expect(() => Instant.parseValue(value)).toThrow(expect.objectContaining({ code: 'INSTANT_MALFORMED' }));
  });
});

describe('the clock of acts', () => {
  it('goes on from where it was set and comes back', () => {
    const time = new Time();
    time.set(new Date('2010-05-01T00:00:00Z'));
    expect(time.today()).toBe('2010-05-01');
    time.set(null);
    expect(Math.abs(time.now().getTime() - Date.now())).toBeLessThan(1_000);
  });
});
