import { loadConfig, secretList } from '@sunshine/platform';
import { z } from 'zod';

/**
 * What intake reads beside the ground's own variables:
 * `KEYS_DATABASE_URL` second database, for wrapped keys alone; `INTAKE_MASTER_KEYS` and `INTAKE_REPORT_KEYS` master keys of ordinary
 * petitions and of reports; `INTAKE_INDEX_KEYS` keys of the blind index; `INTAKE_CODE_KEYS` keys of query codes and secrets.
 * Each is a list of `{id, source}`: the first one seals and writes, all of them open and find.
 */
export function intakeConfig(env: NodeJS.ProcessEnv) {
  return loadConfig(
    z.object({
      KEYS_DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'expected postgres://role:password@host:port/database'),
      KEYS_DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(4),
      INTAKE_MASTER_KEYS: secretList(env),
      INTAKE_REPORT_KEYS: secretList(env),
      INTAKE_INDEX_KEYS: secretList(env),
      INTAKE_CODE_KEYS: secretList(env),
    }),
    env,
  );
}

export type IntakeConfig = ReturnType<typeof intakeConfig>;

/** Injection token of the parsed configuration. */
export const INTAKE_CONFIG = Symbol('configuration of intake');
