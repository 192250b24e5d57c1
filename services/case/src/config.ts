import { databaseAddress, loadConfig, secretList } from '@sunshine/platform';
import { z } from 'zod';

const schema = (env: NodeJS.ProcessEnv) =>
  z.object({
    /** Second database, for wrapped keys alone. */
    KEYS_DATABASE_URL: databaseAddress(env),
    KEYS_DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(4),
    /** Master keys of what is written about reports: a list of `{id, source}`; the first one wraps, all of them open. */
    CASE_REPORT_KEYS: secretList(env),
    /** The node this service belongs to, as `heldBy` names it. */
    NODE_NAME: z.string().max(40).default('local'),
    /** Pause between two rounds of the cap of HANDLE, in seconds; 0: none by itself. */
    SWEEP_SECONDS: z.coerce.number().min(0).default(2),
  });

export type CaseConfig = z.output<ReturnType<typeof schema>>;

/** @throws ConfigError */
export const caseConfig = (env: NodeJS.ProcessEnv): CaseConfig => loadConfig(schema(env), env);

export const CASE_CONFIG = Symbol('configuration of case');
