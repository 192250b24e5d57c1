import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { CompactEncrypt, compactDecrypt } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Algorithms } from './suite.js';

const ofPublic = new LRUCache<string, KeyObject, 'Ed25519' | 'X25519'>({
  max: 1000,
  memoMethod: (x, _stale, { context: crv }) => createPublicKey({ key: { kty: 'OKP', crv, x }, format: 'jwk' }),
});

const pair = (kind: 'ed25519' | 'x25519'): { readonly open: string; readonly secret: string } => {
  const { privateKey } = kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('x25519');
  const { x = '', d = '' } = privateKey.export({ format: 'jwk' });
  return { open: x, secret: d };
};

const secretKey = (crv: 'Ed25519' | 'X25519', x: string, d: string): KeyObject =>
  createPrivateKey({ key: { kty: 'OKP', crv, x, d }, format: 'jwk' });

/** Ed25519, ECDH-ES over X25519 with A256GCM, SHA-256. */
export const international: Algorithms = {
  signature: 'Ed25519',
  newKeys: () => {
    const [signing, encryption] = [pair('ed25519'), pair('x25519')];
    return Promise.resolve({
      signing: signing.open,
      signingSecret: signing.secret,
      encryption: encryption.open,
      encryptionSecret: encryption.secret,
    });
  },
  isKey: (text) => Buffer.from(text, 'base64url').length === 32 && /^[\w-]{43}$/.test(text),
  digest: (bytes) => createHash('sha256').update(bytes).digest('hex'),
  sign: (bytes, own) => Promise.resolve(sign(null, bytes, secretKey('Ed25519', own.signing, own.signingSecret))),
  verifies: (bytes, signature, of) => Promise.resolve(verify(null, bytes, ofPublic.memo(of.signing, { context: 'Ed25519' }), signature)),
  seal: (plain, to, bound) =>
    new CompactEncrypt(plain)
      .setProtectedHeader({ ...bound, alg: 'ECDH-ES', enc: 'A256GCM', kid: to.keyId })
      .encrypt(ofPublic.memo(to.encryption, { context: 'X25519' })),
  open: async (sealed, own) => {
    const { plaintext, protectedHeader } = await compactDecrypt(sealed, secretKey('X25519', own.encryption, own.encryptionSecret), {
      keyManagementAlgorithms: ['ECDH-ES'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return { plain: plaintext, bound: protectedHeader };
  },
};
