import { loadConfig } from '@sunshine/platform';
import { z } from 'zod';

export interface BusConfig {
  readonly engine: 'embedded' | 'kafka';
  /** Name of this node in topics and groups: `<node>.<service>.events`. */
  readonly node: string;
  readonly brokers: readonly string[];
}

/**
 * `BUS` embedded (default) or kafka; `KAFKA_BROKERS` host:port, separated by commas, and then kafka is the default;
 * `NODE_NAME` names the node in topics (local).
 * @throws ConfigError
 */
export function busConfig(env: NodeJS.ProcessEnv): BusConfig {
  const config = loadConfig(
    z
      .object({
        BUS: z.enum(['embedded', 'kafka']).optional(),
        KAFKA_BROKERS: z
          .string()
          .regex(/^[^\s,:]+:\d+(,[^\s,:]+:\d+)*$/, 'expected host:port, separated by commas')
          .optional(),
        NODE_NAME: z
          .string()
          .regex(/^[a-z0-9-]+$/, 'expected small letters, digits and hyphens')
          .default('local'),
      })
      .refine(({ BUS, KAFKA_BROKERS }) => BUS !== 'kafka' || KAFKA_BROKERS, { path: ['KAFKA_BROKERS'], message: 'BUS=kafka needs it' }),
    env,
  );
  return {
    engine: config.BUS ?? (config.KAFKA_BROKERS ? 'kafka' : 'embedded'),
    node: config.NODE_NAME,
    brokers: config.KAFKA_BROKERS?.split(',') ?? [],
  };
}
