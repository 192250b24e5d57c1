import { z } from 'zod';
import { digest } from '../forms.js';
import type { Kind } from './kind.js';

/** Bytes of a part: base64 three times over, it still fits into an envelope. */
export const PART_BYTES_MAX = 750_000;

/** Files that a message has no room for. */
export const attachments = {
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
} as const satisfies Readonly<Record<string, Kind>>;
