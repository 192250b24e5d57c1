import { z } from 'zod';
import { digest } from '../forms.js';

/** Of a text, in characters as people count them (code points); not blank. */
export const words = (max: number): z.ZodString =>
  z.string().refine((text) => text.trim() !== '' && !text.includes('\u0000') && text.length <= 2 * max && [...text].length <= max);

/** Asia/Shanghai. */
export const day = z.iso.date();

/** A code that a later release may have more of: an unknown one is kept as the text it is, and each reader says what it makes of it. */
export const code = (known: z.ZodEnum): z.ZodString =>
  z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_().:-]{0,99}$/)
    .describe(`${known.options.join(', ')}; a later release may have more`);

/** What code tables of two systems say of one thing: they meet by its name, and the code of the other system is kept beside. */
export const coded = <Code extends z.ZodType>(own: Code) =>
  z.object({ code: own.optional(), name: words(100).optional(), foreignCode: words(100).optional() });

export const petitionNumber = words(64);
/** Organs of other nodes are known by name; `code` is theirs. */
export const organ = z.object({ name: words(200), code: words(40).optional() });
/** `number` is missing where another system tells none. */
export const paper = z.object({ number: words(100).optional(), issuedOn: day });
/** `role` is what the file is to the matter, where the sender says it: an attachment, the envelope, a mandate. */
export const attachment = z.object({
  name: words(200),
  mediaType: words(100),
  bytes: z.int().min(1),
  digest,
  role: z
    .string()
    .regex(/^[A-Z][A-Z_]{0,39}$/)
    .optional(),
});
export const attachments = z.array(attachment).max(20);
