import { loadConfig, secretList } from '@sunshine/platform';
import { z } from 'zod';

const schema = (env: NodeJS.ProcessEnv) =>
  z.object({
    /** Keys of ballots and of what panels weigh: a list of `{id, source}`; the first one seals, all of them open. */
    HEARING_KEYS: secretList(env),
  });

export type HearingConfig = z.output<ReturnType<typeof schema>>;

/** @throws ConfigError */
export const hearingConfig = (env: NodeJS.ProcessEnv): HearingConfig => loadConfig(schema(env), env);

export const HEARING_CONFIG = Symbol('configuration of hearing');
