import { fileURLToPath } from 'node:url';
import { loadConfig } from '@sunshine/platform';
import { z } from 'zod';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What the start commands read of the environment; the rest of it goes on to every room. @throws ConfigError */
export function startSettings(env: NodeJS.ProcessEnv) {
  const config = loadConfig(
    z.object({
      PORT: z.coerce.number().int().min(1).max(65_535).default(4000),
      DATA_DIR: z.string().default(`${root}.data`),
      DATABASE_URL: z.string().optional(),
      KAFKA_BROKERS: z.string().optional(),
    }),
    env,
  );
  const { DATABASE_URL: _database, PORT: _port, HOST: _host, ...rest } = env;
  return { port: config.PORT, dataDir: config.DATA_DIR, databaseUrl: config.DATABASE_URL, brokers: config.KAFKA_BROKERS, env: rest };
}
