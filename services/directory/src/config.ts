import { loadConfig } from '@sunshine/platform';
import { z } from 'zod';

/** `PACKS_DIR`: folder with a deployment's own rule packs (`*.yaml`) and calendars (`*.calendar.yaml`); unset: the built-in law alone. */
export function directoryConfig(env: NodeJS.ProcessEnv): { PACKS_DIR?: string | undefined } {
  return loadConfig(z.object({ PACKS_DIR: z.string().optional() }), env);
}
