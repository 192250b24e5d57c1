import { z } from 'zod';
import { ENVELOPE_BYTES_MAX } from './envelope.js';
import { envelopeError } from './envelope.errors.js';
import { instant, nodeId } from './forms.js';
import type { PrivateKeys, PublicKeys } from './keys.js';
import { isBy, readForm, signed, type Read } from './signed.js';

/** Of the whole text. */
export const FERRY_BYTES_MAX = 6_000_000;

const ferry = z.object({
  version: z.literal(1),
  id: z.uuid(),
  number: z
    .int()
    .min(1)
    .max(2_000_000_000)
    .describe('Counts the files from this sender to this receiver, from 1, so that a missing one is noticed'),
  sender: nodeId,
  receiver: nodeId,
  at: instant.describe('UTC'),
  envelopes: z.array(z.string().max(ENVELOPE_BYTES_MAX)).max(1_000).describe('Each sealed to the receiver; of a conversation in its order'),
  receipts: z.array(z.string().max(200_000)).max(2_000).describe('Transport receipts for what earlier files brought'),
});

/** What one node hands another where no network joins them: messages, and receipts for those that came by file. */
export type Ferry = z.output<typeof ferry>;

/** What was read and not yet believed. */
export interface UnverifiedFerry {
  readonly ferry: Ferry;
  readonly signedBy: string;
  readonly read: Read;
}

/** A compact JWS over the canonical bytes. Who and when may be read of it; what the messages say is sealed. @throws FERRY_TOO_LONG */
export async function signFerry(of: Ferry, own: PrivateKeys): Promise<string> {
  const text = await signed('sunshine-ferry', ferry.parse(of), own);
  checkLength(text);
  return text;
}

function checkLength(text: string): void {
  const bytes = Buffer.byteLength(text);
  if (bytes > FERRY_BYTES_MAX) throw envelopeError('FERRY_TOO_LONG', { details: { bytes, limit: FERRY_BYTES_MAX } });
}

/** @throws FERRY_TOO_LONG, FERRY_MALFORMED */
export function readFerry(text: string): UnverifiedFerry {
  checkLength(text);
  const read = readForm('sunshine-ferry', ferry, text, (place) => envelopeError('FERRY_MALFORMED', { details: { place } }));
  return { ferry: read.value, signedBy: read.keyId, read };
}

/** @throws FERRY_SIGNATURE_WRONG */
export async function verifyFerry({ read }: UnverifiedFerry, sender: PublicKeys): Promise<void> {
  if (!(await isBy(read, sender))) throw envelopeError('FERRY_SIGNATURE_WRONG');
}
