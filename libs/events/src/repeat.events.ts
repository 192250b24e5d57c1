import { z } from 'zod';
import { defineEvent } from './define.js';
import { growing } from './growth.js';

/** 相同信访事项 and 相关事项. "The same petitioner" alone is no link: such links would be a list of a person's filings. */
export const LinkKind = z.enum(['SAME_MATTER', 'RELATED']);
export type LinkKind = z.infer<typeof LinkKind>;

const shape = {
  /** The matter received later. */
  petitionId: z.uuid(),
  repeatOfId: z.uuid(),
  kind: growing(LinkKind),
  /** Organ whose officer compared the two. */
  organId: z.uuid(),
  on: z.iso.date(),
};

/** Published by intake under the key of each of both matters; it moves neither stage nor date. */
export const RepeatLinked = defineEvent('RepeatLinked', 1, shape);
export const RepeatUnlinked = defineEvent('RepeatUnlinked', 1, shape);

/**
 * Published by intake, which alone knows identities, on a comparison of case with a matter in hand elsewhere: whether both have a petitioner in
 * common. About two matters that a person has compared, never a list of what somebody has filed.
 */
export const PetitionersCompared = defineEvent('PetitionersCompared', 1, {
  petitionId: z.uuid(),
  comparisonId: z.uuid(),
  common: z.boolean(),
});
