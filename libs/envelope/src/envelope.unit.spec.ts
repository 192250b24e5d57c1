import { beforeAll, describe, expect, it } from '@jest/globals';
import { isDomainError } from '@sunshine/errors';
import { tries } from '@sunshine/testing';
import fc from 'fast-check';
import { answered, BODY, LETTERHEAD, pairOf, receiptFor, sent, type Pair } from '../test/given.js';
import {
  ENVELOPE_BYTES_MAX,
  envelopeSchema,
  openEnvelope,
  readEnvelope,
  readHead,
  sealEnvelope,
  verifyEnvelope,
  verifyHead,
  withoutBody,
} from './envelope.js';
import { SUITES, type PrivateKeys } from './keys.js';
import { readReceipt, signReceipt, verifyReceipt, type BusinessReceipt } from './receipt.js';
import { signed } from './signed.js';
import { algorithms, canonical, newKeys } from './suites.js';

const codeOf = async (work: () => unknown): Promise<string> => {
  try {
    await work();
    return 'done';
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return error.code;
  }
};
/** All that a receiver does before it believes a message. */
const received = (wire: string, { city, county }: Pair): Promise<string> =>
  codeOf(async () => {
    const envelope = readEnvelope(wire);
    await verifyEnvelope(envelope, city);
    await openEnvelope(envelope, county);
  });

describe.each(SUITES)('an envelope of the %s suite', (suite) => {
  let pair: Pair;
  let wire: string;
  beforeAll(async () => {
    pair = await pairOf(suite);
    wire = await sent(pair);
  });
  const headOf = () => ({ ...readEnvelope(wire).head });
  const rewritten = async (change: object, own: PrivateKeys = pair.city, body = readEnvelope(wire).sealed): Promise<string> =>
    `${await signed('sunshine-envelope', { ...headOf(), ...change }, own)}~${body}`;

  it('says who sends what to whom, and opens for the receiver alone', async () => {
    const envelope = readEnvelope(wire);
    await verifyEnvelope(envelope, pair.city);
    expect(envelope.head).toEqual({
      ...LETTERHEAD,
      version: 1,
      suite,
      signedBy: pair.city.keyId,
      sealedTo: pair.county.keyId,
      bodyDigest: algorithms[suite].digest(envelope.sealed),
    });
    expect(envelope.unknown).toEqual({});
    expect(await openEnvelope(envelope, pair.county)).toEqual(BODY);
    expect(await codeOf(() => openEnvelope(envelope, pair.city))).toBe('ENVELOPE_KEY_OTHER');
    expect(wire).not.toContain(Buffer.from('路灯').toString('base64url').slice(0, 6));
  });

  it('is not that of another key', async () => {
    const stranger = await newKeys(suite);
    expect(await codeOf(() => verifyEnvelope(readEnvelope(wire), stranger))).toBe('ENVELOPE_KEY_OTHER');
    const named = { ...stranger, keyId: pair.city.keyId };
    expect(await codeOf(() => verifyEnvelope(readEnvelope(wire), named))).toBe('ENVELOPE_SIGNATURE_WRONG');
  });

  it('with any sign changed, left out or added, is refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(wire.length - 1), fc.constantFrom('change', 'remove', 'add'), async (at, way) => {
        const sign = wire[at] === 'A' ? 'B' : 'A';
        const other = {
          change: wire.slice(0, at) + sign + wire.slice(at + 1),
          remove: wire.slice(0, at) + wire.slice(at + 1),
          add: wire.slice(0, at) + sign + wire.slice(at),
        }[way];
        fc.pre(other !== wire);
        expect(await received(other, pair)).toMatch(/^ENVELOPE_/);
      }),
      { numRuns: tries(150) },
    );
  });

  it('whose body another signs as the own does not open', async () => {
    const thief = await newKeys(suite);
    const taken = await rewritten({ sender: 'thief.990199', signedBy: thief.keyId }, thief);
    const envelope = readEnvelope(taken);
    await verifyEnvelope(envelope, thief);
    expect(await codeOf(() => openEnvelope(envelope, pair.county))).toBe('ENVELOPE_NOT_OPENED');
    const moved = await rewritten({ id: '0192f0c4-7d1a-7c3e-9a51-2f6a8f4f0d12' });
    expect(await received(moved, pair)).toBe('ENVELOPE_NOT_OPENED');
  });

  it('of a later release tells what it does not know, and holds nothing up', async () => {
    const grown = await rewritten({ urgency: 2, attachments: [{ ...LETTERHEAD.attachments[0], pages: 4 }] });
    expect(readEnvelope(grown).unknown).toEqual({ urgency: 2, 'attachments.0.pages': 4 });
    expect(readEnvelope(grown).head).toEqual(headOf());
    expect(await received(grown, pair)).toBe('done');
  });

  it.each([
    ['a later version', { version: 2 }, 'ENVELOPE_VERSION_UNKNOWN'],
    ['no version', { version: '1' }, 'ENVELOPE_MALFORMED'],
    ['no UUID', { id: 'x' }, 'ENVELOPE_MALFORMED'],
    ['sequence 0', { sequence: 0 }, 'ENVELOPE_MALFORMED'],
    ['a sequence with a fraction', { sequence: 1.5 }, 'ENVELOPE_MALFORMED'],
    ['a conversation of 65 signs', { conversation: 'x'.repeat(65) }, 'ENVELOPE_MALFORMED'],
    ['a conversation with a control sign', { conversation: 'A\u0000' }, 'ENVELOPE_MALFORMED'],
    ['a sequence above 2,000,000,000', { sequence: 2_000_000_001 }, 'ENVELOPE_MALFORMED'],
    ['schema version 10,001', { schemaVersion: 10_001 }, 'ENVELOPE_MALFORMED'],
    ['a kind in capitals', { kind: 'Transfer' }, 'ENVELOPE_MALFORMED'],
    ['a day for an instant', { createdAt: '2025-03-03' }, 'ENVELOPE_MALFORMED'],
    ['a local instant', { createdAt: '2025-03-03T01:30:00.000+08:00' }, 'ENVELOPE_MALFORMED'],
    ['a division of five digits', { division: '99010' }, 'ENVELOPE_MALFORMED'],
    ['21 attachments', { attachments: Array.from({ length: 21 }, () => LETTERHEAD.attachments[0]) }, 'ENVELOPE_MALFORMED'],
    ['the key of another signer', { signedBy: '0'.repeat(32) }, 'ENVELOPE_MALFORMED'],
    ['the other suite', { suite: suite === 'national' ? 'international' : 'national' }, 'ENVELOPE_MALFORMED'],
  ])('with %s is refused', async (_what, change, code) => {
    expect(await received(await rewritten(change), pair)).toBe(code);
  });

  it('with a conversation of 64 signs and 20 attachments is read', async () => {
    const attachments = Array.from({ length: 20 }, () => LETTERHEAD.attachments[0]!);
    expect(await received(await sent(pair, { ...LETTERHEAD, conversation: 'x'.repeat(64), attachments }), pair)).toBe('done');
  });

  it('is no longer than 2,000,000 bytes, nor nested deeper than 20 levels', async () => {
    expect(await codeOf(() => sent(pair, LETTERHEAD, { text: 'x'.repeat(ENVELOPE_BYTES_MAX) }))).toBe('ENVELOPE_TOO_LONG');
    expect(await codeOf(() => readEnvelope('x'.repeat(ENVELOPE_BYTES_MAX)))).toBe('ENVELOPE_MALFORMED');
    expect(await codeOf(() => readEnvelope('x'.repeat(ENVELOPE_BYTES_MAX + 1)))).toBe('ENVELOPE_TOO_LONG');
    const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);
    const deep = (levels: number) => rewritten({ more: nested(levels) });
    expect(await codeOf(async () => readEnvelope(await deep(19)))).toBe('done');
    expect(await codeOf(async () => readEnvelope(await deep(20)))).toBe('ENVELOPE_TOO_DEEP');
    expect(await received(await sent(pair, LETTERHEAD, nested(20)), pair)).toBe('done');
    expect(await codeOf(() => sent(pair, LETTERHEAD, nested(21)))).toBe('ENVELOPE_TOO_DEEP');
    const bound = { id: LETTERHEAD.id, sender: LETTERHEAD.sender, receiver: LETTERHEAD.receiver };
    const body = await algorithms[suite].seal(Buffer.from(canonical(nested(21))), pair.county, bound);
    const told = { bodyDigest: algorithms[suite].digest(body) };
    expect(await received(await rewritten(told, pair.city, body), pair)).toBe('ENVELOPE_TOO_DEEP');
  });

  it('has one spelling: JSON in another order, a name twice or other base64url is refused, though truly signed', async () => {
    const [header = '', payload = ''] = wire.split('.');
    const body = readEnvelope(wire).sealed;
    const spelled = async (json: string, before = header): Promise<string> => {
      const input = `${before}.${Buffer.from(json).toString('base64url')}`;
      return `${input}.${Buffer.from(await algorithms[suite].sign(Buffer.from(input), pair.city)).toString('base64url')}~${body}`;
    };
    const json = Buffer.from(payload, 'base64url').toString();
    expect(await received(await spelled(json), pair)).toBe('done');
    expect(await received(await spelled(`${json} `), pair)).toBe('ENVELOPE_MALFORMED');
    expect(await received(await spelled(json.replace('{', '{"id":"x",')), pair)).toBe('ENVELOPE_MALFORMED');
    expect(await received(await spelled(json, Buffer.from('{"alg":"none"}').toString('base64url')), pair)).toBe('ENVELOPE_MALFORMED');
    for (const more of ['=', '.x']) expect(await received(wire.replace('~', `${more}~`), pair)).toBe('ENVELOPE_MALFORMED');
    for (const more of ['=', '.x', '~']) expect(await received(`${wire}${more}`, pair)).toBe('ENVELOPE_BODY_OTHER');
  });

  it('is proved by its head when its body was dropped, and is not received without a body or with another', async () => {
    const alone = withoutBody(wire);
    const { head, digest } = readHead(alone);
    expect({ head, digest }).toEqual({ head: headOf(), digest: readEnvelope(wire).digest });
    await verifyHead(readHead(alone), pair.city);
    expect(await codeOf(() => verifyHead(readHead(alone), pair.county))).toBe('ENVELOPE_KEY_OTHER');
    expect(await received(alone, pair)).toBe('ENVELOPE_MALFORMED');
    expect(await codeOf(() => readHead(wire))).toBe('ENVELOPE_MALFORMED');
    expect(await received(`${alone}~${readEnvelope(await sent(pair)).sealed}`, pair)).toBe('ENVELOPE_BODY_OTHER');
  });

  it('is no receipt, and a receipt is no envelope', async () => {
    const receipt = await answered(wire, pair);
    expect(await codeOf(() => readEnvelope(receipt))).toBe('ENVELOPE_MALFORMED');
    expect(await codeOf(() => readReceipt(wire))).toBe('RECEIPT_MALFORMED');
  });

  it('is answered by receipts of two kinds, signed by the receiver', async () => {
    const transport = readReceipt(await answered(wire, pair));
    await verifyReceipt(transport, pair.county);
    expect(transport.receipt).toEqual(receiptFor(wire));
    expect(await codeOf(() => verifyReceipt(transport, pair.city))).toBe('RECEIPT_SIGNATURE_WRONG');
    const { answer: _stored, type: _type, ...about } = receiptFor(wire);
    const business: BusinessReceipt = {
      ...about,
      type: 'business',
      answer: 'objection',
      items: [{ item: '1', answer: 'objection', code: 'NOT_COMPETENT', reason: '不属于本机关职权范围' }],
    };
    const read = readReceipt(await signReceipt(business, pair.county));
    await verifyReceipt(read, pair.county);
    expect(read.receipt).toEqual(business);
    const broken = await signed('sunshine-receipt', { ...about, type: 'transport', answer: 'accepted' }, pair.county);
    expect(await codeOf(() => readReceipt(broken))).toBe('RECEIPT_MALFORMED');
  });
});

it('whoever has another suite gets no envelope', async () => {
  const [city, county] = [await newKeys('national'), await newKeys('international')];
  expect(await codeOf(() => sealEnvelope(LETTERHEAD, BODY, city, county))).toBe('ENVELOPE_SUITE_OTHER');
});

it('any text at all is read or refused by a code', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.array(fc.string(), { maxLength: 4 }).map((parts) => parts.join('.')),
      ),
      async (text) => {
        expect(await codeOf(() => readEnvelope(text))).toMatch(/^ENVELOPE_/);
        expect(await codeOf(() => readReceipt(text))).toBe('RECEIPT_MALFORMED');
      },
    ),
    { numRuns: tries(300) },
  );
});

it('a name that JavaScript knows otherwise is a field like others', async () => {
  const pair = await pairOf('international');
  const json = canonical(readEnvelope(await sent(pair)).head).replace('{', '{"__proto__":{"version":2},');
  const value: unknown = JSON.parse(json);
  const { unknown, head: read } = readHead(await signed('sunshine-envelope', value, pair.city));
  expect([Object.getOwnPropertyNames(unknown), read.version, Object.getPrototypeOf(read)]).toEqual([['__proto__'], 1, Object.prototype]);
});

it('its form is told as a JSON Schema', () => {
  expect(envelopeSchema()).toMatchObject({
    title: 'sunshine-envelope/1',
    type: 'object',
    required: expect.arrayContaining(['id', 'bodyDigest']),
  });
});
