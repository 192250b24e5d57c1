import { keyFrom, open, seal } from './cipher.js';

/** One of several live keys; the id is stored beside what it seals. */
export interface RingKey {
  readonly id: string;
  readonly value: string;
}

/** The key a text was sealed with is not among those that are live. */
export class KeyNotLive extends Error {
  constructor(readonly keyId: string) {
    super(`key ${keyId} is not live`);
  }
}

/** The key is live, but purpose, place or ciphertext is not the one it sealed. */
export class NotOpened extends Error {
  constructor(
    readonly keyId: string,
    cause: unknown,
  ) {
    super(`key ${keyId} does not open this`, { cause });
  }
}

/** With the first key: `<key id>.<ciphertext>`. A purpose has keys of its own; `place` binds the text to its row. */
export function sealUnder([key]: readonly RingKey[], purpose: string, place: string, text: string): string {
  if (!key) throw new Error(`no key to seal with for ${purpose}`);
  return `${key.id}.${seal(keyFrom(key.value, purpose), place, text)}`;
}

/** With whichever key sealed it. @throws KeyNotLive, NotOpened */
export function openUnder(keys: readonly RingKey[], purpose: string, place: string, sealed: string): string {
  const dot = sealed.lastIndexOf('.');
  const keyId = sealed.slice(0, Math.max(dot, 0));
  const key = keys.find(({ id }) => id === keyId);
  if (!key) throw new KeyNotLive(keyId);
  try {
    return open(keyFrom(key.value, purpose), place, sealed.slice(dot + 1)).toString('utf8');
  } catch (error) {
    throw new NotOpened(keyId, error);
  }
}
