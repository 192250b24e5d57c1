import { fileURLToPath } from 'node:url';
import { ConfigError, databaseAddress, loadConfig } from '@sunshine/platform';
import { z } from 'zod';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Variables about a server of somebody else, each with the variable that names it. */
const ABOUT: Readonly<Record<string, string>> = {
  DATABASE_TLS: 'DATABASE_URL',
  DATABASE_CA_FILE: 'DATABASE_URL',
  KAFKA_TLS: 'KAFKA_BROKERS',
  KAFKA_CA_FILE: 'KAFKA_BROKERS',
  KAFKA_SASL: 'KAFKA_BROKERS',
};

/** What the start commands read of the environment; the rest of it goes on to every room. @throws ConfigError */
export function startSettings(env: NodeJS.ProcessEnv) {
  const config = loadConfig(
    z.object({
      PORT: z.coerce.number().int().min(1).max(65_535).default(4000),
      DATA_DIR: z.string().default(`${root}.data`),
      DATABASE_URL: databaseAddress(env).optional(),
      KAFKA_BROKERS: z.string().optional(),
    }),
    env,
  );
  const lonely = Object.entries(ABOUT).filter(([name, of]) => env[name] && !env[of]);
  if (lonely.length > 0) throw new ConfigError(lonely.map(([name, of]) => `${name}: is about a server of yours, which ${of} names`));
  const { DATABASE_URL: _database, PORT: _port, HOST: _host, ...rest } = env;
  return { port: config.PORT, dataDir: config.DATA_DIR, databaseUrl: config.DATABASE_URL, brokers: config.KAFKA_BROKERS, env: rest };
}
