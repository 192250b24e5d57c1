import { DataSource } from 'typeorm';
import type { IntakeConfig } from './config.js';

/** The second database: wrapped keys and nothing else; not yet connected. */
export function keysDataSource(config: IntakeConfig): DataSource {
  return new DataSource({
    type: 'postgres',
    url: config.KEYS_DATABASE_URL,
    schema: 'intake',
    synchronize: false,
    logging: false,
    poolSize: config.KEYS_DATABASE_POOL,
    applicationName: 'sunshine-intake-keys',
    extra: { connectionTimeoutMillis: 10_000, keepAlive: true },
  });
}
