import { describe, expect, it } from '@jest/globals';
import { dayNumber, dayOf, isDay } from './days.js';

describe('a day', () => {
  it.each(['1900-01-01', '2024-02-29', '2000-02-29', '2025-12-31', '9999-12-31'])('exists: %s', (day) => {
    expect(isDay(day)).toBe(true);
  });

  it.each(['1899-12-31', '2025-02-29', '2100-02-29', '2025-04-31', '2025-13-01', '2025-00-10', '2025-01-00', '20250303', '2025-3-3', ''])(
    'does not exist: %j',
    (text) => {
      expect(isDay(text)).toBe(false);
    },
  );

  it('is counted up to the end of 2999', () => {
    expect(dayOf(dayNumber('2999-12-31'))).toBe('2999-12-31');
    expect(() => dayNumber('3000-01-01')).toThrow(expect.objectContaining({ code: 'DAY_MALFORMED' }));
  });
});
