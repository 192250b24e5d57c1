import * as supervision from './supervision.events.js';
import * as betweenOrgans from './supervision.organ.events.js';
import type { EventDefinition } from './define.js';

/** Types of every event that `supervision` publishes. */
export const SUPERVISION_EVENTS: readonly string[] = [supervision, betweenOrgans]
  .flatMap((file) => Object.values(file))
  .filter((value): value is never => 'is' in value)
  .map(({ type }: EventDefinition<unknown>) => type);
