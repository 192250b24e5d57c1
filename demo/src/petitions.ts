import { between } from './petitions/between.js';
import type { DemoPetition } from './petitions/demo-petition.js';
import { exits } from './petitions/exits.js';
import { housing } from './petitions/housing.js';
import { joined } from './petitions/joined.js';
import { labour } from './petitions/labour.js';
import { livelihood } from './petitions/livelihood.js';
import { reports } from './petitions/reports.js';
import { suggestions } from './petitions/suggestions.js';
import { surroundings } from './petitions/surroundings.js';
import { turns } from './petitions/turns.js';
import { village } from './petitions/village.js';
import { voices } from './petitions/voices.js';

export type { DemoPetition } from './petitions/demo-petition.js';

/** All petitions of the demo city: invented matters of invented people in places that do not exist. */
export const petitions: readonly DemoPetition[] = [
  ...housing,
  ...labour,
  ...village,
  ...surroundings,
  ...livelihood,
  ...voices,
  ...exits,
  ...suggestions,
  ...reports,
  ...between,
  ...turns,
  ...joined,
];
