import { describe, expect, it } from '@jest/globals';
import { agoText, fingerprint, spanText, stateOf, type Linked } from './state';

const partner = (more: Partial<Linked>): Linked => ({
  ...{ state: 'active', breaker: 'closed', keyDaysLeft: null, queue: 0, halted: 0, parked: 0 },
  ...more,
});

describe('the link to a partner', () => {
  it.each([
    [{}, 'closed'],
    [{ queue: 1 }, 'waiting'],
    [{ queue: 1, halted: 1 }, 'halted'],
    [{ parked: 1 }, 'halted'],
    [{ breaker: 'open', halted: 3 }, 'open'],
    [{ breaker: 'half_open' }, 'half_open'],
    [{ keyDaysLeft: 0, breaker: 'open' }, 'keyless'],
    [{ keyDaysLeft: 0.5 }, 'closed'],
    [{ state: 'suspended', keyDaysLeft: 0 }, 'suspended'],
  ] as const)('with %j is %s', (more, state) => {
    expect(stateOf(partner(more))).toBe(state);
  });
});

describe('times in words', () => {
  it.each([
    [59_999, null],
    [60_000, '1分钟'],
    [3_599_999, '59分钟'],
    [3_600_000, '1小时'],
    [86_399_999, '23小时'],
    [86_400_000, '1天'],
  ])('%d milliseconds are %s', (ms, words) => {
    expect(spanText(ms)).toBe(words);
  });

  it('say that nothing was ever heard, and take a clock that goes ahead for now', () => {
    expect(agoText(null, 0)).toBe('尚无');
    expect(agoText('2026-01-01T00:00:00.000Z', Date.parse('2025-12-31T00:00:00Z'))).toBe('刚刚');
    expect(agoText('2026-01-01T00:00:00.000Z', Date.parse('2026-01-01T02:00:00Z'))).toBe('2小时前');
  });
});

it('a fingerprint is read in groups of four', () => {
  expect(fingerprint('0123456789abcdef0123456789abcdef')).toBe('0123 4567 89ab cdef 0123 4567 89ab cdef');
});
