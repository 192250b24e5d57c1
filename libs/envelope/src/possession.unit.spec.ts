import { beforeAll, describe, expect, it } from '@jest/globals';
import { isDomainError } from '@sunshine/errors';
import { publicOf, SUITES, type PrivateKeys } from './keys.js';
import { checkPossession, possessionSchema, signPossession } from './possession.js';
import { signed } from './signed.js';
import { newKeys } from './suites.js';

const OF = { node: 'city.990100', validFrom: '2026-03-02T01:00:00.000Z' };

describe.each(SUITES)('what a key of the %s suite says of itself', (suite) => {
  let [own, other]: PrivateKeys[] = [];
  beforeAll(async () => {
    [own, other] = [await newKeys(suite), await newKeys(suite)];
  });
  const outcome = async (text: string, of = OF, key = own!): Promise<string> => {
    try {
      await checkPossession(text, of, publicOf(key));
      return 'proved';
    } catch (error) {
      if (!isDomainError(error)) throw error;
      return error.code;
    }
  };
  const said = (change: object, by = own!) => signed('sunshine-key', { version: 1, keyId: own!.keyId, ...OF, ...change }, by);

  it('proves that who tells it has it', async () => {
    expect(await outcome(await signPossession(OF, own!))).toBe('proved');
    expect(await outcome(await said({ later: true }))).toBe('proved');
  });

  it.each([
    ['another node', { ...OF, node: 'county.990122' }],
    ['an earlier beginning', { ...OF, validFrom: '2026-03-02T00:59:59.999Z' }],
    ['a later beginning', { ...OF, validFrom: '2026-03-02T01:00:00.001Z' }],
  ])('proves nothing for %s', async (_title, of) => {
    expect(await outcome(await signPossession(OF, own!), of)).toBe('KEY_UNPROVED');
  });

  it('is not said by another key, in its own name or in this one’s', async () => {
    expect(await outcome(await said({}, other))).toBe('KEY_UNPROVED');
    expect(await outcome(await said({}, { ...other!, keyId: own!.keyId }))).toBe('KEY_UNPROVED');
    expect(await outcome(await signPossession(OF, other!))).toBe('KEY_UNPROVED');
    expect(await outcome(await said({ keyId: other!.keyId }))).toBe('KEY_UNPROVED');
  });

  it('is nothing that was signed for another purpose, of another version, too long, or no signature', async () => {
    const content = { version: 1, keyId: own!.keyId, ...OF };
    for (const text of [
      await signed('sunshine-receipt', content, own!),
      await said({ version: 2 }),
      '',
      'x'.repeat(4_000),
      'x'.repeat(4_001),
    ])
      expect(await outcome(text)).toBe('KEY_UNPROVED');
  });
});

it('the schema of it is printed', () => {
  expect(possessionSchema()).toMatchObject({ title: 'sunshine-key/1', required: ['version', 'node', 'keyId', 'validFrom'] });
});
