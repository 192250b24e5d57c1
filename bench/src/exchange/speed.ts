import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { algorithms, SUITES, type Suite } from '@sunshine/envelope';
import { Wire } from '@sunshine/exchange';
import { Time } from '@sunshine/platform';
import { withTwoNodes, type BenchNode } from './linked.js';

export interface SpeedOptions {
  /** Of each run. */
  readonly messages: number;
}

/** Messages of one conversation wait for each other, so there are many. */
const OF_A_CONVERSATION = 4;
/** As long as a short petition. */
const BODY = { text: '反映小区供暖不达标，请求督促整改。'.repeat(30) };

type Method = 'sign' | 'verifies' | 'seal' | 'open';

/** Runs the same with algorithms that prove and hide nothing. Digests stay. */
async function unsigned<T>(suite: Suite, work: () => Promise<T>): Promise<T> {
  const of = algorithms[suite] as { -readonly [name in Method]: (typeof algorithms)[Suite][name] };
  const was = { sign: of.sign, verifies: of.verifies, seal: of.seal, open: of.open };
  Object.assign(of, {
    sign: () => Promise.resolve(new Uint8Array(64)),
    verifies: () => Promise.resolve(true),
    seal: (plain, _to, bound) =>
      Promise.resolve(Buffer.from(JSON.stringify([bound, Buffer.from(plain).toString('utf8')])).toString('base64url')),
    open: (sealed) => {
      const [bound, plain] = JSON.parse(Buffer.from(sealed, 'base64url').toString('utf8')) as [Record<string, unknown>, string];
      return Promise.resolve({ plain: Buffer.from(plain, 'utf8'), bound });
    },
  } satisfies Pick<(typeof algorithms)[Suite], Method>);
  try {
    return await work();
  } finally {
    Object.assign(of, was);
  }
}

/** @returns messages a second, from the first that leaves to the last receipt here */
async function run(city: BenchNode, county: BenchNode, name: string, messages: number): Promise<number> {
  const said = Array.from({ length: messages }, (_of, n) => ({ conversation: `${name}-${Math.floor(n / OF_A_CONVERSATION)}`, body: BODY }));
  for (let at = 0; at < said.length; at += 500) await city.say(county, said.slice(at, at + 500));
  const started = performance.now();
  const receiving = new AbortController();
  const applying = (async () => {
    while (!receiving.signal.aborted) if (!(await county.apply())) await new Promise((done) => setTimeout(done, 20));
  })();
  while (await city.send());
  const seconds = (performance.now() - started) / 1_000;
  receiving.abort();
  await applying;
  while (await county.apply());
  const [{ sent }] = (await city.db.query(`select count(*)::int sent from message_out where state = 'sent' and conversation like $1`, [
    `${name}-%`,
  ])) as [{ sent: number }];
  if (sent !== messages) throw new Error(`${sent} of ${messages} messages were receipted`);
  return messages / seconds;
}

/**
 * Messages a second that are signed, sealed, sent over HTTP, checked, stored, receipted and the receipt checked and kept, beside the same
 * without signatures and sealing. The receiver opens and takes over at the same time.
 */
export async function benchExchange({ messages }: SpeedOptions): Promise<Record<string, unknown>> {
  return withTwoNodes(new Time(), async (city, county) => {
    county.hears(() => undefined);
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request
        .on('data', (part: Buffer) => parts.push(part))
        .on('end', () => {
          void county.receive(Buffer.concat(parts).toString('utf8')).then(({ status, text }) => response.writeHead(status).end(text));
        });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const wire = city.get(Wire);
    const post = wire.post.bind(wire);
    city.reachedBy((_partner, text) => post(endpoint, text));
    const figures: Record<string, unknown>[] = [];
    try {
      for (const suite of SUITES) {
        await city.list(county, suite);
        await county.list(city, suite);
        await run(city, county, `${suite}-warm`, Math.ceil(messages / 4));
        const plain = await unsigned(suite, () => run(city, county, `${suite}-plain`, messages));
        const signed = await run(city, county, `${suite}-signed`, messages);
        figures.push({
          suite,
          signedPerSecond: Math.round(signed),
          unsignedPerSecond: Math.round(plain),
          ratio: Math.round((plain / signed) * 100) / 100,
        });
        process.stderr.write(`${JSON.stringify(figures.at(-1))}\n`);
      }
    } finally {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    }
    const [slowest] = figures.toSorted((one, other) => Number(one['signedPerSecond']) - Number(other['signedPerSecond']));
    return { bench: 'exchange', messages, ...slowest, suites: figures };
  });
}
