import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { Secret } from './config.js';
import { LiveKeys, markOf } from './live-keys.js';
import { GatewaySeal } from './signature.js';

const secret = (id: string): Secret => ({ id, source: 'value:', value: `secret of ${id}` });
const keys = new LiveKeys([secret('new'), secret('old')]);
const invalid = expect.objectContaining({ code: 'LIVE_KEY_INVALID', kind: 'UNAUTHENTICATED' });
const petition = '01900000-0000-7000-8000-000000000001';

describe('a live key', () => {
  afterEach(() => void jest.restoreAllMocks());

  it('names subject and holder by marks alone, and lives fifteen minutes', () => {
    const key = keys.issue(petition, 'person:p1');
    const read = keys.check(key);
    expect(read.subject).toBe(markOf(petition));
    expect(read.endsAt - Math.floor(read.issuedAt / 1000)).toBe(900);
    expect(key).toHaveLength(64);
    expect(Buffer.from(key, 'base64url').toString('latin1')).not.toContain('01900000');
  });

  it('of one person is not that of another, nor that of another subject', () => {
    const one = keys.check(keys.issue(petition, 'person:p1'));
    expect(keys.check(keys.issue(petition, 'person:p2')).holder).not.toBe(one.holder);
    expect(keys.check(keys.issue('course:' + petition, 'person:p1')).subject).not.toBe(one.subject);
  });

  it('ends with its time, and no later than the right it follows from', () => {
    const now = Date.now();
    const key = keys.issue(petition, 'person:p1');
    const short = keys.issue(petition, 'person:p1', now / 1000 + 60);
    jest.spyOn(Date, 'now').mockReturnValue(now + 61_000);
    expect(() => keys.check(short)).toThrow(expect.objectContaining({ code: 'LIVE_KEY_EXPIRED' }));
    expect(keys.check(key).subject).toBe(markOf(petition));
    jest.spyOn(Date, 'now').mockReturnValue(now + 900_000);
    expect(() => keys.check(key)).toThrow(expect.objectContaining({ code: 'LIVE_KEY_EXPIRED' }));
    expect(() => keys.check(keys.issue(petition, 'person:p1', now / 1000 - 5))).toThrow(
      expect.objectContaining({ code: 'LIVE_KEY_EXPIRED' }),
    );
  });

  it('with any byte changed, cut, lengthened or of another secret is refused', () => {
    const key = keys.issue(petition, 'person:p1');
    const bytes = Buffer.from(key, 'base64url');
    for (let at = 0; at < bytes.length; at++) {
      const forged = Buffer.from(bytes);
      forged[at]! ^= 1;
      expect(() => keys.check(forged.toString('base64url'))).toThrow(invalid);
    }
    for (const other of ['', 'x', petition, key.slice(0, -1), `${key}A`, `${key}=`, ` ${key}`])
      expect(() => keys.check(other)).toThrow(invalid);
    expect(() => keys.check(new LiveKeys([secret('other')]).issue(petition, 'person:p1'))).toThrow(invalid);
  });

  it('sealed with a former secret is heard as long as that one is live', () => {
    const former = new LiveKeys([secret('old')]).issue(petition, 'person:p1');
    expect(keys.check(former).subject).toBe(markOf(petition));
    expect(() => new LiveKeys([secret('new')]).check(former)).toThrow(invalid);
  });

  it('cannot be made of what the gateway seals for a subgraph with the same secret', () => {
    const { headers } = new GatewaySeal([secret('new')]).seal('live key', { correlationId: 'c', address: '' }, '');
    const sealed = headers['x-gateway-signature']!.split('.')[2]!;
    const body = Buffer.from(keys.issue(petition, 'p'), 'base64url').subarray(0, 31);
    const made = Buffer.concat([body, Buffer.from(sealed, 'base64url').subarray(0, 17)]).toString('base64url');
    expect(() => keys.check(made)).toThrow(invalid);
  });
});
