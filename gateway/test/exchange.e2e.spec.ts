import { createHash, randomBytes } from 'node:crypto';
import http from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ENVELOPE_BYTES_MAX } from '@sunshine/envelope';
import { Tokens, type HostedService } from '@sunshine/platform';
import { createGateway, type RunningGateway } from '../src/index.js';
import { toyEnv, toyServices, toySupergraph } from './toys.js';

const refusal = (code: string, kind: string) => ({
  errors: [expect.objectContaining({ extensions: { code, kind, source: null } })],
});
const TOO_LARGE = refusal('BODY_TOO_LARGE', 'INVALID_INPUT');
const UNKNOWN = refusal('ADDRESS_UNKNOWN', 'NOT_FOUND');

describe.each(['in process', 'over HTTP'] as const)('what is sent to /exchange with subgraphs %s', (transport) => {
  let services: HostedService[];
  let env: NodeJS.ProcessEnv;
  let urls: Record<string, string>;
  let url: string;
  const gateways: RunningGateway[] = [];

  /** With the shelf as the service that exchanges, unless another is named. */
  async function opened(more: NodeJS.ProcessEnv = {}, exchangeOf = 'case'): Promise<string> {
    const ways = transport === 'in process' ? { services } : { urls };
    const gateway = await createGateway({ ...ways, env: { ...env, ...more }, supergraph: await toySupergraph(), exchangeOf });
    gateways.push(gateway);
    return gateway.listen(0);
  }

  beforeAll(async () => {
    env = await toyEnv();
    services = await toyServices(env);
    await Promise.all(services.map((service) => service.listen(0)));
    urls = Object.fromEntries(await Promise.all(services.map(async (service) => [service.name, await service.app.getUrl()] as const)));
    url = await opened();
  });
  afterAll(async () => {
    for (const gateway of gateways) await gateway.close();
    await Promise.all(services.map((service) => service.close()));
  });

  const sent = async (
    to: string,
    path: string,
    body: string | Uint8Array<ArrayBuffer> | ReadableStream = 'a message',
    headers: Record<string, string> = {},
  ) => {
    const streamed = body instanceof ReadableStream ? { duplex: 'half' as const } : {};
    const answer = await fetch(`${to}${path}`, { method: 'POST', headers, body, ...streamed });
    return { status: answer.status, headers: answer.headers, said: (await answer.json()) as Record<string, unknown> };
  };
  const graph = (to: string) =>
    sent(to, '/graphql', JSON.stringify({ query: '{ petition(id: "7") { number } }' }), { 'content-type': 'application/json' });
  /** Its length is not said. */
  const inParts = (bytes: Uint8Array) =>
    new Blob([bytes]).stream().pipeThrough(new TransformStream<Uint8Array, Uint8Array>()) as ReadableStream;

  it('reaches the service without a sign-in, from a machine of any origin, with its bytes and its address', async () => {
    const message = randomBytes(1_000);
    const token = await services[0]!.app.get(Tokens).issue({ kind: 'person', person: 'p1', session: 's' }, 60);
    const said = {
      method: 'POST',
      path: '/exchange/messages?x=1',
      person: null,
      address: expect.stringMatching(/127\.0\.0\.1|::1/),
      offset: null,
      bytes: message.length,
      hash: createHash('sha256').update(message).digest('hex'),
    };
    const machine = { 'content-type': 'text/plain', origin: 'https://city.example', 'sec-fetch-site': 'cross-site' };
    const callers: Record<string, string>[] = [{}, machine, { authorization: `Bearer ${token}` }, { authorization: 'Bearer a.b.c' }];
    for (const headers of callers) expect(await sent(url, '/exchange/messages?x=1', message, headers)).toMatchObject({ status: 200, said });
  });

  it('is let through up to the longest envelope and refused one byte above it, its length said or not', async () => {
    for (const body of [(bytes: Uint8Array<ArrayBuffer>) => bytes, inParts]) {
      const most = await sent(url, '/exchange/messages', body(new Uint8Array(ENVELOPE_BYTES_MAX)));
      expect(most).toMatchObject({ status: 200, said: { bytes: ENVELOPE_BYTES_MAX } });
      const more = await sent(url, '/exchange/messages', body(new Uint8Array(ENVELOPE_BYTES_MAX + 1)));
      expect(more).toMatchObject({ status: 413, said: TOO_LARGE });
    }
    expect((await sent(url, '/files/x', new Uint8Array(ENVELOPE_BYTES_MAX + 1))).said).toMatchObject({ bytes: ENVELOPE_BYTES_MAX + 1 });
  });

  it('is refused above so many of one address in a minute, which hears when to come again; everything else goes on', async () => {
    const few = await opened({ EXCHANGE_PER_ADDRESS: '3' });
    for (let n = 0; n < 3; n++) expect((await sent(few, '/exchange/messages')).status).toBe(200);
    const { status, headers, said } = await sent(few, '/exchange/messages');
    expect({ status, said }).toEqual({ status: 429, said: refusal('EXCHANGE_TOO_MANY', 'TOO_MANY') });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(50);
    expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(60);
    for (let n = 0; n < 5; n++) {
      expect((await graph(few)).said).toEqual({ data: { petition: { number: 'no-7' } } });
      expect((await sent(few, '/files/x')).status).toBe(200);
    }
    expect((await sent(url, '/exchange/messages')).status).toBe(200);
  });

  it('passes by nothing on another way: another path leads to no other door', async () => {
    for (const path of ['/exports/case/exchange/messages', '/exports/case']) expect((await sent(url, path)).said).toEqual(UNKNOWN);
    expect((await fetch(`${urls['case']}/exchange/messages`, { method: 'POST' })).status).toBe(401);
  });

  it('must come in its time, as a question of the graph', async () => {
    const hasty = new URL(await opened({ BODY_SECONDS: '1' }));
    const socket = connect(Number(hasty.port), hasty.hostname.replace(/[[\]]/g, ''));
    socket.on('error', () => undefined);
    const started = performance.now();
    socket.write('POST /exchange/messages HTTP/1.1\r\nhost: x\r\ncontent-length: 100000\r\n\r\n{');
    socket.resume();
    await new Promise((cut) => socket.once('close', cut));
    expect(performance.now() - started).toBeGreaterThanOrEqual(990);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('that is broken off leaves its place to the next', async () => {
    const { hostname, port } = new URL(url);
    for (let n = 0; n < 30; n++) {
      const request = http.request({ hostname: hostname.replace(/[[\]]/g, ''), port, path: '/exchange/messages', method: 'POST' });
      await new Promise<void>((gone) => {
        request.on('error', () => undefined).once('close', gone);
        request.write('{', () => request.destroy());
      });
    }
    expect((await sent(url, '/exchange/messages')).status).toBe(200);
  });

  it('is answered as any unknown address where no service exchanges', async () => {
    const without = await opened({}, 'exchange');
    const [there, nowhere] = [await fetch(`${without}/exchange/messages`), await fetch(`${without}/nowhere/messages`)];
    expect([there.status, there.headers.get('content-type')]).toEqual([404, nowhere.headers.get('content-type')]);
    const [posted, lost] = [await sentRaw(`${without}/exchange/messages`), await sentRaw(`${without}/nowhere/messages`)];
    expect(posted).toEqual(lost);
    expect(posted[0]).toBe(404);
  });

  const sentRaw = async (to: string): Promise<[number, string]> => {
    const answer = await fetch(to, { method: 'POST', body: 'a message' });
    return [answer.status, await answer.text()];
  };
});

describe('a service that has no door to the exchange', () => {
  it('answers nothing there', async () => {
    const env = await toyEnv();
    const [shop, shelf] = await toyServices(env);
    await shop!.listen(0);
    const answer = await fetch(`${await shop!.app.getUrl()}/exchange/messages`, { method: 'POST' });
    expect([answer.status, await answer.json()]).toEqual([404, UNKNOWN]);
    await shop!.close();
    await shelf!.close();
  });
});
