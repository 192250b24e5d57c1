import { DataSource } from 'typeorm';

/** The second database as a service's role enters it: wrapped keys and nothing else; not yet connected. */
export function keysDataSource({
  url,
  pool,
  schema,
}: {
  readonly url: string;
  readonly pool: number;
  readonly schema: string;
}): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    schema,
    synchronize: false,
    logging: false,
    poolSize: pool,
    applicationName: `sunshine-${schema}-keys`,
    extra: { connectionTimeoutMillis: 10_000, keepAlive: true },
  });
}
