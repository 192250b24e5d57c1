import canonicalize from 'canonicalize';
import { envelopeError } from './envelope.errors.js';
import { international } from './international.js';
import { publicOf, SUITES, type PrivateKeys, type PublicKeys, type Suite } from './keys.js';
import { national } from './national.js';
import type { Algorithms } from './suite.js';

export const algorithms: Readonly<Record<Suite, Algorithms>> = { international, national };

/** RFC 8785. What it cannot write (a lone surrogate, a number that is none) throws. */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('no JSON');
  return text;
}

/** SHA-256 or SM3, hex; of a text its UTF-8. */
export const digestOf = (suite: Suite, bytes: Uint8Array | string): string => algorithms[suite].digest(bytes);

/** Two new pairs: one signs, to the other bodies are sealed. */
export async function newKeys(suite: Suite): Promise<PrivateKeys> {
  const raw = await algorithms[suite].newKeys();
  const { keyId: _none, ...told } = publicOf({ ...raw, suite, keyId: '' });
  return { ...raw, suite, keyId: keyIdOf(told) };
}

/** The id by which keys are named; whoever gets keys compares it, so that no id is told for other keys. */
export const keyIdOf = ({ suite, signing, encryption }: Pick<PrivateKeys, 'suite' | 'signing' | 'encryption'>): string =>
  digestOf(suite, canonical({ suite, signing, encryption })).slice(0, 32);

export const SUITE_OF: ReadonlyMap<string, Suite> = new Map(SUITES.map((suite) => [algorithms[suite].signature, suite]));

/**
 * Keys as somebody told them: halves that can be used, under the id that is theirs.
 * @throws KEYS_MALFORMED
 */
export function checkKeys(keys: PublicKeys): PublicKeys {
  const { suite, signing, encryption, keyId } = keys;
  if ([signing, encryption].every((half) => algorithms[suite].isKey(half)) && keyIdOf(keys) === keyId) return keys;
  throw envelopeError('KEYS_MALFORMED', { details: { keyId } });
}
