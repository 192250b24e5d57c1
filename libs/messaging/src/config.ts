import { caFile, loadConfig, secretList } from '@sunshine/platform';
import { z } from 'zod';

export const REQUEST_DAYS = 90;

/** TLS to the brokers, always with their certificates verified. */
export interface KafkaSecurity {
  /** Certificates of the CA in PEM; without them those that Node knows. */
  readonly ca?: string | undefined;
  readonly sasl?: {
    readonly mechanism: 'scram-sha-256' | 'scram-sha-512';
    readonly username: string;
    readonly password: string;
  };
}

export interface BusConfig {
  readonly engine: 'embedded' | 'kafka';
  /** Name of this node in topics and groups: `<node>.<service>.events`. */
  readonly node: string;
  readonly brokers: readonly string[];
  /** How to come to the brokers where they do not stand open. */
  readonly security?: KafkaSecurity | undefined;
  /** Days after which the answer of a request is forgotten (90). */
  readonly requestDays?: number;
}

/**
 * `BUS` embedded (default) or kafka; `KAFKA_BROKERS` host:port, separated by commas, and then kafka is the default;
 * `KAFKA_TLS` on or off (on where `KAFKA_CA_FILE` is given): certificates of the brokers are verified against that CA, in PEM, or those that
 * Node knows; `KAFKA_SASL` scram-sha-256 or scram-sha-512, over TLS alone, as `KAFKA_USER` with the first of `KAFKA_PASSWORD`, a list of secrets;
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
        KAFKA_TLS: z.enum(['on', 'off']).optional(),
        KAFKA_CA_FILE: caFile.optional(),
        KAFKA_SASL: z.enum(['scram-sha-256', 'scram-sha-512']).optional(),
        KAFKA_USER: z.string().optional(),
        KAFKA_PASSWORD: secretList(env).optional(),
        NODE_NAME: z
          .string()
          .regex(/^[a-z0-9-]+$/, 'expected small letters, digits and hyphens')
          .default('local'),
        REQUEST_DAYS: z.coerce.number().int().min(31).default(REQUEST_DAYS),
      })
      .refine(({ BUS, KAFKA_BROKERS }) => BUS !== 'kafka' || KAFKA_BROKERS, { path: ['KAFKA_BROKERS'], message: 'BUS=kafka needs it' })
      .superRefine((given, ctx) => {
        const wrong = (path: keyof typeof given, message: string) => ctx.addIssue({ code: 'custom', path: [path], message });
        const { KAFKA_BROKERS, KAFKA_TLS, KAFKA_CA_FILE, KAFKA_SASL } = given;
        if (KAFKA_TLS === 'off' && KAFKA_CA_FILE) wrong('KAFKA_CA_FILE', 'KAFKA_TLS=off has no use for it');
        if (KAFKA_SASL && (KAFKA_TLS === 'off' || !(KAFKA_TLS || KAFKA_CA_FILE)))
          wrong('KAFKA_SASL', 'needs TLS, else anybody on the way may guess the password: KAFKA_TLS=on or KAFKA_CA_FILE');
        for (const name of ['KAFKA_USER', 'KAFKA_PASSWORD'] as const) {
          if (KAFKA_SASL && !given[name]) wrong(name, `KAFKA_SASL=${KAFKA_SASL} needs it`);
          if (!KAFKA_SASL && given[name]) wrong(name, 'is of no use without KAFKA_SASL');
        }
        if (!KAFKA_BROKERS && (KAFKA_TLS === 'on' || KAFKA_CA_FILE || KAFKA_SASL))
          wrong('KAFKA_BROKERS', 'KAFKA_TLS, KAFKA_CA_FILE and KAFKA_SASL are about brokers of yours: name them');
      }),
    env,
  );
  return {
    engine: config.BUS ?? (config.KAFKA_BROKERS ? 'kafka' : 'embedded'),
    node: config.NODE_NAME,
    brokers: config.KAFKA_BROKERS?.split(',') ?? [],
    security: securityOf(config),
    requestDays: config.REQUEST_DAYS,
  };
}

interface Given {
  readonly KAFKA_TLS?: 'on' | 'off' | undefined;
  readonly KAFKA_CA_FILE?: { readonly pem: string } | undefined;
  readonly KAFKA_SASL?: NonNullable<KafkaSecurity['sasl']>['mechanism'] | undefined;
  readonly KAFKA_USER?: string | undefined;
  readonly KAFKA_PASSWORD?: readonly { readonly value: string }[] | undefined;
}

function securityOf(given: Given): KafkaSecurity | undefined {
  if (given.KAFKA_TLS !== 'on' && !given.KAFKA_CA_FILE) return undefined;
  const { KAFKA_SASL: mechanism, KAFKA_USER: username, KAFKA_PASSWORD: passwords } = given;
  const password = passwords?.[0]?.value;
  return {
    ca: given.KAFKA_CA_FILE?.pem,
    ...(mechanism && username && password ? { sasl: { mechanism, username, password } } : {}),
  };
}
