import { z } from 'zod';
import { envelopeError } from './envelope.errors.js';
import { instant, nodeId } from './forms.js';
import type { PrivateKeys, PublicKeys } from './keys.js';
import { isBy, readForm, signed, type Read } from './signed.js';

const pull = z.object({
  version: z.literal(1),
  sender: nodeId.describe('Who asks for what waits for it'),
  receiver: nodeId,
  at: instant.describe('UTC'),
  nonce: z
    .string()
    .regex(/^[\w-]{16,64}$/)
    .describe('Never used twice'),
});

/** A node asks for the messages that wait for it. */
export type Pull = z.output<typeof pull>;

/** As JSON Schema. */
export const pullSchema = (): object => ({ ...z.toJSONSchema(pull, { io: 'input' }), title: 'sunshine-pull/1' });

/** What was read and not yet believed. */
export interface UnverifiedPull {
  readonly pull: Pull;
  readonly signedBy: string;
  readonly read: Read;
}

/** Many times as long as one is. */
const SIGNS_MAX = 4_000;

/** A compact JWS over the canonical bytes. */
export const signPull = (of: Pull, own: PrivateKeys): Promise<string> => signed('sunshine-pull', pull.parse(of), own);

/** @throws PULL_MALFORMED */
export function readPull(text: string): UnverifiedPull {
  const malformed = (place: string) => envelopeError('PULL_MALFORMED', { details: { place } });
  if (text.length > SIGNS_MAX) throw malformed('length');
  const read = readForm('sunshine-pull', pull, text, malformed);
  return { pull: read.value, signedBy: read.keyId, read };
}

/** @throws PULL_SIGNATURE_WRONG */
export async function verifyPull({ read }: UnverifiedPull, sender: PublicKeys): Promise<void> {
  if (!(await isBy(read, sender))) throw envelopeError('PULL_SIGNATURE_WRONG');
}
