import { caFile, loadConfig, secretList } from '@sunshine/platform';
import { z } from 'zod';

const schema = (env: NodeJS.ProcessEnv) =>
  z.object({
    /** Id of this node among its partners, as `city.990100`. Without one nothing is sent and nothing received. */
    EXCHANGE_NODE: z
      .string()
      .regex(/^[a-z][a-z0-9.-]{1,38}[a-z0-9]$/)
      .optional(),
    /** Keys under which the node's private keys and bodies that wait lie here: a list of `{id, source}`; the first one seals, all of them open. */
    EXCHANGE_KEYS: secretList(env),
    /** Folder of sealed files, shared with `intake`; what partners send lies in a folder of its own below it. */
    FILES_DIR: z.string(),
    /** CAs that sign the certificates of partners' endpoints, a file in PEM; without it those that Node trusts. */
    EXCHANGE_TLS_CA: caFile.optional(),
    /** The certificate that this node shows to partners, with its private key, in one file in PEM; without it it shows none. */
    EXCHANGE_TLS_IDENTITY: caFile.optional(),
    /**
     * Connections to intermediate tables of systems that speak in rows: a list of `{id, source}`, each an address of PostgreSQL under which the
     * schema `exchange_adapter` stands with its two tables.
     */
    EXCHANGE_ROW_TABLES: secretList(env).default([]),
    /** Pause between two looks at what waits, in milliseconds; 0: nothing moves by itself. */
    EXCHANGE_PAUSE_MS: z.coerce.number().int().min(0).max(60_000).default(500),
  });

export type ExchangeConfig = z.output<ReturnType<typeof schema>>;

/** @throws ConfigError */
export const exchangeConfig = (env: NodeJS.ProcessEnv): ExchangeConfig => loadConfig(schema(env), env);

export const EXCHANGE_CONFIG = Symbol('configuration of exchange');
