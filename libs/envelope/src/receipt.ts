import { z } from 'zod';
import { envelopeError } from './envelope.errors.js';
import { head } from './envelope.js';
import { digest, instant, nodeId } from './forms.js';
import type { PrivateKeys, PublicKeys } from './keys.js';
import { isBy, readForm, signed, type Read } from './signed.js';

const code = z.string().regex(/^[A-Z][A-Z0-9_]{2,60}$/);

/** Message that a receipt answers. */
const about = {
  version: z.literal(1),
  messageId: head.shape.id,
  conversation: head.shape.conversation,
  sequence: head.shape.sequence,
  digest: digest.describe('Of the signed bytes of the message'),
  sender: nodeId.describe('Of the message'),
  receiver: nodeId.describe('Of the message; it signs the receipt'),
};

/** The receiver has it, or will not have it. Says nothing of the matter. */
const transportReceipt = z.object({
  ...about,
  type: z.literal('transport'),
  at: instant.describe('UTC. Where stored: when the message first lay there, from which clocks of both sides run'),
  answer: z.enum(['stored', 'duplicate', 'refused']),
  code: code.optional().describe('Of a refusal'),
});

/** What the receiving organ says to the matter, item by item. */
const businessReceipt = z.object({
  ...about,
  type: z.literal('business'),
  at: instant.describe('UTC'),
  answer: z.enum(['accepted', 'refused', 'objection', 'conflict']),
  items: z
    .array(
      z.object({
        item: z.string().min(1).max(100),
        answer: z.enum(['accepted', 'refused', 'objection', 'conflict']),
        code: code.optional(),
        reason: z.string().min(1).max(2000).optional(),
      }),
    )
    .max(200),
});

const receipt = z.discriminatedUnion('type', [transportReceipt, businessReceipt]);

export type TransportReceipt = z.output<typeof transportReceipt>;
export type BusinessReceipt = z.output<typeof businessReceipt>;
export type Receipt = z.output<typeof receipt>;

/** A compact JWS over the canonical bytes. */
export const signReceipt = (of: Receipt, own: PrivateKeys): Promise<string> => signed('sunshine-receipt', receipt.parse(of), own);

/** A receipt that nobody has checked yet, and the key that is said to have signed it. */
export interface UnverifiedReceipt {
  readonly receipt: Receipt;
  readonly signedBy: string;
  readonly read: Read;
}

/**
 * Reads without believing. Fields of a later release are dropped.
 * @throws RECEIPT_MALFORMED
 */
export function readReceipt(text: string): UnverifiedReceipt {
  const read = readForm('sunshine-receipt', receipt, text, (place) => envelopeError('RECEIPT_MALFORMED', { details: { place } }));
  return { receipt: read.value, signedBy: read.keyId, read };
}

/** @throws RECEIPT_SIGNATURE_WRONG */
export async function verifyReceipt({ read }: UnverifiedReceipt, receiver: PublicKeys): Promise<void> {
  if (!(await isBy(read, receiver))) throw envelopeError('RECEIPT_SIGNATURE_WRONG');
}

/** Signed content of a receipt, as a JSON Schema of 2020-12. Fields that it does not name are no fault. */
export const receiptSchema = (): object => ({ ...z.toJSONSchema(receipt, { io: 'input' }), title: 'sunshine-receipt/1' });
