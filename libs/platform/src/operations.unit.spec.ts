import { describe, expect, it } from '@jest/globals';
import { mayOperate } from './operations.js';

const tokens = [
  { id: 'new', source: 'value:', value: 'the-newest-token' },
  { id: 'old', source: 'value:', value: 'the-former-token' },
];
const may = (peer: string | undefined, headers: Record<string, string> = {}, known = tokens) => mayOperate({ peer, headers }, known);

describe('the figures of a node', () => {
  it('are shown to callers on the machine itself', () => {
    for (const peer of ['127.0.0.1', '127.8.0.1', '::1', '::ffff:127.0.0.1']) expect(may(peer)).toBe(true);
    for (const peer of ['10.0.0.7', '::ffff:10.0.0.7', '128.127.0.1', 'fe80::1', undefined]) expect(may(peer)).toBe(false);
  });

  it('are not shown through a proxy on the machine, whatever address it names', () => {
    for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via', 'x-forwarded-proto', 'x-forwarded-host'])
      expect(may('127.0.0.1', { [name]: '127.0.0.1' })).toBe(false);
  });

  it('are shown to callers with one of the tokens, from anywhere; with no tokens set, to none of them', () => {
    expect(may('10.0.0.7', { authorization: 'Bearer the-newest-token' })).toBe(true);
    expect(may('10.0.0.7', { authorization: 'Bearer the-former-token', 'x-forwarded-for': '1.2.3.4' })).toBe(true);
    for (const authorization of ['Bearer the-newest-toke', 'Bearer ', 'the-newest-token', 'Basic the-newest-token'])
      expect(may('10.0.0.7', { authorization })).toBe(false);
    expect(may('10.0.0.7', { authorization: 'Bearer ' }, [])).toBe(false);
  });
});
