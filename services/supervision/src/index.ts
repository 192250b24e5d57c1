import { accessMigrations } from '@sunshine/access';
import { numbersMigrations, wordsMigrations } from '@sunshine/acts';
import { clocksMigrations, lawMigrations } from '@sunshine/clocks';
import { messagingMigrations } from '@sunshine/messaging';
import type { ServiceDefinition } from '@sunshine/platform';
import { printedActs } from './domain/acts.js';
import { supervisionMigrations } from './migrations/index.js';
import { SupervisionModule } from './supervision.module.js';
import { SupervisionGraph } from './graph.js';

export { printedActs } from './domain/acts.js';

/** The service `supervision` as a launcher hosts it. */
export const supervision: ServiceDefinition = {
  name: 'supervision',
  schema: 'supervision',
  sources: ['directory', 'intake', 'case', 'supervision', 'exchange'],
  module: SupervisionModule,
  graph: SupervisionGraph,
  migrations: [
    ...messagingMigrations,
    ...accessMigrations,
    ...lawMigrations,
    ...clocksMigrations,
    ...numbersMigrations,
    ...wordsMigrations,
    ...supervisionMigrations,
  ],
  printed: { 'acts.json': printedActs },
};
