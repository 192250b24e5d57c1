import { accessMigrations } from '@sunshine/access';
import { messagingMigrations } from '@sunshine/messaging';
import type { ServiceDefinition } from '@sunshine/platform';
import { ExchangeModule } from './exchange.module.js';
import { ExchangeGraph } from './graph.js';
import { exchangeMigrations } from './migrations/index.js';

/** The service `exchange` as a launcher hosts it. */
export const exchange: ServiceDefinition = {
  name: 'exchange',
  schema: 'exchange',
  sources: ['directory'],
  module: ExchangeModule,
  graph: ExchangeGraph,
  migrations: [...messagingMigrations, ...accessMigrations, ...exchangeMigrations],
};
