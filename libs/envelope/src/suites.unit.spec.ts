import { createCipheriv } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { isDomainError } from '@sunshine/errors';
import { sm2 } from 'sm-crypto-v2';
import { SUITES } from './keys.js';
import { national } from './national.js';
import { algorithms, canonical, checkKeys, digestOf, keyIdOf, newKeys } from './suites.js';

const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');

describe('vectors of the national standards', () => {
  it('GB/T 32905-2016 A.1 and A.2: SM3', () => {
    expect(digestOf('national', 'abc')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
    expect(digestOf('national', 'abcd'.repeat(16))).toBe('debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732');
  });

  it('GB/T 32907-2016 A.1: SM4', () => {
    const key = Buffer.from('0123456789abcdeffedcba9876543210', 'hex');
    const first = createCipheriv('sm4-cbc', key, Buffer.alloc(16)).update(key); // CBC of one block under a zero IV is the cipher itself
    expect(first.toString('hex')).toBe('681edf34d206965e86b3e94f536e4246');
  });

  it('GB/T 32918.5-2017 A.2: a signature of SM2 is true, and of no other text', async () => {
    const keys = {
      suite: 'national' as const,
      keyId: '',
      signing:
        '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
      encryption: '',
    };
    const value = Buffer.from(
      'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
      'hex',
    );
    expect(await national.verifies(utf8('message digest'), value, keys)).toBe(true);
    expect(await national.verifies(utf8('message digesT'), value, keys)).toBe(false);
    const secret = '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8';
    expect(sm2.getPublicKeyFromPrivateKey(secret)).toBe(keys.signing);
    const own = { ...keys, signingSecret: secret, encryptionSecret: '' };
    expect(await national.verifies(utf8('汉字'), await national.sign(utf8('汉字'), own), keys)).toBe(true);
  });

  it('GB/T 32918.5-2017 A.3: SM2 opens what was sealed', () => {
    const sealed =
      '04ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0' +
      '59983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd876621886ca989ca9c7d58087307ca93092d651efa';
    const secret = '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8';
    expect(Buffer.from(sm2.doDecrypt(sealed, secret, 1, { output: 'array' })).toString('utf8')).toBe('encryption standard');
  });
});

describe.each(SUITES)('the algorithms of the %s suite', (suite) => {
  const suited = algorithms[suite];

  it('sign: another text, another key, a shorter or longer signature is not true', async () => {
    const [own, other] = [await newKeys(suite), await newKeys(suite)];
    const value = await suited.sign(utf8('受理告知'), own);
    expect(value).toHaveLength(64);
    expect(await suited.verifies(utf8('受理告知'), value, own)).toBe(true);
    expect(await suited.verifies(utf8('受理告之'), value, own)).toBe(false);
    expect(await suited.verifies(utf8('受理告知'), value, other)).toBe(false);
    const order = Buffer.from('fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123', 'hex');
    const one = Buffer.alloc(32);
    one[31] = 1;
    const below = Buffer.from(order);
    below[31] = 0x22;
    const pairs = [Buffer.concat([one, below]), Buffer.concat([order, one]), Buffer.concat([one, order])]; // r + s = n, r = n, s = n
    for (const wrong of [value.subarray(0, 63), Buffer.alloc(64), Buffer.alloc(64, 255), ...pairs])
      expect(await suited.verifies(utf8('受理告知'), wrong, own)).toBe(false);
    expect(await suited.verifies(utf8('受理告知'), Buffer.concat([value, Buffer.of(0)]), own)).toBe(false);
  });

  it.each([0, 1, 15, 16, 17, 70_000])('seal %i bytes to one key alone, and tell what is bound to them', async (length) => {
    const [own, other] = [await newKeys(suite), await newKeys(suite)];
    const plain = Buffer.alloc(length, 7);
    const sealed = await suited.seal(plain, own, { id: '1' });
    const opened = await suited.open(sealed, own);
    expect(Buffer.from(opened.plain).equals(plain)).toBe(true);
    expect(opened.bound).toMatchObject({ id: '1' });
    await expect((async () => suited.open(sealed, other))()).rejects.toThrow();
  });

  it('keys are those that can be used, under the id of what they are', async () => {
    const { keyId, ...keys } = await newKeys(suite);
    expect(checkKeys({ keyId, ...keys })).toMatchObject({ keyId });
    const codeOf = (told: Partial<typeof keys> & { keyId: string }): unknown => {
      try {
        return checkKeys({ ...keys, ...told });
      } catch (error) {
        return isDomainError(error) ? error.code : error;
      }
    };
    const signing = suite === 'national' ? `04${'0'.repeat(128)}` : 'x'.repeat(42);
    expect(codeOf({ keyId: '0'.repeat(32) })).toBe('KEYS_MALFORMED');
    expect(codeOf({ signing, keyId: keyIdOf({ suite, signing, encryption: keys.encryption }) })).toBe('KEYS_MALFORMED');
    expect(keyId).toBe(keyIdOf({ suite, signing: keys.signing, encryption: keys.encryption }));
    expect(keyId).not.toBe(keyIdOf({ suite, signing: keys.encryption, encryption: keys.signing }));
  });
});

it('canonical JSON is that of RFC 8785, and of nothing that JSON cannot say', () => {
  expect(canonical({ b: [1, 'é'], a: null, '': 1e21 })).toBe('{"":1e+21,"a":null,"b":[1,"é"]}');
  expect(() => canonical(undefined)).toThrow(TypeError);
});
