import { SERVICES, type ServiceName } from '@sunshine/platform';
import type { DataSource } from 'typeorm';
import type { PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions.js';

/** A publisher of events: its name on the bus and the schema that holds its outbox. */
export interface Source {
  readonly name: string;
  readonly schema: string;
  /**
   * Its events concern each other beyond their keys (organs of one tree, packs and calendars), so a reader takes them one after the
   * other; events of all other sources concern the petition of their key alone.
   */
  readonly inOrder?: boolean;
}

/** Schema of a service; `case` is a word of SQL, so its schema has another name. */
const schemaOf = (service: ServiceName): string => (service === 'case' ? 'casework' : service);

/** Every publisher of a node. */
export const allSources: readonly Source[] = SERVICES.map((name) => ({ name, schema: schemaOf(name), inOrder: name === 'directory' }));

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

/** Name under which the rooms of one process find each other: two databases on one server stay apart. */
export function addressOf(ds: DataSource, schema: string): string {
  const { host, port, database } = connectionOf(ds);
  return `${host}:${port}/${database}/${schema}`;
}
