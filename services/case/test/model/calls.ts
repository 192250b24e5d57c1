import { closingCalls } from './calls/closing.js';
import { decidingCalls } from './calls/deciding.js';
import { exitsCalls } from './calls/exits.js';
import { groupsCalls } from './calls/groups.js';
import { handlingCalls } from './calls/handling.js';
import { opinionCalls } from './calls/opinion.js';
import { papersCalls } from './calls/papers.js';
import { reviewCalls } from './calls/review.js';
import { routingCalls } from './calls/routing.js';
import type { Call } from './calls/setting.js';
import type { ModelledAct } from './state.js';

export const CALLS: Record<ModelledAct, Call> = {
  ...routingCalls,
  ...handlingCalls,
  ...exitsCalls,
  ...groupsCalls,
  ...opinionCalls,
  ...papersCalls,
  ...closingCalls,
  ...reviewCalls,
  ...decidingCalls,
};
