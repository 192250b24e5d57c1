import { z } from 'zod';
import { defineEvent } from './define.js';

const id = z.uuid();

/** A person has compared a filing with a finished matter: the same facts and reasons, or a new matter (Art 36 ¶3). */
export const RefilingCompared = defineEvent('RefilingCompared', 1, {
  petitionId: id,
  comparisonId: id,
  organId: id,
  earlierPetitionId: id,
  same: z.boolean(),
  /** The other matter is not finished but in hand at an organ below: the desk answers whether both have a petitioner in common. */
  inHand: z.boolean().optional(),
});
