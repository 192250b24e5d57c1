import { describe, expect, it } from '@jest/globals';
import Fastify from 'fastify';
import { ProxyWatch, isNear } from './proxy.js';

/** Answers what was logged and what readiness says after a request from this machine. */
async function asked(trustProxy: string | false, headers: Record<string, string>, remoteAddress = '127.0.0.1', times = 1) {
  const lines: string[] = [];
  const log = { warn: (...said: unknown[]) => void lines.push(String(said.at(-1))) };
  const watch = new ProxyWatch({ trustProxy, mode: 'demo' }, log as never);
  const http = Fastify({ trustProxy });
  watch.watch(http);
  http.get('/', async () => 'here');
  for (let time = 0; time < times; time += 1) await http.inject({ url: '/', headers, remoteAddress });
  await http.close();
  return { lines, checks: watch.checks() };
}

describe('a proxy in front without TRUST_PROXY', () => {
  it.each(['x-forwarded-for', 'forwarded', 'x-real-ip'])('is noticed by %s, told once, and by readiness', async (name) => {
    const { lines, checks } = await asked(false, { [name]: '203.0.113.9' }, '10.1.2.3', 3);
    expect(lines).toEqual([expect.stringContaining('TRUST_PROXY')]);
    expect(checks).toEqual({ 'gateway.proxy': expect.stringContaining('TRUST_PROXY') });
  });

  it.each([
    ['the request names nobody', false, {}, '127.0.0.1'],
    ['a stranger wrote the header', false, { 'x-forwarded-for': '203.0.113.9' }, '203.0.113.1'],
    ['the variable is set', '127.0.0.1', { 'x-forwarded-for': '203.0.113.9' }, '127.0.0.1'],
  ] as const)('is not where %s', async (_case, trust, headers, from) => {
    expect(await asked(trust, headers, from)).toEqual({ lines: [], checks: {} });
  });

  it.each([
    ['127.0.0.1', true],
    ['::1', true],
    ['::ffff:10.0.0.1', true],
    ['192.168.1.1', true],
    ['172.16.0.1', true],
    ['fd00::1', true],
    ['203.0.113.1', false],
    ['2001:4860::1', false],
    ['', false],
  ])('is near at %s: %s', (address, near) => expect(isNear(address)).toBe(near));

  it('is warned of at the start in production', () => {
    const lines: unknown[] = [];
    for (const trustProxy of [false, '10.0.0.1'] as const)
      new ProxyWatch({ trustProxy, mode: 'production' }, { warn: (line: unknown) => void lines.push(line) } as never).watch(Fastify());
    expect(lines).toEqual([expect.stringContaining('TRUST_PROXY')]);
  });
});
