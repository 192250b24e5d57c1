import { beforeAll, describe, expect, it } from '@jest/globals';
import { isDomainError } from '@sunshine/errors';
import { answered, pairOf, sent, type Pair } from '../test/given.js';
import { ENVELOPE_BYTES_MAX } from './envelope.js';
import { FERRY_BYTES_MAX, readFerry, signFerry, verifyFerry, type Ferry } from './ferry.js';
import { SUITES } from './keys.js';
import { exchangePlan } from './link/plan.js';
import { signed } from './signed.js';
import { newKeys } from './suites.js';

const EMPTY: Ferry = {
  version: 1,
  id: '0195a1b2-0000-7000-8000-000000000001',
  number: 1,
  sender: 'city.990100',
  receiver: 'county.990122',
  at: '2026-03-02T01:00:00.000Z',
  envelopes: [],
  receipts: [],
};
const refusal = (work: () => unknown): string => {
  try {
    work();
    return 'read';
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return error.code === 'FERRY_MALFORMED' ? `${error.code} ${String(error.details['place'])}` : error.code;
  }
};

describe.each(SUITES)('a file between networks, of the %s suite', (suite) => {
  let pair: Pair;
  let file: Ferry;
  beforeAll(async () => {
    pair = await pairOf(suite);
    const wire = await sent(pair);
    file = { ...EMPTY, envelopes: [wire], receipts: [await answered(wire, pair)] };
  });

  it('carries messages and receipts as they are, and is believed under the key of who made it', async () => {
    const read = readFerry(await signFerry(file, pair.city));
    expect([read.ferry, read.signedBy]).toEqual([file, pair.city.keyId]);
    await expect(verifyFerry(read, pair.city)).resolves.toBeUndefined();
  });

  it('is not believed under another key, nor under one that only has its name', async () => {
    const read = readFerry(await signFerry(file, pair.city));
    const stranger = await newKeys(suite);
    for (const key of [pair.county, { ...stranger, keyId: pair.city.keyId }])
      await expect(verifyFerry(read, key)).rejects.toMatchObject({ code: 'FERRY_SIGNATURE_WRONG' });
  });

  it('is not believed once another message stands in it', async () => {
    const [header, , signature] = (await signFerry(file, pair.city)).split('.') as [string, string, string];
    const payload = (await signFerry({ ...file, envelopes: [] }, pair.city)).split('.')[1]!;
    const read = readFerry(`${header}.${payload}.${signature}`);
    await expect(verifyFerry(read, pair.city)).rejects.toMatchObject({ code: 'FERRY_SIGNATURE_WRONG' });
  });

  it('is nothing that was signed for another purpose', async () => {
    const text = await signed('sunshine-receipt', file, pair.city);
    expect(refusal(() => readFerry(text))).toBe('FERRY_MALFORMED header');
  });

  it.each([
    ['the number 1', { number: 1 }, 'read'],
    ['no number 0', { number: 0 }, 'FERRY_MALFORMED number'],
    ['the number 2,000,000,000', { number: 2_000_000_000 }, 'read'],
    ['none above it, which no table holds', { number: 2_000_000_001 }, 'FERRY_MALFORMED number'],
    ['no half number', { number: 1.5 }, 'FERRY_MALFORMED number'],
    ['1,000 messages', { envelopes: Array<string>(1_000).fill('x') }, 'read'],
    ['not one more', { envelopes: Array<string>(1_001).fill('x') }, 'FERRY_MALFORMED envelopes'],
    ['2,000 receipts', { receipts: Array<string>(2_000).fill('x') }, 'read'],
    ['not one more', { receipts: Array<string>(2_001).fill('x') }, 'FERRY_MALFORMED receipts'],
    ['a message as long as any may be', { envelopes: ['x'.repeat(ENVELOPE_BYTES_MAX)] }, 'read'],
    ['none that is longer', { envelopes: ['x'.repeat(ENVELOPE_BYTES_MAX + 1)] }, 'FERRY_MALFORMED envelopes.0'],
    ['a receipt of 200,000 signs', { receipts: ['x'.repeat(200_000)] }, 'read'],
    ['none of 200,001', { receipts: ['x'.repeat(200_001)] }, 'FERRY_MALFORMED receipts.0'],
    ['no id that is none', { id: 'first' }, 'FERRY_MALFORMED id'],
    ['no other version', { version: 2 }, 'FERRY_MALFORMED version'],
  ])('has %s', async (_title, change, said) => {
    const text = await signed('sunshine-ferry', { ...EMPTY, ...change }, pair.city);
    expect(refusal(() => readFerry(text))).toBe(said);
  });

  it('that would be too long is not made', async () => {
    const envelopes = Array<string>(3).fill('x'.repeat(1_600_000));
    await expect(signFerry({ ...EMPTY, envelopes }, pair.city)).rejects.toMatchObject({ code: 'FERRY_TOO_LONG' });
  });

  it('of as much as the plan puts into one is not too long', async () => {
    const envelopes = Array<string>(exchangePlan.ferry.envelopes).fill('x'.repeat(exchangePlan.ferry.bytes / exchangePlan.ferry.envelopes));
    await expect(signFerry({ ...EMPTY, envelopes }, pair.city)).resolves.toMatch(/^ey/);
  });
});

describe('the text of a file', () => {
  it.each([
    ['of 6,000,000 bytes is read', FERRY_BYTES_MAX, 'FERRY_MALFORMED parts'],
    ['of one more is not looked at', FERRY_BYTES_MAX + 1, 'FERRY_TOO_LONG'],
  ])('%s', (_title, length, said) => {
    expect(refusal(() => readFerry('x'.repeat(length)))).toBe(said);
  });

  it('is measured in bytes, not in signs', () => {
    expect(refusal(() => readFerry('件'.repeat(FERRY_BYTES_MAX / 3)))).toBe('FERRY_MALFORMED parts');
    expect(refusal(() => readFerry('件'.repeat(FERRY_BYTES_MAX / 3 + 1)))).toBe('FERRY_TOO_LONG');
  });
});
