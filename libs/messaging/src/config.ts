import { loadConfig } from '@sunshine/platform';
import { z } from 'zod';

export const REQUEST_DAYS = 90;

export interface BusConfig {
  readonly engine: 'embedded' | 'kafka';
  /** Name of this node in topics and groups: `<node>.<service>.events`. */
  readonly node: string;
  readonly brokers: readonly string[];
  /** Days after which the answer of a request is forgotten (90). */
  readonly requestDays?: number;
}

/**
 * `BUS` embedded (default) or kafka; `KAFKA_BROKERS` host:port, separated by commas, and then kafka is the default;
 * `NODE_NAME` names the node in topics (local); `REQUEST_DAYS` is how long a request is known again (90, at least 31: a page of the portal
 * keeps what was not answered for 30 days, and may send it again until then).
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
        REQUEST_DAYS: z.coerce.number().int().min(31).default(REQUEST_DAYS),
      })
      .refine(({ BUS, KAFKA_BROKERS }) => BUS !== 'kafka' || KAFKA_BROKERS, { path: ['KAFKA_BROKERS'], message: 'BUS=kafka needs it' }),
    env,
  );
  return {
    engine: config.BUS ?? (config.KAFKA_BROKERS ? 'kafka' : 'embedded'),
    node: config.NODE_NAME,
    brokers: config.KAFKA_BROKERS?.split(',') ?? [],
    requestDays: config.REQUEST_DAYS,
  };
}
