import { beforeAll, describe, expect, it } from '@jest/globals';
import { isDomainError } from '@sunshine/errors';
import { pairOf, type Pair } from '../test/given.js';
import { SUITES } from './keys.js';
import { pullSchema, readPull, signPull, verifyPull, type Pull } from './pull.js';
import { signed } from './signed.js';
import { newKeys } from './suites.js';

const ASKED: Pull = {
  version: 1,
  sender: 'county.990122',
  receiver: 'city.990100',
  at: '2026-03-02T01:00:00.000Z',
  nonce: 'a'.repeat(24),
};
const refusal = (work: () => unknown): string => {
  try {
    work();
    return 'read';
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return `${error.code} ${String(error.details['place'])}`;
  }
};

describe.each(SUITES)('a request for what waits, of the %s suite', (suite) => {
  let pair: Pair;
  beforeAll(async () => {
    pair = await pairOf(suite);
  });
  const written = (change: object) => signed('sunshine-pull', { ...ASKED, ...change }, pair.county);

  it('says who asks whom, when and once, and is believed under the key of who asks', async () => {
    const read = readPull(await signPull(ASKED, pair.county));
    expect([read.pull, read.signedBy]).toEqual([ASKED, pair.county.keyId]);
    await expect(verifyPull(read, pair.county)).resolves.toBeUndefined();
  });

  it('is not believed under another key, nor under one that only has its name', async () => {
    const read = readPull(await signPull(ASKED, pair.county));
    const stranger = await newKeys(suite);
    for (const key of [pair.city, { ...stranger, keyId: pair.county.keyId }])
      await expect(verifyPull(read, key)).rejects.toMatchObject({ code: 'PULL_SIGNATURE_WRONG' });
  });

  it('is not believed once a sign of it is another', async () => {
    const [header, payload, signature] = (await signPull(ASKED, pair.county)).split('.') as [string, string, string];
    const other = (await signPull({ ...ASKED, nonce: 'b'.repeat(24) }, pair.county)).split('.')[1]!;
    expect(other).not.toBe(payload);
    await expect(verifyPull(readPull(`${header}.${other}.${signature}`), pair.county)).rejects.toMatchObject({
      code: 'PULL_SIGNATURE_WRONG',
    });
  });

  it.each([
    ['a nonce of 16 signs', { nonce: 'a'.repeat(16) }, 'read'],
    ['none of 15', { nonce: 'a'.repeat(15) }, 'PULL_MALFORMED nonce'],
    ['a nonce of 64 signs', { nonce: 'a'.repeat(64) }, 'read'],
    ['none of 65', { nonce: 'a'.repeat(65) }, 'PULL_MALFORMED nonce'],
    ['none of other signs', { nonce: `${'a'.repeat(20)} ` }, 'PULL_MALFORMED nonce'],
    ['no other version', { version: 2 }, 'PULL_MALFORMED version'],
    ['no instant without its milliseconds', { at: '2026-03-02T01:00:00Z' }, 'PULL_MALFORMED at'],
    ['no instant of another zone', { at: '2026-03-02T09:00:00.000+08:00' }, 'PULL_MALFORMED at'],
    ['no sender that is no node', { sender: 'County' }, 'PULL_MALFORMED sender'],
    ['no receiver that is no node', { receiver: '' }, 'PULL_MALFORMED receiver'],
  ])('has %s', async (_title, change, said) => {
    const text = await written(change);
    expect(refusal(() => readPull(text))).toBe(said);
  });

  it('keeps what a later release says beside it out', async () => {
    expect(readPull(await written({ later: true })).pull).toEqual(ASKED);
  });

  it('is nothing that was signed for another purpose', async () => {
    const text = await signed('sunshine-receipt', ASKED, pair.county);
    expect(refusal(() => readPull(text))).toBe('PULL_MALFORMED header');
  });
});

describe('the text of a request', () => {
  it.each([
    ['of 4,000 signs is read', 4_000, 'PULL_MALFORMED parts'],
    ['of 4,001 is not looked at', 4_001, 'PULL_MALFORMED length'],
  ])('%s', (_title, length, said) => {
    expect(refusal(() => readPull('x'.repeat(length)))).toBe(said);
  });

  it('is printed as a schema', () => {
    expect(pullSchema()).toMatchObject({ title: 'sunshine-pull/1', required: ['version', 'sender', 'receiver', 'at', 'nonce'] });
  });
});
