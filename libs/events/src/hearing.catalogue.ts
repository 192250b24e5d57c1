import * as hearing from './hearing.events.js';
import type { EventDefinition } from './define.js';

/** Types of every event that `hearing` publishes. */
export const HEARING_EVENTS: readonly string[] = Object.values(hearing)
  .filter((value): value is never => 'is' in value)
  .map(({ type }: EventDefinition<unknown>) => type);
