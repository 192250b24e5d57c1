import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fastifyFormbody from '@fastify/formbody';
import fastify, { type FastifyInstance } from 'fastify';
import { refuseAddress, servePortal } from '../src/portal/routes.js';

const entry = { script: '/assets/a.js', styles: [], preload: [] };
const entries = { portal: entry, workbench: entry, mode: '/assets/mode.js', fonts: '/assets/fonts.css' };

let http: FastifyInstance;

beforeAll(async () => {
  http = fastify({ frameworkErrors: (_error, request, reply) => void refuseAddress(request, reply, entries) });
  await http.register(fastifyFormbody);
  servePortal(http, entries, { ask: () => Promise.resolve({ data: null, errors: [] }), files: null });
});

afterAll(() => http.close());

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

describe('an address of the portal', () => {
  it.each([
    ['/file/', '/file'],
    ['/file/?kind=CLAIM', '/file?kind=CLAIM'],
    ['/elder/', '/elder'],
    ['/elder/track/?code=1', '/elder/track?code=1'],
  ])('%s leads to %s, whatever the method', async (url, location) => {
    for (const method of ['GET', 'POST'] as const) {
      const answer = await http.inject({ method, url });
      expect([answer.statusCode, answer.headers.location]).toEqual([308, location]);
    }
  });

  it.each([
    ['PUT', '/file', 405, 'GET, HEAD, POST'],
    ['DELETE', '/elder/track', 405, 'GET, HEAD, POST'],
    ['POST', '/guide', 405, 'GET, HEAD'],
    ['POST', '/', 405, 'GET, HEAD'],
    ['POST', '/nowhere', 404, undefined],
    ['PATCH', '/elder/nowhere/at/all', 404, undefined],
    ['GET', '//elsewhere.example/', 404, undefined],
    ['GET', '/%E0%A4%A', 400, undefined],
    ['GET', '/elder/%E0%A4%A', 400, undefined],
  ] as const)('%s %s is answered by a page: %i', async (method, url, status, allow) => {
    const { statusCode, headers, body } = await http.inject({ method, url });
    expect([statusCode, headers.allow, headers['content-type']]).toEqual([status, allow, 'text/html; charset=utf-8']);
    expect(body).toContain('返回首页');
    expect(body).toContain(`data-mode="${url.startsWith('/elder') ? 'elder' : 'standard'}"`);
  });

  it.each([
    ['a body that no form sends', { 'content-type': 'text/csv' }, 'a,b', 415],
    ['a body that is too long', FORM, `text=${'a'.repeat(1_048_577)}`, 413],
  ])('says in Chinese that it cannot read %s', async (_what, headers, payload, status) => {
    const answer = await http.inject({ method: 'POST', url: '/file', headers, payload });
    expect(answer.statusCode).toBe(status);
    expect(answer.body).toContain('填写的内容有误');
  });
});

describe('a page', () => {
  it.each([
    ['br, gzip', 'br', brotliDecompressSync],
    ['gzip, deflate', 'gzip', gunzipSync],
    ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
  ])('that an address opens is sent compressed to who takes %s', async (accepted, encoding, read) => {
    const plain = await http.inject({ url: '/track' });
    expect(plain.headers['content-encoding']).toBeUndefined();
    const { headers, rawPayload } = await http.inject({ url: '/track', headers: { 'accept-encoding': accepted } });
    expect([headers['content-encoding'], headers.vary]).toEqual([encoding, 'accept-encoding']);
    expect(read(rawPayload).toString('utf8')).toBe(plain.body);
    expect(rawPayload.length).toBeLessThan(plain.rawPayload.length * 0.6);
  });

  it('that answers a form is sent as it is', async () => {
    const headers = { ...FORM, 'accept-encoding': 'br, gzip' };
    const answer = await http.inject({ method: 'POST', url: '/track', headers, payload: 'code=1&secret=2' });
    expect([answer.headers['content-encoding'], answer.body.startsWith('<!doctype html>')]).toEqual([undefined, true]);
  });
});
