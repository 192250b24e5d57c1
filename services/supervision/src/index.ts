import { accessMigrations } from '@sunshine/access';
import { lawMigrations } from '@sunshine/clocks';
import { messagingMigrations } from '@sunshine/messaging';
import type { ServiceDefinition } from '@sunshine/platform';
import { supervisionMigrations } from './migrations/index.js';
import { SupervisionModule } from './supervision.module.js';
import { SupervisionGraph } from './graph.js';

/** The service `supervision` as a launcher hosts it. */
export const supervision: ServiceDefinition = {
  name: 'supervision',
  schema: 'supervision',
  sources: ['directory', 'intake', 'case'],
  module: SupervisionModule,
  graph: SupervisionGraph,
  migrations: [...messagingMigrations, ...accessMigrations, ...lawMigrations, ...supervisionMigrations],
};
