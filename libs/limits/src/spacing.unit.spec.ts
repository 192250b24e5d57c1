import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { GUESS_RULES } from './rules.js';
import { LINE_MAX, OPEN_GATE, SKIP_MS, ask, charge, forgottenAt, freeLeft, type Gate, type Spacing } from './spacing.js';

const START = 1_800_000_000_000;
const HOUR = 3_600_000;
const five: Spacing = { free: 5, minutes: 60, first: 5, most: 120 };

/** A try if it is the turn of `who`; answers whether it was. */
class Tried {
  gate: Gate = OPEN_GATE;

  constructor(private readonly spacing: Spacing) {}

  try(who: string, now: number): number {
    const { waitMs, gate } = ask(this.gate, this.spacing, who, now);
    this.gate = waitMs > 0 ? gate : charge(gate, this.spacing, who, now);
    return waitMs;
  }
}

/** Tries within `ms` of somebody who never misses a turn, after `before` ms of the same. */
function mostIn(spacing: Spacing, ms: number, before = 0): number {
  const tried = new Tried(spacing);
  let count = 0;
  for (let now = START; now < START + before + ms; now = Math.max(now + 1, tried.gate.nextAt))
    if (tried.try('a', now) === 0 && now >= START + before) count += 1;
  return count;
}

describe('tries at one thing', () => {
  it('are free up to the fifth failure; then the pause doubles up to its most', () => {
    const tried = new Tried(five);
    const pauses: number[] = [];
    let now = START;
    for (let at = 0; at < 12; at += 1) {
      expect(tried.try('a', now)).toBe(0);
      pauses.push((tried.gate.nextAt - now) / 1_000);
      now = Math.max(now + 1, tried.gate.nextAt);
    }
    expect(pauses).toEqual([0, 0, 0, 0, 5, 10, 20, 40, 80, 120, 120, 120]);
  });

  it('wait until the announced instant, not a millisecond less', () => {
    const tried = new Tried(five);
    for (let at = 0; at < 5; at += 1) tried.try('a', START);
    expect(tried.try('a', START + 1)).toBe(4_999);
    expect(tried.try('a', START + 4_999)).toBe(1);
    expect(tried.try('a', START + 5_000)).toBe(0);
  });

  it('are forgotten evenly, and a gate whose failures are forgotten is an open one', () => {
    const tried = new Tried(five);
    for (let at = 0; at < 5; at += 1) tried.try('a', START);
    expect([0, 12, 24, 60].map((minutes) => freeLeft(tried.gate, five, START + minutes * 60_000))).toEqual([0, 1, 2, 5]);
    const until = forgottenAt(tried.gate, five);
    expect(until).toBe(START + HOUR);
    expect(freeLeft(tried.gate, five, until)).toBe(five.free);
  });

  it('pause no longer after a long attack than after a short one', () => {
    const long = new Tried(five);
    for (let now = START; now < START + 24 * HOUR; now = Math.max(now + 1, long.gate.nextAt)) long.try('a', now);
    const pauses = long.gate.nextAt - (START + 24 * HOUR);
    expect(pauses).toBeLessThanOrEqual(120_000);
    // Ten failures beyond the free ones, at the most, take two hours to be forgotten.
    expect(forgottenAt(long.gate, five)).toBeLessThanOrEqual(START + 26.1 * HOUR);
  });
});

describe('a line before one thing', () => {
  it('gives the turn to the first in line, however often another asks', () => {
    const tried = new Tried(five);
    for (let at = 0; at < 8; at += 1) tried.try('attacker', Math.max(START, tried.gate.nextAt));
    const now = tried.gate.nextAt - 39_000;
    tried.try('holder', now);
    for (let at = 0; at < 380; at += 1) expect(tried.try('attacker', now + at * 100)).toBeGreaterThan(0);
    expect(tried.try('attacker', now + 39_000)).toBeGreaterThan(0);
    expect(tried.try('holder', now + 39_000)).toBe(0);
  });

  it('lets the next one pass when the first does not come', () => {
    const tried = new Tried(five);
    for (let at = 0; at < 5; at += 1) tried.try('a', START);
    tried.try('absent', START + 1);
    tried.try('next', START + 2);
    expect(tried.try('next', START + 5_000 + SKIP_MS - 1)).toBe(1);
    expect(tried.try('next', START + 5_000 + SKIP_MS)).toBe(0);
  });

  it('is never longer than its most', () => {
    const tried = new Tried(five);
    for (let at = 0; at < 5; at += 1) tried.try('a', START);
    for (let at = 0; at < 100; at += 1) tried.try(`place ${at}`, START + 1);
    expect(tried.gate.waiting).toHaveLength(LINE_MAX);
  });

  it('lets in a caller that comes back as told, within the pauses of those before it, whatever others do', () => {
    const act = fc.record({ who: fc.integer({ min: 0, max: 5 }), after: fc.integer({ min: 0, max: 40_000 }) });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 200 }), fc.nat({ max: 600_000 }), (acts, from) => {
        const tried = new Tried(five);
        // The line is not full: six others at the most.
        let now = START;
        const others = acts.map(({ who, after }) => ({ who: `other ${who}`, at: (now += after) }));
        let mine = START + from;
        let turns = 0;
        let ahead: number | null = null;
        for (;;) {
          while (others[0] && others[0].at <= mine) tried.try(others[0].who, others.shift()!.at);
          ahead ??= tried.gate.waiting.length;
          const wait = tried.try('holder', mine);
          if (wait === 0) break;
          mine += wait;
          turns += 1;
          expect(turns).toBeLessThan(100);
        }
        expect(mine - (START + from)).toBeLessThanOrEqual((ahead + 1) * (five.most * 1_000 + SKIP_MS));
      }),
      { numRuns: 500 },
    );
  });

  it('never lets more tries pass in an hour than one who misses no turn has', () => {
    const most = mostIn(five, HOUR);
    const act = fc.record({ who: fc.integer({ min: 0, max: 40 }), after: fc.integer({ min: 0, max: 30_000 }) });
    fc.assert(
      fc.property(fc.array(act, { minLength: 100, maxLength: 400 }), (acts) => {
        const tried = new Tried(five);
        let now = START;
        const passed = acts.flatMap(({ who, after }) => (tried.try(String(who), (now += after)) === 0 ? [now] : []));
        for (const from of passed) expect(passed.filter((at) => at >= from && at < from + HOUR).length).toBeLessThanOrEqual(most);
      }),
      { numRuns: 100 },
    );
  });
});

// The numbers of docs/adr/0040-one-limiter.md.
describe('guesses that the rules leave to somebody who misses no turn', () => {
  const { signIn, trackPetition } = GUESS_RULES;
  const DAY = 24 * HOUR;

  it.each([
    ['a password, over all unknown places, in the first hour and in each later one', signIn.thing, HOUR, 43, 30],
    ['a password, from one unknown place', signIn.pair, HOUR, 17, 5],
    ['a password, from a known place or device', signIn.known, HOUR, 27, 12],
    ['passwords of any accounts, from one address', signIn.place, HOUR, 153, 120],
    ['a secret of six digits, over all places, in the first day and in each later one', trackPetition.thing, DAY, 118, 96],
    ['a secret of six digits, from one place, were there no others', trackPetition.pair, DAY, 124, 120],
  ])('%s', (_what, spacing, span, first, later) => {
    expect([mostIn(spacing, span), mostIn(spacing, span, 10 * span)]).toEqual([first, later]);
  });
});
