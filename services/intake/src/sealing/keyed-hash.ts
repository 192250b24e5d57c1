import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { keyFrom } from '@sunshine/sealing';

export interface Digest {
  readonly keyId: string;
  readonly digest: string;
}

/** HMAC-SHA-256 under several live keys: the first key writes, all keys find. `purpose` separates equal texts of different uses. */
export class KeyedHash {
  private readonly keys: readonly { readonly id: string; readonly key: KeyObject }[];

  constructor(
    secrets: readonly { readonly id: string; readonly value: string }[],
    private readonly purpose: string,
  ) {
    this.keys = secrets.map(({ id, value }) => ({ id, key: createSecretKey(keyFrom(value, purpose)) }));
  }

  /** The digests under each live key, the newest first. */
  all(...parts: readonly string[]): Digest[] {
    return this.keys.map(({ id, key }) => ({ keyId: id, digest: this.hmac(key, parts).toString('base64url') }));
  }

  /** The digest under the newest key. */
  newest(...parts: readonly string[]): Digest {
    return this.all(...parts)[0] as Digest;
  }

  /** 32 bytes under the key of that id; throws if the key is not live. */
  bytes(keyId: string, ...parts: readonly string[]): Buffer {
    const known = this.keys.find(({ id }) => id === keyId);
    if (!known) throw new Error(`key ${keyId} for ${this.purpose} is no longer live`);
    return this.hmac(known.key, parts);
  }

  get newestKeyId(): string {
    return (this.keys[0] as { id: string }).id;
  }

  private hmac(key: KeyObject, parts: readonly string[]): Buffer {
    return createHmac('sha256', key).update(parts.join('\u0000')).digest();
  }
}
