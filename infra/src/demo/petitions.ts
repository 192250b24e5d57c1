import type { DemoPetition } from './petitions/demo-petition.js';
import { housing } from './petitions/housing.js';
import { labour } from './petitions/labour.js';
import { livelihood } from './petitions/livelihood.js';
import { surroundings } from './petitions/surroundings.js';
import { village } from './petitions/village.js';
import { voices } from './petitions/voices.js';

export type { DemoPetition } from './petitions/demo-petition.js';

/** All petitions of the demo city: invented matters of invented people in places that do not exist. */
export const petitions: readonly DemoPetition[] = [...housing, ...labour, ...village, ...surroundings, ...livelihood, ...voices];
