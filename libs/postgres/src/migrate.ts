import pg from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';

export type MigrationClass = new () => MigrationInterface;

/** What the database of a node must hold for one service; a ServiceDefinition is one. */
export interface SchemaPlan {
  name: string;
  schema: string;
  /** Names of the services whose outbox this one reads. */
  sources: readonly string[];
  migrations: readonly MigrationClass[];
  /** Tables of the second database, which only this service's role may enter. */
  keyMigrations?: readonly MigrationClass[];
}

export interface MigrateOptions {
  /** Address of the server as a role that may create roles and databases; which database it names does not matter. */
  adminUrl: string;
  database: string;
  plans: readonly SchemaPlan[];
  password(role: string): string;
  progress?: (line: string) => void;
}

const SHARED = 'shared';
const EXTENSIONS = ['pg_trgm', 'btree_gin'];
const READABLE = ['outbox', 'outbox_log', 'outbox_seq'];
const LOCK = "hashtextextended('sunshine.migrate', 0)";

export const roleOf = (schema: string) => `svc_${schema}`;
export const keysDatabaseOf = (database: string) => `${database}_keys`;

/** The address of the same server for another database and, if given, another role. */
export function addressOf(url: string, database: string, login?: { role: string; password: string }): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  if (login) {
    address.username = login.role;
    address.password = encodeURIComponent(login.password);
  }
  return address.href;
}

export async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined); // a server that goes away is told by the statement that needed it, and ends nobody's process
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function createRole(admin: pg.Client, schema: string, password: string): Promise<void> {
  const role = pg.escapeIdentifier(roleOf(schema));
  const known = await admin.query('select 1 from pg_roles where rolname = $1', [roleOf(schema)]);
  await admin.query(`${known.rowCount ? 'alter' : 'create'} role ${role} login password ${pg.escapeLiteral(password)}`);
  // On the role, not on role and database: a database cloned from a template would lose the latter.
  await admin.query(`alter role ${role} set search_path = ${pg.escapeIdentifier(schema)}, ${SHARED}`);
  await admin.query(`alter role ${role} set timezone = 'UTC'`);
}

async function createDatabase(admin: pg.Client, database: string, roles: readonly string[]): Promise<void> {
  const name = pg.escapeIdentifier(database);
  const known = await admin.query('select 1 from pg_database where datname = $1', [database]);
  if (!known.rowCount) await admin.query(`create database ${name} template template0`);
  await admin.query(`revoke connect on database ${name} from public`);
  await admin.query(`grant connect on database ${name} to ${roles.map((role) => pg.escapeIdentifier(role)).join(', ')}`);
}

async function createSchemas(url: string, schemas: readonly string[]): Promise<void> {
  await connected(url, async (admin) => {
    await admin.query(`create schema if not exists ${SHARED}`);
    for (const extension of EXTENSIONS) await admin.query(`create extension if not exists ${extension} schema ${SHARED}`);
    for (const schema of schemas) {
      const role = pg.escapeIdentifier(roleOf(schema));
      await admin.query(`grant usage on schema ${SHARED} to ${role}`);
      await admin.query(`create schema if not exists ${pg.escapeIdentifier(schema)} authorization ${role}`);
    }
  });
}

async function runMigrations(url: string, schema: string, migrations: readonly MigrationClass[]): Promise<string[]> {
  const source = new DataSource({ type: 'postgres', url, schema, migrations: [...migrations], migrationsTableName: 'migration' });
  await source.initialize();
  try {
    return (await source.runMigrations({ transaction: 'each' })).map(({ name }) => name);
  } finally {
    await source.destroy();
  }
}

/** As the owner of the tables, so that the administrator need not be a superuser. */
async function grantReaders(ownerUrl: string, source: SchemaPlan, plans: readonly SchemaPlan[]): Promise<void> {
  const readers = plans.filter(({ sources }) => sources.includes(source.name)).map(({ schema }) => pg.escapeIdentifier(roleOf(schema)));
  if (readers.length === 0) return;
  await connected(ownerUrl, async (owner) => {
    await owner.query(`grant usage on schema ${pg.escapeIdentifier(source.schema)} to ${readers.join(', ')}`);
    const tables = await owner.query<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = $1 and c.relname = any($2) and c.relkind in ('r', 'p')`,
      [source.schema, READABLE],
    );
    if (tables.rows.length > 0)
      await owner.query(`grant select on ${tables.rows.map(({ name }) => name).join(', ')} to ${readers.join(', ')}`);
  });
}

/**
 * Brings a node's databases to the newest shape: roles, schemas, extensions, each service's migrations as that service's role,
 * readers' rights. Safe to repeat; two jobs at once wait for each other.
 * @returns the names of the migrations that ran, per service
 */
export async function migrate({ adminUrl, database, plans, password, progress }: MigrateOptions): Promise<Record<string, string[]>> {
  const urlOf = (name: string, schema: string) => addressOf(adminUrl, name, { role: roleOf(schema), password: password(roleOf(schema)) });
  return connected(adminUrl, async (admin) => {
    await admin.query(`select pg_advisory_lock(${LOCK})`);
    for (const { schema } of plans) await createRole(admin, schema, password(roleOf(schema)));
    await createDatabase(
      admin,
      database,
      plans.map(({ schema }) => roleOf(schema)),
    );
    await createSchemas(
      addressOf(adminUrl, database),
      plans.map(({ schema }) => schema),
    );

    const ran: Record<string, string[]> = {};
    for (const plan of plans) {
      ran[plan.name] = await runMigrations(urlOf(database, plan.schema), plan.schema, plan.migrations);
      if (plan.keyMigrations) {
        const keys = keysDatabaseOf(database);
        await createDatabase(admin, keys, [roleOf(plan.schema)]);
        await createSchemas(addressOf(adminUrl, keys), [plan.schema]);
        ran[plan.name]!.push(...(await runMigrations(urlOf(keys, plan.schema), plan.schema, plan.keyMigrations)));
      }
      if (ran[plan.name]!.length > 0) progress?.(`${plan.name}: ${ran[plan.name]!.length} migrations`);
    }
    for (const plan of plans) await grantReaders(urlOf(database, plan.schema), plan, plans);
    return ran;
  });
}
