import { loadConfig, secretList } from '@sunshine/platform';
import { z } from 'zod';
import { DIGESTS } from './bundle/verify-bundle.js';

const schema = (env: NodeJS.ProcessEnv) =>
  z.object({
    /** Keys of ballots and of what panels weigh: a list of `{id, source}`; the first one seals, all of them open. */
    HEARING_KEYS: secretList(env),
    /** Keys under which the node signs files of hearings: a private Ed25519 JWK, or `sm2:` and 64 hex digits. The first one signs. */
    HEARING_SIGNING_KEYS: secretList(env),
    /** What the files are hashed with: sha256, or sm3 where commercial cryptography is asked for. */
    HEARING_BUNDLE_HASH: z.enum(DIGESTS).default('sha256'),
  });

export type HearingConfig = z.output<ReturnType<typeof schema>>;

/** @throws ConfigError */
export const hearingConfig = (env: NodeJS.ProcessEnv): HearingConfig => loadConfig(schema(env), env);

export const HEARING_CONFIG = Symbol('configuration of hearing');
