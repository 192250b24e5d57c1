import { z } from 'zod';
import { code } from './code.js';
import { growing } from './growth.js';

/** The actor of an act. `id` is a directory id of a person, a service name, or null for a citizen without account. */
export const Actor = z.object({
  kind: growing(z.enum(['person', 'service', 'tracker', 'anonymous'])),
  id: code.nullable(),
});
export type Actor = z.input<typeof Actor>;

/** What every rule needs to know of the act it judges. */
export interface Act {
  readonly actor: Actor;
  /** Instant of the act, ISO 8601 in UTC. */
  readonly at: string;
  /** Legal day of the act, Asia/Shanghai; may lie before `at` where an act is entered afterwards. */
  readonly on: string;
  /** Instant at which the act was entered, ISO 8601 in UTC. */
  readonly recordedAt: string;
  readonly correlationId: string;
}
