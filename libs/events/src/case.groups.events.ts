import { z } from 'zod';
import { defineEvent } from './define.js';

const id = z.uuid();

const merging = { petitionId: id, mergeId: id, organId: id };

/** 并案 proposed, or its undoing. Each event under the key of each petition concerned; `leadPetitionId` is the one that goes on for all. */
export const MergeProposed = defineEvent('MergeProposed', 1, { ...merging, leadPetitionId: id });

/** Goes on in the course of the lead; the petition keeps number, code and petitioners. */
export const PetitionMerged = defineEvent('PetitionMerged', 1, { ...merging, leadPetitionId: id });

/** The lead goes on for those petitions too, by the earliest start of each term. */
export const PetitionsJoined = defineEvent('PetitionsJoined', 1, { ...merging, joinedPetitionIds: z.array(id).min(1) });

export const UnmergeProposed = defineEvent('UnmergeProposed', 1, { ...merging, leadPetitionId: id });

/** Stands on its own again, as before the merge. */
export const PetitionUnmerged = defineEvent('PetitionUnmerged', 1, { ...merging, leadPetitionId: id });

/** A death or dissolution that the desk had entered is to be taken back, as a mistake. */
export const SuccessionRevocationProposed = defineEvent('SuccessionRevocationProposed', 1, {
  petitionId: id,
  revocationId: id,
  organId: id,
});

/** The second person leaves the entry standing. */
export const SuccessionRevocationDeclined = defineEvent('SuccessionRevocationDeclined', 1, {
  petitionId: id,
  revocationId: id,
  organId: id,
});

/**
 * The entry is taken back by a second person: the petitioner is party to the matter again, the successors are none. `successionId`: of the desk;
 * null where case had not kept it, then the latest of the petitioner is meant.
 */
export const SuccessionRevoked = defineEvent('SuccessionRevoked', 1, {
  petitionId: id,
  organId: id,
  successionId: id.nullable(),
  petitionerId: id,
  successorIds: z.array(id),
});

export const PetitionsParted = defineEvent('PetitionsParted', 1, { ...merging, joinedPetitionIds: z.array(id).min(1) });
