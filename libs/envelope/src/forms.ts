import { z } from 'zod';

/** SHA-256 or SM3, hex. */
export const digest = z.string().regex(/^[0-9a-f]{64}$/);
export const keyId = z.string().regex(/^[0-9a-f]{32}$/);
/** UTC, to the millisecond. */
export const instant = z.iso.datetime({ precision: 3 });
/** A node: `city.990100`. */
export const nodeId = z.string().regex(/^[a-z][a-z0-9.-]{1,38}[a-z0-9]$/);
/** One line of text: no control sign, no half of a surrogate pair. */
export const line = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[^\p{Cc}\p{Cs}]+$/u);
