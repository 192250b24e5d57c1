import pg from 'pg';
import { DataSource, type EntityManager, type MigrationInterface } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { z } from 'zod';
import { loadConfig } from './config.js';

// A date column is a legal day, never an instant: pg would make a midnight of the process's zone of it.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

export type MigrationClass = new () => MigrationInterface;

/** A statement that the server plans once for each connection. The name belongs to exactly this text. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

interface PgQueryable {
  query(query: { name: string; text: string; values: unknown[] }): Promise<{ rows: unknown[] }>;
}

/** Runs a named prepared statement on the transaction's connection, or on the pool when `tx` is a DataSource's own manager. */
export async function sql<T>(tx: EntityManager, statement: Statement, values: unknown[]): Promise<T[]> {
  const client: PgQueryable = tx.queryRunner
    ? await tx.queryRunner.connect()
    : ((tx.connection.driver as PostgresDriver).master as PgQueryable);
  const { rows } = await client.query({ name: statement.name, text: statement.text, values });
  return rows as T[];
}

/** Variables by which a service finds its database. */
export const databaseShape = {
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'expected postgres://role:password@host:port/database'),
  DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(10),
};

interface DatabaseUser {
  readonly name: string;
  readonly schema: string;
  readonly entities: readonly Function[];
  readonly migrations: readonly MigrationClass[];
}

/** The service's DataSource, not yet connected. `DATABASE_URL` holds role and password; `DATABASE_POOL` the connections (10). */
export function dataSourceFor(def: DatabaseUser, env: NodeJS.ProcessEnv): DataSource {
  const config = loadConfig(z.object(databaseShape), env);
  return new DataSource({
    type: 'postgres',
    url: config.DATABASE_URL,
    schema: def.schema,
    entities: [...def.entities],
    migrations: [...def.migrations],
    migrationsTableName: 'migration',
    synchronize: false,
    logging: false,
    poolSize: config.DATABASE_POOL,
    applicationName: `sunshine-${def.name}`,
    extra: { connectionTimeoutMillis: 10_000, keepAlive: true },
  });
}

interface Failure {
  readonly code?: unknown;
  readonly driverError?: { readonly code?: unknown };
  readonly message?: unknown;
}

function stateOf(error: unknown): string {
  const { code, driverError } = (error ?? {}) as Failure;
  return String(driverError?.code ?? code ?? '');
}

/** Connection lost, server going away, out of resources: worth another try later. */
export function isDatabaseFault(error: unknown): boolean {
  const state = stateOf(error);
  if (/^(08|53|57P|58|XX)/.test(state) || /^E(CONN|PIPE|HOST|NET|TIMEDOUT|AI_)/.test(state)) return true;
  return /Connection terminated|not queryable|timeout exceeded when trying to connect/i.test(
    String((error as Failure | null)?.message ?? ''),
  );
}

/** Deadlock, serialization failure or a lock not granted in time: the transaction was undone, the same again may succeed. */
export function isDatabaseConflict(error: unknown): boolean {
  return /^(40|55P03)/.test(stateOf(error));
}
