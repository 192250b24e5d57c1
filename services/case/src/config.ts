import { loadConfig } from '@sunshine/platform';
import { z } from 'zod';

const schema = z.object({
  /** The node this service belongs to, as `heldBy` names it. */
  NODE_NAME: z.string().max(40).default('local'),
  /** Pause between two rounds of the cap of HANDLE, in seconds; 0: none by itself. */
  SWEEP_SECONDS: z.coerce.number().min(0).default(2),
});

export type CaseConfig = z.output<typeof schema>;

/** @throws ConfigError */
export const caseConfig = (env: NodeJS.ProcessEnv): CaseConfig => loadConfig(schema, env);

export const CASE_CONFIG = Symbol('configuration of case');
