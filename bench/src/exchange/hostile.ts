import { chance } from '@sunshine/chance';
import { canonical, newKeys, readEnvelope, sealEnvelope, signReceipt, SUITES, type Letterhead, type PrivateKeys } from '@sunshine/envelope';
import { NodeKeys } from '@sunshine/exchange';
import { Time } from '@sunshine/platform';
import { KIND, withTwoNodes, type BenchNode } from './linked.js';

export interface HostileOptions {
  readonly envelopes: number;
  readonly seed: number;
}

const GENUINE = 20;
const MEGABYTE = 1_048_576;
/** The memory is looked at so often, and may grow so far between the first and the last look, megabytes. */
const LOOKS = 10;
export const GROWN_MAX = 60;

const encoded = (value: string): string => Buffer.from(value, 'utf8').toString('base64url');

interface Ground {
  readonly genuine: readonly string[];
  readonly city: BenchNode;
  readonly county: BenchNode;
  /** Of nobody's list. */
  readonly stranger: PrivateKeys;
  readonly draw: () => number;
}

type Making = (ground: Ground) => string | Promise<string>;

const pick = <T>(draw: () => number, of: readonly T[]): T => of[Math.floor(draw() * of.length)]!;
/** Header, head and signature, and the sealed body behind them. */
const partsOf = (text: string) => text.split(/[.~]/, 3).concat(text.slice(text.indexOf('~') + 1)) as [string, string, string, string];
const headOf = (text: string) => JSON.parse(Buffer.from(partsOf(text)[1], 'base64url').toString('utf8')) as Record<string, unknown>;

/** The head changed, under the signature of what it was. */
const altered =
  (change: (head: Record<string, unknown>, draw: () => number) => unknown): Making =>
  ({ genuine, draw }) => {
    const text = pick(draw, genuine);
    const [header, , signature, body] = partsOf(text);
    return `${header}.${encoded(canonical(change(headOf(text), draw)))}.${signature}~${body}`;
  };

const letterhead = (city: BenchNode, county: BenchNode, more: Partial<Letterhead>): Letterhead => ({
  ...{ id: crypto.randomUUID(), conversation: 'forged', sequence: 1, kind: KIND, schemaVersion: 1, division: '990100' },
  ...{ sender: city.node, receiver: county.node, createdAt: new Date().toISOString(), attachments: [] },
  ...more,
});

/** A sender that nobody lists under that key, in the name of one that is listed. */
const forged: Making = async ({ city, county, stranger }) => {
  const to = county.get(NodeKeys).signing('international');
  return sealEnvelope(letterhead(city, county, {}), { said: 'forged' }, stranger, to);
};
/** The same, naming the key of the other in its header. */
const namedOther: Making = async (ground) => {
  const { city, stranger } = ground;
  const [header, payload, signature, body] = partsOf(await forged(ground));
  const { keyId } = city.get(NodeKeys).signing('international');
  const rename = (part: string) => encoded(Buffer.from(part, 'base64url').toString('utf8').replaceAll(stranger.keyId, keyId));
  return `${rename(header)}.${rename(payload)}.${signature}~${body}`;
};

const MAKINGS: Readonly<Record<string, Making>> = {
  'a sign changed': ({ genuine, draw }) => {
    const text = pick(draw, genuine);
    const at = Math.floor(draw() * text.length);
    return text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
  },
  'cut short': ({ genuine, draw }) => {
    const text = pick(draw, genuine);
    return text.slice(0, Math.floor(draw() * text.length));
  },
  'parts of two': ({ genuine, draw }) => {
    const [one, other] = [pick(draw, genuine), pick(draw, genuine)];
    const [header, payload, , body] = partsOf(one);
    return one === other ? `${one}.` : `${header}.${payload}.${partsOf(other)[2]}~${body}`;
  },
  'bytes by chance': ({ draw }) =>
    Buffer.from(Array.from({ length: 1 + Math.floor(draw() * 2_000) }, () => Math.floor(draw() * 256))).toString('latin1'),
  'another field': altered((head, draw) => {
    const name = pick(draw, Object.keys(head));
    const values: unknown[] = [null, -1, 1e308, '', 'x'.repeat(10_000), [], {}, true, '\u0000', '__proto__'];
    return { ...head, [name]: pick(draw, values) };
  }),
  'a field left out': altered((head, draw) => {
    const name = pick(draw, Object.keys(head));
    return Object.fromEntries(Object.entries(head).filter(([other]) => other !== name));
  }),
  'another body': ({ genuine, draw }) => {
    const [one, other] = [pick(draw, genuine), pick(draw, genuine)];
    const instead = pick(draw, ['', 'a.b.c.d.e', '....', '~', 'x'.repeat(5_000), one === other ? 'x' : partsOf(other)[3]]);
    return `${one.slice(0, one.indexOf('~') + 1)}${instead}`;
  },
  'no body': ({ genuine, draw }) => pick(draw, genuine).split('~', 1)[0]!,
  deep: ({ genuine, draw }) => {
    const [header, , signature, body] = partsOf(pick(draw, genuine));
    const levels = 21 + Math.floor(draw() * 20_000);
    return `${header}.${encoded(`{"id":${'['.repeat(levels)}${']'.repeat(levels)}}`)}.${signature}~${body}`;
  },
  'too long': ({ genuine, draw }) => pick(draw, genuine) + 'A'.repeat(2_000_000),
  'another spelling': ({ genuine, draw }) => `${pick(draw, genuine)}${pick(draw, ['=', ' ', '\n', '%3D'])}`,
  'a name twice': ({ genuine, draw }) => {
    const [header, payload, signature, body] = partsOf(pick(draw, genuine));
    const text = Buffer.from(payload, 'base64url').toString('utf8').replace('"id"', '"id":"x","id"');
    return `${header}.${encoded(text)}.${signature}~${body}`;
  },
  'no algorithm': ({ genuine, draw }) => {
    const [header, payload, , body] = partsOf(pick(draw, genuine));
    const alg = pick(draw, ['none', 'HS256', 'ES256', 'SM2']);
    return `${encoded(Buffer.from(header, 'base64url').toString('utf8').replace('Ed25519', alg))}.${payload}.${pick(draw, ['', 'AAAA'])}~${body}`;
  },
  'a receipt': async ({ genuine, county, draw }) => {
    const { head, digest } = readEnvelope(pick(draw, genuine));
    const { id: messageId, conversation, sequence, sender, receiver } = head;
    const about = { version: 1 as const, messageId, conversation, sequence, digest, sender, receiver };
    return signReceipt(
      { ...about, type: 'transport', at: new Date().toISOString(), answer: 'stored' },
      county.get(NodeKeys).signing('international'),
    );
  },
  forged: forged,
  'forged in a name': namedOther,
  /** Truly signed, at the place of another message. */
  'a place taken': async ({ genuine, city, county, draw }) => {
    const { conversation, sequence } = headOf(pick(draw, genuine)) as { conversation: string; sequence: number };
    const keys = city.get(NodeKeys);
    const to = county.get(NodeKeys).signing('international');
    return sealEnvelope(letterhead(city, county, { conversation, sequence }), { said: 'instead' }, keys.signing('international'), to);
  },
  replayed: ({ genuine, draw }) => pick(draw, genuine),
};

/**
 * Envelopes that nobody should take: malformed, forged, replayed, too long, too deep. `taken` counts messages that were stored or taken over besides the
 * genuine ones, `crashed` answers that are no typed refusal and no signed receipt.
 */
export async function benchExchangeFuzz({ envelopes, seed }: HostileOptions): Promise<Record<string, unknown>> {
  return withTwoNodes(new Time(), async (city, county) => {
    const [suite] = SUITES;
    await city.list(county, suite);
    await county.list(city, suite);
    let heard = 0;
    county.hears(() => void (heard += 1));
    const genuine: string[] = [];
    city.reachedBy((_endpoint, text) => {
      genuine.push(text);
      return county.receive(text);
    });
    await city.say(
      county,
      Array.from({ length: GENUINE }, (_of, n) => ({ conversation: `G-${n}`, body: { said: n } })),
    );
    while (await city.send());
    while (await county.apply());
    const draw = chance(seed);
    const ground: Ground = { genuine, city, county, draw, stranger: await newKeys('international') };
    const kinds = Object.entries(MAKINGS);
    const answers: Record<string, number> = {};
    const memory: number[] = [];
    let crashed = 0;
    let longestMs = 0;
    for (let n = 0; n < envelopes; n += 1) {
      if (n % Math.ceil(envelopes / LOOKS) === 0) memory.push(memoryNow());
      const [kind, make] = kinds[n % kinds.length]!;
      const text = await make(ground);
      const started = performance.now();
      const answer = await county.receive(text);
      longestMs = Math.max(longestMs, performance.now() - started);
      const code = answer.status === 200 ? 'receipt' : (/"code":"([A-Z_0-9]+)"/.exec(answer.text)?.[1] ?? 'none');
      if (answer.status >= 500 || code === 'none') crashed += 1;
      answers[`${kind}: ${code}`] = (answers[`${kind}: ${code}`] ?? 0) + 1;
    }
    while (await county.apply());
    memory.push(memoryNow());
    const [{ stored }] = (await county.db.query('select count(*)::int stored from message_in')) as [{ stored: number }];
    process.stderr.write(`${JSON.stringify(answers, null, 1)}\n`);
    return {
      bench: 'exchange-fuzz',
      envelopes,
      seed,
      taken: stored - GENUINE + heard - GENUINE,
      crashed,
      grownMb: Math.round(memory.at(-1)! - memory[1]!),
      longestMs: Math.round(longestMs),
    };
  });
}

/** Of the heap and beside it, behind a collection where Node lets one ask for it. */
function memoryNow(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / MEGABYTE;
}
