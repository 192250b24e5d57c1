import { envelopeError } from './envelope.errors.js';
import { international } from './international.js';

/**
 * A pair of keys that is used for one want: to it a service of the node seals its part of a body, so that neither the bus nor a log of it can be
 * read once the secret half is gone.
 */
export interface PartKey {
  /** X25519, base64url. */
  readonly open: string;
  readonly secret: string;
}

export async function newPartKey(): Promise<PartKey> {
  const { encryption: open, encryptionSecret: secret } = await international.newKeys();
  return { open, secret };
}

const keysOf = (wantId: string, { open, secret }: PartKey) => ({
  ...{ keyId: wantId, suite: 'international' as const, signing: '', signingSecret: '' },
  ...{ encryption: open, encryptionSecret: secret },
});

/** Seals a part, which is what JSON can say. It opens for that want alone. */
export function sealPart(open: string, wantId: string, part: unknown): Promise<string> {
  return international.seal(Buffer.from(JSON.stringify(part), 'utf8'), keysOf(wantId, { open, secret: '' }), {});
}

/** @throws ENVELOPE_NOT_OPENED */
export async function openPart(key: PartKey, wantId: string, sealed: string): Promise<unknown> {
  let opened: Awaited<ReturnType<typeof international.open>>;
  try {
    opened = await international.open(sealed, keysOf(wantId, key));
  } catch {
    throw envelopeError('ENVELOPE_NOT_OPENED');
  }
  if (opened.bound['kid'] !== wantId) throw envelopeError('ENVELOPE_NOT_OPENED');
  return JSON.parse(Buffer.from(opened.plain).toString('utf8'));
}
