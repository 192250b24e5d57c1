import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { badLink } from './bad-link.js';
import { chance } from './index.js';

const none = { drop: 0, double: 0, delay: 0, reorder: 0, corrupt: 0 };

describe('a bad link', () => {
  it('leaves a message as it is where no fault is asked for', () => {
    fc.assert(
      fc.property(fc.integer(), fc.string(), (seed, text) => {
        expect(badLink(chance(seed), none)(text)).toEqual({ copies: 1, late: false, afterNext: false, text });
      }),
    );
  });

  it('changes exactly one character where it corrupts', () => {
    fc.assert(
      fc.property(fc.integer(), fc.string({ minLength: 1 }), (seed, text) => {
        const arrived = badLink(chance(seed), { ...none, corrupt: 1 })(text).text;
        expect(arrived).toHaveLength(text.length);
        expect([...text.split('').keys()].filter((at) => arrived[at] !== text[at])).toHaveLength(1);
      }),
    );
  });

  it('does each fault about as often as asked, the same for the same seed', () => {
    const pass = (seed: number) => {
      const link = badLink(chance(seed), { drop: 0.1, double: 0.1, delay: 0.1, reorder: 0.1, corrupt: 0.1 });
      return Array.from({ length: 10_000 }, () => link('a message'));
    };
    const passages = pass(15);
    expect(passages).toEqual(pass(15));
    const share = (of: (passage: (typeof passages)[number]) => boolean) => passages.filter(of).length / passages.length;
    const about = (asked: number, of: (passage: (typeof passages)[number]) => boolean) =>
      expect(Math.abs(share(of) - asked)).toBeLessThan(0.01);
    about(0.1, ({ copies }) => copies === 0);
    about(0.09, ({ copies }) => copies === 2);
    about(0.1, ({ late }) => late);
    about(0.1, ({ afterNext }) => afterNext);
    about(0.1, ({ text }) => text !== 'a message');
  });
});
