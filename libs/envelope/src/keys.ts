/** The algorithms of two nodes: those of RFC 7515 to 7518 and 8037, or GB/T 32918 (SM2), 32905 (SM3) and 32907 (SM4). */
export const SUITES = ['international', 'national'] as const;
export type Suite = (typeof SUITES)[number];

/** What a node tells its partners, who pass it through `checkKeys` before they use it: base64url of 32 bytes (Ed25519, X25519), or hex of 65 (a point of SM2, uncompressed). */
export interface PublicKeys {
  /** The first 32 hex digits of the digest of the rest. */
  readonly keyId: string;
  readonly suite: Suite;
  readonly signing: string;
  readonly encryption: string;
}

export interface PrivateKeys extends PublicKeys {
  readonly signingSecret: string;
  readonly encryptionSecret: string;
}

export const publicOf = ({ keyId, suite, signing, encryption }: PrivateKeys): PublicKeys => ({ keyId, suite, signing, encryption });
