import { z } from 'zod';
import { digest } from '../forms.js';
import { day, words } from './fields.js';
import type { Kind } from './kind.js';

/** Bytes of a part: base64 three times over, it still fits into an envelope. */
export const PART_BYTES_MAX = 750_000;

/** Kinds by which the link looks after itself, and files that a message has no room for. */
export const ofLink = {
  /** A part of the file of this digest; parts count from 1. */
  attachment: {
    version: 1,
    by: 'either',
    handsOverTo: null,
    receipt: false,
    fields: {
      either: z
        .object({
          digest,
          part: z.int().min(1),
          parts: z.int().min(1).max(1000),
          content: z.base64().max((PART_BYTES_MAX / 3) * 4),
        })
        .refine(({ part, parts }) => part <= parts, { path: ['part'] }),
    },
  },
  reconciliation: {
    version: 1,
    by: 'either',
    handsOverTo: null,
    receipt: false,
    fields: {
      either: z.object({
        days: z.array(z.object({ conversation: words(64), day, count: z.int().min(0), hash: digest })).max(5000),
        messages: z
          .array(
            z.object({
              messageId: z.uuid(),
              conversation: words(64),
              sequence: z.int().min(1),
              digest,
              receipted: z.boolean(),
            }),
          )
          .max(5000)
          .optional(),
      }),
    },
  },
  /** The sender has given this sequence of the conversation up. */
  dropped: {
    version: 1,
    by: 'either',
    handsOverTo: null,
    receipt: false,
    fields: { either: z.object({ sequence: z.int().min(1), messageId: z.uuid().optional(), reason: words(2000).optional() }) },
  },
  /** A signed business receipt, as `readReceipt` reads it. */
  receipt: {
    version: 1,
    by: 'either',
    handsOverTo: null,
    receipt: false,
    fields: { either: z.object({ receipt: z.string().min(1).max(1_000_000) }) },
  },
} as const satisfies Readonly<Record<string, Kind>>;
