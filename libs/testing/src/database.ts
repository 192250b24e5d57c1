import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import {
  addressOf,
  connected,
  keysDatabaseOf,
  migrate,
  roleOf,
  startPostgres,
  type MigrationClass,
  type SchemaPlan,
} from '@sunshine/postgres';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { cleanUp } from './clean-up.js';
import { temporaryFolder } from './folder.js';

export interface SchemaOptions {
  migrations: readonly MigrationClass[];
  entities?: DataSourceOptions['entities'];
  keyMigrations?: readonly MigrationClass[];
  /** Schemas whose outbox this one reads; all others of the database by default. */
  sources?: readonly string[];
}

export interface TestDatabase {
  name: string;
  /** Address for the login role of a schema, with the rights it has in production. */
  url(schema: string): string;
  /** What a service finds in its environment: DATABASE_URL and, where it has one, KEYS_DATABASE_URL. */
  env(schema: string): NodeJS.ProcessEnv;
  /** The address of the server's administrator for this database. */
  adminUrl: string;
  /** The open DataSource of a schema's role. */
  source(schema: string): Promise<DataSource>;
}

const PASSWORD = 'test';

/** Address of the run's PostgreSQL for its administrator; specs named `*.int.spec.ts` and `*.e2e.spec.ts` have one. */
export function testServer(): string {
  const url = process.env['SUNSHINE_TEST_SERVER'];
  if (!url) throw new Error('No test database: only *.int.spec.ts and *.e2e.spec.ts run with one.');
  return url;
}

/**
 * Gives this spec file a PostgreSQL of its own, in which `databases` are from then on: for specs of what waits until the transactions of
 * a whole server have ended, which those of other spec files must not hold up.
 */
export async function ownServer(): Promise<void> {
  const server = await startPostgres({ folder: temporaryFolder(), safety: 'throwaway' });
  cleanUp(() => server.stop());
  process.env['SUNSHINE_TEST_SERVER'] = server.adminUrl();
}

function plansOf(schemas: Record<string, SchemaOptions>): SchemaPlan[] {
  const names = Object.keys(schemas);
  return Object.entries(schemas).map(([schema, { migrations, keyMigrations, sources }]) => ({
    name: schema,
    schema,
    migrations,
    sources: sources ?? names.filter((name) => name !== schema),
    ...(keyMigrations ? { keyMigrations } : {}),
  }));
}

const hashOf = (plans: readonly SchemaPlan[]) =>
  createHash('sha256')
    .update(
      JSON.stringify(
        plans.map((plan) => ({ ...plan, migrations: plan.migrations.map(String), keyMigrations: plan.keyMigrations?.map(String) })),
      ),
    )
    .digest('hex')
    .slice(0, 16);

/** Migrates once a run for each set of migrations; other spec files, in other workers too, wait and then clone. */
async function template(admin: pg.Client, plans: readonly SchemaPlan[]): Promise<string> {
  const name = `tpl_${hashOf(plans)}`;
  await admin.query('select pg_advisory_lock(hashtextextended($1, 0))', [name]);
  try {
    const known = await admin.query('select 1 from pg_database where datname = $1', [name]);
    if (!known.rowCount) {
      const draft = `${name}_draft`;
      await admin.query(`drop database if exists ${draft}`);
      await migrate({ adminUrl: testServer(), database: draft, plans, password: () => PASSWORD });
      if (hasKeys(plans)) await admin.query(`alter database ${keysDatabaseOf(draft)} rename to ${keysDatabaseOf(name)}`);
      await admin.query(`alter database ${draft} rename to ${name}`);
    }
  } finally {
    await admin.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name]);
  }
  return name;
}

const hasKeys = (plans: readonly SchemaPlan[]) => plans.some(({ keyMigrations }) => keyMigrations !== undefined);

/**
 * A fresh database for one spec file with several schemas, roles and grants as in production; gone after the file.
 * @param schemas by schema name (the case service's is `casework`): migrations, or migrations with entities, keys and sources
 */
export async function databases(schemas: Record<string, readonly MigrationClass[] | SchemaOptions>): Promise<TestDatabase> {
  const options = Object.fromEntries(
    Object.entries(schemas).map(([schema, given]) => [schema, 'migrations' in given ? given : { migrations: given }]),
  );
  const plans = plansOf(options);
  const name = `t_${randomBytes(8).toString('hex')}`;
  const keys = new Set(plans.filter(({ keyMigrations }) => keyMigrations !== undefined).map(({ schema }) => schema));
  await connected(testServer(), async (admin) => {
    const from = await template(admin, plans);
    await admin.query(`create database ${name} template ${from} strategy file_copy`);
    if (keys.size > 0) await admin.query(`create database ${keysDatabaseOf(name)} template ${keysDatabaseOf(from)} strategy file_copy`);
  });

  const url = (schema: string) => addressOf(testServer(), name, { role: roleOf(schema), password: PASSWORD });
  const opened = new Map<string, DataSource>();
  cleanUp(async () => {
    for (const source of opened.values()) if (source.isInitialized) await source.destroy();
    await connected(testServer(), async (admin) => {
      await admin.query(`drop database if exists ${name} with (force)`);
      if (keys.size > 0) await admin.query(`drop database if exists ${keysDatabaseOf(name)} with (force)`);
    });
  });
  return {
    name,
    url,
    adminUrl: addressOf(testServer(), name),
    env: (schema) => ({
      DATABASE_URL: url(schema),
      ...(keys.has(schema) ? { KEYS_DATABASE_URL: addressOf(url(schema), keysDatabaseOf(name)) } : {}),
    }),
    async source(schema) {
      const known = opened.get(schema);
      if (known) return known;
      const source = new DataSource({
        type: 'postgres',
        url: url(schema),
        schema,
        entities: options[schema]?.entities ?? [],
        extra: { max: 8 },
      });
      opened.set(schema, await source.initialize());
      return source;
    },
  };
}

/** A fresh database for one spec file with one schema, opened as its login role; gone after the file. */
export async function database(
  schema: string,
  migrations: readonly MigrationClass[],
  entities: DataSourceOptions['entities'] = [],
): Promise<DataSource> {
  return (await databases({ [schema]: { migrations, entities } })).source(schema);
}
