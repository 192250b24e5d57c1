import { databaseAddress, loadConfig, secretList } from '@sunshine/platform';
import { z } from 'zod';

/**
 * What intake reads beside the ground's own variables:
 * `KEYS_DATABASE_URL` second database, for wrapped keys alone; `INTAKE_MASTER_KEYS` and `INTAKE_REPORT_KEYS` master keys of ordinary
 * petitions and of reports; `INTAKE_INDEX_KEYS` keys of the blind index; `INTAKE_CODE_KEYS` keys of query codes and secrets.
 * Each is a list of `{id, source}`: the first key seals and writes, all keys open and find.
 * `FILES_DIR` folder of the sealed files; `FILES_ORPHAN_HOURS` after which an unused upload is destroyed and a pass ends;
 * `FILES_STAGED_MB` space for unused uploads, `FILES_STAGED_STAFF_MB` of it reserved for persons of the office, `FILES_STAGED_ADDRESS_MB` the
 * maximum of one address; bytes received count, not bytes announced.
 * `FILES_STALLED_MINUTES` after which an incomplete, idle upload is destroyed, `FILES_EMPTY_MINUTES` one without any content.
 * `SPACE_VOLUMES` folders of data, files and database (`name=folder`, separated by commas; by default the folder of the files) whose free
 * space is shown in readiness and metrics; if one has less than `SPACE_MIN_MB`, uploads and filings are refused with STORAGE_LOW, and
 * everything else goes on.
 * Files of anonymous filers are cleaned `FILES_CLEANING_AT_ONCE` at a time, each in a process that may take `FILES_CLEANING_MB` of memory
 * in all and `FILES_CLEANING_SECONDS` of processor time; a filer who waits longer than `FILES_CLEANING_WAIT_SECONDS` is asked to try again.
 */
export function intakeConfig(env: NodeJS.ProcessEnv) {
  return loadConfig(
    z.object({
      KEYS_DATABASE_URL: databaseAddress(env),
      KEYS_DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(4),
      INTAKE_MASTER_KEYS: secretList(env),
      INTAKE_REPORT_KEYS: secretList(env),
      INTAKE_INDEX_KEYS: secretList(env),
      INTAKE_CODE_KEYS: secretList(env),
      FILES_DIR: z.string(),
      SPACE_VOLUMES: z
        .string()
        .regex(/^\w+=[^,]+(,\w+=[^,]+)*$/, 'expected name=folder, separated by commas')
        .optional(),
      SPACE_MIN_MB: z.coerce.number().int().min(0).default(256),
      FILES_ORPHAN_HOURS: z.coerce.number().min(1).default(24),
      FILES_SWEEP_SECONDS: z.coerce.number().min(1).max(86_400).default(600),
      FILES_STAGED_MB: z.coerce.number().int().min(20).default(10_240),
      FILES_STAGED_STAFF_MB: z.coerce.number().int().min(0).default(2_048),
      FILES_STAGED_ADDRESS_MB: z.coerce.number().int().min(20).default(1_024),
      FILES_STALLED_MINUTES: z.coerce.number().min(1).default(120),
      FILES_EMPTY_MINUTES: z.coerce.number().min(1).default(10),
      FILES_CLEANING_AT_ONCE: z.coerce.number().int().min(1).max(16).default(1),
      FILES_CLEANING_MB: z.coerce.number().int().min(128).max(4_096).default(230),
      FILES_CLEANING_SECONDS: z.coerce.number().min(1).max(60).default(5),
      FILES_CLEANING_WAIT_SECONDS: z.coerce.number().min(1).max(60).default(6),
    }),
    env,
  );
}

export type IntakeConfig = ReturnType<typeof intakeConfig>;

/** Injection token of the parsed configuration. */
export const INTAKE_CONFIG = Symbol('configuration of intake');
