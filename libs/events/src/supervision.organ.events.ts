import { z } from 'zod';
import { defineEvent } from './define.js';
import { growing } from './growth.js';

const day = z.iso.date();
const id = z.uuid();

/**
 * Key: the record itself (so for every event of this file), since papers between organs may have no petition. An organ is advised (三项建议) and
 * answers by `answerBy`, inclusive.
 */
export const AdviceIssued = defineEvent('AdviceIssued', 1, {
  adviceId: id,
  kind: growing(z.enum(['IMPROVE', 'POLICY', 'RESPONSIBILITY'])),
  petitionId: id.nullable(),
  organId: id,
  byOrganId: id,
  answerBy: day,
});
export const AdviceReplyExtended = defineEvent('AdviceReplyExtended', 1, { adviceId: id, answerBy: day });
export const AdviceAnswered = defineEvent('AdviceAnswered', 1, {
  adviceId: id,
  organId: id,
  as: growing(z.enum(['adopted', 'partly', 'not_adopted'])),
});
export const AdviceEffectReviewed = defineEvent('AdviceEffectReviewed', 1, {
  adviceId: id,
  effect: growing(z.enum(['achieved', 'partly', 'none'])),
});
/** How the body that decides responsibility has decided. */
export const ResponsibilityConcluded = defineEvent('ResponsibilityConcluded', 1, {
  adviceId: id,
  result: growing(z.enum(['circular', 'admonition', 'organisational', 'discipline', 'prosecution', 'none'])),
});
