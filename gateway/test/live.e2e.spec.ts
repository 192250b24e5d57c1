import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { live, type Envelope } from '@sunshine/events';
import type { Tail, TailListener } from '@sunshine/messaging';
import { LiveKeys, secretList, type HostedService, type Secret } from '@sunshine/platform';
import { EventStream } from '@sunshine/testing';
import { createGateway, type RunningGateway } from '../src/index.js';
import { toyEnv, toyServices, toySupergraph } from './toys.js';

/** A tail that hears what the spec says. */
class Told implements Tail {
  listener!: TailListener;
  stopped = false;
  start(listener: TailListener): void {
    this.listener = listener;
  }
  async stop(): Promise<void> {
    this.stopped = true;
  }
  problem(): null {
    return null;
  }
  hear(key: string, seq: number, more: object = {}): void {
    this.listener.heard({ type: 'Toyed', version: 1, source: 'case', key, seq, data: {}, ...more } as unknown as Envelope);
  }
}

interface Data {
  key?: number;
  after?: { source: string; key: string; seq: number }[];
  until?: string;
}

describe('live updates at the gateway', () => {
  let env: NodeJS.ProcessEnv;
  let secrets: Secret[];
  let keys: LiveKeys;
  let services: HostedService[];
  const gateways: RunningGateway[] = [];
  const pages: EventStream<Data>[] = [];
  const petition = (n: number) => `01900000-0000-7000-8000-00000000000${n}`;
  const of = (subject: string, holder = 'person:p1', endsAt?: number) => keys.issue(subject, holder, endsAt);

  beforeAll(async () => {
    env = await toyEnv();
    secrets = secretList(env).parse(env.GATEWAY_SECRETS);
    keys = new LiveKeys(secrets);
    services = await toyServices(env);
  });
  afterEach(async () => {
    for (const page of pages.splice(0)) page.close();
    await Promise.all(gateways.splice(0).map((gateway) => gateway.close()));
  });
  afterAll(() => Promise.all(services.map((service) => service.close())));

  async function serve(more: NodeJS.ProcessEnv = {}) {
    const tail = new Told();
    const gateway = await createGateway({ services, env: { ...env, ...more }, supergraph: await toySupergraph(), events: tail });
    gateways.push(gateway);
    const url = await gateway.listen(0);
    const open = async (given: string | string[], lastId?: string) => {
      const page = await EventStream.open<Data>(`${url}/live?keys=${[given].flat().join('.')}`, lastId);
      pages.push(page);
      return page;
    };
    const refused = async (query: string) => {
      const answer = await fetch(`${url}/live${query}`);
      const { errors } = (await answer.json()) as { errors: { extensions: { code: string } }[] };
      return [answer.status, errors[0]!.extensions.code];
    };
    return { tail, gateway, url, open, refused };
  }

  /** Attached longer ago than clocks may differ: what happens from now on is known. */
  async function settled(more: NodeJS.ProcessEnv = {}) {
    const now = Date.now;
    Date.now = () => now() - 60_000;
    const served = await serve(more);
    served.tail.listener.attached();
    Date.now = now;
    return served;
  }

  it('tells which key it was and what to ask the graph to have read, nothing else', async () => {
    const { tail, open } = await settled();
    const page = await open([of(petition(1)), of(petition(2))]);
    tail.hear(petition(2), 7, { data: { secret: '秘密' }, actor: { kind: 'person', id: 'p9' } });
    tail.hear(petition(3), 1);
    await page.until(() => page.named('change').length === 1);
    await sleep(200);
    expect(page.told.map(({ event, data }) => [event, data])).toEqual([
      ['ready', { until: expect.stringMatching(/^\d{4}-.*Z$/) }],
      ['change', { key: 1, after: [{ source: 'case', key: petition(2), seq: 7 }] }],
    ]);
    expect(page.text).toMatch(/^retry:3000\n\n/);
    expect(page.text).not.toMatch(/秘密|p9|Toyed/);
  });

  it('tells at once what happened together, by its last number for each source and key', async () => {
    const { tail, open } = await settled();
    const page = await open([of(petition(1)), of(live.organ('o1'))]);
    for (const seq of [1, 2, 3]) tail.hear(petition(1), seq);
    tail.hear(petition(1), 1, { source: 'intake' });
    tail.hear(petition(5), 4, { course: { organId: 'o1', listed: true } });
    await page.until(() => page.named('change').length === 2);
    expect(page.named('change').map(({ data }) => data)).toEqual([
      {
        key: 0,
        after: [
          { source: 'case', key: petition(1), seq: 3 },
          { source: 'intake', key: petition(1), seq: 1 },
        ],
      },
      { key: 1, after: [{ source: 'case', key: petition(5), seq: 4 }] },
    ]);
  });

  it('tells an organ of matters that come to it, never of a report, and the tracking page of moves of the course alone', async () => {
    const { tail, open } = await settled();
    const desk = await open(of(live.organ('o1')));
    const tracking = await open(of(live.course(petition(1)), 'pass:1'));
    const registered = (kind: string, accusedIds: string[] = []) => ({
      type: 'PetitionRegistered',
      data: { kind, organId: 'o1', accusedIds },
    });
    tail.hear(petition(1), 1, registered('REPORT', ['x']));
    tail.hear(petition(2), 1, registered('CLAIM', ['x']));
    tail.hear(petition(3), 1, { course: { organId: 'o1', listed: false } });
    tail.hear(petition(4), 1, { course: { organId: 'o1' } });
    tail.hear(petition(5), 1, { course: { organId: 'o2', listed: true } });
    tail.hear(petition(1), 2);
    tail.hear(petition(6), 1, registered('CLAIM'));
    tail.hear(petition(1), 3, { course: { organId: 'o3', listed: true } });
    await desk.until(() => desk.named('change').length === 1 && tracking.named('change').length === 1);
    await sleep(200);
    expect(desk.named('change').map(({ data }) => data.after)).toEqual([[{ source: 'case', key: petition(6), seq: 1 }]]);
    expect(tracking.named('change').map(({ data }) => data.after)).toEqual([[{ source: 'case', key: petition(1), seq: 3 }]]);
  });

  it('tells what happened between the issue of the key and the connection, and to who comes back only what came since', async () => {
    const { tail, open } = await settled();
    const key = of(petition(1));
    tail.hear(petition(1), 1);
    const page = await open(key);
    await page.until(() => page.named('change').length === 1);
    tail.hear(petition(1), 2);
    await page.until(() => page.named('change').length === 2);
    const { id } = page.named('change')[1]!;
    page.close();
    tail.hear(petition(2), 1);
    tail.hear(petition(1), 3);
    const back = await open(key, id);
    await back.until(() => back.named('change').length === 1);
    expect(back.told.map(({ event, data }) => [event, data.after])).toEqual([
      ['ready', undefined],
      ['change', [{ source: 'case', key: petition(1), seq: 3 }]],
    ]);
  });

  it('tells the page to ask for everything again where it cannot know what was missed: after its start, and after a gap of the bus', async () => {
    const { tail, open } = await serve();
    const early = await open(of(petition(1)));
    await early.until(() => early.named('refresh').length === 1);
    tail.listener.attached();
    await early.until(() => early.named('refresh').length === 2);
    const foreign = await open(of(petition(1)), 'another0-12');
    await foreign.until(() => foreign.named('refresh').length === 1);
    tail.hear(petition(1), 5);
    await foreign.until(() => foreign.named('change').length === 1);
    const { id } = foreign.named('change')[0]!;
    tail.listener.attached();
    const back = await open(of(petition(1)), id);
    await back.until(() => back.named('refresh').length === 1);
    // Copies of the services may come later than the bus: once more.
    await early.until(() => early.named('refresh').length === 4, 8_000);
  });

  it('refuses a key that is forged, expired, missing, of somebody else beside another, or one too many', async () => {
    const { refused } = await settled();
    const key = of(petition(1));
    expect(await refused('')).toEqual([401, 'LIVE_KEY_INVALID']);
    expect(await refused('?keys=')).toEqual([401, 'LIVE_KEY_INVALID']);
    expect(await refused(`?keys=${petition(1)}`)).toEqual([401, 'LIVE_KEY_INVALID']);
    expect(await refused(`?keys=${key.slice(0, -2)}AA`)).toEqual([401, 'LIVE_KEY_INVALID']);
    expect(await refused(`?keys=${key}.${key.slice(1)}`)).toEqual([401, 'LIVE_KEY_INVALID']);
    expect(await refused(`?keys=${key}&keys=${key}`)).toEqual([401, 'LIVE_KEY_INVALID']);
    expect(await refused(`?keys=${key}.${of(petition(2), 'person:p1', Date.now() / 1000 - 1)}`)).toEqual([401, 'LIVE_KEY_EXPIRED']);
    expect(await refused(`?keys=${key}.${of(petition(2), 'person:p2')}`)).toEqual([400, 'LIVE_KEYS_MIXED']);
    expect(await refused(`?keys=${Array.from({ length: 101 }, () => key).join('.')}`)).toEqual([400, 'LIVE_KEYS_TOO_MANY']);
  });

  it('listens with a hundred keys at once, and tells of the last one', async () => {
    const { tail, open } = await settled();
    const all = Array.from({ length: 100 }, (_, n) => of(`petition-${n}`));
    const page = await open(all);
    tail.hear('petition-99', 1);
    await page.until(() => page.named('change').length === 1);
    expect(page.named('change')[0]!.data.key).toBe(99);
  });

  it('ends with its first key, and says so', async () => {
    const { open } = await settled();
    const page = await open([of(petition(1)), of(petition(2), 'person:p1', Date.now() / 1000 + 2)]);
    await page.until(() => page.ended, 5_000);
    expect(page.told.map(({ event }) => event)).toEqual(['ready', 'end']);
  });

  it('holds the limits of a person, of an address and of all, and counts off who leaves', async () => {
    const { open, refused } = await settled({ LIVE_PER_PERSON: '2', LIVE_PER_ADDRESS: '4', LIVE_TOTAL: '5' });
    const key = (person: string) => of(petition(1), `person:${person}`);
    const first = await open(key('a'));
    await open(key('a'));
    expect(await refused(`?keys=${key('a')}`)).toEqual([429, 'LIVE_TOO_MANY']);
    await open(key('b'));
    await open(key('c'));
    expect(await refused(`?keys=${key('d')}`)).toEqual([429, 'LIVE_TOO_MANY']);
    first.close();
    await sleep(100);
    await open(key('d'));
    const total = await settled({ LIVE_TOTAL: '1' });
    await total.open(key('a'));
    expect(await total.refused(`?keys=${key('b')}`)).toEqual([429, 'LIVE_TOO_MANY']);
  });

  it('ends every stream when it closes, and closes', async () => {
    const { open, gateway, tail, url } = await settled();
    const page = await open(of(petition(1)));
    // As browsers do: a connection that was never used.
    const idle = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => undefined);
    await once(idle, 'connect');
    gateways.splice(gateways.indexOf(gateway), 1);
    const started = Date.now();
    await gateway.close();
    expect(Date.now() - started).toBeLessThan(3_000);
    await page.until(() => page.ended);
    expect(tail.stopped).toBe(true);
  });
});
