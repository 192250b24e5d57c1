import { z } from 'zod';
import { code } from './code.js';
import { Stage } from './course.js';
import { defineEvent } from './define.js';
import { growing } from './growth.js';

const day = z.iso.date();
const id = z.uuid();

/** Art 33: both sides signed; each promise has a clock of its own, whose subject is the promise. */
export const SettlementRecorded = defineEvent('SettlementRecorded', 1, {
  petitionId: id,
  settlementId: id,
  organId: id,
  documentId: id,
  promises: z.array(z.object({ promiseId: id, dueOn: day })).min(1),
});

/** `settled`: it was the last one. */
export const PromisePerformed = defineEvent('PromisePerformed', 1, {
  petitionId: id,
  settlementId: id,
  promiseId: id,
  performedOn: day,
  settled: z.boolean(),
});

/** The matter is back at `stage`; `reopened`: it had been closed. */
export const PromiseBroken = defineEvent('PromiseBroken', 1, {
  petitionId: id,
  settlementId: id,
  promiseId: id,
  brokenOn: day,
  stage: growing(Stage),
  reopened: z.boolean(),
});

/** A later day, by agreement of all parties. */
export const PromiseMoved = defineEvent('PromiseMoved', 1, {
  petitionId: id,
  settlementId: id,
  promiseId: id,
  formerDate: day,
  newDate: day,
});

/** Each of `parties` is asked whether it takes part; no clock moves. */
export const MediationProposed = defineEvent('MediationProposed', 1, {
  petitionId: id,
  mediationId: id,
  organId: id,
  by: growing(z.enum(['petitioner', 'organ'])),
  parties: z.int().min(2),
});

/** `party`: 1 for the first. */
export const MediationAnswered = defineEvent('MediationAnswered', 1, {
  petitionId: id,
  mediationId: id,
  party: z.int().positive(),
  willing: z.boolean(),
});

export const MediationArranged = defineEvent('MediationArranged', 1, { petitionId: id, mediationId: id, meetingOn: day });

/** Without an agreement; `ground`: of the pack, for `endMediation`. */
export const MediationEnded = defineEvent('MediationEnded', 1, { petitionId: id, mediationId: id, ground: code, endedOn: day });
