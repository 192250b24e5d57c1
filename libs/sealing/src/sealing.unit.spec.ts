import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { open, seal } from './cipher.js';
import { MasterKeys } from './master-keys.js';

const key = (id: string) => ({ id, value: `${id}-of-sufficient-length` });

describe('a sealed text', () => {
  const dataKey = randomBytes(32);

  it('opens with its key in its place', () => {
    expect(open(dataKey, 'a|name', seal(dataKey, 'a|name', '甲某')).toString()).toBe('甲某');
  });

  it('is another ciphertext each time', () => {
    expect(seal(dataKey, 'a|name', '甲某')).not.toBe(seal(dataKey, 'a|name', '甲某'));
  });

  it('does not open with another key, in another place, or changed by one bit', () => {
    const sealed = seal(dataKey, 'a|name', '甲某');
    expect(() => open(randomBytes(32), 'a|name', sealed)).toThrow();
    expect(() => open(dataKey, 'b|name', sealed)).toThrow();
    const bytes = Buffer.from(sealed, 'base64url');
    for (const at of [0, 15, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] as number) ^ 1;
      expect(() => open(dataKey, 'a|name', changed.toString('base64url'))).toThrow();
    }
  });
});

describe('master keys', () => {
  const dataKey = randomBytes(32);

  it('wrap reports apart from other petitions', () => {
    const masters = new MasterKeys({ ordinary: [key('m1')], report: [key('r1')] });
    expect(masters.wrap('report', 'p', dataKey).keyId).toBe('r1');
    expect(masters.unwrap('p', masters.wrap('ordinary', 'p', dataKey))).toEqual(dataKey);
  });

  it('let an older key open, wrap under the newest of the same class, and close once the older is taken away', () => {
    const before = new MasterKeys({ ordinary: [key('m1')], report: [key('r1')] });
    const during = new MasterKeys({ ordinary: [key('m2'), key('m1')], report: [key('r2'), key('r1')] });
    const after = new MasterKeys({ ordinary: [key('m2')], report: [key('r2')] });
    const old = before.wrap('report', 'p', dataKey);
    expect(during.outdated()).toEqual(['m1', 'r1']);
    const fresh = during.rewrap('p', old);
    expect(fresh.keyId).toBe('r2');
    expect(after.unwrap('p', fresh)).toEqual(dataKey);
    expect(() => after.unwrap('p', old)).toThrow('not live');
  });

  it('bind a wrapped key to its petition', () => {
    const masters = new MasterKeys({ ordinary: [key('m1')], report: [key('r1')] });
    expect(() => masters.unwrap('other', masters.wrap('ordinary', 'p', dataKey))).toThrow();
  });

  it('have ids of their own', () => {
    expect(() => new MasterKeys({ ordinary: [key('m1')], report: [key('m1')] })).toThrow('same id');
  });
});
