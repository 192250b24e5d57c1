import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { sm2 } from 'sm-crypto-v2';
import type { Algorithms } from './suite.js';

const KEY = 16;
const IV = 16;
/** C1 C3 C2, the order of GB/T 32918.4. */
const MODE = 1;

/** Points with their multiples, without which a check of a signature costs five times as much. */
const points = new LRUCache<string, ReturnType<typeof sm2.precomputePublicKey>>({
  max: 200,
  memoMethod: (key) => sm2.precomputePublicKey(key),
});

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const encoded = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64url');

/** Over header, IV, ciphertext and the length of the header in bits, as RFC 7518 5.2.2.1 has it for AES-CBC. */
function tagOf(key: Uint8Array, header: string, iv: Uint8Array, ciphertext: Uint8Array): Buffer {
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(header.length) * 8n);
  return createHmac('sm3', key).update(header, 'ascii').update(iv).update(ciphertext).update(length).digest();
}

/** Order of the curve, GB/T 32918.5 A.1. */
const ORDER = BigInt('0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123');

/** Steps B1, B2 and B5 of GB/T 32918.2 7.1, which the library leaves out: it throws in the middle of the check instead. */
function inRange(signature: Uint8Array): boolean {
  if (signature.length !== 64) return false;
  const [r, s] = [signature.subarray(0, 32), signature.subarray(32)].map((half) => BigInt(`0x${hex(half)}`)) as [bigint, bigint];
  return r > 0n && r < ORDER && s > 0n && s < ORDER && (r + s) % ORDER !== 0n;
}

/** SM2, SM4-CBC with HMAC-SM3 (Node has no SM4-GCM), SM3. Envelopes have the form of JOSE with names of algorithms that it does not register. */
export const national: Algorithms = {
  signature: 'SM2',
  newKeys: () => {
    const [signing, encryption] = [sm2.generateKeyPairHex(), sm2.generateKeyPairHex()];
    return Promise.resolve({
      signing: signing.publicKey,
      signingSecret: signing.privateKey,
      encryption: encryption.publicKey,
      encryptionSecret: encryption.privateKey,
    });
  },
  isKey: (text) => {
    try {
      return /^04[0-9a-f]{128}$/.test(text) && sm2.verifyPublicKey(text);
    } catch {
      return false; // the library throws for what is no point of the curve
    }
  },
  digest: (bytes) => createHash('sm3').update(bytes).digest('hex'),
  sign: (bytes, own) =>
    Promise.resolve(Buffer.from(sm2.doSignature(bytes, own.signingSecret, { hash: true, publicKey: own.signing }), 'hex')),
  verifies: (bytes, signature, of) =>
    Promise.resolve(inRange(signature) && sm2.doVerifySignature(bytes, hex(signature), points.memo(of.signing), { hash: true })),
  seal: (plain, to, bound) => {
    const header = encoded(JSON.stringify({ ...bound, alg: 'SM2', enc: 'SM4-CBC-HSM3', kid: to.keyId }));
    const [keys, iv] = [randomBytes(2 * KEY), randomBytes(IV)];
    const cipher = createCipheriv('sm4-cbc', keys.subarray(KEY), iv);
    const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()]);
    const wrapped = Buffer.from(sm2.doEncrypt(keys, points.memo(to.encryption), MODE), 'hex');
    const tag = tagOf(keys.subarray(0, KEY), header, iv, ciphertext);
    return Promise.resolve([header, encoded(wrapped), encoded(iv), encoded(ciphertext), encoded(tag)].join('.'));
  },
  open: (sealed, own) => {
    const [header = '', ...rest] = sealed.split('.');
    const [wrapped, iv, ciphertext, tag] = rest.map((part) => Buffer.from(part, 'base64url'));
    if (rest.length !== 4 || !wrapped || !iv || !ciphertext || !tag) return Promise.reject(new Error('not five parts'));
    const bound = JSON.parse(Buffer.from(header, 'base64url').toString('utf8')) as Record<string, unknown>;
    if (bound['alg'] !== 'SM2' || bound['enc'] !== 'SM4-CBC-HSM3') return Promise.reject(new Error('sealed by other algorithms'));
    const keys = Buffer.from(sm2.doDecrypt(hex(wrapped), own.encryptionSecret, MODE, { output: 'array' }));
    const right = tagOf(keys.subarray(0, KEY), header, iv, ciphertext);
    if (keys.length !== 2 * KEY || tag.length !== right.length || !timingSafeEqual(tag, right))
      return Promise.reject(new Error('another tag'));
    const decipher = createDecipheriv('sm4-cbc', keys.subarray(KEY), iv);
    return Promise.resolve({ plain: Buffer.concat([decipher.update(ciphertext), decipher.final()]), bound });
  },
};
