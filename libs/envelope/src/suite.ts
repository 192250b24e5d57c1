import type { PrivateKeys, PublicKeys } from './keys.js';

/** The halves of two pairs of keys: one signs, one is sealed to. */
export type RawKeys = Omit<PrivateKeys, 'keyId' | 'suite'>;

/** The algorithms that a suite is made of. */
export interface Algorithms {
  /** Of a JWS, in its protected header. */
  readonly signature: string;
  newKeys(): Promise<RawKeys>;
  /** Whether it is a public half that can be used at all. */
  isKey(text: string): boolean;
  /** Hex. */
  digest(bytes: Uint8Array | string): string;
  sign(bytes: Uint8Array, own: PrivateKeys): Promise<Uint8Array>;
  verifies(bytes: Uint8Array, signature: Uint8Array, of: PublicKeys): Promise<boolean>;
  /**
   * A compact JWE.
   * @param bound members of its protected header, which `open` answers
   */
  seal(plain: Uint8Array, to: PublicKeys, bound: Readonly<Record<string, string>>): Promise<string>;
  /** Rejects with whatever the library says where it does not open. */
  open(sealed: string, own: PrivateKeys): Promise<{ readonly plain: Uint8Array; readonly bound: Readonly<Record<string, unknown>> }>;
}
