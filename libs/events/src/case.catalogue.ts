import * as line from './case.events.js';
import * as closing from './case.closing.events.js';
import * as groups from './case.groups.events.js';
import * as refiling from './case.refiling.events.js';
import * as split from './case.split.events.js';
import * as exits from './case.exits.events.js';
import * as intake from './case.intake.events.js';
import * as handling from './case.handling.events.js';
import * as papers from './case.papers.events.js';
import * as review from './case.review.events.js';
import * as reviewDecision from './case.review-decision.events.js';
import * as recusal from './case.recusal.events.js';
import * as routing from './case.routing.events.js';
import * as settlement from './case.settlement.events.js';
import * as withdrawal from './case.withdrawal.events.js';
import type { EventDefinition } from './define.js';

/** Types of every event that `case` publishes; one file of events for each area of acts. */
export const CASE_EVENTS: readonly string[] = [
  line,
  closing,
  exits,
  papers,
  routing,
  handling,
  recusal,
  review,
  reviewDecision,
  settlement,
  withdrawal,
  intake,
  groups,
  split,
  refiling,
]
  .flatMap((area): EventDefinition<unknown>[] => Object.values(area).filter((value): value is never => 'is' in value))
  .map(({ type }) => type);
