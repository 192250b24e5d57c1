import type { SigningKey as Shown } from './bundle.graph.js';
import type { SigningKey } from './bundle.rows.js';
import { canonical, fingerprintOf, type SignatureName } from './verify-bundle.js';

/** What a person signs to show that the private half is held: the person is named, so that nobody registers with the proof of another. */
export const signingKeyText = (personId: string, algorithm: SignatureName, key: string): string =>
  canonical({ purpose: 'sunshine-signing-key/1', personId, algorithm, key });

export const shownKey = ({ personId: _person, ...key }: SigningKey): Shown => ({
  ...key,
  fingerprint: fingerprintOf(key.algorithm as SignatureName, key.key),
});
