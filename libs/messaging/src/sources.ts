import { SERVICES } from '@sunshine/events';
import type { DataSource } from 'typeorm';
import type { PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions.js';

/** A publisher of events: its name on the bus and the schema that holds its outbox. */
export interface Source {
  readonly name: string;
  readonly schema: string;
  /** A reader takes its events one after the other, whatever their keys. */
  readonly inOrder?: boolean;
}

/** Every publisher of a node. */
export const allSources: readonly Source[] = Object.entries(SERVICES).map(([name, publisher]) => ({ name, ...publisher }));

/** Connection options of a service's DataSource, for connections of the bus's own. */
export function connectionOf(ds: DataSource) {
  const options = ds.options as PostgresDataSourceOptions;
  const url = options.url ? new URL(options.url) : undefined;
  return {
    host: url?.searchParams.get('host') ?? url?.hostname ?? options.host ?? '127.0.0.1',
    port: Number(url?.port || options.port || 5432),
    database: url ? decodeURIComponent(url.pathname.slice(1)) : options.database,
    user: url ? decodeURIComponent(url.username) : options.username,
    password: url ? decodeURIComponent(url.password) : (options.password as string | undefined),
    ssl: options.ssl,
    /** Where there is one it counts before the rest: it may ask for TLS. */
    ...(options.url ? { connectionString: options.url } : {}),
  };
}

const databases = new WeakMap<DataSource, string>();

/** Name under which the rooms of one process find each other: two databases on one server stay apart. */
export function addressOf(ds: DataSource, schema: string): string {
  let at = databases.get(ds);
  if (at === undefined) {
    const { host, port, database } = connectionOf(ds);
    databases.set(ds, (at = `${host}:${port}/${database}`));
  }
  return `${at}/${schema}`;
}
