import { createPrivateKey, createPublicKey, sign, type JsonWebKey, type KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { sm2 } from 'sm-crypto-v2';
import { HEARING_CONFIG, type HearingConfig } from '../config.js';
import { fingerprintOf, type SignatureName } from './verify-bundle.js';

const SM2 = /^sm2:([0-9a-f]{64})$/;

interface Held {
  readonly algorithm: SignatureName;
  /** Public half, hex. */
  readonly key: string;
  sign(text: string): string;
}

const ed25519 = (jwk: JsonWebKey): Held => {
  const secret: KeyObject = createPrivateKey({ key: jwk, format: 'jwk' });
  const key = createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');
  return { algorithm: 'ed25519', key, sign: (text) => sign(null, Buffer.from(text, 'utf8'), secret).toString('hex') };
};

const ofSm2 = (secret: string): Held => {
  const key = sm2.getPublicKeyFromPrivateKey(secret);
  return { algorithm: 'sm2', key, sign: (text) => sm2.doSignature(Buffer.from(text, 'utf8'), secret, { hash: true, publicKey: key }) };
};

/** The key of the node, under which it closes the files that it hands out. */
@Injectable()
export class NodeKey {
  private readonly held: Held;

  constructor(@Inject(HEARING_CONFIG) { HEARING_SIGNING_KEYS: [first] }: HearingConfig) {
    if (!first) throw new Error('no key to sign files of hearings with');
    const secret = SM2.exec(first.value.trim())?.[1];
    this.held = secret === undefined ? ed25519(JSON.parse(first.value) as JsonWebKey) : ofSm2(secret);
  }

  get algorithm(): SignatureName {
    return this.held.algorithm;
  }

  get key(): string {
    return this.held.key;
  }

  /** By which people compare it: SHA-256, hex. */
  get fingerprint(): string {
    return fingerprintOf(this.held.algorithm, this.held.key);
  }

  /** 64 bytes, hex. */
  sign(text: string): string {
    return this.held.sign(text);
  }
}
