import { z } from 'zod';
import { defineEvent } from './define.js';
import { PetitionKind } from './petition.events.js';

/** Key: petitionId. `case` goes on with the matter as the kind that the desk found it to be. */
export const PetitionReclassified = defineEvent('PetitionReclassified', 1, { petitionId: z.uuid(), kind: PetitionKind });
