import { z } from 'zod';
import { origin, text } from './pack-terms.js';

/** How grave conduct is, least first; what follows from it depends on that. */
export const CONDUCT_CONSEQUENCES = ['none', 'serious', 'crime'] as const;
export type ConductConsequence = (typeof CONDUCT_CONSEQUENCES)[number];
const from = z.enum(CONDUCT_CONSEQUENCES).optional();

const conductSchema = z.strictObject({
  code: z.string().regex(/^[a-z_]+$/),
  title: text,
  /** From which gravity on each of them follows; left out: never. */
  ordered_correction: from,
  discipline: from,
  prosecution: from,
  /** It is against the petitioner, who is protected from then on. */
  retaliation: z.boolean().optional(),
  ...origin,
});
/** Conduct of organs and their staff for which law makes them answer. */
export type ConductRule = z.infer<typeof conductSchema>;

/** Conduct for which organs and their staff answer (失职失责、打击报复), and its gravity. */
export const conductTableSchema = z
  .strictObject({
    codes: z.array(conductSchema).min(1),
    consequences: z
      .array(z.strictObject({ code: z.enum(CONDUCT_CONSEQUENCES), title: text, ...origin }))
      .refine((rows) => CONDUCT_CONSEQUENCES.every((code) => rows.some((row) => row.code === code)), { error: 'a gravity is missing' }),
    ...origin,
  })
  .refine(({ codes }) => new Set(codes.map(({ code }) => code)).size === codes.length, { error: 'a code stands there twice' });
