import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { keyFrom, seal } from './cipher.js';
import { KeyNotLive, NotOpened, openUnder, sealUnder } from './ring.js';

const key = (id: string) => ({ id, value: `${id}-of-sufficient-length` });
const thrown = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

const text = fc.string({ unit: 'grapheme' });
const rings = fc.uniqueArray(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 4 });

describe('a ring of keys', () => {
  it('seals with the first key, whose id stands before the last dot', () => {
    const sealed = sealUnder([key('h.2'), key('h.1')], 'ballots', 'a', '赞成');
    expect(sealed.slice(0, sealed.lastIndexOf('.'))).toBe('h.2');
    expect(openUnder([key('h.1'), key('h.2')], 'ballots', 'a', sealed)).toBe('赞成');
  });

  it('opens what stands in the form that rows have', () => {
    const row = `h1.${seal(keyFrom(key('h1').value, 'ballots'), 'a', '赞成')}`;
    expect(openUnder([key('h2'), key('h1')], 'ballots', 'a', row)).toBe('赞成');
  });

  it('opens what any of its keys sealed, whatever the text, the place and the id', () => {
    fc.assert(
      fc.property(rings, fc.nat(), text, text, (ids, at, place, plain) => {
        const keys = ids.map(key);
        const one = keys[at % keys.length]!;
        expect(openUnder(keys, 'ballots', place, sealUnder([one], 'ballots', place, plain))).toBe(plain);
      }),
    );
  });

  it('opens nothing in another place or for another purpose', () => {
    fc.assert(
      fc.property(rings, text, text, text, (ids, place, other, plain) => {
        fc.pre(place !== other);
        const keys = ids.map(key);
        const sealed = sealUnder(keys, 'ballots', place, plain);
        expect(thrown(() => openUnder(keys, 'ballots', other, sealed))).toBeInstanceOf(NotOpened);
        expect(thrown(() => openUnder(keys, `letters ${other}`, place, sealed))).toBeInstanceOf(NotOpened);
      }),
    );
  });

  it('tells a key that is not live from a text that does not open', () => {
    const sealed = sealUnder([key('h1')], 'ballots', 'a', '赞成');
    const gone = thrown(() => openUnder([key('h2')], 'ballots', 'a', sealed));
    expect(gone).toBeInstanceOf(KeyNotLive);
    expect(gone).toMatchObject({ keyId: 'h1', message: 'key h1 is not live' });
    expect(thrown(() => openUnder([key('h1')], 'ballots', 'a', 'h1'))).toBeInstanceOf(KeyNotLive);
    for (const broken of ['h1.', 'h1.AAAA', `${sealed.slice(0, -4)}AAA_`])
      expect(thrown(() => openUnder([key('h1')], 'ballots', 'a', broken))).toBeInstanceOf(NotOpened);
    expect(thrown(() => openUnder([{ id: 'h1', value: 'another-of-sufficient-length' }], 'ballots', 'a', sealed))).toBeInstanceOf(
      NotOpened,
    );
  });

  it('without a key seals nothing', () => {
    expect(() => sealUnder([], 'ballots', 'a', '赞成')).toThrow('no key to seal with for ballots');
  });
});
