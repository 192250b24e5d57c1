export { commandOf, startPostgres, PostgresRefusal, type Postgres, type PostgresOptions } from './launcher.js';
export {
  addressOf,
  connected,
  keysDatabaseOf,
  migrate,
  roleOf,
  type MigrationClass,
  type MigrateOptions,
  type SchemaPlan,
} from './migrate.js';
export { loudSettings } from './quiet.js';
