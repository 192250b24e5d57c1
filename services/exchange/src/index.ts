import { accessMigrations } from '@sunshine/access';
import { limitsMigrations } from '@sunshine/limits';
import { messagingMigrations } from '@sunshine/messaging';
import type { ServiceDefinition } from '@sunshine/platform';
import { ExchangeModule } from './exchange.module.js';
import { ExchangeGraph } from './graph.js';
import { exchangeMigrations } from './migrations/index.js';
import { printed } from './printed.js';

/** The service `exchange` as a launcher hosts it. */
export const exchange: ServiceDefinition = {
  name: 'exchange',
  schema: 'exchange',
  sources: ['directory', 'intake', 'case', 'supervision'],
  module: ExchangeModule,
  graph: ExchangeGraph,
  migrations: [...messagingMigrations, ...limitsMigrations, ...accessMigrations, ...exchangeMigrations],
  printed,
};

// Its parts, for who moves a node by hand: benches and checks.
export { Callers } from './adapter/callers.js';
export { RowCalls, type RowCallAnswer } from './adapter/row.calls.js';
export { ArrivedSeal } from './arrivals/arrived.seal.js';
export { NodeKeys } from './keys/node-keys.js';
export { Applier } from './receiving/applier.js';
export { Handlers, type Arrived } from './receiving/handlers.js';
export { Receiver } from './receiving/receiver.js';
export { Outbox } from './sending/outbox.js';
export { Sender } from './sending/sender.js';
export { Wire, type WireAnswer } from './sending/wire.js';
