import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';

describe('equality of days', () => {
  it('tells two days apart', () => {
    expect(Temporal.PlainDate.from('2025-03-03')).not.toEqual(Temporal.PlainDate.from('2025-03-04'));
    expect({ day: Temporal.PlainDate.from('2025-03-03') }).toEqual({ day: Temporal.PlainDate.from('2025-03-03') });
  });
});
