import { z } from 'zod';
import { defineEvent } from './define.js';
import { PetitionKind } from './petition.events.js';

const id = z.uuid();

/** 分件 proposed, of the parts that intake holds under `splitId`. */
export const SplitProposed = defineEvent('SplitProposed', 1, { petitionId: id, splitId: id, organId: id });

/**
 * The petition ends; intake registers each part under the id given here, with the first day of receipt. With a report among the parts the
 * petition itself is sealed as one.
 */
export const PetitionSplit = defineEvent('PetitionSplit', 1, {
  petitionId: id,
  splitId: id,
  organId: id,
  parts: z.array(z.object({ petitionId: id, kind: PetitionKind })).min(2),
});
