import { administrationRefusals } from './refusals.administration.js';
import { deskRefusals } from './refusals.desk.js';
import { exchangeRefusals } from './refusals.exchange.js';
import { exitRefusals } from './refusals.exits.js';
import { graphRefusals } from './refusals.graph.js';
import { groupRefusals } from './refusals.groups.js';
import { handlingRefusals } from './refusals.handling.js';
import { hearingRefusals } from './refusals.hearings.js';
import { listRefusals } from './refusals.lists.js';
import { opinionRefusals } from './refusals.opinion.js';
import { reviewingRefusals } from './refusals.reviewing.js';
import { publicationRefusals } from './refusals.publication.js';
import { reviewRefusals } from './refusals.reviews.js';
import { rightsRefusals } from './refusals.rights.js';
import { routingRefusals } from './refusals.routing.js';
import type { Refusal } from './refusals.rows.js';
import { sittingRefusals } from './refusals.sittings.js';
import { successionRefusals } from './refusals.succession.js';

/** Every refusal that goes over the wire in a test, the rooms of the product in turn. */
export const refusals: readonly Refusal[] = [
  ...rightsRefusals,
  ...exitRefusals,
  ...deskRefusals,
  ...opinionRefusals,
  ...graphRefusals,
  ...routingRefusals,
  ...groupRefusals,
  ...listRefusals,
  ...administrationRefusals,
  ...handlingRefusals,
  ...successionRefusals,
  ...reviewRefusals,
  ...reviewingRefusals,
  ...hearingRefusals,
  ...sittingRefusals,
  ...publicationRefusals,
  ...exchangeRefusals,
];
