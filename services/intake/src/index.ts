import type { MigrationClass, ServiceDefinition } from '@sunshine/platform';
import { printedDeskActs } from './domain/acts.js';
import { IntakeModule } from './intake.module.js';
import { IntakeGraph } from './graph.js';
import { intakeKeyMigrations, intakeMigrations } from './migrations/index.js';

/** Registration, channels, sealed identity, query codes and the register. It has no entities: its rows are read and written by prepared SQL. */
export const intake: ServiceDefinition & { readonly keyMigrations: readonly MigrationClass[] } = {
  name: 'intake',
  schema: 'intake',
  sources: ['directory', 'case', 'supervision', 'exchange'],
  module: IntakeModule,
  graph: IntakeGraph,
  migrations: intakeMigrations,
  keyMigrations: intakeKeyMigrations,
  printed: { 'acts.json': printedDeskActs },
};
export type { Registration } from './domain/registration/registration.js';
export { PetitionWriter } from './registration/petition-writer.js';
