import { z } from 'zod';
import { defineEvent } from './define.js';
import { PetitionKind } from './petition.events.js';

/** Intake holds the texts of the parts of a letter, sealed; `kinds` in the order of the parts. */
export const SplitPrepared = defineEvent('SplitPrepared', 1, {
  petitionId: z.uuid(),
  splitId: z.uuid(),
  organId: z.uuid(),
  kinds: z.array(PetitionKind).min(2),
});
