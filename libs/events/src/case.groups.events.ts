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

export const PetitionsParted = defineEvent('PetitionsParted', 1, { ...merging, joinedPetitionIds: z.array(id).min(1) });
