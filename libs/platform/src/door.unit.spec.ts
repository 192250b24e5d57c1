import 'reflect-metadata';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { doorAt, serveDoor, type Door } from './door.js';
import { serveGraphPath } from './http.js';
import { logOf } from './log.js';

const MB = 1_048_576;
const LIMIT = 4 * MB;

@Module({})
class Empty {}

/** Reads no further than its limit, as every door must. */
async function limited({ body }: Request): Promise<Response> {
  let came = 0;
  for await (const part of body ?? []) {
    came += part.length;
    if (came > LIMIT) return new Response('too large', { status: 413 });
  }
  return new Response(String(came));
}

let app: NestFastifyApplication;
let port: number;
beforeAll(async () => {
  app = await NestFactory.create<NestFastifyApplication>(Empty, new FastifyAdapter({ bodyLimit: LIMIT }), {
    logger: false,
    bodyParser: false,
  });
  serveDoor(app, '/limited', limited);
  serveDoor(app, '/unread', async () => new Response('no', { status: 401 }));
  serveGraphPath(app.getHttpAdapter().getInstance() as never, logOf('graph'), LIMIT, async (_request, reply) => reply.send('answered'));
  await app.listen(0, '127.0.0.1');
  port = (app.getHttpServer().address() as AddressInfo).port;
});
afterAll(() => app.close());

/** As fast as the other side takes it, its length said or not. Answers what is answered, whether or not all was sent. */
function post(path: string, bytes: number, said: boolean, cutAfter = Infinity, type?: string): Promise<string> {
  return new Promise((resolve) => {
    const headers = { ...(said ? { 'content-length': bytes } : {}), ...(type ? { 'content-type': type } : {}) };
    const sending = http.request({ port, host: '127.0.0.1', path, method: 'POST', headers }, (response) => {
      let text = '';
      response.on('data', (part: Buffer) => (text += part.toString()));
      response.on('end', () => {
        resolve(`${response.statusCode} ${text}`);
        sending.destroy(); // it would not send the rest, nor go
      });
      response.on('error', () => undefined);
    });
    sending.on('error', () => resolve('cut'));
    const part = Buffer.alloc(65_536);
    let sent = 0;
    const go = (): void => {
      while (sent < bytes) {
        if (sent >= cutAfter) return void sending.destroy();
        const length = Math.min(part.length, bytes - sent);
        sent += length;
        if (!sending.write(part.subarray(0, length))) return void sending.once('drain', go);
      }
      sending.end();
    };
    go();
  });
}

describe('doors of one service', () => {
  const saying = (name: string): Door => ({ statuses: { [`${name}_GONE`]: 410 }, answer: async () => new Response(name) });
  const three = { files: saying('files'), exports: saying('exports'), exchange: saying('exchange') };
  const at = async (doors: Parameters<typeof doorAt>[0], path: string): Promise<unknown> =>
    doorAt(doors)!
      .answer(new Request(`http://files${path}`), {} as never, null)
      .then(
        (response) => response.text(),
        ({ code }: { code: string }) => code,
      );

  it.each([
    ['/files', 'files'],
    ['/files/a/b?c=/exchange/', 'files'],
    ['/exports/intake/ticket', 'exports'],
    ['/exchange', 'exchange'],
    ['/exchange/messages', 'exchange'],
    ['/exchanges', 'ADDRESS_UNKNOWN'],
    ['/', 'ADDRESS_UNKNOWN'],
  ])('answer each at its path and below it: %s', async (path, answered) => expect(await at(three, path)).toBe(answered));

  it('answer nothing at the path of a door that the service has not', async () => {
    for (const [name, path] of [
      ['files', '/files/x'],
      ['exports', '/exports/intake'],
      ['exchange', '/exchange/messages'],
    ] as const) {
      const { [name]: own, ...others } = three;
      expect(await at({ [name]: own }, path)).toBe(name);
      expect(await at({ ...others, [name]: null }, path)).toBe('ADDRESS_UNKNOWN');
    }
  });

  it('keep the statuses of all, and are none where there is none', () => {
    expect(doorAt(three)?.statuses).toEqual({ files_GONE: 410, exports_GONE: 410, exchange_GONE: 410 });
    expect(doorAt({ files: null })).toBeNull();
  });
});

describe('a body at a door', () => {
  it.each([true, false])('is answered at the limit and refused above it, however much more follows; its length said: %s', async (said) => {
    expect(await post('/limited', LIMIT, said)).toBe(`200 ${LIMIT}`);
    for (const more of [1, 2 * MB, 20 * MB]) expect(await post('/limited', LIMIT + more, said)).toBe('413 too large');
    expect(await post('/limited', 5, said)).toBe('200 5');
  });

  it('is refused unread, and the client hears why', async () => {
    for (const bytes of [1, 2 * MB, 20 * MB]) expect(await post('/unread', bytes, true)).toBe('401 no');
  });

  it('may be cut off by its sender at any byte', async () => {
    for (const cutAfter of [65_536, MB, LIMIT, LIMIT + 65_536, LIMIT + 2 * MB]) await post('/limited', 30 * MB, false, cutAfter);
    expect(await post('/limited', 5, true)).toBe('200 5');
  });

  it('without end is no longer listened to', async () => {
    expect(await post('/unread', 400 * MB, true)).toMatch(/^401|^cut/);
    expect(await post('/limited', 5, true)).toBe('200 5');
  });
});

describe('a body of a question', () => {
  it('that is too large leaves the connection as it is: closing it while the client sends would take the answer from it', async () => {
    const body = Buffer.alloc(20 * MB);
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    });
    expect([response.status, response.headers.get('connection')]).toEqual([413, null]);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BODY_TOO_LARGE' } }] });
  });

  it.each([true, false])('is refused above the limit in words that arrive, however much more comes (length said: %p)', async (said) => {
    expect(await post('/graphql', LIMIT, said, Infinity, 'application/json')).toBe('200 answered');
    for (const more of [1, 2 * MB, 20 * MB])
      expect(await post('/graphql', LIMIT + more, said, Infinity, 'application/json')).toMatch(/^413 .*"BODY_TOO_LARGE"/);
  });
});
