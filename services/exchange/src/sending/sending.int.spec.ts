import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exchangePlan } from '@sunshine/envelope';
import { Health, Time } from '@sunshine/platform';
import { certified } from '@sunshine/testing';
import { LinkedNode, OPERATOR, linked, settle } from '../../test/link.js';
import { exchangeConfig } from '../config.js';
import { NodeKeys } from '../keys/node-keys.js';
import { Sender } from './sender.js';
import { Wire } from './wire.js';

const KEYS = 'x1=value:exchange-secret-of-tests-0123456789';

describe('a node that cannot sign', () => {
  it('goes on lining up, sends and takes nothing, says so, and has its backlog leave in order afterwards', async () => {
    const time = new Time();
    const [city, county] = [await LinkedNode.open({ time }), await LinkedNode.open({ node: 'county.990122', time })];
    linked(city, county);
    await city.list(county);
    await county.list(city);
    const heard = county.hears();
    city.hears();
    await county.say(city, 'to the city');
    let signs = false;
    const keys = city.get(NodeKeys);
    Object.defineProperty(keys, 'signs', { get: () => signs });
    for (const body of [1, 2, 3]) await city.say(county, body);
    await settle(city, county);
    expect(await city.states('message_out')).toEqual(['A-1 1 waiting', 'A-1 2 waiting', 'A-1 3 waiting']);
    expect(await county.states('message_out')).toEqual(['A-1 1 waiting']);
    const { exchangePartners } = (await county.ask(OPERATOR, '{ exchangePartners { lastFailure } }')) as {
      exchangePartners: { lastFailure: string }[];
    };
    expect(exchangePartners[0]!.lastFailure).toBe('EXCHANGE_STOPPED');
    expect(await city.refusal('anything')).toBe('EXCHANGE_STOPPED');
    time.set(new Date(time.now().getTime() + 6 * 3_600_000));
    signs = true;
    for (let rounds = 0; rounds < 4; rounds += 1) {
      await settle(city, county);
      time.set(new Date(time.now().getTime() + exchangePlan.breaker.longestPauseMs));
    }
    expect(heard.map(({ body }) => body)).toEqual([1, 2, 3]);
    expect(await county.states('message_out')).toEqual(['A-1 1 sent']);
  });

  it('says so in its readiness where its keys cannot be opened, from the tenth minute', async () => {
    const time = new Time();
    const city = await LinkedNode.open({ time });
    const ready = async () => (await city.get(Health).readiness()).checks['exchange signing'];
    const keys = city.get(NodeKeys) as unknown as { unsignedSince: number | null };
    expect(await ready()).toBe('ok');
    // As a look that finds none leaves it; the look of the next second would mend it.
    Object.defineProperty(keys, 'unsignedSince', { get: () => since, set: () => undefined });
    let since = time.now().getTime() - exchangePlan.unsignedMs + 1_000;
    expect(await ready()).toBe('ok');
    since -= 2_000;
    expect(await ready()).toMatch('no key of the node signs');
  });
});

describe('two workers of one node', () => {
  it('share the messages out: each is posted once', async () => {
    const [city, county] = [await LinkedNode.open(), await LinkedNode.open({ node: 'county.990122' })];
    const link = linked(city, county);
    await city.list(county);
    await county.list(city);
    county.hears();
    const posted: string[] = [];
    link.way = async (text, to) => {
      posted.push(text);
      return to.receive(text);
    };
    for (let n = 0; n < 100; n += 1) await city.say(county, n, { conversation: `A-${n % 60}` });
    const sender = city.get(Sender);
    for (let rounds = 0; rounds < 10; rounds += 1) await Promise.all([sender.run(), sender.run(), sender.run()]);
    expect([posted.length, new Set(posted).size]).toEqual([100, 100]);
  });

  it('what a worker left behind goes to another when its lease is over, as the same text', async () => {
    const time = new Time();
    const [city, county] = [await LinkedNode.open({ time }), await LinkedNode.open({ node: 'county.990122', time })];
    const link = linked(city, county);
    await city.list(county);
    await county.list(city);
    county.hears();
    const posted: string[] = [];
    await city.say(county, 'x');
    let died: () => void = () => undefined;
    link.way = (text) => {
      posted.push(text);
      return new Promise((_done, fail) => (died = () => fail(new Error('killed'))));
    };
    const dying = city.send();
    while (posted.length === 0) await new Promise((done) => setTimeout(done, 10));
    link.way = async (text, to) => {
      posted.push(text);
      return to.receive(text);
    };
    expect(await city.send()).toBe(false);
    time.set(new Date(time.now().getTime() + exchangePlan.leaseMs + 1_000));
    expect(await city.send()).toBe(true);
    died();
    await dying;
    expect(new Set(posted).size).toBe(1);
    expect(await city.states('message_out')).toEqual(['A-1 1 sent']);
  });
});

describe('the way to a partner', () => {
  let server: Server;
  let endpoint: string;
  const wire = new Wire(exchangeConfig({ SUNSHINE_MODE: 'demo', FILES_DIR: '.', EXCHANGE_KEYS: KEYS }));

  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === '/exchange/messages') return void response.writeHead(200).end('a receipt');
      if (request.url === '/long/messages') return void response.writeHead(200).end('x'.repeat(2_000_001));
      if (request.url === '/most/messages') return void response.writeHead(200).end('x'.repeat(2_000_000));
      if (request.url === '/moved/messages') return void response.writeHead(307, { location: '/exchange/messages' }).end();
      return void response.writeHead(503).end('{"errors":[{"extensions":{"code":"SERVER_CLOSING"}}]}');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('answers what the partner says, up to 2,000,000 bytes', async () => {
    expect(await wire.post(`${endpoint}/exchange`, 'x')).toEqual({ status: 200, text: 'a receipt' });
    expect(await wire.post(`${endpoint}/exchange/`, 'x')).toEqual({ status: 200, text: 'a receipt' });
    expect((await wire.post(`${endpoint}/most`, 'x')).text).toHaveLength(2_000_000);
    await expect(wire.post(`${endpoint}/long`, 'x')).rejects.toThrow('too long');
    expect((await wire.post(`${endpoint}/else`, 'x')).status).toBe(503);
  });

  it('follows no redirection, and rejects where nobody is there', async () => {
    expect((await wire.post(`${endpoint}/moved`, 'x')).status).toBe(307);
    await expect(wire.post('http://127.0.0.1:1/exchange', 'x')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('shows its certificate to a partner who asks for one, and goes to none whose certificate no CA of the file signed', async () => {
    const [own, theirs] = [await certified('city'), await certified('county')];
    const read = (path: string) => readFileSync(path);
    const strict = createSecureServer(
      { cert: read(theirs.certificate), key: read(theirs.key), ca: read(own.ca), requestCert: true, rejectUnauthorized: true },
      (_request, response) => response.writeHead(200).end('a receipt'),
    );
    await new Promise<void>((done) => strict.listen(0, '127.0.0.1', done));
    const address = `https://127.0.0.1:${(strict.address() as AddressInfo).port}/exchange`;
    const over = (env: NodeJS.ProcessEnv) =>
      new Wire(exchangeConfig({ SUNSHINE_MODE: 'demo', FILES_DIR: '.', EXCHANGE_KEYS: KEYS, ...env })).post(address, 'x');
    try {
      expect(await over({ EXCHANGE_TLS_CA: theirs.ca, EXCHANGE_TLS_IDENTITY: own.keyAndCertificate })).toEqual({
        status: 200,
        text: 'a receipt',
      });
      await expect(over({ EXCHANGE_TLS_CA: theirs.ca })).rejects.toThrow();
      await expect(over({ EXCHANGE_TLS_CA: theirs.ca, EXCHANGE_TLS_IDENTITY: theirs.keyAndCertificate })).rejects.toThrow();
      await expect(over({ EXCHANGE_TLS_CA: own.ca, EXCHANGE_TLS_IDENTITY: own.keyAndCertificate })).rejects.toMatchObject({
        code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      });
    } finally {
      strict.closeAllConnections();
      strict.close();
    }
  });
});
