import { describe, expect, it } from '@jest/globals';
import { KeyedHash } from './keyed-hash.js';

const key = (id: string) => ({ id, value: `${id}-of-sufficient-length` });

describe('a keyed hash', () => {
  it('finds under each live key and writes under the newest', () => {
    const [one, two] = [new KeyedHash([key('k1')], 'x'), new KeyedHash([key('k2'), key('k1')], 'x')];
    expect(two.all('a').map(({ keyId }) => keyId)).toEqual(['k2', 'k1']);
    expect(two.all('a')).toContainEqual(one.newest('a'));
    expect(two.newest('a').keyId).toBe('k2');
  });

  it('keeps purposes, and the borders of its parts, apart', () => {
    expect(new KeyedHash([key('k1')], 'x').newest('a')).not.toEqual(new KeyedHash([key('k1')], 'y').newest('a'));
    expect(new KeyedHash([key('k1')], 'x').newest('ab', 'c')).not.toEqual(new KeyedHash([key('k1')], 'x').newest('a', 'bc'));
  });

  it('no longer makes anything with a key that was taken away', () => {
    expect(() => new KeyedHash([key('k2')], 'x').bytes('k1', 'a')).toThrow('no longer live');
  });
});
