import { accessMigrations } from '@sunshine/access';
import { clocksMigrations, lawMigrations } from '@sunshine/clocks';
import { messagingMigrations } from '@sunshine/messaging';
import type { MigrationClass, ServiceDefinition } from '@sunshine/platform';
import { CaseModule } from './case.module.js';
import { printedActs } from './domain/acts-printed.js';
import { CaseGraph } from './graph.js';
import { caseKeyMigrations, caseMigrations } from './migrations/index.js';

/** The service `case` as a launcher hosts it; `case` is an SQL keyword, so its schema is `casework`. Its rows are read and written by prepared SQL. */
export const casework: ServiceDefinition & { readonly keyMigrations: readonly MigrationClass[] } = {
  name: 'case',
  schema: 'casework',
  sources: ['intake', 'directory', 'hearing', 'supervision', 'exchange'],
  module: CaseModule,
  graph: CaseGraph,
  migrations: [...messagingMigrations, ...accessMigrations, ...lawMigrations, ...clocksMigrations, ...caseMigrations],
  keyMigrations: caseKeyMigrations,
  printed: { 'acts.json': printedActs },
};

export { ACT_NAMES } from './domain/acts.js';
export { NEXT_STAGES, pathOf, type Path } from './domain/stages.js';
