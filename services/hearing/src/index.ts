import { accessMigrations } from '@sunshine/access';
import { lawMigrations } from '@sunshine/clocks';
import { messagingMigrations } from '@sunshine/messaging';
import type { ServiceDefinition } from '@sunshine/platform';
import { printedActs } from './domain/acts.js';
import { HearingGraph } from './graph.js';
import { HearingModule } from './hearing.module.js';
import { hearingMigrations } from './migrations/index.js';

export { printedActs } from './domain/acts.js';

/** The service `hearing` as a launcher hosts it: hearings, their panels, sittings and votes. */
export const hearing: ServiceDefinition = {
  name: 'hearing',
  schema: 'hearing',
  sources: ['directory', 'intake', 'case', 'supervision'],
  module: HearingModule,
  graph: HearingGraph,
  migrations: [...messagingMigrations, ...accessMigrations, ...lawMigrations, ...hearingMigrations],
  printed: { 'acts.json': printedActs },
};
